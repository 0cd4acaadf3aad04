"""The tokens of a page: one linear regular expression made from the abbreviations, and the blanks that were lost."""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate
from operator import add

from ..gazetteer.glue import SHORTEST_GLUED, cuts
from ..lexicon import alternatives
from ..lexicon.abbreviations import load as lexicon
from ..page import Layers, Page, Tokens


@cache
def token_pattern() -> re.Pattern[str]:
    """The tokenizer's expression: one branch per kind of token, the first that fits wins; then the blank behind it."""
    words = lexicon()
    branches = [
        r"[A-Za-z]+(?=[\s,])",  # most tokens: no other branch takes anything else there
        r"https?://[^\s<>\"“”]+|www\.[^\s<>\"“”]+",
        r"[\w.+-]{1,64}@[\w-]+\.[\w.-]*\w",
        # 15/10/2024  09.30  1,5  2.360  0417/Kerinci  24/9  16-6-2025
        r"\d{1,2}[/-]\d{1,2}[/-]\d{2,4}(?!\w)",
        r"\d{2,4}/[A-Z][A-Za-z]+",
        r"\d[\d.,:/]*\d(?=\D|$)|\d+(?=WIB|WITA|WIT\b)|\d+(?:st|nd|rd|th|an)?\b",
        rf"\b(?:{alternatives(words.all())})\.",
        # S.I.K.  M.Si  S.H.  A.  M.
        r"[A-Z]\.(?:[A-Za-z]{1,4}\.){1,4}[A-Z]?(?![a-z])",
        r"[A-Z][a-z]?\.[A-Z][A-Za-z]{0,3}\b|\b[A-Z]\.(?=[ \u00a0][A-Z])",
        rf"[A-Za-z][\w-]*\.(?i:{alternatives(words.domains)})(?![\w-])(?!\.\w)",
        r"Rp(?=\d)",
        # TNI-Polri and Cirebon-Bandung are two names; anak-anak and Al-Azhar one word
        r"(\w{2,})-\2\w*",
        r"[A-Z][\w'’]{2,}(?=-[A-Z]\w\w)",
        r"\w(?:[\w'’-]*\w)?",
        r"\.{2,}|-{2,}|[^\w\s]",
    ]
    # spaCy's convention: one blank belongs to the token before it, other white space is a token.
    return re.compile(rf"({'|'.join(branches)}|\s+)( ?)")


def split(text: str) -> tuple[list[str], list[bool]]:
    """The tokens of a text and whether one blank follows each; white space beyond that is a token of its own."""
    found = token_pattern().findall(text)
    words = [piece for piece, _twin, _blank in found]
    spaces = [blank != "" for _piece, _twin, blank in found]
    # A word in small letters has lost no blank: it need not be asked.
    glued = [at for at, word in enumerate(words) if len(word) >= SHORTEST_GLUED and not word.islower()]
    for at in reversed(glued):
        if places := cuts(words[at]):
            pieces = [words[at][place:stop] for place, stop in zip((0, *places), (*places, None), strict=True)]
            words[at : at + 1] = pieces
            spaces[at:at] = [False] * len(places)
    return words, spaces


def tokens(text: str) -> Tokens:
    """The tokens of a text and where each begins."""
    words, spaces = split(text)
    starts = [0, *accumulate(map(add, map(len, words), spaces))]
    starts.pop()
    return Tokens(starts, words)


def token_stage(page: Page) -> Layers:
    """The tokens of the raw page; those of white space alone may differ from the text as the layout has mended it."""
    return {"tokens": tokens(page.raw)}
