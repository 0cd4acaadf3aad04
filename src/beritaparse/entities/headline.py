"""Verbs of a headline in Title Case, ``Wali Kota Ambon Copot Kepala Dinas``, ``Kapolres Demak Memantau Arus Mudik``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..lexicon.offices import load as offices
from ..page import Page

_CAPITALISED = re.compile(r"(?<![\w'’-])[A-Z][a-z]{3,}(?![\w'’-])")
_AFFIXED = re.compile(r"(?<!\w)(?:di|me)[a-z]{3,}")
# What `me-` becomes before the first letter of a root, and whether that letter is lost.
_NASAL = {
    **dict.fromkeys("bfv", ("mem", False)),
    **dict.fromkeys("p", ("mem", True)),
    **dict.fromkeys("dcjz", ("men", False)),
    **dict.fromkeys("t", ("men", True)),
    **dict.fromkeys("gh", ("meng", False)),
    **dict.fromkeys("aiueo", ("meng", False)),
    **dict.fromkeys("k", ("meng", True)),
    **dict.fromkeys("s", ("meny", True)),
}
_SUFFIXES = ("", "i", "kan")


def headline_verbs(page: Page) -> Iterator[int]:
    """Yield where a verb of the headline begins: a known one, also with its prefix (``Memantau`` of ``pantau``), or one
    that the text has in small letters, as it stands or with affixes (``dicopot``).

    The first word may be a name that is no verb of the headline: names begin sentences, verbs seldom do.
    """
    if page.title is None:
        return
    known = _known()
    affixed: set[str] | None = None
    start, end = page.title.start, page.title.end
    for match in _CAPITALISED.finditer(page.text, start + 1, end):
        root = match.group().lower()
        if root not in known and affixed is None:
            affixed = set(_AFFIXED.findall(page.text))
        if root in known or (affixed is not None and (root in affixed or not affixed.isdisjoint(_affixed(root)))):
            yield match.start()


@cache
def _known() -> frozenset[str]:
    roots = offices().headline
    return roots | frozenset(map(_active, roots))


def _active(root: str) -> str:
    """``memantau`` of ``pantau``, ``meresmikan`` of ``resmikan``."""
    prefix, lost = _NASAL.get(root[0], ("me", False))
    return f"{prefix}{root[1:] if lost else root}"


def _affixed(root: str) -> Iterator[str]:
    for stem in (f"di{root}", _active(root)):
        for suffix in _SUFFIXES:
            yield stem + suffix
