"""Our spaCy ``Language`` for Indonesian news: a tokenizer that is right for it and quick to load.

spaCy's own ``id`` expands some 16,000 exceptions when it loads and still splits ``Jl.``; ours is one linear
regular expression made from the abbreviation lexicon.  The document's text is always the raw text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
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

from . import layers as layers  # registers the extensions in every process that makes a pipeline
from .glue import SHORTEST_GLUED, cuts
from .lexicon import Lexicon, alternatives, read

_LONG = 100  # letters from which spaCy gives a word no shape


class Abbreviations(Lexicon):
    """``lexicon/abbreviations.toml``."""

    titles: tuple[str, ...]
    addresses: tuple[str, ...]
    ranks: tuple[str, ...]
    others: tuple[str, ...]
    final: tuple[str, ...]
    companies: tuple[str, ...]
    lettered: tuple[str, ...]
    openers: tuple[str, ...]
    joins: frozenset[str]
    domains: tuple[str, ...]

    def all(self) -> tuple[str, ...]:
        """Every abbreviation that keeps its full stop."""
        return (*self.titles, *self.addresses, *self.ranks, *self.others, *self.companies)


@cache
def token_pattern() -> re.Pattern[str]:
    """The tokenizer's expression: one branch per kind of token, the first that fits wins; then the blank behind it."""
    lexicon = read("abbreviations", Abbreviations)
    branches = [
        r"[A-Za-z]+(?=[\s,])",  # most tokens: no other branch takes anything else there
        r"https?://[^\s<>\"“”]+|www\.[^\s<>\"“”]+",
        r"[\w.+-]{1,64}@[\w-]+\.[\w.-]*\w",
        # 15/10/2024  09.30  1,5  2.360  0417/Kerinci  24/9  16-6-2025
        r"\d{1,2}[/-]\d{1,2}[/-]\d{2,4}(?!\w)",
        r"\d{2,4}/[A-Z][A-Za-z]+",
        r"\d[\d.,:/]*\d(?=\D|$)|\d+(?=WIB|WITA|WIT\b)|\d+(?:st|nd|rd|th|an)?\b",
        rf"\b(?:{alternatives(lexicon.all())})\.",
        # S.I.K.  M.Si  S.H.  A.  M.
        r"[A-Z]\.(?:[A-Za-z]{1,4}\.){1,4}[A-Z]?(?![a-z])",
        r"[A-Z][a-z]?\.[A-Z][A-Za-z]{0,3}\b|\b[A-Z]\.(?=[ \u00a0][A-Z])",
        rf"[A-Za-z][\w-]*\.(?i:{alternatives(lexicon.domains)})(?![\w-])(?!\.\w)",
        r"Rp(?=\d)",
        # TNI-Polri and Cirebon-Bandung are two names; anak-anak and Al-Azhar one word
        r"(\w{2,})-\2\w*",
        r"[A-Z][\w'’]{2,}(?=-[A-Z]\w\w)",
        r"\w(?:[\w'’-]*\w)?",
        r"\.{2,}|-{2,}|[^\w\s]",
    ]
    # spaCy's convention: one blank belongs to the token before it, other white space is a token.
    return re.compile(rf"({'|'.join(branches)}|\s+)( ?)")


class Tokenizer:
    """Splits raw text into tokens; ``"".join(token.text_with_ws) == text`` whatever the input."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self._find = token_pattern().findall

    def __call__(self, text: str) -> Doc:
        found = self._find(text)
        words = [piece for piece, _twin, _blank in found]
        spaces = [blank != "" for _piece, _twin, blank in found]
        # A word in small letters has lost no blank: it need not be asked.
        glued = [at for at, word in enumerate(words) if len(word) >= SHORTEST_GLUED and not word.islower()]
        for at in reversed(glued):
            if places := cuts(words[at]):
                pieces = [words[at][place:stop] for place, stop in zip((0, *places), (*places, None), strict=True)]
                words[at : at + 1] = pieces
                spaces[at:at] = [False] * len(places)
        doc = Doc(self.vocab, words=words, spaces=spaces)
        layers.keep_text(doc, text)
        return doc

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
