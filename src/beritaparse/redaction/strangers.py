"""Names that the parser did not recognise: words with a capital that nothing explains.

A redacted page is read by people who must not learn a name, so whatever may be one is taken for one: a word that
begins with a capital, is no word of the language, and belongs to no official, unit, place, post, date or anything else
that was recognised.  What stands before an age or behind ``bernama`` is taken whatever it is.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cache
from itertools import chain, filterfalse
from typing import NamedTuple

from ..article import Article, Person, Position, Rank
from ..entities.names import stops
from ..lexicon import alternatives
from ..lexicon.name_lists import listed_names
from ..lexicon.names import load as titles
from ..lexicon.private import load as lexicon
from ..text.intervals import Intervals
from .called import announcing, first_words, is_called, is_set_beside, named_like_posts
from .common import is_common
from .names import MASK, PIECE, is_short_name
from .parties import Parties
from .people import is_private, no_office
from .reading import Reading, plain_word, read

_LEAST = 3
"""Letters of a word that may be a name by itself."""
_ACRONYM = 5
"""Capitals up to which a word is rather an abbreviation, in a text that is not written in capitals."""
_INITIALS = 3
"""Capitals that stand for a name and are none."""
_LONGEST = 4
"""Words of a run in prose that are one name, the words of the language among them too."""
_PROSE = frozenset({"paragraph", "list"})
_SMALL = frozenset({"village", "hamlet"})
"""Levels of places whose names are taken from the text alone where they have no code (`bidan desa Norlatifah`)."""
_LISTS = frozenset({"indonesian", "first", "last"})
_TOKEN = re.compile(rf"[^\W\d_]+(?:['’`-][^\W\d_]+)*|{MASK}+")
_SENTENCE = re.compile(r"(?:^|[.!?:\n“”\"(])\W*$")
_HEAD_WORD = re.compile(r"(?<!\w)([A-Z][a-z]+)[ \u00a0]$")
_SMALL_WORD = re.compile(r"(?<![^\W\d_])[a-z]+(?![^\W\d_])")
_FOLLOWED = re.compile(rf"\W{{0,2}}[A-Z{MASK}]")
_BLANK = re.compile(r"[ \u00a0*_]{1,2}|[ \u00a0]?[-.][ \u00a0]?")


@cache
def given_names() -> frozenset[str]:
    """Common Indonesian names, folded (the list that the recogniser reads too)."""
    return frozenset(word for word, lists in listed_names().items() if "indonesian" in lists)


class _Token(NamedTuple):
    start: int
    end: int
    text: str
    hidden: bool  # a mask

    @property
    def capital(self) -> bool:
        return self.hidden or self.text[0].isupper()


def strangers(article: Article, text: str, public: Iterable[Person]) -> list[list[str]]:
    """The words of each name in ``text`` (the article's, masked as far as its names are known) that nobody recognised.

    ``public``: the people whose names stay.
    """
    reading = read(text)
    public = list(public)
    others = list(_others(article, public))
    explained = Intervals(chain(others, _posts_and_ranks(article, public)))
    headlines = Intervals((block.start, block.end) for block in article.blocks if block.kind not in _PROSE)
    held = chain(
        article.positions, *(unit.mentions for unit in article.units), *(o.mentions for o in article.organizations)
    )
    parties, small = Parties(article), _small(reading.text)
    behind = {span.end + 1 for span in held}  # `petugas keamanan Pemkot Solo Didik STW`
    apart = Intervals(chain(others, _posts_of_more(article, public)))
    found = [[word] for word in named_like_posts(reading, apart)]
    first = first_words(reading.text)
    for run in _runs(reading, explained):
        in_prose = not headlines.overlaps(*reading.raw(run[0].start, run[-1].end))
        words = _name_in(run, reading.text, in_prose)
        if not words and in_prose:
            words = _party(run, reading, parties, small)
        if not words and in_prose and _is_behind_post(run, reading, behind):
            words = [token.text for token in run]
        if words:
            found.append([*_head_of(run[0], reading.text, first), *words])
        elif (
            in_prose
            and len(run) > 1
            and _is_initials(run[-1].text)
            and reading.raw(run[0].start, run[0].end)[0] in behind
        ):
            found.append([token.text for token in run if not token.hidden and not _is_initials(token.text)])
    return found


def _head_of(token: _Token, text: str, first: Mapping[str, str]) -> list[str]:
    """The post with which a name begins, if the page has it before no other word: `Kasdim Ramadhan`."""
    word = _HEAD_WORD.search(text, max(0, token.start - 20), token.start)
    return [word[1]] if word is not None and first.get(word[1]) == token.text else []


def _party(run: list[_Token], reading: Reading, parties: Parties, small: Container[str]) -> list[str]:
    """A word of the language that a party is called by: `menetapkan Bunga sebagai tersangka`; none that the page has
    in small letters too (``small``)."""
    if len(run) > 1 and _is_head(run[0], reading.text):
        run = run[1:]  # `Kini Bunga ditahan`
    if any(token.hidden or not token.text.istitle() or token.text.casefold() in small for token in run):
        return []
    if len(run[0].text) < _LEAST or _is_head(run[0], reading.text):
        return []
    told = parties.is_told(reading.raw(run[0].start, run[0].end)[0], reading.raw(run[-1].start, run[-1].end)[1])
    return [token.text for token in run] if told else []


def _is_behind_post(run: list[_Token], reading: Reading, behind: Container[int]) -> bool:
    """`Mantan Sekretaris DPRD Demak, Makmur, pernah …`: a word of the language that stands where a name does.

    ``behind``: the offsets one behind what ends a post or a body.
    """
    start, _ = reading.raw(run[0].start, run[0].end)
    if start - 1 not in behind or reading.text[run[0].start - 2 : run[0].start] != ", ":
        return False
    closed = reading.text.startswith((",", " ("), run[-1].end)
    return closed and all(not token.hidden and token.text.istitle() and len(token.text) >= _LEAST for token in run)


def _small(text: str) -> frozenset[str]:
    return frozenset(_SMALL_WORD.findall(text))


def _is_head(token: _Token, text: str) -> bool:
    """Does it begin a sentence?"""
    return _SENTENCE.search(text, max(0, token.start - 4), token.start) is not None


def _others(article: Article, public: Iterable[Person]) -> Iterator[tuple[int, int]]:
    """Where something stands that is no private person, no post and no rank."""
    known = [
        place
        for place in article.places
        if place.code is not None
        or not (place.level in _SMALL or any(is_set_beside(article.text, m.end) for m in place.mentions))
    ]
    for item in chain(public, article.units, article.organizations, article.facilities, known):
        for mention in item.mentions:
            yield mention.start, mention.end
    for span in article.dates:
        yield span.start, span.end
    if article.dateline is not None:
        yield article.dateline.start, article.dateline.end
    for block in article.blocks:
        if block.kind == "byline":
            yield block.start, block.end


def _posts_and_ranks(article: Article, public: Iterable[Person]) -> Iterator[tuple[int, int]]:
    places = {plain_word(word) for place in article.places for word in _TOKEN.findall(place.name)}
    held, in_public = _posts_of(article.persons), _posts_of(chain(public, filterfalse(is_private, article.persons)))
    for span in (*article.ranks, *article.positions):
        if span.start not in in_public and _is_called(article.text, span.start, span.end):
            continue
        if isinstance(span, Rank) or span.start in in_public:
            yield span.start, span.end
        else:
            calling = no_office().match(span.text) is not None  # `Bidan desa Norlatifah`
            yield from _words_of_post(article, span, places, listed_only=span.start not in held and not calling)


def _posts_of_more(article: Article, public: Iterable[Person]) -> Iterator[tuple[int, int]]:
    """Posts and ranks that are no word alone, or that somebody public holds."""
    in_public = _posts_of(chain(public, filterfalse(is_private, article.persons)))
    for span in (*article.ranks, *article.positions):
        if not span.text.isalpha() or span.start in in_public:
            yield span.start, span.end


def _is_called(text: str, start: int, end: int) -> bool:
    """Is a rank or a post of one word somebody's name, as what stands beside it tells?  `korban Kasdim (45)`."""
    word = text[start:end]
    if not (word.isalpha() and word.istitle()) or _FOLLOWED.match(text, end):
        return False
    return is_called(text, start, end, None)


def _posts_of(persons: Iterable[Person]) -> set[int]:
    """Where the posts begin that they hold."""
    return {person.position.start for person in persons if person.position is not None}


def _words_of_post(
    article: Article, post: Position, places: Container[str], listed_only: bool
) -> Iterator[tuple[int, int]]:
    """The words of a post that surely are no name: `selebgram seperti Ovi Rangkuti`; ``listed_only``: all of
    them where no list of names has one."""
    tokens = [
        _Token(*match.span(), match.group(), match.group()[0] == MASK)
        for match in _TOKEN.finditer(article.text, post.start, post.end)
    ]
    doubtful = {
        token
        for token in tokens
        if token.hidden or (_may_be_name(token, True) and plain_word(token.text) not in places)
    }
    if listed_only and not any(_LISTS.intersection(listed_names().get(plain_word(t.text), ())) for t in doubtful):
        doubtful = {token for token in doubtful if token.hidden}
    yield from ((token.start, token.end) for token in tokens if token not in doubtful)


def _runs(reading: Reading, explained: Intervals) -> Iterator[list[_Token]]:
    """Words with a capital that stand side by side and that nothing explains."""
    run: list[_Token] = []
    for token in _tokens(reading.text):
        free = token.capital and not explained.overlaps(*reading.raw(token.start, token.end))
        if run and not (free and _are_joined(run[-1], token, reading.text)):
            yield run
            run = []
        if free:
            run.append(token)
    if run:
        yield run


def _tokens(text: str) -> Iterator[_Token]:
    """The words of a text; one that is glued to a usual one stands by itself: `LestariKecamatan`."""
    for match in _TOKEN.finditer(text):
        at, word = match.start(), match.group()
        if word[1:].islower() or word[0] == MASK:
            yield _Token(at, match.end(), word, word[0] == MASK)
            continue
        parts = PIECE.split(word)
        for part in parts if any(is_common(part) for part in parts) else [word]:
            yield _Token(at, at + len(part), part, part[0] == MASK)
            at += len(part)


def _are_joined(token: _Token, following: _Token, text: str) -> bool:
    """Do two words stand side by side?  A full stop joins only what is cut short: `M. Rizki`, `Moch. Fauzan`."""
    if _BLANK.fullmatch(text, token.end, following.start) is None:
        return False
    return text[token.end] != "." or len(token.text) < _LEAST or token.text in _shortened()


@cache
def _shortened() -> frozenset[str]:
    return frozenset(titles().shortened)


def _name_in(run: list[_Token], text: str, in_prose: bool) -> list[str]:
    """The words of a run that are taken for a name; none where all of them are words of the language."""
    if len(run) > 1 and run[0].text.casefold() in announcing() and in_prose:
        run = run[1:]  # `Korban Melati dirawat`
    if _is_told(run, text):
        return [
            token.text
            for token in run
            if len(token.text) >= _LEAST and not token.hidden and not _is_initials(token.text)
        ]
    in_capitals = all(token.text.isupper() for token in run if not token.hidden) and len(run) > 1
    taken = {token for token in run if not token.hidden and _may_be_name(token, in_capitals)}
    for token, following in zip(run[-2::-1], run[:0:-1], strict=True):  # `Pratama ██████`
        if (following.hidden or following in taken) and plain_word(token.text) in given_names():
            taken |= set[_Token]() if token.hidden else {token}
    if taken == {run[0]} and _is_head(run[0], text) and is_common(run[0].text):
        return []  # `Hari ini` begins a sentence
    whole = in_prose and len(run) <= _LONGEST  # `Nikson Lelang`: no headline's verb
    begun = whole and _begins_name(run, taken, text)
    words: list[str] = []
    for token in run:
        begun = begun or token.hidden or token in taken or name_head().match(text, token.start) is not None
        if token in taken or (begun and whole and not token.hidden and not _is_initials(token.text)):
            words.append(token.text)
    return words


def _begins_name(run: list[_Token], taken: Container[_Token], text: str) -> bool:
    """Is the first word part of the name behind it, though it is a word of the language?  `dari Seng Siauw Nam`."""
    first = run[0].text
    if len(run) < 2 or not (run[1].hidden or run[1] in taken):
        return False
    if first in titles().honorifics or first.casefold() in stops():
        return False
    return first.istitle() and not _is_head(run[0], text)


@cache
def name_head() -> re.Pattern[str]:
    """`Anak Agung`: common words that are none where they stand side by side."""
    return re.compile(rf"(?<!\w)(?:{alternatives(lexicon().name_heads)})(?!\w)", re.IGNORECASE)


def _is_told(run: list[_Token], text: str) -> bool:
    """Does what stands beside a run say that it is somebody's name?"""
    return is_called(text, run[0].start, run[-1].end, run[0].text if len(run) == 1 else None)


def _is_initials(word: str) -> bool:
    return len(word) == 1 or (word.isupper() and len(word) <= _INITIALS and not is_short_name(word))


def _may_be_name(token: _Token, in_capitals: bool) -> bool:
    word = token.text
    if len(word) < _LEAST or (is_common(word) and plain_word(word) not in given_names()):
        return False
    if any(is_common(part) for part in re.split(r"['’`-]", word) if len(part) > _LEAST):
        return False
    return in_capitals or not word.isupper() or len(word) > _ACRONYM
