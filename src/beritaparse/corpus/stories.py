"""Stories: articles on the same happening, its follow-ups included.

Candidates share rare terms within some weeks; what they share is weighed channel by channel (words, headline, names,
units, places, figures), a logistic curve fitted on annotated stories makes a probability of that, and clusters are
joined while their articles are linked on the average.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .clusters import Links
from .sketch import FIGURES, HEADLINE, NAMES, PLACES, QUOTES, UNITS, WORDS
from .weights import Curve, load

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

CHANNELS = {"w": WORDS, "t": HEADLINE, "n": NAMES, "u": UNITS, "p": PLACES, "f": FIGURES, "q": QUOTES}
WINDOW = 30
"""Days between two articles of a story that are compared with each other; a story may last longer."""
COMMON = 120
"""Articles in which a term may stand to bring two of them together."""
KEYS = 16
"""Heaviest terms of an article that bring it together with others."""
HEAVIEST = 80
"""Heaviest words of an article that are compared."""
NEIGHBOURS = 40
"""Articles with which each is compared."""
KEPT = 0.05
"""Probability from which on a link is kept, and from which on its reasons are."""
TOLD = 0.2


def weigh(base: DuckDBPyConnection) -> None:
    """Make ``work.weighed``: the heaviest terms of every article with their weights, and their norms by channel."""
    base.execute(f"""
        CREATE OR REPLACE TABLE work.weighed AS
        SELECT t.page, t.channel, t.term, (t.weight * f.idf)::FLOAT AS w, f.idf::FLOAT AS idf, f.df,
               row_number() OVER (PARTITION BY t.page ORDER BY t.weight * f.idf DESC, t.term) AS place
        FROM work.terms t JOIN work.frequency f USING (term)
        WHERE f.df > 1
        QUALIFY t.channel <> {WORDS} OR {HEAVIEST} >=
            row_number() OVER (PARTITION BY t.page, t.channel ORDER BY t.weight * f.idf DESC, t.term)""")
    norms = ", ".join(f"greatest(sqrt(sum(w * w) FILTER (channel = {CHANNELS[c]})), 1e-6) AS norm_{c}" for c in "wtn")
    base.execute(f"""
        CREATE OR REPLACE TABLE work.norms AS
        WITH whole AS (
            SELECT t.page, t.channel, (t.weight * f.idf) AS w FROM work.terms t JOIN work.frequency f USING (term)
            WHERE t.channel <= {NAMES}
            QUALIFY row_number() OVER (PARTITION BY t.page, t.channel ORDER BY t.weight * f.idf DESC) <= {HEAVIEST})
        SELECT page, {norms} FROM whole GROUP BY page""")


def candidates(base: DuckDBPyConnection, first: int = 0) -> None:
    """Make ``work.story_pairs``: pairs of pages, the later one from number ``first`` on, that share rare terms."""
    base.execute(f"""
        CREATE OR REPLACE TABLE work.story_pairs AS
        WITH keys AS (
            SELECT page, term, w, day FROM (
                SELECT page, term, w, row_number() OVER (PARTITION BY page ORDER BY w DESC, term) AS place
                FROM work.weighed WHERE df <= {COMMON})
            JOIN work.pages USING (page) WHERE place <= {KEYS}),
        shared AS (
            SELECT l.page AS l, r.page AS r, sum(l.w * r.w) AS score
            FROM keys l JOIN keys r ON l.term = r.term AND l.page < r.page
            WHERE r.page >= {first} AND abs(coalesce(l.day - r.day, 0)) <= {WINDOW}
            GROUP BY l.page, r.page),
        both_ways AS (SELECT l AS page, l, r, score FROM shared UNION ALL SELECT r, l, r, score FROM shared)
        SELECT DISTINCT l, r FROM (
            SELECT l, r, row_number() OVER (PARTITION BY page ORDER BY score DESC, l, r) AS place FROM both_ways)
        WHERE place <= {NEIGHBOURS}""")


FEATURES = (
    "words",
    "words_shared",
    "headline",
    "headline_shared",
    "names",
    "names_shared",
    "units_shared",
    "places_shared",
    "figures_shared",
    "quotes_shared",
    "same_type",
    "days_apart",
)
"""Features of a pair in the order of the columns; cosines, and logarithms of the weight that is shared."""


def features(base: DuckDBPyConnection) -> tuple[np.ndarray, np.ndarray]:
    """Return pairs of pages and, row for row, their :data:`FEATURES`."""
    shared = ", ".join(
        f"coalesce(sum(l.w * r.w) FILTER (l.channel = {number}), 0) AS dot_{c}, "
        f"coalesce(sum(l.idf) FILTER (l.channel = {number}), 0) AS idf_{c}"
        for c, number in CHANNELS.items()
    )
    rows = base.execute(f"""
        WITH dots AS (
            SELECT c.l, c.r, {shared}
            FROM work.story_pairs c JOIN work.weighed l ON l.page = c.l
            JOIN work.weighed r ON r.page = c.r AND r.term = l.term
            GROUP BY c.l, c.r)
        SELECT d.l, d.r, dot_w / (nl.norm_w * nr.norm_w), ln(1 + idf_w), dot_t / (nl.norm_t * nr.norm_t), ln(1 + idf_t),
               dot_n / (nl.norm_n * nr.norm_n), ln(1 + idf_n), ln(1 + idf_u), ln(1 + idf_p), ln(1 + idf_f),
               ln(1 + idf_q), coalesce((p.type = q.type)::INTEGER, 0),
               least(coalesce(abs(p.hour - q.hour) / 24, 2), {WINDOW})
        FROM dots d JOIN work.pages p ON p.page = d.l JOIN work.pages q ON q.page = d.r
        JOIN work.norms nl ON nl.page = d.l JOIN work.norms nr ON nr.page = d.r
        ORDER BY d.l, d.r""").fetchnumpy()
    columns = [np.ma.filled(np.ma.asarray(column), 0) for column in rows.values()]
    pairs = np.column_stack(columns[:2]).astype(np.int64) if columns[0].size else np.zeros((0, 2), np.int64)
    table = np.column_stack(columns[2:]).astype(np.float64) if columns[0].size else np.zeros((0, len(FEATURES)))
    return pairs, table


def probabilities(table: np.ndarray) -> np.ndarray:
    """The probability that two articles stand in one story, for rows of :data:`FEATURES`."""
    return curve().of(table, FEATURES)


def curve() -> Curve:
    return load().stories


def links(base: DuckDBPyConnection, first: int = 0) -> None:
    """Add to ``work.story_links`` the links of the pages from ``first`` on with their probability and reasons."""
    weigh(base)
    candidates(base, first)
    pairs, table = features(base)
    found = probabilities(table)
    kept = found >= KEPT
    _insert(base, pairs[kept], table[kept], found[kept])
    for table_name in ("weighed", "norms", "story_pairs"):
        base.execute(f"DROP TABLE work.{table_name}")


def _insert(base: DuckDBPyConnection, pairs: np.ndarray, table: np.ndarray, found: np.ndarray) -> None:
    import pyarrow as pa

    told = found >= TOLD
    reasons: list[str | None] = [None] * len(found)
    for at, reason in zip(np.flatnonzero(told).tolist(), curve().reasons(table[told], FEATURES), strict=True):
        reasons[at] = reason
    base.execute("""
        CREATE TABLE IF NOT EXISTS work.story_links (
            l INTEGER, r INTEGER, probability DOUBLE, words DOUBLE, reasons VARCHAR)""")
    made = pa.table(
        {
            "l": pa.array(pairs[:, 0], pa.int32()),
            "r": pa.array(pairs[:, 1], pa.int32()),
            "p": pa.array(found, pa.float64()),
            "words": pa.array(table[:, 0], pa.float64()),
            "reasons": pa.array(reasons, pa.string()),
        }
    )
    base.register("incoming", made)
    base.execute("INSERT INTO work.story_links SELECT * FROM incoming")
    base.unregister("incoming")


def cluster(base: DuckDBPyConnection) -> list[list[int]]:
    """The pages of every story: all pages, stories of one article too, in the order of their first pages."""
    found = base.execute("""
        SELECT l, r, max(probability) AS probability FROM work.story_links GROUP BY l, r ORDER BY l, r""").fetchnumpy()
    count = base.execute("SELECT count(*) FROM work.pages").fetchone()
    columns = [np.asarray(found[name]) for name in ("l", "r", "probability")]
    return Links(*columns).clusters(count[0] if count else 0, curve().threshold)
