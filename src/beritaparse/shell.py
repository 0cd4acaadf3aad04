"""The spaCy shell around the stages: the one adapter between a :class:`~beritaparse.page.Page` and a ``Doc``.

Each stage is a registered component; a component reads the page off the ``Doc``, runs its stages and leaves their
layers in ``doc._.berita_…`` and, for plain spaCy users, in ``doc.spans["beritaparse_…"]``, ``doc.sents`` and
``doc.ents``.  The layers survive ``Doc.to_bytes``, so ``nlp.pipe(n_process=2)`` works.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, cast

import numpy as np
import srsly
from pydantic import BaseModel
from spacy.attrs import IDX, LENGTH, SENT_START
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from . import article as contract
from .article import Sentence
from .assembly import LAYERS
from .entities.recognised import recognised_stage
from .page import Entity, Layers, NameMention, Page, PostChange, Tokens, take
from .stages import STAGES, Function, Stage, function_of
from .text.intervals import Intervals

PREFIX = "berita_"
_TEXT, _RECOGNISED, _NAMES = "beritaparse_text", "beritaparse_recognised", "beritaparse_names"

_LISTS = (*LAYERS, "holders", "changes", "names")
"""Layers of many things: those of an article, and what stages hand on."""
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
}
for _name, _default in _EXTENSIONS.items():
    if not Doc.has_extension(PREFIX + _name):
        Doc.set_extension(PREFIX + _name, default=_default)


def _names(doc: Doc) -> dict[tuple[int, int, str], float]:
    """The names with scores by span and label: those that our recogniser found, whatever else is in ``doc.ents``."""
    return {(start, end, label): score for start, end, label, score in doc.user_data.get(_NAMES, ())}


def _key(span: TokenSpan) -> tuple[int, int, str]:
    return span.start_char, span.end_char, span.label_


def _scores(doc: Doc) -> list[float]:
    """A score for each of ``doc.ents``; who set an entity without one is taken at their word."""
    known = _names(doc)
    return [known.get(_key(entity), 1.0) for entity in doc.ents]


def _set_scores(doc: Doc, scores: Iterable[float]) -> None:
    doc.user_data[_NAMES] = [[*_key(entity), score] for entity, score in zip(doc.ents, scores, strict=True)]


if not Doc.has_extension(f"{PREFIX}ent_scores"):
    Doc.set_extension(f"{PREFIX}ent_scores", getter=_scores, setter=_set_scores)


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
    """People, places and organisations of ``doc.ents``, whoever set them.

    What our recogniser found under an entity of another label is there too: that a user's component calls something
    ``PARTAI`` does not tell what it is to us.
    """
    known, entities = _names(doc), doc.ents
    found = [Entity(*_key(e), known.get(_key(e), 1.0)) for e in entities if e.label_ in _LABELS]
    others = [e for e in entities if e.label_ not in _LABELS]
    if others and known:
        taken = Intervals((e.start_char, e.end_char) for e in others)
        found += [Entity(*key, score) for key, score in known.items() if taken.overlaps(key[0], key[1])]
        found.sort()
    return found


_LABELS = ("PER", "LOC", "ORG")


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
        lacking = [layer for layer in _REQUIRES.get(self._own, ()) if not _is_set(doc, layer)]
        if lacking:
            _warn(self._own, tuple(lacking))
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
    """Put the names into ``doc.ents`` beside what others have set there, which stays."""
    ours, known = list(entities), _names(doc)
    spans = [entity for entity in doc.ents if _key(entity) not in known]
    taken = Intervals((entity.start_char, entity.end_char) for entity in spans)
    for start, end, label, _ in ours:
        span = doc.char_span(start, end, label=label)
        assert span is not None  # the names were read from these tokens
        if not taken.overlaps(start, end):
            spans.append(span)
    doc.set_ents(spans)
    doc.user_data[_NAMES] = [list(entity) for entity in ours]


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
    "phrases": ("blocks",),
    "ranks": ("phrases",),
    "units": ("blocks", "phrases", "ranks"),
    "positions": ("blocks", "phrases", "ranks", "units"),
    "facilities": ("blocks", "phrases", "ranks", "units", "positions"),
    "organizations": ("blocks", "phrases", "ranks", "units", "positions", "facilities"),
    "persons": ("blocks", "phrases", "ranks", "units", "positions", "holders", "facilities", "organizations"),
    "places": ("blocks", "phrases", "ranks", "units", "positions", "facilities", "organizations", "names"),
    "people": ("sentences", "ranks", "positions", "names", "organizations"),
    "dates": ("blocks",),
    "appointments": ("changes", "persons", "dates"),
    "quotes": ("blocks", "sentences", "units", "positions", "organizations", "persons", "places", "dates"),
    "events": (
        *("blocks", "sentences", "units", "positions", "facilities", "organizations", "places"),
        *("persons", "dates", "quotes"),
    ),
}
"""The layers that a component needs; ``nlp.analyze_pipes`` is told them too."""
_ASSIGNS = {"sentences": ("token.is_sent_start",), "ner": ("doc.ents", f"doc._.{PREFIX}ent_scores")}


def _is_set(doc: Doc, layer: str) -> bool:
    """Has anybody set a layer, be it to nothing?"""
    data = cast("dict[Any, Any]", doc.user_data)
    return ("._.", PREFIX + layer, None, None) in data


def owner(layer: str) -> str:
    """The component that makes a layer."""
    return next(f"beritaparse_{s.component or s.name}" for s in STAGES if layer in s.layers)


@cache
def _warn(name: str, lacking: tuple[str, ...]) -> None:
    """Say once what a component lacks."""
    needed = ", ".join(dict.fromkeys(map(owner, lacking)))
    warnings.warn(
        f"beritaparse_{name} finds no {', '.join(lacking)}: it needs {needed} before it in the pipeline "
        "(nlp.analyze_pipes(pretty=True) tells what each component needs)",
        stacklevel=3,
    )


def check(nlp: Language) -> None:
    """See whether a pipeline holds our components.

    Raises ValueError where there is none, and warns of those that are missing.
    """
    order = [f"beritaparse_{stage.name}" for stage in STAGES if not stage.component]
    have = {nlp.get_pipe_meta(name).factory for name in nlp.pipe_names}
    if not have.intersection(order):
        raise ValueError(
            "this pipeline holds none of our components: beritaparse.parser.build() makes one that does, or add them "
            f"in this order: {', '.join(order)}"
        )
    lacking = [name for name in order if name not in have and name != "beritaparse_ner"]
    if lacking:
        warnings.warn(
            f"this pipeline lacks {', '.join(lacking)}: its articles have nothing of what these find", stacklevel=3
        )


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
