"""The engine ``stanza``: words, parts of speech, lemmas and dependencies from Stanza's models for Indonesian.

Reads the text and the sentences (Stanza splits no sentence here), writes ``doc._.berita_words`` and the
``pos_``, ``lemma_``, ``morph``, ``dep_`` and ``head`` of spaCy's tokens.  Stanza and its models are optional:
``pip install 'beritaparse[stanza]'`` and ``beritaparse download stanza``, or models of one's own from
``scripts/train_stanza.py``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from ..shell import DocPage
from .words import Word, annotate

PROCESSORS = "tokenize,pos,lemma,depparse"  # Stanza adds mwt where the treebank has multi-word tokens
LONGEST = 3000
"""Characters of a sentence that is still parsed: a longer one is no sentence, and memory grows with its square."""
_BLANK = re.compile(r"\s")


def stanza_module() -> Any:
    """Return the module ``stanza``; it takes a second or two to import."""
    try:
        return import_module("stanza")
    except ImportError as error:
        raise ImportError(f"the engine 'stanza' needs Stanza: pip install 'beritaparse[stanza]' ({error})") from error


@cache
def pipeline(models: str | None) -> Any:
    """Load Stanza's pipeline from a directory of models (None: where Stanza keeps its own), once per process.

    Raises ImportError without Stanza and FileNotFoundError without models, both saying what to do.
    """
    stanza = stanza_module()
    place = {} if models is None else {"dir": models}
    try:
        return stanza.Pipeline(
            "id",
            processors=PROCESSORS,
            tokenize_no_ssplit=True,
            download_method=None,
            logging_level="ERROR",
            **place,
        )
    except FileNotFoundError as error:
        option = "" if models is None else f" --dir {models}"
        raise FileNotFoundError(
            f"no Stanza models for Indonesian: run `beritaparse download stanza{option}` ({error})"
        ) from error


def download(models: str | None = None) -> None:
    """Fetch Stanza's official models for Indonesian into a directory, with progress on standard error."""
    place = {} if models is None else {"model_dir": models}
    stanza_module().download("id", processors=PROCESSORS, **place)


@Language.factory(  # pyright: ignore[reportUntypedFunctionDecorator]
    "beritaparse_stanza",
    default_config={"models": None},
    assigns=["doc._.berita_words", "token.pos", "token.lemma", "token.morph", "token.dep", "token.head"],
    requires=["doc._.berita_sentences"],
)
def make_stanza(nlp: Language, name: str, models: str | None) -> StanzaStage:
    return StanzaStage(models)


class StanzaStage:
    """The component ``beritaparse_stanza``; it keeps the directory only, so that worker processes can be given it."""

    def __init__(self, models: str | None) -> None:
        self.models = models
        pipeline(models)  # what is missing is said now, not at the first page

    def __call__(self, doc: Doc) -> Doc:
        page, raw = DocPage(doc), doc.text
        sentences = [
            (sentence.start, sentence.end) for sentence in page.sentences if sentence.end - sentence.start <= LONGEST
        ]
        words = list(parse(pipeline(self.models), page.text, sentences)) if sentences else []
        doc._.berita_words = words
        if words:
            annotate(doc, words)
        assert doc.text == raw
        return doc


def parse(nlp: Any, text: str, sentences: list[tuple[int, int]]) -> Iterator[Word]:
    """Yield the words of the sentences.

    Stanza gets a paragraph a sentence, with a blank for each white space, so that offsets differ by a constant only.
    """
    pieces = [_BLANK.sub(" ", text[start:end]) for start, end in sentences]
    begins: list[int] = []
    at = 0
    for piece in pieces:
        begins.append(at)
        at += len(piece) + 2
    base = 0
    for sentence in nlp("\n\n".join(pieces)).sentences:
        number = bisect_right(begins, sentence.tokens[0].start_char) - 1
        shift = sentences[number][0] - begins[number]
        for token in sentence.tokens:
            start, end = token.start_char + shift, token.end_char + shift
            for word in token.words:
                head = base + word.head - 1 if word.head else -1
                yield Word(
                    start,
                    end,
                    word.text,
                    word.lemma or word.text,
                    word.upos or "X",
                    word.feats or "",
                    head,
                    word.deprel or "dep",
                )
        base += len(sentence.words)
