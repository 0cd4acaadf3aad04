"""What linking keeps of one article: its people and quotations, all comparable.

A sketch depends on its article alone, so sketches are made in any order, on any number of machines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from functools import cache, lru_cache
from hashlib import blake2b
from typing import Any, NamedTuple

from ..article import ARTICLE_KINDS
from ..lexicon.names import load as names_lexicon
from ..lexicon.voices import load as voices
from ..redaction import ADULT
from .reading import Facts
from .weights import load as links

EPOCH = date(1970, 1, 1)
WESTERN = timezone(timedelta(hours=7))


class Person(NamedTuple):
    """A person of one article; ``words`` are those of the name, folded."""

    local: str
    name: str
    words: tuple[str, ...]
    spellings: tuple[str, ...]
    rank: str | None
    service: str | None
    grade: int | None
    post: str | None
    title: str | None
    former: bool
    unit: str | None
    role: str
    age: int | None
    private: bool
    public: bool
    sentence: str | None = None


class Quote(NamedTuple):
    """A quotation; ``speaker`` is the local id of the person."""

    number: int
    start: int
    text: str
    kind: str
    speaker: str | None


class Sketch(NamedTuple):
    """What linking keeps of an article.  ``day``: days since 1970 in western Indonesia; ``hour`` with the hour."""

    id: str
    title: str | None
    outlet: str | None
    url: str | None
    published: str | None
    day: int | None
    hour: float | None
    body: str
    type: str | None
    event_day: int | None
    people: tuple[Person, ...]
    quotes: tuple[Quote, ...]
    units: tuple[dict[str, Any], ...]
    appointments: tuple[dict[str, Any], ...]


def sketch(facts: Facts) -> Sketch:
    """Return what linking keeps of an article beside its words, which :mod:`.terms` counts."""
    hour = _hour(facts["published"])
    event = facts["events"][0] if facts["events"] else None
    return Sketch(
        id=facts["id"] or blake2b(facts["text"].encode("utf-8", "surrogatepass"), digest_size=8).hexdigest(),
        title=facts["title"],
        outlet=facts["outlet"],
        url=facts["url"],
        published=_plain(facts["published"]),
        day=None if hour is None else int(hour // 24),
        hour=hour,
        body=body_of(facts),
        type=event["type"] if event else None,
        event_day=day_of(event["date"]) if event else None,
        people=(*(_person(person, facts["text"]) for person in facts["persons"]), *_authors(facts)),
        quotes=tuple(_quotes(facts)),
        units=tuple(facts["units"]),
        appointments=tuple(facts.get("appointments") or ()),
    )


def body_of(facts: Facts) -> str:
    """The text of an article without what the page has around it; all of it where nothing is known of its blocks."""
    blocks = [b for b in facts["blocks"] if b["kind"] in ARTICLE_KINDS and b["kind"] not in ("title", "dateline")]
    if not blocks:
        return facts["text"]
    return "\n".join(facts["text"][block["start"] : block["end"]].strip() for block in blocks)


def _plain(published: Any) -> str | None:
    return published.isoformat() if isinstance(published, datetime) else published


def _hour(published: Any) -> float | None:
    """Hours since 1970; a time without a zone is of western Indonesia."""
    if not published:
        return None
    try:
        when = (
            published if isinstance(published, datetime) else datetime.fromisoformat(published.replace("Z", "+00:00"))
        )
    except ValueError:
        return None
    when = when.replace(tzinfo=WESTERN) if when.tzinfo is None else when.astimezone(WESTERN)
    return (when.replace(tzinfo=None) - datetime(1970, 1, 1)).total_seconds() / 3600


def day_of(value: str | None) -> int | None:
    """The first day of an ISO date or interval, where it is as exact as that."""
    if not value or len(value) < 10:
        return None
    try:
        return (date.fromisoformat(value[:10]) - EPOCH).days
    except ValueError:
        return None


@cache
def _titles() -> frozenset[str]:
    lexicon = names_lexicon()
    return frozenset(word.casefold().rstrip(".") for word in (*lexicon.honorifics, *lexicon.degrees))


_PARTICLES = frozenset({"bin", "binti", "alias", "van", "de", "der"})
_NAME_WORD = re.compile(r"[^\W\d_]+(?:['’`][^\W\d_]+)*")


@lru_cache(maxsize=1 << 18)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name, folded, without honorifics and particles; all of them where nothing else is left."""
    words = [word.replace("’", "'").replace("`", "'").strip("'") for word in _NAME_WORD.findall(name.casefold())]
    kept = tuple(word for word in words if word not in _titles() and word not in _PARTICLES)
    return kept or tuple(words)


def _person(person: dict[str, Any], text: str) -> Person:
    rank, position = person["rank"] or {}, person["position"] or {}
    spellings = dict.fromkeys(m["text"] for m in person["mentions"] if m["kind"] in ("name", "alias"))
    name, words = person["name"], name_words(person["name"])
    if len(words) > 1 and all(word in links().bynames for word in words):  # ``Jokowi Gibran``: two, of whom this is one
        name, words = name.split()[0], words[:1]
        spellings = {spelling: None for spelling in spellings if len(name_words(spelling)) == 1}
    hidden = (person["initials"] and len(words) < 2) or person["anonymous"]
    minor = person["age"] is not None and person["age"] < ADULT
    public = not minor and not hidden and _office(person, position)
    return Person(
        local=person["id"],
        name=name,
        words=words,
        spellings=tuple(spellings),
        rank=rank.get("abbreviation"),
        service=rank.get("service"),
        grade=rank.get("grade"),
        post=position.get("text"),
        title=position.get("title"),
        former=bool(position.get("former")),
        unit=person["unit_id"] or position.get("unit_id") or person["organization_id"],
        role=person["role"],
        age=person["age"],
        private=minor or hidden or (not public and person["role"] in _PRIVATE),
        public=public,
        sentence=_sentence(text, person["mentions"]) if position and public else None,
    )


_PRIVATE = frozenset({"suspect", "victim", "witness"})


def _office(person: dict[str, Any], position: dict[str, Any]) -> bool:
    """Whether an article gives a person a public office: a rank, a post of a unit, or one that speaks for a body."""
    if person["role"] == "official" or person["rank"] or position.get("unit_id"):
        return True
    title = position.get("title")
    return public_title(title) or (title or "").casefold() in links().single


def public_title(title: str | None) -> bool:
    """Whether a post is one whose holders speak in public."""
    return f"{title or ''} ".casefold().startswith(_public_titles())


@cache
def _public_titles() -> tuple[str, ...]:
    return tuple(f"{before}{title} " for title in voices().public.titles for before in ("", "wakil "))


_SENTENCE = 320
"""Letters of a sentence that are kept as evidence of a post."""
_STOP = re.compile(r"(?<=[^A-Z.][.!?])\s+|\n")


def _sentence(text: str, mentions: list[dict[str, Any]]) -> str | None:
    """The sentence of the first mention by name that is found in the text."""
    at = next((m["start"] for m in mentions if m["kind"] == "name" and m["start"] is not None), None)
    if at is None:
        return None
    low, high = max(0, at - _SENTENCE), min(len(text), at + _SENTENCE)
    before = [match.end() for match in _STOP.finditer(text, low, at)]
    behind = _STOP.search(text, at, high)
    return " ".join(text[before[-1] if before else low : behind.start() if behind else high].split()) or None


_REPORT = re.compile(r"^(?:laporan|reporter|penulis|editor)\b:?\s*(?:wartawan\b)?:?\s*", re.IGNORECASE)


def _authors(facts: Facts) -> Iterator[Person]:
    """Who wrote the article: known by the outlet as others by their post."""
    byline: dict[str, Any] = facts.get("byline") or {}
    authors: list[str] = byline.get("authors") or []
    places = {place["name"].casefold() for place in facts["places"]}
    for number, name in enumerate(authors):
        name = _REPORT.sub("", " ".join(name.split()))
        words = name_words(name)
        if (
            len(words) > 1
            and not any(letter.isdigit() or letter in ".:/" for letter in name)
            and (name.casefold() not in places)
        ):
            outlet = (facts["outlet"] or "").casefold() or None
            yield Person(
                f"byline{number}", name, words, (name,), None, None, None, "wartawan", "wartawan", False, outlet,
                "author", None, False, True,
            )  # fmt: skip


def _quotes(facts: Facts) -> Iterator[Quote]:
    for number, quote in enumerate(facts["quotes"]):
        speaker = quote["speaker"] or {}
        yield Quote(
            number,
            quote["start"],
            quote["text"],
            quote["kind"],
            speaker.get("person_id"),
        )
