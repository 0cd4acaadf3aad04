"""What speaks for a reading of who holds which post, and what against it: features, whose weights are fitted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ..constructions.patterns import Part
from ..gazetteer.regions import find_region
from ..lexicon.names import load as names
from ..lexicon.offices import load as offices
from ..lexicon.people import load as people
from ..lexicon.positions import function_words, title_words
from ..lexicon.positions import load as lexicon
from ..lexicon.speech import forms
from ..text.expressions import BLANK, VERB_FORM
from .lattice import Lattice
from .name_patterns import AGE, LIST_BEFORE
from .names import NameRun, given_names, name_list, stops
from .post_heads import Head, Token

_WORD_BEHIND = re.compile(rf"{BLANK}{{0,2}}([^\W_][\w'’-]*|[^\s\w])")
_WORD_BEFORE = re.compile(r"([^\W_][\w'’-]*|[^\s\w])\s{0,2}$")
_DATE = re.compile(rf"{BLANK}?\(\d{{1,2}}[/-]\d")
_PASSIVE = re.compile(r"di[a-z]{4,}")
_ACTIVE = re.compile(r"me[a-z]{4,}")
_CAPITAL_BEHIND = re.compile(rf"{BLANK}([A-Z][\w'’-]*)")
_TOLD = frozenset({"dan", "di", "pada", "dari", "untuk", "bidang"})
_INSIDE = frozenset({"dan", "di", "pada", "dari", "untuk", "bidang", "urusan", "dalam"})
_RULED = frozenset({"province", "regency", "city"})
_BEHIND = frozenset({"yang", "saat", "di", "pada", "kepada", "dalam", "usai", "untuk", "sebagai", "selaku"})
_BEFORE = frozenset(
    {"oleh", "dan", "kepada", "bersama", "didampingi", "melalui", "dari", "di", "para", "hadir", "atas"}
)
_ALSO = frozenset({"sekaligus", "merangkap", "juga"})


class Holder(NamedTuple):
    """A name with the number of its rank, as a construction reads it."""

    run: NameRun
    rank: int | None


def features(
    lattice: Lattice,
    name: str,
    posts: Sequence[tuple[Head, int]],
    holders: Sequence[Holder],
    parts: Sequence[Part],
) -> Iterator[str]:
    """The features of a match of the construction ``name``."""
    sort = "none" if not posts else sort_of(posts[0][0])
    yield f"{name}/{sort}"
    yield from _of_name(lattice, holders[0], name, sort)
    for holder in holders[1:]:
        yield f"more:seen={lattice.seen(holder.run)}"
        yield f"more:words={min(len(holder.run.words), 5)}"
    following = _next_of_name(lattice, holders[-1].run.stop)
    yield f"name:next={following}"
    if following in ("small", "verb"):
        yield f"name:next word={_small_behind(lattice.text, holders[-1].run.stop)}"
    behind = bool(posts) and posts[0][0].begin > holders[0].run.start
    for head, end in posts:
        yield from _of_post(lattice, head, end, "a" if behind else "b")
    marks = {part.symbol for part in parts}
    yield from (mark.lower() for mark in ("GLOSS", "PLACES") if mark in marks)
    yield from (f"gap={part.value}" for part in parts if part.symbol == "GAP")
    if posts:
        yield from _of_both(lattice, name, posts[0], holders, behind)
        yield from _of_compound(lattice, posts[0][0], posts[0][1])
    if holders[0].rank is not None:
        yield f"{name}/rank"
    if posts and len(holders[0].run.words) == 1 and holders[0].run.words[0].text.isupper():
        yield f"letters/{_rule(posts[0][0])}/{lattice.seen(holders[0].run)}"  # `Lurah MGN`, `Ketua PWI`
        if behind:
            yield f"letters behind {_before_letters(lattice.text, holders[0].run.start)}"  # `Satpol | PP, anggota X`
    if len(holders) > 1 and len(posts) == 1:
        several = lattice.text[posts[0][0].start : posts[0][1]].casefold().startswith(lexicon().of_several)
        yield f"shared/{'several' if several else 'one'}"
        yield f"shared/{'several' if several else 'one'}/{name}"
        yield f"shared/{sort}/{'many' if len(holders) > 2 else 'two'}"
        if behind:
            begin = holders[0].run.begin
            inner = LIST_BEFORE.search(lattice.text, max(0, begin - 10), begin) is not None
            yield f"shared/{'inner' if inner else 'whole'}/{name}"


def _of_both(
    lattice: Lattice, name: str, post: tuple[Head, int], holders: Sequence[Holder], behind: bool
) -> Iterator[str]:
    """What post and name are together: one feature for each of the kinds that occur."""
    head, end = post
    draft, sort = head.draft, sort_of(head)
    whole = "no" if draft is None else "=" if draft.end == end else "<" if end < draft.end else ">"
    seen = lattice.seen(holders[0].run)
    sure = "rank" if holders[0].rank is not None else "titled" if holders[0].run.honorifics else seen
    yield f"both:{name}/{sort}/{whole}/{sure}"
    rule = _rule(head)
    yield f"both:{rule}/{whole}/{sure}/{'a' if behind else 'b'}"
    if behind:
        yield f"both:{name}/{sort}/{whole}/next={_next(lattice.text, end)}"
        return
    before = _before(lattice.text, head.begin)
    following = _next_of_name(lattice, holders[-1].run.stop)
    yield f"both:{before}/{name}/{sort}"
    yield f"both:{name}/{whole}/{sure}/next={following}"
    if before == "kepada" and "comma" in name and following in ("verb", "speech", "small"):
        yield f"both:spoken to/{sort}"
    last = head.last(end)
    if last is None or last.kind != "cap" or lattice.text[last.end : last.end + 1] == ",":
        return
    if last.text in given_names():
        yield "first name before"  # `Dirut WIKA | Agung | Budi Raharja`
    words = [word.text for word in holders[0].run.words]
    first, more = words[0], len(words) > 1
    address = holders[0].run.honorifics[:1]
    yield f"edge:{name_list(last.text)}|{name_list(first)}/{'more' if more else 'alone'}"
    if any(find_region(f"{last.text} {word}", _RULED) for word in (first, *address)):
        yield "cuts region"  # `Kepala Dinas Sosial Kubu | Raya Budi`, `Bupati Gunung | Mas Budi`
    elif more and find_region(first, _RULED):
        yield f"region begins name/{_ending(lattice, head.until(end))}"  # `Kepala Dinas Sosial | Sambas Budi`


def _of_compound(lattice: Lattice, head: Head, end: int) -> Iterator[str]:
    """``Bupati X sekaligus | Ketua Y |``: does a second title's post end where the whole does?"""
    for at, token in enumerate(head.tokens):
        if token.end > end:
            break
        second = lattice.heads.get(token.start)
        if second is None or not at or second.draft is None:
            continue
        joint = head.tokens[at - 1]
        if joint.kind in ("also", "mark") or joint.text == "dan":
            kind = joint.kind if joint.kind != "low" else "dan"
            yield f"compound {kind}/{'=' if second.draft.end == end else 'x'}"


def _of_name(lattice: Lattice, holder: Holder, name: str, sort: str) -> Iterator[str]:
    run = holder.run
    text = lattice.text
    words = run.words
    yield f"name:words={min(len(words), 5)}"
    yield "name:rank" if holder.rank is not None else f"name:bare/{name}"
    if run.honorifics:
        yield "name:honorific"
    if run.degrees:
        yield "name:degree"
    if AGE.match(text, run.stop):
        yield "name:age"
    seen = lattice.seen(run)
    yield f"name:seen={seen}"
    yield f"name:seen={seen}/{name}/{sort}"
    yield from _of_cut(lattice, run, seen)
    known = [name_list(word.text) for word in words]
    yield f"name:first={known[0]}"
    if len(words) > 1:
        yield f"name:last={known[-1]}"
    if find_region(" ".join(word.text for word in words)):
        yield "name:region"
    elif len(words) > 1 and find_region(words[0].text, _RULED):
        yield "name:region first"
    of_office = [word.text for word in words if word.text not in names().doubtful_openers and _is_office(word.text)]
    if of_office:  # `Raka | Sandi`: a word of offices that is a name too
        yield "name:office" if any(word not in given_names() for word in of_office) else "name:office or name"
    if any(word.text.casefold() in offices().headline for word in words):
        yield "name:headline"
    if all(word.text.isupper() and len(word.text) > 1 for word in words):
        yield "name:capitals"
        yield f"name:capitals/{name}"
    elif any(word.text.isupper() and len(word.text) > 2 for word in words):
        yield "name:some capitals"  # `Ketua IKAL | PPRA Angkatan LXII`
    if any(lattice.units.overlaps(word.start, word.end) for word in words):
        yield "name:unit"


def _of_cut(lattice: Lattice, run: NameRun, seen: str) -> Iterator[str]:
    """What follows a name that ends before the capitals do: ``Tuschad | Cipta Herdani``."""
    cut = _CAPITAL_BEHIND.match(lattice.text, run.end) if run.stop == run.end else None
    if cut is not None and cut.start(1) not in lattice.heads and cut.start(1) not in lattice.unit_ends:
        yield f"name:cut before {name_list(cut[1])}/{seen}"


@lru_cache(maxsize=4096)
def _is_office(word: str) -> bool:
    words = lexicon()
    return (
        word in offices().topics
        or word in function_words()
        or word in title_words()
        or word in words.divisions
        or word in words.leads_bodies
    )


def _next(text: str, pos: int) -> str:
    """What kind of word or mark stands behind."""
    match = _WORD_BEHIND.match(text, pos)
    if match is None:
        return "end"
    word = match[1]
    if not word[0].isalnum():
        return word if word in ",.;:()/" else "mark"
    if word[0].isdigit():
        return "digit"
    if word[0].isupper():
        if word.casefold() not in stops():
            return "capital"
        return "," if _DATE.match(text, match.end()) else "stop"  # `Kajari X | Selasa (9/6/2025)`
    if word in forms():
        return "speech"
    if word in ("dan", "serta", "bersama", "beserta"):
        return "and"
    if word in _BEHIND:
        return word
    return "verb" if VERB_FORM.match(word) else "small"


def _next_of_name(lattice: Lattice, pos: int) -> str:
    if pos + 1 in lattice.heads:
        return "title"
    return "unit" if pos + 1 in lattice.unit_ends else _next(lattice.text, pos)


@lru_cache(maxsize=64)
def _before(text: str, pos: int) -> str:
    behind_blank = text[max(0, pos - 24) : pos].rsplit(maxsplit=1)[-1:]  # no word reaches over a blank
    start = text.rfind(behind_blank[0], 0, pos) if behind_blank else pos
    match = _WORD_BEFORE.search(text, start, pos)
    if match is None:
        return "start"
    word = match[1]
    if not word[0].isalnum():
        return word if word in ",.;:()/" else "mark"
    word = word.lower() if word.lower() in _BEFORE else word
    if word in _ALSO:
        return "also"
    if word.lower() in forms():
        return "speech"
    if word[0].isdigit():
        return "digit"
    if word[0].isupper():
        return "capital"
    if word in _BEFORE:
        return word
    return "passive" if _PASSIVE.fullmatch(word) else "active" if _ACTIVE.fullmatch(word) else "small"


def _before_letters(text: str, pos: int) -> str:
    """What stands before initials: a word of roles (``Tersangka``), another capitalised one, a small word or a mark."""
    before = _before(text, pos)
    if before != "capital":
        return before
    word = text[max(0, pos - 24) : pos].split()[-1:]
    return "role" if word and word[0].lower() in people().initial_roles else before


def _small_before(text: str, pos: int) -> str:
    return text[max(0, pos - 24) : pos].rsplit(maxsplit=1)[-1].casefold()


def _small_behind(text: str, pos: int) -> str:
    match = _WORD_BEHIND.match(text, pos)
    return match[1] if match is not None else ""


def _of_post(lattice: Lattice, head: Head, end: int, side: str) -> Iterator[str]:
    """``side`` is ``b`` for a post before its holder, ``a`` for one behind."""
    draft, sort = head.draft, sort_of(head)
    rule = _rule(head)
    tokens = head.until(end)
    before = _before(lattice.text, head.begin)
    yield f"{side}:before={before}"
    if before in ("small", "active", "passive"):
        yield f"{side}:word before={_small_before(lattice.text, head.begin)}"
    yield f"title:{lattice.text[head.start : head.end].split()[0].lower()}/{sort}"
    relation = "none" if draft is None else "=" if draft.end == end else "<" if end < draft.end else ">"
    yield f"{side}:draft{relation}"
    yield f"{side}:draft{relation}/{rule}"
    ending = f"end={_ending(lattice, tokens)}" if tokens and end != head.end else "bare"
    yield f"{side}:{ending}"
    yield f"{side}:{ending}/{rule}"
    yield f"{side}:tokens={min(len(tokens), 8)}"
    if draft is not None and end > draft.end:
        yield f"{side}:extra={min(sum(token.start >= draft.end for token in tokens), 5)}"
    yield from (f"{side}:{feature}" for feature in _of_tokens(lattice, tokens, sort, rule))
    yield from (f"{side}:{feature}" for feature in _of_borders(lattice, head, end, tokens))
    if side == "a":
        following = _next(lattice.text, end)
        yield f"a:next={following}"
        yield f"a:next={following}/{sort}"
        yield f"a:next={following}/{'=' if relation == '=' else 'x'}"


def _of_tokens(lattice: Lattice, tokens: Sequence[Token], sort: str, rule: str) -> Iterator[str]:
    """What the words of a post are."""
    kinds = {token.kind for token in tokens}
    yield from (f"has {kind}" for kind in ("comma", "also", "mark", "gloss") if kind in kinds)
    small = [token.text for token in tokens if token.kind == "low"]
    yield from (f"has {word}/{sort}" for word in _TOLD.intersection(small))
    others = sum(word not in _INSIDE for word in small)
    if others:
        yield f"small={min(others, 4)}/{sort}"
    if any(token.start in lattice.titled for token in tokens):
        yield "titled inside"  # `Pengurus KONI Ni Luh | Ayu`
    persons = sum(lattice.surely.overlaps(token.start, token.end) for token in tokens)
    if persons:
        yield f"person inside={min(persons, 2)}/{sort}"
        yield f"person inside/{rule}"
    if any(lattice.heads.get(token.start) for token in tokens if token.kind != "also"):
        yield "head inside"


def _of_borders(lattice: Lattice, head: Head, end: int, tokens: Sequence[Token]) -> Iterator[str]:
    """What begins and ends where a post does, and what it cuts."""
    if lattice.in_another(head):
        yield "in another"
    if tokens and lattice.surely.covers(tokens[-1].start, tokens[-1].end) and end not in lattice.people_ends:
        yield "cuts person"
    if lattice.others.covers(end - 1, end + 2) and end not in lattice.other_ends:
        yield "cuts other"
    if tokens and tokens[-1].text in lexicon().asks_name:
        yield "asks name"
        yield f"asks name {tokens[-1].text.lower()}"
    if end in lattice.unit_stops:
        yield "unit ends"
    elif lattice.units.overlaps(end - 1, end + 2):
        yield "cuts unit"


def _rule(head: Head) -> str:
    return head.draft.rule if head.draft is not None else "no"


def sort_of(head: Head) -> str:
    return "small" if head.small else "title"


def _ending(lattice: Lattice, tokens: Sequence[Token]) -> str:
    """What the last word of a post is."""
    last = tokens[-1]
    if last.text in lexicon().modifiers:
        return "modifier"
    if last.kind in ("unit", "gloss", "num", "low"):
        return last.kind
    if len(last.text) == 1 or last.text in names().shortened:
        return "letter"  # `Menteri Haji M | Taufiq`, `Camat Muh. | Ilyas`
    if last.end in lattice.other_ends:
        return "other"
    if _is_office(last.text):
        return "office"
    for count in (3, 2, 1):
        words = [token.text for token in tokens[-count:]]
        if len(words) == count and find_region(" ".join(words)):
            return "region"
    if last.text.isupper():
        return "capitals"
    return f"name-{name_list(last.text)}"
