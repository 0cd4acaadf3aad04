"""Model of ``annotation.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, NamedTuple

from ..article import QuoteKind, Role
from . import Lexicon, read

Group = Literal["persons", "lists", "quotes", "parts"]


class Meaning(NamedTuple):
    """What a label stands for: ``persons`` and a role, ``lists`` and a key of the gold format, and so on."""

    group: Group
    name: str


class Annotation(Lexicon):
    """``lexicon/annotation.toml``."""

    persons: dict[Role, tuple[str, ...]]
    lists: dict[str, tuple[str, ...]]
    quotes: dict[QuoteKind, tuple[str, ...]]
    parts: dict[str, tuple[str, ...]]
    fields: dict[Literal["persons", "quotes"], tuple[str, ...]]
    names: dict[str, str]


@cache
def load() -> Annotation:
    return read("annotation", Annotation)


@cache
def meanings() -> dict[str, Meaning]:
    """Labels and synonyms, in capitals."""
    scheme = load()
    groups: tuple[tuple[Group, Mapping[Any, tuple[str, ...]]], ...] = (
        ("persons", scheme.persons),
        ("lists", scheme.lists),
        ("quotes", scheme.quotes),
        ("parts", scheme.parts),
    )
    return {
        label: Meaning(group, name) for group, entries in groups for name, labels in entries.items() for label in labels
    }


def label_of(group: Group, name: str) -> str:
    """The label of our own scheme."""
    return next(label for label, meaning in meanings().items() if meaning == (group, name))
