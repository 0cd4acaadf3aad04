"""Mentions of one organisation: with and without its legal form, its abbreviation, a shorter form of its name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from ..article import Mention
from ..gazetteer.regions import find_region
from ..lexicon import alternatives
from ..lexicon.offices import load as offices
from ..lexicon.organizations import load as lexicon
from ..text.expressions import BLANK
from ..text.spelling import fold, without_brackets
from .organization_regions import ADMIN, in_full

_ACRONYM = re.compile(rf"{BLANK}?\(([A-Z][A-Za-z-]{{1,10}}(?:{BLANK}[A-Z][A-Za-z]{{1,12}})?)\)")
_MOST_WORDS = 8


@cache
def _legal() -> re.Pattern[str]:
    """Legal forms at both ends of a folded name: ``pt | aneka tambang | persero tbk``."""
    before, behind = alternatives(lexicon().legal_forms), alternatives(lexicon().legal_ends)
    return re.compile(rf"^(?:{before}) (?=\w)|(?: (?:{behind}))+$")


@cache
def _levels() -> re.Pattern[str]:
    return re.compile(r" (?:cabang|kabupaten|provinsi) (?=\w)")


def bare(name: str) -> str:
    """A name folded, without brackets and legal forms: one company has one."""
    folded = _levels().sub(" ", fold(without_brackets(name)))  # `DPC Gerindra Kabupaten Ngawi`
    plain = in_full(_legal().sub("", folded) or folded)
    for short, full in lexicon().nicknames.items():
        if plain == short or plain.endswith(f" {short}"):  # `fraksi pdip`
            return plain[: len(plain) - len(short)] + full
        if f" {short} " in plain:
            return plain.replace(f" {short} ", f" {full} ")
    return plain


class Groups:
    """The mentions of a document's organisations by bare name."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._kinds: dict[str, str] = {}
        self._mentions: dict[str, list[Mention]] = {}
        self._short: dict[str, str] = {}  # abbreviations in brackets in a name or behind it

    def add(self, mention: Mention, kind: str) -> None:
        key = bare(mention.text)
        self._kinds.setdefault(key, kind)
        self._mentions.setdefault(key, []).append(mention)
        behind = _ACRONYM.match(self._text, mention.end)
        if behind is not None:
            self._short.setdefault(fold(behind[1]), key)
        inside = _ACRONYM.search(mention.text)
        if inside is not None:  # `Kelompok Wanita Tani (KWT) Melati`: `KWT`, `KWT Melati`
            self._short.setdefault(fold(inside[1]), key)
            self._short.setdefault(bare(f"{inside[1]}{mention.text[inside.end() :]}"), key)

    def merged(self) -> Iterator[tuple[str, str, list[Mention]]]:
        """Bare name, kind and mentions of each organisation."""
        for short, key in self._short.items():
            self._join(short, key)
        longer: dict[str, set[str]] = {}
        for key in self._mentions:
            words = key.split()
            for count in range(1, min(len(words), _MOST_WORDS)):
                longer.setdefault(" ".join(words[:count]), set()).add(key)
            for name in (words, fold(without_brackets(self._mentions[key][0].text)).split()):
                if len(name) > 1:
                    longer.setdefault(_initials(name), set()).add(key)
        for key in list(self._mentions):
            named = longer.get(key, set()) & self._mentions.keys()
            if key in self._short.values():  # `Palang Merah Indonesia (PMI)`: the `PMI Sulteng` is a branch of it
                named = {other for other in named if not find_region(other[len(key) :].strip(), ADMIN)}
            if len(named) == 1 and self._is_short(key):
                self._join(key, named.pop())
        for key, mentions in self._mentions.items():
            yield key, self._kinds[key], sorted(mentions, key=lambda mention: mention.start)

    def _join(self, key: str, other: str) -> None:
        if key != other and key in self._mentions and other in self._mentions:
            self._mentions[other] += self._mentions.pop(key)

    def _is_short(self, key: str) -> bool:
        """Initials, a name of more than one word, or one word behind a legal form (``PT Gag``): may be cut short.

        ``Pertamina`` is not short for ``Pertamina Patra Niaga``, but ``PLN`` for ``Perusahaan Listrik Negara``.
        """
        written = self._mentions[key][0].text
        if " " not in key and written.isupper() and len(key) > 1:
            return True
        return key not in _known() and (" " in key or fold(written) != key)


def _initials(words: Iterable[str]) -> str:
    return "".join(word[0] for word in words if word not in offices().joining)


@cache
def _known() -> frozenset[str]:
    """The complete names that the lexicon has."""
    return frozenset(bare(name) for names in lexicon().names.values() for name in names)
