"""Titles in the text and how far the posts that they begin can go: the ends among which the readings choose."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from ..gazetteer.glue import cuts
from ..lexicon import alternatives
from ..lexicon.constructions import load as constructions
from ..lexicon.positions import load as lexicon
from ..lexicon.speech import forms
from ..lexicon.units import UnitKind, by_head
from ..text.expressions import BLANK
from .names import is_honorific
from .post_ends import Draft
from .post_sites import over_site

_NUMBERED = re.compile(r"[^\W\d_]+(?=\d{1,2}\.[ \u00a0\u2060]{1,2}[A-Z])")
_ORDINAL = re.compile(r"ke-?\d{1,3}")
_MOST_TOKENS = 18
_VERB_LIKE = re.compile(r"(?:me[a-z]{4,}|di[a-z]{4,}|ber[a-z]{3,}|ter[a-z]{3,})")


@cache
def _acting() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(lexicon().acting)}){BLANK}")


@cache
def _piece() -> re.Pattern[str]:
    short = alternatives(lexicon().dotted_inside)
    return re.compile(
        rf"{BLANK}{{0,2}}(?:(?P<gloss>\({BLANK}?[A-Z0-9][^()\n]{{1,40}}\))|(?P<short>(?:{short})\.(?={BLANK}?\w))"
        r"|(?P<word>[^\W_](?:[\w'’&-]|/(?=\w)|\.(?=[a-z\d])|(?<![a-z])\.(?=\w))*)|(?P<mark>[,/&]))"
    )


class Token(NamedTuple):
    """A piece of what stands behind a title; ``kind``: cap, low, num, comma, mark, gloss, unit, also."""

    start: int
    end: int
    kind: str
    text: str


@dataclass(slots=True, eq=False)
class Head:
    """A title, with the marks of acting and former holders before it from ``begin`` on."""

    begin: int
    start: int
    end: int
    draft: Draft | None
    small: bool
    acting: bool = False
    former: bool = False
    leads: UnitKind | None = None  # of a commander
    sited: bool = False  # a place follows behind `di`
    tokens: list[Token] = field(default_factory=list)
    _ends: list[int] = field(default_factory=list)

    def ends(self) -> list[int]:
        """Where the post may end: behind the title, behind each word that can end one, and where its grammar says."""
        if self._ends:
            return self._ends
        if self.sited and all(token.kind == "low" for token in self.tokens):
            self._ends = [self.tokens[-1].end if self.tokens else self.end]  # `pedagang kopi| di Demak`
            return self._ends
        ends = {self.end}
        if self.draft is not None:
            ends.add(self.draft.end)
        ends.update(
            token.end
            for token in self.tokens
            if (token.kind == "cap" and not is_honorific(token.text))  # `Ketua Senat Universitas | Prof Budi`
            or token.kind in ("num", "gloss", "unit")
            or (token.kind == "low" and token.text not in _joining())
        )
        self._ends = sorted(ends)
        return self._ends

    def last(self, end: int) -> Token | None:
        """The last word of the post that ends at ``end``; None if the title ends it."""
        return next((token for token in reversed(self.tokens) if token.end == end), None)

    def until(self, end: int) -> list[Token]:
        """The words behind the title of the post that ends at ``end``."""
        return [token for token in self.tokens if token.end <= end]

    def upto(self, text: str, end: int) -> Draft:
        """The post as far as ``end``: its grammar's, cut or widened, with the unit that is named in it."""
        draft = self.draft
        if draft is None:
            rule = "commander_post" if self.leads is not None else "read_post"
            draft = Draft(self.start, self.end, text[self.start : self.end], rule, head=self.leads)
        elif draft.end == end:
            return draft
        if draft.unit_at is not None and draft.unit_at[1] > end:
            draft.unit_at = None
        if draft.unit_at is None and draft.unit is None:
            units = [token for token in self.tokens if token.kind == "unit" and token.end <= end]
            draft.unit_at = (units[0].start, units[0].end) if units else None
        behind = text[draft.end : end].strip()  # `Kapolda | baru`
        draft.widened = draft.widened or not (behind in by_head() or behind.lower() in {"", *lexicon().modifiers})
        draft.end = end
        return draft


def _joining() -> frozenset[str]:
    return lexicon().inside


def read_tokens(
    text: str, pos: int, limit: int, unit_ends: Mapping[int, int], heads: Container[int], barriers: Container[int]
) -> tuple[list[Token], bool]:
    """The words behind a title up to a barrier (a rank), a verb or a mark that no post goes over; is that a site?"""
    tokens: list[Token] = []
    while len(tokens) < _MOST_TOKENS and (match := _piece().match(text, pos, limit)) is not None:
        start = match.start(str(match.lastgroup))
        if start in barriers:
            break
        if over_site(text, pos, limit, barriers) > pos:
            return tokens, True
        if start in unit_ends and unit_ends[start] <= limit:
            token = Token(start, unit_ends[start], "unit", text[start : unit_ends[start]])
        else:
            token = _token(text, start, match, limit, heads)
        if token is None:
            break
        tokens.append(token)
        pos = token.end
    return tokens, False


def _token(text: str, start: int, match: re.Match[str], limit: int, heads: Container[int]) -> Token | None:
    """One piece; None for a word that no post goes over."""
    kind = str(match.lastgroup)
    word, end = match[kind], match.end()
    if kind == "word":
        if not (word[0].isupper() or word[0].isdigit()):
            return _small_token(text, start, word, limit, heads)
        numbered = _NUMBERED.match(text, start)
        if glued := cuts(word):  # `Kabinet|Teddy`: the blank between two words is lost
            end = start + glued[0]
        elif numbered is not None:  # `Komisaris Utama|4. Budi`: a line break
            end = numbered.end()
        word = text[start:end]
        kind = "num" if word[0].isdigit() else "cap"
    elif kind == "short":
        kind = "cap"
    elif word == ",":
        kind = "comma"
    return Token(start, end, kind, word)


def _small_token(text: str, start: int, word: str, limit: int, heads: Container[int]) -> Token | None:
    """A word in small letters: one that joins another title (``sekaligus``), an ordinal, or one without a verb."""
    joint = next((also for also in constructions().words["also"] if text.startswith(f"{also} ", start)), None)
    if joint is not None:
        at = start + len(joint) + 1
        mark = _acting().match(text, at, limit)
        joins = at in heads or (mark is not None and mark.end() in heads)
        return Token(start, start + len(joint), "also", joint) if joins else None
    words = lexicon()
    never = word in words.described.never and word not in words.inside
    if never or word in forms() or (_VERB_LIKE.fullmatch(word) and word not in words.described.nouns):
        return None
    return Token(start, start + len(word), "num" if _ORDINAL.fullmatch(word) else "low", word)
