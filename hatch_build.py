"""What hatchling asks when it makes a wheel: the README for PyPI, where links into the repository must be absolute."""

from __future__ import annotations

import re
from pathlib import Path

from hatchling.metadata.plugin.interface import MetadataHookInterface

LINK = re.compile(r"(?P<before>\]\(|(?:src|srcset)=\")(?P<path>(?![a-z]+:|#|/)[^)\"#]+)")


def absolute(readme: str, repository: str) -> str:
    """The text with links and pictures that lead into ``repository``, an address of GitHub."""

    def link(match: re.Match[str]) -> str:
        kind = "raw" if match["path"].endswith((".png", ".svg")) else "tree" if match["path"].endswith("/") else "blob"
        return f"{match['before']}{repository.rstrip('/')}/{kind}/main/{match['path']}"

    return LINK.sub(link, readme)


class CustomMetadataHook(MetadataHookInterface):
    def update(self, metadata: dict[str, object]) -> None:
        """Fill in ``readme``; without an address of the repository among the URLs the links stay as they are."""
        text = (Path(self.root) / "README.md").read_text(encoding="utf-8")
        urls = metadata.get("urls")
        found = urls if isinstance(urls, dict) else {}
        repository = next((found[name] for name in ("Repository", "Source", "Homepage") if name in found), None)
        text = text if repository is None else absolute(text, repository)
        metadata["readme"] = {"content-type": "text/markdown", "text": text}
