"""Model of ``units.toml``."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Literal

from pydantic import model_validator

from ..text.spelling import fold
from . import Entry, Lexicon, read

NameType = Literal["none", "region", "local", "number", "optional", "topic", "part", "ordinal", "nothing"]


class UnitKind(Entry):
    kind: str
    service: str
    head: str
    forms: tuple[str, ...] = ()
    name: NameType
    levels: frozenset[str] = frozenset()
    parent: str | None = None
    subunit: bool = False
    needs_parent: bool = False
    bare: bool = False
    keep_form: bool = False
    various: bool = False
    named: Literal["kodam", "korem"] | None = None
    alone: bool = False
    known: bool = False
    never: frozenset[str] = frozenset()
    sure: bool = False
    within: frozenset[str] = frozenset()
    code: str | None = None
    buildings: frozenset[str] = frozenset()
    words: int = 3
    honours: bool = False
    headed: bool = False

    @model_validator(mode="after")
    def _buildings_are_forms(self) -> UnitKind:
        if not self.buildings <= {self.head, *self.forms}:
            raise ValueError(f"buildings of {self.head} must be forms of it")
        return self


class Units(Lexicon):
    """``lexicon/units.toml``."""

    not_after: tuple[str, ...]
    of_the_republic: frozenset[str]
    report_marks: tuple[str, ...]
    kinds: tuple[UnitKind, ...]
    names: dict[str, tuple[str, ...]]
    short: dict[str, tuple[str, ...]]
    special: dict[str, str]
    polda_exceptions: dict[str, str]
    poldas: dict[str, str]


@cache
def load() -> Units:
    return read("units", Units)


@cache
def by_head() -> dict[str, UnitKind]:
    """The kinds by their canonical head."""
    return {kind.head: kind for kind in load().kinds}


@cache
def by_form() -> dict[str, UnitKind]:
    """The kinds by each of their forms."""
    return {form: kind for kind in load().kinds for form in (*kind.forms, kind.head)}


@cache
def bare_heads() -> frozenset[str]:
    """Heads that name no unit without a name of their own: ``Polda``, ``Kodim``."""
    named = ("region", "local", "number", "topic")
    return frozenset(form for form, kind in by_form().items() if kind.name in named)


def phrases() -> Iterable[tuple[str, str, str]]:
    """Phrases for the automaton."""
    for kind in load().kinds:
        for form in (kind.head, *kind.forms):
            yield "unit", form, kind.head


@cache
def names(table: str | None) -> frozenset[str]:
    """The names of commands in one table of ``[names]``, in small letters; of all tables for None."""
    tables = load().names
    return frozenset(name.casefold() for key in (tables if table is None else (table,)) for name in tables[key])


@cache
def buildings() -> frozenset[str]:
    """Heads that name the building of a unit (``Mapolres``), in small letters."""
    return frozenset(form.casefold() for kind in load().kinds for form in kind.buildings)


@cache
def special() -> dict[str, str]:
    """Region codes of the units with names of their own, by lower-case name."""
    return {name.casefold(): code for name, code in load().special.items()}


@cache
def in_full() -> dict[str, tuple[str, ...]]:
    """What a body's short name stands for, both in small letters: ``kemlu`` -> ``kementerian luar negeri``."""
    found: dict[str, tuple[str, ...]] = {}
    for full, forms in load().short.items():
        for form in forms:
            found[fold(form)] = (*found.get(fold(form), ()), fold(full))
    return found


@cache
def ministries() -> frozenset[str]:
    """What ministries are called, in full and short, in small letters: ``kementerian sosial``, ``kementerian pupr``."""
    names = {fold(name) for full, forms in load().short.items() for name in (full, *forms)}
    names.update(fold(form) for form, kind in by_form().items() if kind.kind == "kementerian")
    return frozenset(name for name in names if name.startswith("kementerian "))


@cache
def topic_heads() -> frozenset[str]:
    """Heads that begin another office inside a list: ``Dinas X dan Badan Y``."""
    return frozenset(form for kind in load().kinds if kind.name == "topic" for form in (kind.head, *kind.forms))
