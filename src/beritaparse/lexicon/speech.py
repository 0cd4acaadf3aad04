"""The reporting words and function words of quotations, in the shapes in which they are looked up.

Read from ``lexicon/cues.toml`` and ``lexicon/quotes.toml``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from . import Entry, Lexicon, read

_CONTENT = frozenset({"clause", "any", "request"})  # what a verb without its prefix takes

Shape = Literal[
    "base",
    "nya",
    "active",
    "bare",
    "passive",
    "passive_nya",
    "according",
    "according_nya",
    "noun",
    "taken",
    "thus",
    "told_of",
]
Takes = Literal["clause", "any", "marked", "request", "question", "nothing"]
ActKind = Literal[
    "neutral",
    "explanation",
    "emphasis",
    "commitment",
    "addition",
    "closing",
    "confession",
    "confirmation",
    "denial",
    "claim",
    "opinion",
    "hope",
    "feeling",
    "request",
    "question",
    "reply",
    "sound",
    "writing",
]


class CueEntry(Entry):
    """One lemma of ``cues.toml``; the file's head explains the fields."""

    base: tuple[str, ...] | None = None
    active: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    passive: tuple[str, ...] = ()
    nya: tuple[str, ...] = ()
    kind: ActKind
    takes: Takes
    common: bool = False


class CueLexicon(Lexicon):
    """``lexicon/cues.toml``."""

    cues: dict[str, CueEntry]


class Words(Lexicon):
    """``lexicon/quotes.toml``: word lists, each explained there."""

    according: tuple[str, ...]
    taken: tuple[str, ...]
    taken_links: frozenset[str]
    not_according: frozenset[str]
    reports: frozenset[str]
    report_links: frozenset[str]
    thus: frozenset[str]
    closing_thus: frozenset[str]
    alone_thus: tuple[str, ...]
    copulas: frozenset[str]
    attended: frozenset[str]
    that_dropped: frozenset[str]
    conditions: frozenset[str]
    times: frozenset[str]
    conjunctions: frozenset[str]
    traffic: frozenset[str]
    traffic_words: frozenset[str]
    not_reporting: frozenset[str]
    also: frozenset[str]
    requests: frozenset[str]
    begged: frozenset[str]
    agentless: frozenset[str]
    asked: frozenset[str]
    asked_leads: frozenset[str]
    asked_by_nobody: frozenset[str]
    parting: frozenset[str]
    bases: frozenset[str]
    nouns_of_saying: tuple[str, ...]
    opening_nouns: frozenset[str]
    data_heads: frozenset[str]
    investigators: frozenset[str]
    origins: tuple[str, ...]
    kinds_of_places: tuple[str, ...]
    because: frozenset[str]
    like_cues: frozenset[str]
    slipped: frozenset[str]
    as_told: tuple[str, ...]
    told_things: tuple[str, ...]
    by_them: frozenset[str]
    earlier: frozenset[str]
    of_bodies: frozenset[str]
    accusing: frozenset[str]
    accused_for: frozenset[str]
    told_of: tuple[str, ...]
    in_writing: frozenset[str]
    in_documents: frozenset[str]
    by_nobody: frozenset[str]
    addressees: frozenset[str]
    speech_openers: tuple[str, ...]
    press: tuple[str, ...]
    pronouns: frozenset[str]
    kept_back: frozenset[str]
    keeping_back: frozenset[str]
    plural_pronouns: frozenset[str]
    as_whom: frozenset[str]
    women: frozenset[str]
    men: frozenset[str]
    relays: frozenset[str]
    speeches: tuple[str, ...]
    read_out: tuple[str, ...]
    read_out_by: tuple[str, ...]
    noun_lemmas: frozenset[str]
    represented: frozenset[str]
    company: frozenset[str]
    source_ends: frozenset[str]
    titles: frozenset[str]
    subject_ends: frozenset[str]
    clause_marks: frozenset[str]
    degrees: frozenset[str]
    qualities: frozenset[str]
    adverbs: frozenset[str]
    before_this: frozenset[str]
    openers: frozenset[str]
    connectives: tuple[str, ...]
    not_after: frozenset[str]
    going_on: frozenset[str]
    going_on_shown_by: frozenset[str]
    at_once: frozenset[str]
    but: frozenset[str]
    yielding: frozenset[str]
    so: tuple[str, ...]
    silence: frozenset[str]
    not_speakers: frozenset[str]
    relatives: tuple[str, ...]
    camps: tuple[str, ...]
    at_the_time: tuple[str, ...]
    epithets: tuple[str, ...]
    pointing_back: frozenset[str]
    topmost: tuple[str, ...]
    telling: frozenset[str]
    bearing: frozenset[str]
    bynames: tuple[str, ...]
    courtesies: frozenset[str]
    institutions: frozenset[str]
    newcomers: frozenset[str]
    indefinite: tuple[str, ...]
    crowds: frozenset[str]
    gathered: tuple[str, ...]
    announcing: tuple[str, ...]
    enumerating: frozenset[str]
    documents: frozenset[str]
    questioned: frozenset[str]
    suspects: frozenset[str]
    victims: frozenset[str]
    witnesses: frozenset[str]
    statement_heads: frozenset[str]
    conveyed_heads: frozenset[str]
    question_words: frozenset[str]
    topic_heads: frozenset[str]
    vague_heads: frozenset[str]
    alike: frozenset[str]
    when_heads: frozenset[str]
    where_heads: frozenset[str]
    never_content: frozenset[str]
    auxiliaries: frozenset[str]
    predicates: frozenset[str]
    subordinators: frozenset[str]
    verbs_in_sources: frozenset[str]
    plain_verbs: frozenset[str]
    alleging: frozenset[str]
    existentials: frozenset[str]
    before_hearers: tuple[str, ...]
    not_verbs: frozenset[str]
    glued_in: frozenset[str]
    answers: frozenset[str]
    asking: frozenset[str]
    naming: frozenset[str]
    inscriptions: frozenset[str]
    compounds: frozenset[str]
    not_cues: frozenset[str]
    weekdays: frozenset[str]
    levels: frozenset[str]
    posts_alike: dict[str, str]


class CueForm(NamedTuple):
    """A written form of a reporting word and the uses that it has."""

    lemma: str
    kind: ActKind
    takes: Takes
    common: bool
    shapes: frozenset[Shape]


@cache
def words() -> Words:
    made = read("quotes", Words)
    both = {"not_verbs": made.not_verbs | made.glued_in, "openers": made.openers | made.glued_in}
    return made.model_copy(update=both)


@cache
def heads(kind: Literal["indefinite", "relatives", "camps", "epithets", "bynames", "topmost"]) -> tuple[str, ...]:
    """Return the openings of a source phrase without a name, each with the blank that must follow."""
    return tuple(f"{head} " for head in getattr(words(), kind))


@cache
def forms() -> dict[str, CueForm]:
    """Return every written form of every cue, in lower case."""
    made: dict[str, CueForm] = {}

    def add(written: str, lemma: str, entry: CueEntry, shape: Shape) -> None:
        known = made.get(written)
        shapes = known.shapes if known else frozenset[Shape]()
        first = known or CueForm(lemma, entry.kind, entry.takes, entry.common, shapes)
        made[written] = first._replace(shapes=frozenset({*shapes, shape}))

    for lemma, entry in read("cues", CueLexicon).cues.items():
        base = (lemma,) if entry.base is None else entry.base
        for written in base:
            add(written, lemma, entry, "base")
            add(written + "nya", lemma, entry, "nya")
        for written in entry.nya:
            add(written, lemma, entry, "nya")
        for written in entry.active:
            add(written, lemma, entry, "active")
            if entry.takes == "request":
                add(written + "nya", lemma, entry, "active")  # `memintanya untuk pulang`
        for written in entry.bare or _without_prefix(lemma, entry):
            add(written, lemma, entry, "active")
            add(written, lemma, entry, "bare")
        for written in entry.passive:
            add(written, lemma, entry, "passive")
            add(written + "nya", lemma, entry, "passive_nya")
            if written.endswith("n"):
                # `dikatakanya`: of two equal letters one is dropped as often as not.
                add(written[:-1] + "nya", lemma, entry, "passive_nya")
    according = CueEntry(kind="neutral", takes="clause")
    for written in words().according:
        add(written, written, according, "according")
        add(written + "nya", written, according, "according_nya")
    noun = CueEntry(kind="writing", takes="nothing", common=True)
    for written in words().nouns_of_saying:
        add(written, written, noun, "noun")
    return made


@cache
def edge_forms() -> dict[str, CueForm]:
    """Words that report only where they open a sentence (`Dilansir dari X, …`), close it (`… demikian X.`), or behind
    a document (`Dalam surat itu X disebut …`)."""
    lists = words()
    shapes: dict[str, Shape] = {
        **dict.fromkeys(lists.taken, "taken"),
        **dict.fromkeys(lists.alone_thus, "thus"),
        **dict.fromkeys(lists.told_of, "told_of"),
    }
    return {word: CueForm(word, "neutral", "clause", True, frozenset({shape})) for word, shape in shapes.items()}


def _without_prefix(lemma: str, entry: CueEntry) -> Iterator[str]:
    """`tekankan` for `menekankan`, `janjikan` for `menjanjikan`: the verb in `-kan` as headlines have it."""
    short = f"{lemma}kan"
    if entry.takes in _CONTENT and any(
        active.startswith("me") and active.endswith((short, short[1:])) for active in entry.active
    ):
        yield short


@cache
def second_halves() -> dict[str, frozenset[str]]:
    """What may stand behind the first word of a reporting word of two words: `memberi` **tahu**."""
    made: dict[str, set[str]] = {}
    for written in forms():
        first, blank, second = written.partition(" ")
        if blank:
            made.setdefault(first, set()).add(second)
    return {first: frozenset(seconds) for first, seconds in made.items()}
