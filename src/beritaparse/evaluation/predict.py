"""What an engine says of gold texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..batch.records import BatchError
from ..batch.worker import parser_of
from ..parser import Parser
from .conllu import Syntax, Word
from .corpora import Annotated
from .goldfile import GoldArticle

if TYPE_CHECKING:
    from spacy.tokens import Doc

_OWN_LISTS = (("persons", "PER"), ("places", "LOC"), ("units", "ORG"), ("organizations", "ORG"))
_NAMES = ("name", "alias")


def engine(name: str) -> Parser:
    """Return the parser for the name of an engine, the folder of a spaCy pipeline, or ``module:function``.

    Raises ValueError for a name that is none of them, ImportError and FileNotFoundError where parts of it are missing.
    """
    if Path(name).is_dir():
        import spacy

        return Parser(spacy.load(name))  # also one without our components: its entities and syntax can be scored
    try:
        return parser_of(name)
    except (BatchError, AttributeError) as error:
        raise ValueError(str(error)) from None


def predict_articles(parser: Parser, golds: Mapping[str, GoldArticle]) -> Iterator[GoldArticle]:
    """Parse gold articles; of gold only text, headline and day of publication are used.

    Raises ValueError for a pipeline that has not our components.
    """
    if parser.engine is None and "beritaparse_layout" not in parser.nlp.pipe_names:
        raise ValueError(
            f"this pipeline has not the components of beritaparse ({', '.join(parser.nlp.pipe_names)}): it can be "
            "scored on entity and syntax corpora, not on gold articles"
        )
    for gold in golds.values():
        article = parser.parse(gold.text, id=gold.id, title=gold.title, published=gold.published)
        yield GoldArticle.model_validate({key: value for key, value in article.to_gold().items() if value is not None})


def predict_entities(parser: Parser, golds: Iterable[Annotated]) -> Iterator[tuple[Annotated, Annotated]]:
    """Yield gold texts with what the engine finds in them.

    That is ``doc.ents`` where a component of the pipeline sets them; where none does (the engine ``rules``), names of
    persons (PER), places (LOC), units and organisations (ORG).  Words that a corpus gives are kept.
    """
    nlp = parser.nlp
    has_ents = any("doc.ents" in nlp.get_pipe_meta(name).assigns for name in nlp.pipe_names)
    for gold in golds:
        doc = _run(parser, gold.text, gold.words)
        spans = _ents(doc) if has_ents else _own(doc)
        yield gold, gold._replace(spans=tuple(spans))


def predict_syntax(parser: Parser, golds: Iterable[Syntax]) -> Iterator[tuple[Syntax, Syntax]]:
    """Yield gold texts with the sentences, words and syntax that the engine gives them."""
    for gold in golds:
        yield gold, syntax_of(_run(parser, gold.text, None), gold.id)


def _run(parser: Parser, text: str, words: tuple[str, ...] | None) -> Doc:
    from spacy.tokens import Doc

    nlp = parser.nlp
    doc: Any = nlp.make_doc(text) if words is None else Doc(nlp.vocab, words=list(words), spaces=_spaces(words))
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


def _spaces(words: tuple[str, ...]) -> list[bool]:
    return [True] * (len(words) - 1) + [False]


def _ents(doc: Doc) -> Iterator[tuple[int, int, str]]:
    for entity in doc.ents:
        yield entity.start_char, entity.end_char, entity.label_


def _own(doc: Doc) -> Iterator[tuple[int, int, str]]:
    for name, label in _OWN_LISTS:
        for item in getattr(doc._, f"berita_{name}", ()):
            for mention in item.mentions:
                if mention.kind in _NAMES:
                    yield mention.start, mention.end, label


def syntax_of(doc: Doc, id: str) -> Syntax:
    """The sentences, tokens and words of a document: ours where our components set them, else spaCy's."""
    text = doc.text
    own = getattr(doc._, "berita_sentences", None) if doc.has_extension("berita_sentences") else None
    spans = [(s.start, s.end) for s in own] if own else [(s.start_char, s.end_char) for s in _sents(doc)]
    given = [Word(*word[:3], *word[3:5], *word[6:8]) for word in _given_words(doc)]
    words = _marked(given) if given else list(_token_words(doc))
    tokens = list(dict.fromkeys((word.start, word.end) for word in words))
    return Syntax(id, text, [_trimmed(text, start, end) for start, end in spans], tokens, words)


def _sents(doc: Doc) -> Iterable[Any]:
    return doc.sents if doc.has_annotation("SENT_START") else ()


def _given_words(doc: Doc) -> list[Any]:
    return doc._.berita_words if doc.has_extension("berita_words") else []


def _marked(words: list[Word]) -> list[Word]:
    """The words with those marked that share their token with others."""
    marked: list[Word] = []
    for _, group in groupby(words, key=lambda word: (word.start, word.end)):
        listed = [word._replace(deprel=word.deprel.partition(":")[0]) for word in group]
        marked += [word._replace(multiword=len(listed) > 1) for word in listed]
    return marked


def _token_words(doc: Doc) -> Iterator[Word]:
    """spaCy's tokens as words, without white space."""
    place = {token.i: number for number, token in enumerate(token for token in doc if not token.is_space)}
    for token in doc:
        if token.i not in place:
            continue
        end = token.idx + len(token.text)
        root = token.head.i == token.i or token.head.i not in place
        head = -1 if root else place[token.head.i]
        relation = "root" if root else token.dep_.partition(":")[0]
        yield Word(token.idx, end, token.text, token.lemma_, token.pos_, head, relation)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
