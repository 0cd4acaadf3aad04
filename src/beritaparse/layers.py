"""The layers that our components put on a spaCy ``Doc``.

Each stage reads what earlier stages wrote in ``doc._`` and adds its own layer; it never edits another's.
The extensions are registered when this module is imported (every component module imports it), and their
values survive ``Doc.to_bytes``, so ``nlp.pipe(n_process=2)`` works.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import srsly
from pydantic import BaseModel, ConfigDict
from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from . import article as contract
from .article import ARTICLE_KINDS, Warning

PREFIX = "berita_"

LISTS = (
    "blocks",  # list[Block], set by beritaparse_layout
    "sentences",  # list[Sentence], set by beritaparse_sentences
    "ranks",  # list[Rank] … and so on: what Article holds under the same name
    "positions",
    "units",
    "organizations",
    "facilities",
    "places",
    "persons",
    "dates",
    "quotes",
    "events",
    "facts",
    "warnings",
)
SINGLES = (
    "title",  # Span | None: the headline found in the text
    "dateline",  # Dateline | None
    "byline",  # Byline | None
    "given_title",  # str | None: the headline that the caller gave
    "published",  # datetime | None: reference for relative dates, given or read from the page
    "outlet",  # str | None: given
    "url",  # str | None: given
)


class NameMention(BaseModel):
    """A person's name in the text, before mentions are put together to human beings.

    ``text[start:end]`` is the name without rank, honorifics and degrees.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    start: int
    end: int
    text: str
    rule: str
    honorifics: tuple[str, ...] = ()
    degrees: tuple[str, ...] = ()
    rank: int | None = None  # index into doc._.berita_ranks
    position: int | None = None  # index into doc._.berita_positions
    age: int | None = None
    initials: bool = False


class Phrase(NamedTuple):
    """A hit of the phrase automaton: ``key`` names the lexicon entry."""

    start: int
    end: int
    key: str


for _name in LISTS:
    if not Doc.has_extension(PREFIX + _name):
        Doc.set_extension(PREFIX + _name, default=[])
for _name in SINGLES:
    if not Doc.has_extension(PREFIX + _name):
        Doc.set_extension(PREFIX + _name, default=None)
if not Doc.has_extension(PREFIX + "names"):
    Doc.set_extension(PREFIX + "names", default=[])  # list[NameMention], set by beritaparse_persons
if not Doc.has_extension(PREFIX + "phrases"):
    Doc.set_extension(PREFIX + "phrases", default={})  # dict[str, list[Phrase]] by kind


def keep_text(doc: Doc, text: str) -> None:
    """Keep the text that the stages read: ``doc.text`` joins all tokens anew at each call."""
    doc.user_data["beritaparse_text"] = text


def text_of(doc: Doc) -> str:
    """The text of a document, whoever made it; once the layout is read, newlines inside of paragraphs are blanks."""
    text = doc.user_data.get("beritaparse_text")
    if text is None:
        text = doc.text
        keep_text(doc, text)
    return text


def article_spans(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield the character spans of the blocks that are article text, in order."""
    for block in doc._.berita_blocks:
        if block.kind in ARTICLE_KINDS:
            yield block.start, block.end


def phrases(doc: Doc, kind: str) -> list[Phrase]:
    """Return the phrase hits of one kind, in order of start."""
    return doc._.berita_phrases.get(kind, [])


def set_spans(doc: Doc, group: str, spans: Iterable[tuple[int, int, str]]) -> None:
    """Publish character spans ``(start, end, label)`` as ``doc.spans[group]`` for plain spaCy users.

    A span that does not fall on token boundaries is widened to them; our own layers keep exact offsets.
    """
    made: list[TokenSpan] = []
    for start, end, label in spans:
        span = doc.char_span(start, end, label=label, alignment_mode="expand")
        if span is not None:
            made.append(span)
    doc.spans[group] = made


def warn(doc: Doc, code: str, message: str, start: int | None = None, end: int | None = None) -> None:
    """Add one warning to the document."""
    doc._.berita_warnings.append(Warning(code=code, message=message, start=start, end=end))


_MARK = "__beritaparse__"


@srsly.msgpack_encoders("beritaparse")
def _encode(obj: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    if isinstance(obj, BaseModel) and type(obj).__module__ in (contract.__name__, __name__):
        return {_MARK: type(obj).__name__, "data": obj.model_dump_json()}
    return obj if chain is None else chain(obj)


@srsly.msgpack_decoders("beritaparse")
def _decode(obj: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    if isinstance(obj, dict) and _MARK in obj:
        model: type[BaseModel] = NameMention if obj[_MARK] == "NameMention" else getattr(contract, obj[_MARK])
        return model.model_validate_json(obj["data"])
    return obj if chain is None else chain(obj)
