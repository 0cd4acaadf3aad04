"""One evaluation: what the files hold, what is compared with it, and how it is counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Literal

from .articles import score_articles
from .conllu import Syntax, pair_syntax, read_conllu
from .corpora import Annotated, is_spans, pair, read_docbin, read_iob, read_spans
from .entities import score_entities
from .goldfile import FileError, GoldArticle, read_gold, read_lines, read_predictions, unfound
from .links import is_links, read_links, score_links
from .predict import engine as load_engine
from .predict import predict_articles, predict_entities, predict_syntax
from .syntax import score_syntax
from .tally import RESAMPLES, Evaluation, Tally, evaluation

Kind = Literal["gold", "spans", "iob", "docbin", "conllu"]

_NAMES: dict[str, Kind] = {
    ".tsv": "iob",
    ".iob": "iob",
    ".iob2": "iob",
    ".bio": "iob",
    ".conll": "iob",
    ".conllu": "conllu",
    ".spacy": "docbin",
}
_ENTITY_READERS: dict[Kind, Callable[[str | Path], Iterator[Annotated]]] = {
    "spans": read_spans,
    "iob": read_iob,
    "docbin": read_docbin,
}


def kind_of(path: str | Path) -> Kind:
    """What a file holds, by its name, or by its first line if it is JSON lines.

    Raises FileError for a name that tells nothing and for an empty file, OSError for a file that cannot be opened.
    """
    suffix = Path(path).suffix.lower()
    if suffix in _NAMES:
        with open(path, "rb"):
            return _NAMES[suffix]
    if suffix not in (".jsonl", ".ndjson"):
        known = ", ".join((".jsonl", *_NAMES))
        raise FileError(path, None, f"the name does not tell what is in it; known are {known}")
    line = next(read_lines(path), None)
    if line is None:
        raise FileError(path, None, "there is nothing in it")
    return "spans" if is_spans(line.row) else "gold"


def evaluate(
    paths: Sequence[str | Path],
    *,
    engine: str = "default",
    predictions: str | Path | None = None,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> Evaluation:
    """Score an engine, or the predictions in a file of the same kind, against gold files of one kind.

    ``paths``: gold articles (JSONL, see the gold format), JSONL with spans, IOB (``.tsv``, ``.iob``, ``.bio``,
    ``.conll``), spaCy's DocBin (``.spacy``), CoNLL-U, or annotated stories (``.json``, with ``predictions`` that
    ``beritaparse link`` made).  ``engine``: the name of one (:func:`beritaparse.load`), the folder of a spaCy pipeline,
    or ``module:function`` that returns a Parser.  ``resamples`` of the bootstrap (0: no intervals).

    Raises OSError and FileError (a ValueError that names file and line) for what cannot be read, ValueError for
    predictions that are not of the same texts and for an engine that there is none of.
    """
    if not paths:
        raise ValueError("no gold file was given")
    if is_links(paths[0]):
        return _links(paths, predictions)
    kinds: dict[str | Path, Kind] = {path: kind_of(path) for path in paths}
    kind = kinds[paths[0]]
    for path, other in kinds.items():
        if other != kind:
            raise FileError(path, None, f"{paths[0]} is of kind {kind}, this is {other}: score them one by one")
    unit, notes = "documents", list[str]()
    if kind == "gold":
        golds = read_gold(paths)
        given = read_predictions(predictions, golds) if predictions else _parsed(golds, engine)
        tallies = score_articles(golds, given)
        notes = [f"{gold.id}: {reason}" for gold in golds.values() for reason in unfound(gold)]
    elif kind == "conllu":
        tallies, unit, notes = _syntax(paths, engine, predictions)
    else:
        tallies, unit, notes = _entities(paths, kind, engine, predictions)
    return evaluation(tallies, unit=unit, resamples=resamples, seed=seed, notes=notes)


def _links(paths: Sequence[str | Path], predictions: str | Path | None) -> Evaluation:
    """Score what ``beritaparse link --format gold`` wrote against annotated stories."""
    if predictions is None:
        raise ValueError(f"{paths[0]}: linked articles are scored with --predictions (beritaparse link --format gold)")
    if len(paths) > 1:
        raise FileError(paths[1], None, "annotated stories are scored one file at a time")
    gold = read_links(paths[0])
    if "articles" not in gold:
        raise FileError(paths[0], None, "no annotated stories: it lacks articles")
    return score_links(gold, read_links(predictions))


def _parsed(golds: dict[str, GoldArticle], engine: str) -> dict[str, GoldArticle]:
    return {article.id: article for article in predict_articles(load_engine(engine), golds)}


def _syntax(
    paths: Sequence[str | Path], engine: str, predictions: str | Path | None
) -> tuple[list[Tally], str, list[str]]:
    golds: Iterable[Syntax] = chain.from_iterable(map(read_conllu, paths))
    if predictions:
        return score_syntax(pair_syntax(golds, read_conllu(predictions)))
    return score_syntax(predict_syntax(load_engine(engine), golds))


def _entities(
    paths: Sequence[str | Path], kind: Kind, engine: str, predictions: str | Path | None
) -> tuple[list[Tally], str, list[str]]:
    golds: Iterable[Annotated] = chain.from_iterable(map(_ENTITY_READERS[kind], paths))
    if predictions:
        given = _ENTITY_READERS[kind_of(predictions)](predictions) if kind_of(predictions) in _ENTITY_READERS else ()
        tallies, notes = score_entities(pair(golds, given))
    else:
        tallies, notes = score_entities(predict_entities(load_engine(engine), golds))
    return tallies, "sentences" if kind == "iob" else "documents", notes
