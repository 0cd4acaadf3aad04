"""For Spark and Ray: sketches as a table of terms, and the joins over it that find which articles to compare.

>>> from beritaparse.corpus.cluster import pairs, sketch_in_arrow, sketch_schema  # doctest: +SKIP
>>> spark.read.parquet("facts").mapInArrow(sketch_in_arrow, sketch_schema()).createTempView("terms")  # doctest: +SKIP
>>> found = spark.sql(pairs())  # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from .reading import NEEDS, Facts
from .sketch import body_of, sketch
from .store import USUAL
from .stories import NEIGHBOURS, WINDOW
from .terms import CHANNEL, told
from .weighing import COMMON, HEAVIEST, KEYS
from .wording import hash_of, usual


def pairs() -> str:
    """The pairs of articles that ``link`` compares, from a table ``terms``, in SQL that DuckDB and Spark understand."""
    return f"""
    WITH pages AS (SELECT article_id, max(day) AS day FROM terms GROUP BY article_id),
    n AS (SELECT count(*) AS n FROM pages),
    counted AS (SELECT term, count(*) AS df, max(usual) AS usual FROM terms GROUP BY term),
    weighed AS (
        SELECT t.article_id, t.channel, t.term, c.df,
               t.weight * ln((n.n + {usual().articles}) / (c.df + c.usual)) AS w
        FROM terms t JOIN counted c ON c.term = t.term CROSS JOIN n WHERE c.df > 1),
    heavy AS (
        SELECT *, row_number() OVER (PARTITION BY article_id, channel ORDER BY w DESC, term) AS place FROM weighed),
    ranked AS (
        SELECT article_id, term, w, row_number() OVER (PARTITION BY article_id ORDER BY w DESC, term) AS place
        FROM heavy WHERE df <= {COMMON} AND (channel <> 1 OR place <= {HEAVIEST})),
    keys AS (
        SELECT r.article_id, r.term, r.w, p.day FROM ranked r JOIN pages p ON p.article_id = r.article_id
        WHERE place <= {KEYS}),
    shared AS (
        SELECT l.article_id AS one, r.article_id AS other, sum(l.w * r.w) AS score
        FROM keys l JOIN keys r ON l.term = r.term AND l.article_id < r.article_id
        WHERE abs(coalesce(l.day - r.day, 0)) <= {WINDOW}
        GROUP BY l.article_id, r.article_id),
    both_ways AS (
        SELECT one AS article_id, one, other, score FROM shared
        UNION ALL SELECT other AS article_id, one, other, score FROM shared),
    nearest AS (
        SELECT *, row_number() OVER (PARTITION BY article_id ORDER BY score DESC, one, other) AS place FROM both_ways)
    SELECT DISTINCT one, other FROM nearest WHERE place <= {NEIGHBOURS}"""


_HASH = (1 << CHANNEL) - 1


def sketch_schema() -> str:
    """The schema of :func:`sketch_in_arrow` as Spark writes schemas (DDL)."""
    return "article_id string, day int, channel int, term bigint, weight double, usual bigint"


def sketch_in_arrow(batches: Iterable[Any]) -> Iterator[Any]:
    """Turn Arrow record batches of ``batch``'s Parquet output into record batches of terms, some hundred an article."""
    import pyarrow as pa

    known = {hash_of(word): count for word, count in usual().counts.items()}
    least = usual().least // 2
    names = [name for part in NEEDS for name in (NEEDS[""].split() if not part else [part])]
    for batch in batches:
        have = [name for name in names if name in batch.schema.names]
        yield _terms(batch.select(have).to_pylist(), known, least, pa)


def _terms(articles: Sequence[Facts], known: dict[int, int], least: int, pa: Any) -> Any:
    ids, days = zip(*((one.id, one.day) for one in map(sketch, articles)), strict=True) if articles else ((), ())
    terms = told(articles, [body_of(facts) for facts in articles]).terms
    usual_counts = [
        known.get(term & _HASH, least) if term >> CHANNEL in USUAL else least for term in terms.terms.tolist()
    ]
    columns = {
        "article_id": pa.array(ids, pa.string()).take(pa.array(terms.pages)),
        "day": pa.array(days, pa.int32()).take(pa.array(terms.pages)),
        "channel": pa.array((terms.terms >> CHANNEL).astype("int32")),
        "term": pa.array(terms.terms),
        "weight": pa.array(terms.weights.astype("float64")),
        "usual": pa.array(usual_counts, pa.int64()),
    }
    return pa.RecordBatch.from_arrays(list(columns.values()), names=list(columns))
