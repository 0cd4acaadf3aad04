"""Text as it was meant, out of lines as they were printed: pages of a PDF, a mail that was passed on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

_PARTED = re.compile(r"(?P<head>[^\W\d_]{2,})-[ \t]?\n(?P<tail>[a-z]{2,})")
_NUMBER = re.compile(
    r"(?:(?:halaman|hal|page)?\.?\s{0,2}\d{1,3}(?:\s{0,2}(?:/|dari|of)\s{0,2}\d{1,3})?|[-–]\s?\d{1,3}\s?[-–])$", re.I
)
_MOST_HEAD = 4
"""Lines at the top and at the end of each page that may be the same on all."""
_PASSED_ON = re.compile(
    r"^[ >]{0,4}-{4,}[ ]?(?:forwarded message|original message|pesan (?:terusan|asli|yang diteruskan))[ ]?-{4,}[ ]*$",
    re.IGNORECASE | re.MULTILINE,
)
_FIELD = re.compile(r"[ >]{0,4}\*?[A-Z][\w -]{1,20}\*?:\*?[ \t]")
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)


def as_text(pages: Sequence[str]) -> str:
    """Return the text of a document's pages: words that were parted at the ends of lines are whole, what stands on
    every page is there once, and a sentence goes on from one page to the next."""
    cut = [_without_repeated(page.strip("\n").split("\n"), number, pages) for number, page in enumerate(pages)]
    made = ""
    for page in filter(None, cut):
        going_on = bool(made) and made[-1] not in '.!?:;”"’)' and page[0].islower()
        made += ("\n" if going_on else "\n\n" if made else "") + page
    return _PARTED.sub(_whole, made)


def _whole(parted: re.Match[str]) -> str:
    """``memim-`` ``pin`` is one word; ``anak-`` ``anak``, ``ber-`` ``sama-sama`` have their hyphen."""
    head, tail = parted["head"].lower(), parted["tail"]
    behind = parted.string[parted.end() : parted.end() + len(tail) + 1].lower()
    if head.endswith(tail):
        return f"{parted['head']}-{tail}"
    doubled = behind == f"-{tail}"
    return parted["head"] + tail if doubled or not tail.startswith(head) else f"{parted['head']}-{tail}"


def _without_repeated(lines: list[str], number: int, pages: Sequence[str]) -> str:
    """A page without its number and, behind the first one, without the lines that every page begins with."""
    if len(pages) > 1:
        lines = _trimmed(lines)
    if number:
        firsts = [page.strip("\n").split("\n")[:_MOST_HEAD] for page in pages if page.strip()]
        columns = zip(*firsts, strict=False)
        same = sum(1 for _ in takewhile(lambda column: len(set(column)) == 1, columns))
        lines = lines[same:]
    return "\n".join(lines).strip("\n")


def _trimmed(lines: list[str]) -> list[str]:
    while lines and (not lines[-1].strip() or _NUMBER.match(lines[-1].strip())):
        lines = lines[:-1]
    while lines and (not lines[0].strip() or _NUMBER.match(lines[0].strip())):
        lines = lines[1:]
    return lines


def passed_on(text: str) -> str:
    """Return what a mail says without its signature; of one that was passed on, what the first one said."""
    passed = list(_PASSED_ON.finditer(text))
    if passed and len(text) - passed[-1].end() > passed[-1].start():
        lines = text[passed[-1].end() :].lstrip("\n").split("\n")
        text = "\n".join(lines[sum(1 for _ in takewhile(_FIELD.match, lines)) :])
    signed = list(_SIGNATURE.finditer(text))
    if signed and text[: signed[-1].start()].strip():
        text = text[: signed[-1].start()]
    filled = [line for line in text.split("\n") if line.strip()]
    if filled and all(line.startswith(">") for line in filled):
        text = re.sub(r"^> ?", "", text, flags=re.MULTILINE)
    return text
