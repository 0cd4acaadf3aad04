"""Runs of capitalised words: the stuff of names of people, places and units."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from functools import cache, lru_cache
from operator import itemgetter
from typing import Literal, NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from ..gazetteer.glue import cuts
from ..lexicon import alternatives
from ..lexicon.name_lists import listed_names
from ..lexicon.names import load as lexicon
from ..lexicon.offices import load as offices
from ..lexicon.people import load as people
from ..lexicon.positions import title_words
from ..text.expressions import BLANK, WIDE_GAP
from ..text.runs import Anchored, whole
from .degrees import has_capitals, is_degree, is_unlisted_degree, read_degrees

LOST_BLANK = r"(?<=[a-z])(?=[A-Z][a-z])"
"""A blank that the page lost: ``PoldaSumatera``."""
NAME_START = re.compile(rf"{BLANK}{{1,3}}[A-Z]")

_LEAST_MISSPELT = 7
_PAIR = re.compile(r"(?<=[a-z])-(?=[A-Z])")
_CAPITALISED = r"(?:[A-Z]\.){1,4}(?=[ \u00a0A-Z,])|[A-Z\u00c0-\u00de][\w'’`-]*"


def given_names() -> frozenset[str]:
    return lexicon().given


@lru_cache(maxsize=8192)
def name_list(word: str) -> Literal["indonesian", "foreign", "no"]:
    """In which lists of names a word stands."""
    if word in given_names() or word in lexicon().name_words:
        return "indonesian"
    lists = listed_names().get(word.lower(), ())
    if "indonesian" in lists:
        return "indonesian"
    return "foreign" if "first" in lists or "last" in lists else "no"


@cache
def stops() -> frozenset[str]:
    return frozenset(word.casefold() for word in lexicon().stops)


@cache
def _letter_stops() -> frozenset[str]:
    """``HAM``, ``RI``: in capitals alone they are no names (``Ricky Ham Pagawak``)."""
    return frozenset(word.casefold() for word in lexicon().stops if word.isupper())


def is_stop(word: str) -> bool:
    """Is a capitalised word no part of a name?"""
    small = word.casefold()
    return small in stops() and (word.isupper() or small not in _letter_stops())


@lru_cache(maxsize=4096)
def is_group(word: str) -> bool:
    """``Forkopimda``, ``Paslon``; a long one may have a slip of the pen in it (``Panwasllu``)."""
    groups = lexicon().groups
    if word in groups or word.capitalize() in groups:
        return True
    if len(word) < _LEAST_MISSPELT or name_list(word) != "no":
        return False
    return any(DamerauLevenshtein.distance(word, group, score_cutoff=1) == 1 for group in groups)


@cache
def not_first() -> frozenset[str]:
    """Words that may stand in a name but do not begin one (``Juli``)."""
    return frozenset(word.casefold() for word in lexicon().not_first)


@cache
def _honorific() -> re.Pattern[str]:
    told = rf"(?:{alternatives(lexicon().honorifics)})(?:(?={BLANK}{{1,2}}[A-Z])|(?<=\.)(?=[A-Z]))"
    return re.compile(rf"{told}|{spaced_honorific()}|H(?=M\.?{BLANK}[A-Z])")  # `HM Wardan` is Haji M Wardan


def is_honorific(word: str) -> bool:
    """``H.``, ``Ir``: an abbreviation before a name, with or without its full stop."""
    return f"{word.rstrip('.')}." in lexicon().honorifics


@cache
def spaced_honorific() -> str:
    """``H . `` before a name: an honorific that may have a dot, with a blank before it."""
    told = lexicon().honorifics
    return rf"(?:{alternatives([each for each in told if f'{each}.' in told])}){BLANK}\.(?={BLANK}?[A-Z])"


@cache
def _honorific_letters() -> frozenset[str]:
    """Letters with which an honorific may begin."""
    return frozenset(honorific[0] for honorific in lexicon().honorifics)


@cache
def _word() -> re.Pattern[str]:
    """``Budi``, ``A.B.``, ``Moch.`` before another word of a name."""
    short = alternatives(lexicon().shortened)
    return re.compile(rf"(?:{short})\.(?={BLANK}?[A-Z])|{_CAPITALISED}")


@cache
def _particle() -> re.Pattern[str]:
    words = alternatives(lexicon().particles)
    return re.compile(rf"(?:{words})(?={BLANK}[A-Z])")


@cache
def _opener() -> Anchored:
    openers = lexicon().openers
    return Anchored(rf"(?<![\w.])(?:{alternatives(openers)}){BLANK}(?=[A-Z])", openers)


@cache
def _doubtful_opener() -> Anchored:
    """An opener that is another word as well: behind a word that goes on, before one that can be a name."""
    openers = lexicon().doubtful_openers
    before = r"(?<=[\w,] )|(?<=\bH\. )|(?<=\bIr\. )|(?<=\bDr\. )|(?<=\bDrs\. )"
    return Anchored(rf"(?:{before})(?:{alternatives(openers)}){BLANK}(?P<next>[A-Z][a-z]{{2,}})\b", openers)


def name_openers(text: str, zones: Sequence[tuple[int, int]]) -> list[int]:
    """Where names begin with a title or birth order that belongs to them (``Anak Agung``, ``I Gusti``, ``Ni Luh``)."""
    found = [(zone, match.start()) for match, zone in _opener().within(text, zones)]
    found += [
        (zone, match.start()) for match, zone in _doubtful_opener().within(text, zones) if _may_be_name(match["next"])
    ]
    return [at for _, at in sorted(found, key=itemgetter(0))]


_AFFIXED = re.compile(r"(?:di|me|ber|ter)[a-z]{3,}")


def _may_be_name(word: str) -> bool:
    """``Lalu | Darmawan``; not ``Lalu | Lintas``, ``Lalu | Ditemukan``."""
    small = word.casefold()
    return not (
        small in stops()
        or small in not_first()
        or small in offices().headline
        or word in offices().topics
        or word in title_words()
        or _AFFIXED.fullmatch(small)
    )


def _begins_doubtfully(text: str, word: Word) -> bool:
    if word.text not in lexicon().doubtful_openers:
        return False
    match = _doubtful_opener().search(text, word.start, len(text))
    return match is not None and match.start() == word.start and _may_be_name(match["next"])


_EXPLAINED = re.compile(rf"\((?<=[a-z]{BLANK}\()([A-Z]{{3,8}})\)")
_LONGEST_EXPLANATION = 120


def explained(text: str, start: int, end: int) -> Iterator[str]:
    """Abbreviations that small words with their first letters explain: ``tindak pidana pencucian uang (TPPU)``."""
    for match in _EXPLAINED.finditer(text, start, end):
        letters = match[1].lower()
        words = text[max(start, match.start() - _LONGEST_EXPLANATION) : match.start()].split()[-len(letters) :]
        if "".join(word[0] for word in words) == letters:
            yield match[1]


_SHORT_FORM = re.compile(rf"(?P<whole>(?:[A-Z][a-z]+{BLANK}){{2,6}})\((?P<short>[A-Z][a-z]{{3,11}})\)")
_IN_BRACKETS = re.compile(r"\([A-Z][a-z]{3,11}\)")


def shortened(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Words that beginnings of the words before them make, with where those stand: ``Musyawarah Daerah (Musda)``."""
    if _IN_BRACKETS.search(text, start, end) is None:
        return  # mostly: a bracket is sooner looked for than the words before it
    for match in _SHORT_FORM.finditer(text, start, end):
        short = match["short"].lower()
        if name_list(match["short"]) == "no" and _is_made_of_beginnings(short, match["whole"].lower().split()):
            yield match.start("whole"), match.end("whole"), match["short"]


def _is_made_of_beginnings(short: str, words: list[str]) -> bool:
    """``musda`` of ``musyawarah daerah``, ``musdesus`` of ``musyawarah desa khusus``.

    The beginning of one word and pieces of later ones, each of two letters at least.
    """
    reached: set[int] = set()  # letters that are told
    for number, word in enumerate(words):
        more = {
            told + size
            for told in reached
            for size in range(2, len(short) - told + 1)
            if short[told : told + size] in word
        }
        reached |= more
        if number < len(words) - 1:
            reached |= {size for size in range(2, len(short)) if word.startswith(short[:size])}
    return len(short) in reached


@cache
def _opening() -> tuple[str, ...]:
    return tuple(f"{opener} " for opener in lexicon().openers)


def begins_name(text: str, pos: int) -> bool:
    """Does ``I Made``, ``Anak Agung`` … begin at ``pos``?"""
    return text.startswith(_opening(), pos)


class Word(NamedTuple):
    start: int
    end: int
    text: str


class NameRun(NamedTuple):
    """A name as it stands in the text: the core is ``text[start:end]``, degrees reach to ``stop``."""

    begin: int  # with honorifics
    start: int
    end: int
    stop: int  # with degrees
    honorifics: tuple[str, ...]
    degrees: tuple[str, ...]
    words: tuple[Word, ...]


def capital_words(text: str, pos: int, limit: int, barriers: Container[int] = (), most: int = 12) -> list[Word]:
    """Return the capitalised words from ``pos`` on, at most ``most``, until ``limit`` or a barrier.

    Particles (``bin``, ``van``) between two such words are kept.  ``barriers`` are offsets at which another
    thing (a rank, a unit) begins.
    """
    words: list[Word] = []
    word = _word()
    while pos < limit and len(words) < most and pos not in barriers and (words or text[pos].isupper()):
        match = word.match(text, pos, limit) or (_particle().match(text, pos, limit) if words else None)
        if match is None:
            break
        glued = cuts(match.group())
        if glued:  # `JakartaPramono`, `Anungmeresmikan`: the blank between two words is lost
            pos = match.start() + glued[0]
            words.append(Word(match.start(), pos, text[match.start() : pos]))
            continue
        pair = _PAIR.search(text, match.start(), match.end())
        if pair is not None and begins_name(text, pair.end()):  # `I Gede Dana|-I Wayan Artha`
            words.append(Word(match.start(), pair.start(), text[match.start() : pair.start()]))
            break
        words.append(Word(match.start(), match.end(), match.group()))
        gap = WIDE_GAP.match(text, match.end(), limit)
        if gap is None:
            # M.Khalid: an initial glued to the next word
            if match.group()[-1] == "." and match.end() < limit and text[match.end()].isupper():
                pos = match.end()
                continue
            break
        pos = gap.end()
    while words and words[-1].text[0].islower():
        words.pop()
    return words


_NAME_BEFORE = re.compile(rf"(?:(?<!\w)[A-Z][\w&'’-]*{BLANK}){{1,3}}$")
_NAME_WORD = re.compile(r"[A-Z][\w&'’-]*")
_CAPITAL_BEHIND = re.compile(rf"{BLANK}[A-Z]")
_LONGEST_BEFORE = 60


def tailed(text: str, start: int, end: int, floor: int, last: bool = False) -> int | None:
    """Where the name begins that the word ``text[start:end]`` ends (``Pandawa Group``); None where none does.

    A capitalised word behind it makes it none (``Corporate Secretary Group Head``), unless it is known to be the
    ``last`` one.
    """
    if not text[start].isupper() or (not last and _CAPITAL_BEHIND.match(text, end)):
        return None
    before = _NAME_BEFORE.search(text, max(floor, start - _LONGEST_BEFORE), start)
    begin: int | None = None
    for word in reversed(list(_NAME_WORD.finditer(text, before.start(), start)) if before else []):
        if word.group().casefold() in stops() or word.group() in lexicon().honorifics:
            break
        begin = word.start()
    return begin


_MOST_HONORIFICS = 8


def _begins_degree(text: str, before: Word, word: Word, limit: int) -> bool:
    """Is a word behind that of a name a degree: ``Irzan | S.T``, not ``Audi | O. Sitorus``?"""
    if len(word.text) == 2 and word.text[1] == "." and read_degrees(text, before.end, limit)[1]:
        return True
    if is_degree(word.text) and (has_capitals(word.text) or "." in word.text[:-1]):
        return True
    return not before.text.isupper() and is_unlisted_degree(text, word.start, limit)


def _may_stand(text: str, words: Sequence[Word], word: Word) -> bool:
    """May a word that is mostly no name stand in one: at its opening, or as its last (``Putu Cakra Negara``)?"""
    if not words:
        return _begins_doubtfully(text, word)
    return word.text in lexicon().closings and _CAPITAL_BEHIND.match(text, word.end) is None


def read_name(text: str, pos: int, limit: int, barriers: Container[int] = (), most: int = 6) -> NameRun | None:
    """Read a person's name at ``pos``: honorifics, up to ``most`` words, degrees; None if there is none."""
    if pos < limit and not text[pos].isupper() and text[pos] not in _honorific_letters():
        return None
    begin = pos
    honorifics: list[str] = []
    while len(honorifics) < _MOST_HONORIFICS:
        match = _honorific().match(text, pos, limit)
        if match is None or pos in barriers:
            break
        honorifics.append(match.group().rstrip(". \u00a0"))
        gap = WIDE_GAP.match(text, match.end(), limit)
        pos = gap.end() if gap is not None else match.end()  # `Drs.Budi`
    words: list[Word] = []
    for word in capital_words(text, pos, limit, barriers):
        if len(words) == most or (is_stop(word.text) and not _may_stand(text, words, word)):
            break
        if not words and (word.text.casefold() in not_first() or word.text in title_words() or is_group(word.text)):
            break
        if words and _begins_degree(text, words[-1], word, limit):
            break
        words.append(word)
    while words and words[-1].text[0].islower():
        words.pop()
    if not words:
        return None
    start, end = words[0].start, words[-1].end
    cut = unglued(text, words[-1].start, end)
    if cut < end:  # `Gubernur Andi Bayuakan`
        words[-1] = Word(words[-1].start, cut, text[words[-1].start : cut])
        return NameRun(begin, start, cut, cut, tuple(honorifics), (), tuple(words))
    stop, titles = read_degrees(text, end, limit)
    return NameRun(begin, start, end, stop, tuple(honorifics), titles, tuple(words))


@lru_cache(maxsize=256)
def _stands_whole(text: str, word: str) -> bool:
    """Whether a text has a word whole; kept, for what is asked once is asked again where the word comes again."""
    return bool(whole(text, (word,), 0, len(text)))


_SHORTEST_STEM = 4
_SURE_TAIL = 4  # letters of a small word that ends no name by chance


def unglued(text: str, start: int, end: int) -> int:
    """Where a name ends to whose last word a small one is glued (``Gunung Lewotobi|di``).

    It is glued where the article has the word without it, too, or where that alone is in the lists of names and the
    small one is too long to end a name (``Pramono Anung|akan``).
    """
    word = text[start:end].rsplit(maxsplit=1)[-1]
    tails = people().small_tails
    for tail in tails if word.endswith(tails) else ():
        stem = word.removesuffix(tail)
        if len(stem) < _SHORTEST_STEM or stem == word:
            continue
        if _stands_whole(text, stem):
            return end - len(tail)
        if len(tail) >= _SURE_TAIL and name_list(word) == "no" and name_list(stem) == "indonesian":
            return end - len(tail)
    return end
