"""One training: settings, corpora, spaCy's own loop, and a pipeline that ``beritaparse.load`` takes."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any, Literal

import spacy
from spacy.language import Language
from spacy.pipeline.edit_tree_lemmatizer import EditTreeLemmatizer
from spacy.tokens import Doc
from spacy.training.initialize import init_nlp
from spacy.training.loop import train as spacy_train
from spacy.util import load_config

from ..evaluation.goldfile import FileError
from ..language import Indonesian, components
from . import corpus as corpus  # registers the reader
from .corpus import KEPT
from .readers import read

Kind = Literal["ner", "syntax"]
_FEATURES = {"ner": "components.ner.model.tok2vec.embed", "syntax": "components.tok2vec.model.embed"}
_ENGINES = {"ner": "default", "syntax": "syntax"}
"""The engine of whose components one makes place for what is trained."""


def train(
    kind: Kind,
    corpora: Sequence[Path],
    output: Path,
    *,
    dev: Sequence[Path] = (),
    settings: Path | None = None,
    vectors: Path | None = None,
    start: Path | None = None,
    overrides: dict[str, Any] | None = None,
    log: IO[str] = sys.stderr,
) -> dict[str, Any]:
    """Train names (``ner``) or syntax on annotated files, write a pipeline to the folder ``output``, return its scores.

    ``corpora`` and ``dev`` are files that ``beritaparse evaluate`` reads too: IOB, JSON lines with spans, DocBin,
    CoNLL-U.  Without ``dev`` every tenth document of ``corpora`` is kept to choose the best model by.  ``settings`` is
    a configuration of spaCy's instead of ours, ``overrides`` single values of it (``training.max_steps``);
    ``vectors`` a spaCy pipeline with word vectors; ``start`` a trained pipeline to go on from.

    Raises FileError (file, line, reason) for a corpus that cannot be used, OSError for one that is not there,
    FileExistsError for an output that is.
    """
    if output.exists() and (not output.is_dir() or any(output.iterdir())):
        raise FileExistsError(f"{output} is there already")
    check(kind, corpora, least=1 if dev else KEPT)
    check(kind, dev, least=0)
    with TemporaryDirectory() as name:
        config = _config(kind, corpora, dev, settings, vectors, start, overrides or {})
        nlp = init_nlp(config)
        if start is not None:
            _restore_labels(nlp)
        _, best = spacy_train(nlp, Path(name), stdout=log, stderr=log)
        assert best is not None
        trained = spacy.load(best)
        scores: dict[str, Any] = trained.meta["performance"]
        complete(trained, kind).to_disk(output)
    return scores


def check(kind: Kind, paths: Iterable[Path], least: int) -> None:
    """Read all files once: what is wrong in them is said before the training begins."""
    blank = Indonesian()
    number = 0
    path = None
    for path in paths:
        found = False
        for doc in read(path, blank):
            number += 1
            found = found or _annotated(doc, kind)
        if not found:
            wanted = "names" if kind == "ner" else "dependencies"
            raise FileError(path, None, f"no {wanted} are marked in it")
    if path is not None and number < least:
        raise FileError(path, None, f"{number} documents are too few: at least {least} are needed")


def _annotated(doc: Doc, kind: Kind) -> bool:
    return bool(doc.ents) if kind == "ner" else doc.has_annotation("DEP")


def _config(
    kind: Kind,
    corpora: Sequence[Path],
    dev: Sequence[Path],
    settings: Path | None,
    vectors: Path | None,
    start: Path | None,
    overrides: dict[str, Any],
) -> Any:
    given: dict[str, Any] = {
        "paths.train": [str(path) for path in corpora],
        "paths.dev": [str(path) for path in dev or corpora],
    }
    if not dev:
        given |= {"corpora.train.part": "train", "corpora.dev.part": "dev"}
    if vectors is not None:
        given |= {"paths.vectors": str(vectors), f"{_FEATURES[kind]}.include_static_vectors": True}
    with as_file(files(__package__ or "") / "settings" / f"{kind}.cfg") as own:
        config = load_config(settings or own, overrides=given | overrides)
    if start is not None:
        for name in config["nlp"]["pipeline"]:
            config["components"][name] = {"source": str(start)}
    return config


def _restore_labels(nlp: Language) -> None:
    """Give lemmatizers that were loaded the table that spaCy does not save; without it each word is the first label."""
    for _, pipe in nlp.pipeline:
        if isinstance(pipe, EditTreeLemmatizer):
            pipe.tree2label = {tree: label for label, tree in enumerate(pipe.labels)}


def complete(trained: Language, kind: Kind) -> Language:
    """Put our stages around what was trained, in the order of :func:`~beritaparse.language.components`."""
    own: str | None = trained.pipe_names[0]
    for name in components(_ENGINES[kind]):
        if name == f"beritaparse_{kind}":
            own = None
        else:
            trained.add_pipe(name, before=own)
    return trained
