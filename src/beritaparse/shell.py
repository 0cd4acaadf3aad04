"""The spaCy shell around the stages: the one adapter between a :class:`~beritaparse.page.Page` and a ``Doc``.

Each stage is a registered component; a component reads the page off the ``Doc``, runs its stages and leaves their
layers in ``doc._.berita_…`` and, for plain spaCy users, in ``doc.spans["beritaparse_…"]``, ``doc.sents`` and
``doc.ents``.  The layers survive ``Doc.to_bytes``, so ``nlp.pipe(n_process=2)`` works.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import numpy as np
import srsly
from pydantic import BaseModel
from spacy.attrs import IDX, LENGTH, SENT_START
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from . import article as contract
from .article import Sentence
from .entities.recognised import recognised_stage
from .page import Entity, Layers, NameMention, Page, PostChange, Tokens, take
from .stages import STAGES, Function, Stage, function_of

PREFIX = "berita_"
_TEXT, _RECOGNISED = "beritaparse_text", "beritaparse_recognised"

_LISTS = (
    "blocks",  # list[Block], and so on: what Page holds under the same name
    "sentences",
    "ranks",
    "positions",
    "units",
    "organizations",
    "facilities",
    "places",
    "persons",
    "holders",
    "changes",
    "names",
    "dates",
    "appointments",
    "quotes",
    "events",
    "facts",
    "warnings",
)
_SINGLES = (
    "title",  # Span | None: the headline found in the text
    "dateline",  # Dateline | None
    "byline",  # Byline | None
    "given_title",  # str | None: the headline that the caller gave
    "published",  # datetime | None: reference for relative dates
    "outlet",  # str | None: given
    "url",  # str | None: given
)
_EXTENSIONS: dict[str, Any] = {
    **{name: [] for name in _LISTS},
    **dict.fromkeys(_SINGLES),
    "phrases": {},  # dict[str, list[Phrase]] by kind
    "ent_scores": [],  # list[float], aligned with doc.ents
}
for _name, _default in _EXTENSIONS.items():
    if not Doc.has_extension(PREFIX + _name):
        Doc.set_extension(PREFIX + _name, default=_default)


def run(nlp: Language, page: Page) -> Doc:
    """The ``Doc`` of a page that no stage has read yet, after all components of a pipeline."""
    doc = nlp.make_doc(page.raw)
    for name in ("given_title", "published", "outlet", "url"):
        setattr(doc._, PREFIX + name, getattr(page, name))
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


class DocPage(Page):
    """A page whose layers are read off a ``Doc`` when they are asked for; what is put on it stays on it."""

    def __init__(self, doc: Doc) -> None:  # the layers of Page are not set: __getattr__ finds them
        self.doc = doc

    def __getattr__(self, name: str) -> Any:
        if name in _READERS:
            value = _READERS[name](self.doc)
        elif name in _EXTENSIONS:
            value = getattr(self.doc._, PREFIX + name)
        else:
            raise AttributeError(name)
        setattr(self, name, value)
        return value


def _raw(doc: Doc) -> str:
    return doc.text


def _text(doc: Doc) -> str:
    """The text as the layout left it; it is kept, since ``doc.text`` joins all tokens anew at each call."""
    text: str | None = doc.user_data.get(_TEXT)
    if text is None:
        text = doc.user_data[_TEXT] = doc.text
    return text


def _tokens(doc: Doc) -> Tokens:
    """Slices of the whole text are had sooner than tokens."""
    text = _text(doc)
    offsets: list[list[int]] = doc.to_array([IDX, LENGTH]).tolist()
    return Tokens([start for start, _ in offsets], [text[start : start + length] for start, length in offsets])


def _entities(doc: Doc) -> list[Entity]:
    """``doc.ents``, whoever set them; a model without scores is taken at its word."""
    scores, entities = doc._.berita_ent_scores, doc.ents
    if len(scores) != len(entities):
        scores = [1.0] * len(entities)
    return [Entity(e.start_char, e.end_char, e.label_, score) for e, score in zip(entities, scores, strict=True)]


def _recognised(doc: Doc) -> list[Entity]:
    """Read once, when the first stage asks for them: spaCy makes the entities anew each time."""
    found: list[Any] | None = doc.user_data.get(_RECOGNISED)
    if found is None:
        found = doc.user_data[_RECOGNISED] = recognised_stage(DocPage(doc)).get("recognised", [])
    return [Entity(*entity) for entity in found]  # plain tuples after Doc.to_bytes


_READERS: dict[str, Callable[[Doc], Any]] = {
    "raw": _raw,
    "text": _text,
    "tokens": _tokens,
    "entities": _entities,
    "recognised": _recognised,
}


class Component:
    """A stage as a spaCy component, with the steps that belong to it; it holds its name only and can be pickled."""

    def __init__(self, name: str) -> None:
        self._own = name  # spaCy sets an attribute `name` to that in the pipeline

    def __call__(self, doc: Doc) -> Doc:
        page = DocPage(doc)
        if self._own == "ner" and not page.blocks and doc.has_annotation("SENT_START"):
            page.sentences = [Sentence(start=s.start_char, end=s.end_char, block=0) for s in doc.sents]
        for function in _steps(self._own):
            made = function(page)
            take(page, made)
            _write(doc, page, made)
        for group, spans in _SPANS.get(self._own, {}).items():
            _set_spans(doc, group, spans(page))
        return doc


def _parts(name: str) -> list[Stage]:
    """The stages that run in one component."""
    return [stage for stage in STAGES if (stage.component or stage.name) == name]


@cache
def _steps(name: str) -> tuple[Function, ...]:
    return tuple(map(function_of, _parts(name)))


def _write(doc: Doc, page: Page, made: Layers) -> None:
    """Leave the layers that a stage returned on the ``Doc``."""
    for name in made:
        if name == "text":
            doc.user_data[_TEXT] = page.text
        elif name == "entities":
            _set_entities(doc, page.entities)
        elif name in _EXTENSIONS:
            setattr(doc._, PREFIX + name, getattr(page, name))
        if name == "sentences":
            _mark_sentences(doc, page)


def _set_entities(doc: Doc, entities: Iterable[Entity]) -> None:
    spans: list[TokenSpan] = []
    scores: list[float] = []
    for start, end, label, score in entities:
        span = doc.char_span(start, end, label=label)
        assert span is not None  # the names were read from these tokens
        spans.append(span)
        scores.append(score)
    doc.set_ents(spans)
    doc._.berita_ent_scores = scores


def _mark_sentences(doc: Doc, page: Page) -> None:
    """Give ``doc.sents`` the same boundaries, as far as tokens allow.

    In one array: setting ``token.is_sent_start`` looks at the whole document each time.
    """
    if not len(doc):
        return
    starts = sorted({block.start for block in page.blocks} | {sentence.start for sentence in page.sentences})
    flags = np.full(len(doc), -1, dtype="int64")
    ends = doc.to_array([IDX, LENGTH]).sum(axis=1)
    tokens = np.searchsorted(ends, np.array(starts, dtype=ends.dtype), side="right")
    flags[tokens[tokens < len(doc)]] = 1
    flags[0] = 1
    doc.from_array([SENT_START], flags.astype("uint64").reshape(-1, 1))  # pyright: ignore[reportArgumentType]


Spans = Iterable[tuple[int, int, str]]


def _of_ranks(page: Page) -> Spans:
    return ((rank.start, rank.end, rank.abbreviation) for rank in page.ranks)


def _of_units(page: Page) -> Spans:
    return sorted((m.start, m.end, unit.kind) for unit in page.units for m in unit.mentions)


def _of_facilities(page: Page) -> Spans:
    return sorted((m.start, m.end, m.rule.removesuffix("_head")) for f in page.facilities for m in f.mentions)


_SPANS: dict[str, dict[str, Callable[[Page], Spans]]] = {
    "layout": {"beritaparse_blocks": lambda page: ((b.start, b.end, b.kind) for b in page.blocks if b.end > b.start)},
    "ranks": {"beritaparse_ranks": _of_ranks},
    "units": {"beritaparse_units": _of_units},
    "positions": {"beritaparse_positions": lambda page: ((p.start, p.end, p.title) for p in page.positions)},
    "facilities": {"beritaparse_facilities": _of_facilities},
    "organizations": {
        "beritaparse_organizations": lambda page: (
            (m.start, m.end, o.kind or "ORG") for o in page.organizations for m in o.mentions
        )
    },
    "persons": {"beritaparse_persons": lambda page: ((name.start, name.end, "PERSON") for name in page.names)},
    "places": {
        "beritaparse_places": lambda page: (
            (m.start, m.end, place.level) for place in page.places for m in place.mentions
        )
    },
    "people": {
        "beritaparse_ranks": _of_ranks,
        "beritaparse_people": lambda page: (
            (m.start, m.end, person.id) for person in page.persons for m in person.mentions
        ),
    },
    "dates": {"beritaparse_dates": lambda page: ((time.start, time.end, time.rule) for time in page.dates)},
    "quotes": {"beritaparse_quotes": lambda page: ((quote.start, quote.end, quote.kind) for quote in page.quotes)},
}
"""What each component puts into ``doc.spans``: groups of ``(start, end, label)``."""


def _set_spans(doc: Doc, group: str, spans: Spans) -> None:
    """A span that does not fall on token boundaries is widened to them; our own layers keep exact offsets."""
    made: list[TokenSpan] = []
    for start, end, label in spans:
        span = doc.char_span(start, end, label=label, alignment_mode="expand")
        if span is not None:
            made.append(span)
    doc.spans[group] = made


_REQUIRES: dict[str, tuple[str, ...]] = {
    "sentences": ("blocks",),
    "ranks": ("phrases",),
    "units": ("phrases",),
    "positions": ("phrases", "units"),
    "facilities": ("phrases", "units"),
    "organizations": ("phrases", "units"),
    "persons": ("ranks", "positions", "units"),
    "places": ("phrases", "units", "names"),
    "people": ("names", "positions", "ranks"),
    "dates": ("blocks",),
    "appointments": ("persons", "positions", "dates"),
    "quotes": ("blocks", "sentences", "persons"),
    "events": ("dates",),
}
"""What ``nlp.analyze_pipes`` is told that a component needs."""
_ASSIGNS = {"sentences": ("token.is_sent_start",), "ner": ("doc.ents", f"doc._.{PREFIX}ent_scores")}


def _register() -> None:
    for name in (stage.name for stage in STAGES if not stage.component):
        layers = dict.fromkeys(layer for stage in _parts(name) for layer in stage.layers if layer in _EXTENSIONS)
        Language.component(
            f"beritaparse_{name}",
            assigns=[*(f"doc._.{PREFIX}{layer}" for layer in layers), *_ASSIGNS.get(name, ())],
            requires=[f"doc._.{PREFIX}{layer}" for layer in _REQUIRES.get(name, ())],
            func=Component(name),
        )


_register()

_MARK = "__beritaparse__"
_OWN: dict[str, type[BaseModel]] = {"NameMention": NameMention, "PostChange": PostChange}


@srsly.msgpack_encoders("beritaparse")
def _encode(obj: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    if isinstance(obj, BaseModel) and type(obj).__module__ in (contract.__name__, NameMention.__module__):
        return {_MARK: type(obj).__name__, "data": obj.model_dump_json()}
    return obj if chain is None else chain(obj)


@srsly.msgpack_decoders("beritaparse")
def _decode(obj: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    if isinstance(obj, dict) and _MARK in obj:
        model: type[BaseModel] = _OWN.get(obj[_MARK]) or getattr(contract, obj[_MARK])
        return model.model_validate_json(obj["data"])
    return obj if chain is None else chain(obj)
