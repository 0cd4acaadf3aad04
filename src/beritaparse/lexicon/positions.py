"""Model of ``positions.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Literal

from . import Entry, Lexicon, alternatives, read
from .units import load as units

_BRACKETS = re.compile(r"\([^()]*\)")
Complement = Literal["none", "region", "local", "number", "office", "unit", "open", "described"]


class Functions(Entry):
    words: frozenset[str]
    sat: dict[str, str]
    unit: dict[str, str]
    dit: dict[str, str]
    bid: dict[str, str]

    def part(self, name: str | None) -> dict[str, str]:
        """The parts that a Kasat (``sat``), Dir (``dit``) or Kabid (``bid``) leads, or a Kanit (``unit``) serves in."""
        return {"sat": self.sat, "unit": self.unit, "dit": self.dit, "bid": self.bid}.get(name or "", {})


class FunctionHead(Entry):
    forms: tuple[str, ...]
    part: Literal["sat", "unit", "dit", "bid"] | None = None


class Post(Entry):
    complement: Complement
    titles: tuple[str, ...]
    heads_of_dinas: bool = False


class Described(Entry):
    never: frozenset[str]
    verbs: tuple[str, ...]
    nouns: frozenset[str]
    not_after: frozenset[str]


class Positions(Lexicon):
    """``lexicon/positions.toml``."""

    acting: tuple[str, ...]
    former: tuple[str, ...]
    also_names: frozenset[str]
    spokesmen: frozenset[str]
    clients: tuple[str, ...]
    divisions: tuple[str, ...]
    of_two_fields: frozenset[str]
    no_post_behind: frozenset[str]
    republic: tuple[str, ...]
    sites: tuple[str, ...]
    dotted: frozenset[str]
    dotted_inside: tuple[str, ...]
    office_heads: frozenset[str]
    glued_heads: tuple[str, ...]
    heads_of_anything: frozenset[str]
    described: Described
    inside: frozenset[str]
    modifiers: frozenset[str]
    pointing: tuple[str, ...]
    prefixes: tuple[str, ...]
    of_several: tuple[str, ...]
    leads: dict[str, str]
    leads_alone: frozenset[str]
    asks_name: frozenset[str]
    leads_bodies: frozenset[str]
    leads_named: frozenset[str]
    serves: dict[str, str]
    of_resorts: tuple[str, ...]
    of_any_body: frozenset[str]
    led_offices: dict[str, str]
    functions: Functions
    function_heads: tuple[FunctionHead, ...]
    commanders: dict[str, tuple[str, ...]]
    open_titles: dict[str, Complement]
    slips: dict[str, str]
    posts: tuple[Post, ...]
    shortened: dict[str, str]


@cache
def load() -> Positions:
    return read("positions", Positions)


@lru_cache(maxsize=4096)
def plain_title(title: str) -> str:
    """The title in one form for all its spellings: ``Kasatreskrim`` and ``Kepala Satuan Reserse Kriminal``."""
    plain = f" {' '.join(_BRACKETS.sub(' ', title.casefold()).split())} "
    for long, short in load().shortened.items():
        plain = plain.replace(f" {long} ", f" {short} ")
    plain = plain.replace(" ", "")
    return load().shortened.get(plain, plain)


@cache
def title_words() -> frozenset[str]:
    """First words of posts that are nothing else: ``Kapolres``, ``Kasat``, ``Kabid``."""
    lexicon = load()
    heads = [form for head in lexicon.function_heads for form in head.forms]
    titles = [title for forms in lexicon.commanders.values() for title in forms]
    return frozenset(word for form in (*heads, *titles) if len(word := form.split()[0]) > 4)


@cache
def pointing_back() -> re.Pattern[str]:
    """What behind a post points back to who holds it: ``Bendahara Umum Partai X`` **itu**."""
    return re.compile(rf"[ \u00a0](?:{alternatives(load().pointing)})(?!\w)")


def function_words() -> frozenset[str]:
    """``Reskrim``, ``Humas``, ``Lantas`` …: words of posts and parts of units."""
    return load().functions.words


def dinas_titles() -> list[str]:
    """``Kadishub``, ``Kadispora``: heads of the offices whose short names units.toml has (``Dishub``)."""
    names = [form for kind in units().kinds if kind.kind == "dinas" for form in (kind.head, *kind.forms)]
    return [f"Ka{name[0].lower()}{name[1:]}" for name in names if name.startswith(("Dis", "Din")) and " " not in name]


def phrases() -> Iterable[tuple[str, str, str]]:
    """Phrases for the automaton, with the common slips of the pen in their first words, and with a full stop there."""
    slips: dict[str, list[str]] = {}
    for slip, right in load().slips.items():
        slips.setdefault(right, []).append(slip)
    for kind, title, key in _titles():
        yield kind, title, key
        first, blank, rest = title.partition(" ")
        yield from ((kind, f"{slip}{blank}{rest}", key) for slip in slips.get(first, ()))
        if first in load().dotted:
            yield kind, f"{first}.{blank}{rest}", key


def _of_post(post: Post) -> Iterable[str]:
    """The titles of a post; callings in small letters with ``-nya``, too (``pengacaranya``)."""
    yield from post.titles
    yield from (f"{title}nya" for title in post.titles if title[0].islower() and not title.endswith("nya"))
    if post.heads_of_dinas:
        yield from dinas_titles()


def _titles() -> Iterable[tuple[str, str, str]]:
    """The titles as they should be written; the key says which grammar goes on: ``commander:Polres``, ``post:3``."""
    lexicon = load()
    for head, titles in lexicon.commanders.items():
        for title in titles:
            yield "position", title, f"commander:{head}"
    for number, post in enumerate(lexicon.posts):
        yield from (("position", title, f"post:{number}") for title in _of_post(post))
    for number, function_head in enumerate(lexicon.function_heads):
        table = lexicon.functions.part(function_head.part)
        for form in function_head.forms:
            if function_head.part != "dit":  # a bare Direktur, Dir is no police post
                yield "position", form, f"function:{number}:"
            for function in table:
                yield "position", f"{form} {function}", f"function:{number}:{function}"
                if " " not in form:
                    yield "position", f"{form}{function}", f"function:{number}:{function}"
