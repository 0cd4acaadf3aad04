"""Our spaCy ``Language`` for Indonesian news: a tokenizer that is right for it and quick to load.

spaCy's own ``id`` expands some 16,000 exceptions when it loads and still splits ``Jl.``.  The document's text is always
the raw text.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from spacy.attrs import (
    IS_ALPHA,
    IS_ASCII,
    IS_DIGIT,
    IS_LOWER,
    IS_SPACE,
    IS_TITLE,
    IS_UPPER,
    LIKE_URL,
    LOWER,
    NORM,
    SHAPE,
)
from spacy.lang.lex_attrs import like_url, word_shape
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import load_config_from_str, registry
from spacy.vocab import Vocab

from . import shell as shell  # registers the components in every process that makes a pipeline
from .layout.tokens import split
from .stages import STAGES

_LONG = 100  # letters from which spaCy gives a word no shape


class Tokenizer:
    """Splits raw text into tokens; ``"".join(token.text_with_ws) == text`` whatever the input."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        words, spaces = split(text)
        return Doc(self.vocab, words=words, spaces=spaces)

    # spaCy saves and loads tokenizers with the pipeline; ours is made from the lexicon alone.
    def to_bytes(self, **_: Any) -> bytes:
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> Tokenizer:
        return self

    def to_disk(self, _path: str | Path, **_: Any) -> None:
        return None

    def from_disk(self, _path: str | Path, **_: Any) -> Tokenizer:
        return self


@registry.tokenizers("beritaparse.Tokenizer.v1")
def make_tokenizer() -> Callable[[Language], Tokenizer]:
    def create(nlp: Language) -> Tokenizer:
        return Tokenizer(nlp.vocab)

    return create


def _like_url(word: str) -> bool:
    return ("." in word or ":" in word) and like_url(word)


def _shape(word: str) -> str:
    """``xxxx``, ``Xxxxx``: spaCy lets a kind of letter stand at most four times."""
    if not (word.isalpha() and word[1:].islower() and len(word) < _LONG):
        return word_shape(word)
    return "X" + "xxxx"[: len(word) - 1] if word[0].isupper() else "xxxx"[: len(word)]


# What spaCy notes of a word at the first meeting, in quicker ways to the same values.
_ATTRIBUTES: dict[int, Callable[[str], Any]] = {
    LOWER: str.lower,
    NORM: str.lower,
    IS_ALPHA: str.isalpha,
    IS_ASCII: str.isascii,
    IS_DIGIT: str.isdigit,
    IS_LOWER: str.islower,
    IS_SPACE: str.isspace,
    IS_TITLE: str.istitle,
    IS_UPPER: str.isupper,
    LIKE_URL: _like_url,
    SHAPE: _shape,
}


class IndonesianDefaults(Language.Defaults):
    lex_attr_getters = _ATTRIBUTES
    config = load_config_from_str('[nlp]\n[nlp.tokenizer]\n@tokenizers = "beritaparse.Tokenizer.v1"')


@registry.languages("ind")
class Indonesian(Language):
    """``spacy.blank("ind")``: Indonesian as the news writes it (``ind`` is the ISO 639-3 code)."""

    lang = "ind"
    Defaults = IndonesianDefaults


_SYNTAX = {"syntax": "models.syntax", "stanza": "models.stanza_engine"}
"""Engines whose name is also that of a component with a factory of its own, behind the names, and its module."""


def components(engine: str) -> list[str]:
    """The factories of an engine in order, all of them registered."""
    names = [stage.name for stage in STAGES if not stage.component and engine in stage.engines]
    if engine in _SYNTAX:
        import_module(f".{_SYNTAX[engine]}", __package__)
        names.insert(names.index("ner") + 1, engine)
    return [f"beritaparse_{name}" for name in names]


def build(engine: str, models: str | None) -> Indonesian:
    """A pipeline of all the components of an engine; see :func:`beritaparse.parser.build`."""
    nlp = Indonesian()
    for name in components(engine):
        nlp.add_pipe(name, config={"models": models} if name == "beritaparse_stanza" else {})
    return nlp
