"""The packaged syntax: parts of speech, features, dependencies and lemmas as spaCy's own attributes.

Four of spaCy's trainable components in one file that ``scripts/train_syntax.py`` made; what they were trained on and
how good they are stands in ``docs/syntax_model.md``.  The stage ``beritaparse_syntax`` runs them as one;
:func:`load_pipeline` gives them as a pipeline of spaCy's.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import srsly
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import dict_to_dot, load_config_from_str, load_model_from_config
from spacy.vectors import Vectors
from spacy.vocab import Vocab

from .words import words_of

PIPES = ("tok2vec", "morphologizer", "parser", "lemmatizer")
_STEPS = 15
"""Word vectors are kept in so many steps to either side of zero."""
_TRAINING = ("paths", "system", "corpora", "training", "pretraining", "initialize")
"""Sections of the configuration that only training needs."""


def load_pipeline(
    vocab: Vocab | bool = True,
    path: Path | None = None,
    *,
    stages: Sequence[str] = (),
    disable: str | Iterable[str] = (),
    enable: str | Iterable[str] = (),
    exclude: str | Iterable[str] = (),
    config: Mapping[str, Any] | None = None,
) -> Language:
    """Load the packaged components, or those of a file that :func:`save_pipeline` wrote.

    ``stages`` of ours are put before them; the rest is as in ``spacy.load``.

    Raises ValueError if the vocabulary already has word vectors, which the components would read instead of theirs.
    """
    if isinstance(vocab, Vocab) and len(vocab.vectors):
        raise ValueError("the packaged syntax brings its own word vectors, but this pipeline's vocabulary has some")
    packed = (path or files("beritaparse.models") / "data" / "syntax.bin").read_bytes()
    data: Any = srsly.msgpack_loads(zlib.decompress(packed))
    settings = load_config_from_str(data["config"])
    settings["nlp"]["pipeline"] = [*stages, *settings["nlp"]["pipeline"]]
    settings["components"].update({name: {"factory": name} for name in stages})
    settings = load_config_from_str(settings.to_str(), overrides=dict_to_dot(dict(config or {})))
    nlp = load_model_from_config(settings, vocab=vocab, disable=disable, enable=enable, exclude=exclude)
    for string in data["strings"]:
        nlp.vocab.strings.add(string)
    nlp.vocab.vectors = Vectors(strings=nlp.vocab.strings).from_bytes(data["vectors"])
    nlp.from_bytes(data["pipes"], exclude=["vocab", "tokenizer"])
    return nlp


def save_pipeline(nlp: Language, path: Path) -> None:
    """Write the components of a trained pipeline for :func:`load_pipeline`.

    ``nlp`` loses its other components, and its numbers are rounded so that they pack well.
    """
    for name in nlp.component_names:
        if name not in PIPES:
            nlp.remove_pipe(name)
    vectors = nlp.vocab.vectors
    if len(vectors):
        vectors.data = _stepped(vectors.data)  # pyright: ignore[reportAttributeAccessIssue]
    for name in PIPES:
        pipe: Any = nlp.get_pipe(name)
        for node in pipe.model.walk():
            for param in node.param_names:
                if node.has_param(param):
                    node.set_param(param, _rounded(node.get_param(param)))
    config = nlp.config.copy()
    for section in _TRAINING:
        config.pop(section, None)
    data = {
        "strings": sorted(nlp.vocab.strings),
        "vectors": vectors.to_bytes(),
        "config": config.to_str(),
        "pipes": nlp.to_bytes(exclude=["vocab", "tokenizer"]),
    }
    path.write_bytes(zlib.compress(srsly.msgpack_dumps(data), 9))


def _rounded(values: Any) -> Any:
    """Numbers with 8 bits of mantissa, the others zero: they lose nothing that counts and pack to half."""
    bits = np.ascontiguousarray(values, dtype="float32").view("uint32")
    return ((bits + np.uint32(0x4000)) & np.uint32(0xFFFF8000)).view("float32")


def _stepped(values: Any) -> Any:
    """Word vectors on a grid; one step for all, a power of two, so that numbers stay exact."""
    step = 2.0 ** np.ceil(np.log2(4 * float(values.std()) / _STEPS))
    return (np.clip(np.round(values / step), -_STEPS, _STEPS) * step).astype("float32")


@Language.factory(  # pyright: ignore[reportUntypedFunctionDecorator]
    "beritaparse_syntax",
    assigns=["doc._.berita_words", "token.pos", "token.morph", "token.dep", "token.head", "token.lemma"],
)
def make_syntax(nlp: Language, name: str) -> SyntaxStage:
    return SyntaxStage(nlp.vocab)


class SyntaxStage:
    """The component ``beritaparse_syntax``.  Boundaries of sentences that are set before it are kept."""

    def __init__(self, vocab: Vocab, path: Path | None = None) -> None:
        self._pipes = [component for _, component in load_pipeline(vocab, path).pipeline]

    def __call__(self, doc: Doc) -> Doc:
        if len(doc):
            for component in self._pipes:
                doc = component(doc)
        doc._.berita_words = words_of(doc)
        return doc
