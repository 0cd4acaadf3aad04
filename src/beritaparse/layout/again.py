"""A text that stands twice on a page is read once."""

from __future__ import annotations

from collections.abc import Sequence

from .lines import Piece

_LEAST = 60
"""Characters of a line that is no article text where it stands again: shorter ones may be a refrain or a list."""


def mark_again(text: str, pieces: Sequence[Piece]) -> list[Piece]:
    """Give paragraphs that stood there before the kind ``other`` and the rule ``again``."""
    seen: set[str] = set()
    made: list[Piece] = []
    for piece in pieces:
        if piece.kind is None and piece.end - piece.start >= _LEAST:
            content = " ".join(text[piece.start : piece.end].split())
            if content in seen:
                piece = piece._replace(kind="other", rule="again")
            elif len(content) >= _LEAST:
                seen.add(content)
        made.append(piece)
    return made
