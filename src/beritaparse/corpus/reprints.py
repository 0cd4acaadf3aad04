"""Reprints: pages that are one text, whole, cut or lightly reworded.

MinHash over words in a row (``rensa``, in Rust) finds which pages may be one text; the same words in a row, counted
exactly, decide.  What counts is the share of the *shorter* text that stands in the longer one, so that a cut copy is
a copy; pages that tell one story are compared as well, because a small part of a long page is seldom met by chance.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from .terms import IN_A_ROW
from .tokens import words_in
from .weights import load
from .wording import distinct
from .workers import ALONE, Workers

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PERMUTATIONS = 128
BANDS = 64
"""Bands of two numbers each: of pages that share a sixth of their words in a row, six in seven are met."""
SEED = 25
COMPARED = 3
"""Words in a row that decide whether two pages are one text."""
CROWD = 40
"""Pages that may share a band: each of more is met by those next to it only."""
WORDS = 0.3
"""Cosine of the words of two articles of a story from which on they are compared."""
PARTLY = 0.3
"""Share of the shorter text from which on two pages are told to have passages in common."""
SHORT = 25
"""Words that a page must have: of less, anything can be the same."""


class Copy(NamedTuple):
    """Two pages with text in common: the share of the shorter one's, and of both together."""

    left: int
    right: int
    contained: float
    alike: float


def bands(rows: np.ndarray, pages: np.ndarray, count: int) -> np.ndarray:
    """The bands of ``count`` texts, :data:`BANDS` numbers each, 0 for short texts.

    ``rows`` are the words in a row of all, ``pages`` the texts that they are of, in order.
    """
    from rensa import RMinHash  # pyright: ignore[reportAttributeAccessIssue]

    edges = np.searchsorted(pages, np.arange(count + 1)).astype(np.uint64)
    digests = RMinHash.digest_matrix_from_flat_token_hashes(rows, edges, PERMUTATIONS, SEED)
    pairs = np.array(digests.to_rows(), dtype=np.uint64).reshape(count, BANDS, 2)
    made = (pairs[:, :, 0] << np.uint64(32)) ^ pairs[:, :, 1] ^ (np.arange(BANDS, dtype=np.uint64) << np.uint64(56))
    made &= np.uint64((1 << 63) - 1)
    short = np.diff(edges) < 2 * SHORT  # of others so many are distinct
    for page in np.flatnonzero(short).tolist():
        short[page] = len(set(rows[edges[page] : edges[page + 1]].tolist())) < SHORT - IN_A_ROW
    made[short] = 0
    return made.astype(np.int64)


def shingles(bodies: Sequence[str]) -> list[np.ndarray]:
    """What decides, for each text: every few words in a row, sorted."""
    made: list[np.ndarray] = []
    for first in range(0, len(bodies), TEXTS):
        some = bodies[first : first + TEXTS]
        rows, texts = words_in(some).in_a_row(COMPARED)
        edges = np.searchsorted(texts, np.arange(len(some) + 1)).tolist()
        made += [distinct(rows[begin:end]) for begin, end in pairwise(edges)]
    return made


def candidates(base: DuckDBPyConnection, first: int = 0) -> np.ndarray:
    """Pairs of pages that share a band or may tell one story, the later one from ``first`` on, by the day of the left
    one."""
    found = base.execute(f"""
        WITH crowds AS (
            SELECT band, page, count(*) OVER (PARTITION BY band) AS n,
                   row_number() OVER (PARTITION BY band ORDER BY page) AS place
            FROM work.bands),
        pairs AS (
            SELECT l.page AS l, r.page AS r FROM crowds l JOIN crowds r ON l.band = r.band AND l.page < r.page
            WHERE r.page >= {first} AND (l.n <= {CROWD} OR r.place - l.place <= 3)
            UNION
            SELECT l, r FROM work.story_links WHERE probability >= 0.3 AND words >= {WORDS} AND r >= {first})
        SELECT l, r FROM pairs JOIN work.pages p ON p.page = l ORDER BY coalesce(p.hour, 0), l, r""").fetchnumpy()
    return np.column_stack([np.asarray(found[name]) for name in ("l", "r")]).astype(np.int64)


CHUNK = 30_000
"""Pairs of pages that are compared at a time: the more, the fewer chunks have a page."""
TEXTS = 1000
"""Texts whose words are looked at together."""


class Chunk(NamedTuple):
    """Pairs of pages and the texts of these."""

    pairs: np.ndarray
    bodies: dict[int, str]


def copies(base: DuckDBPyConnection, pairs: np.ndarray, workers: Workers = ALONE) -> list[Copy]:
    """The pairs of pages that have text in common, in order."""
    chunks = (pairs[first : first + CHUNK] for first in range(0, len(pairs), CHUNK))
    made = workers.each("reprints:compared", (Chunk(some, bodies(base, some)) for some in chunks))
    return sorted(copy for some in made for copy in some)


def bodies(base: DuckDBPyConnection, pages: np.ndarray) -> dict[int, str]:
    """The texts of some pages."""
    import pyarrow as pa

    base.register("wanted", pa.table({"page": np.unique(pages).astype(np.int32)}))
    found = dict(base.execute("SELECT page, body FROM work.pages SEMI JOIN wanted USING (page)").fetchall())
    base.unregister("wanted")
    return found


def compared(chunk: Chunk) -> list[Copy]:
    """The pairs of pages that have text in common."""
    known = dict(zip(chunk.bodies, shingles(list(chunk.bodies.values())), strict=True))
    made: list[Copy] = []
    for one, other in chunk.pairs.tolist():
        left, right = known[one], known[other]
        least = min(len(left), len(right))
        if least < SHORT - COMPARED:
            continue
        together = np.concatenate((left, right))
        together.sort()
        both = int(np.count_nonzero(together[1:] == together[:-1]))
        if both >= PARTLY * least:
            made.append(Copy(one, other, both / least, both / (len(left) + len(right) - both)))
    return made


def groups(copies: Iterable[Copy]) -> list[list[int]]:
    """Pages of one text each, in order."""
    least = load().contained
    parent: dict[int, int] = {}

    def root(page: int) -> int:
        while parent.setdefault(page, page) != page:
            parent[page] = parent[parent[page]]
            page = parent[page]
        return page

    for copy in copies:
        if copy.contained >= least:
            a, b = sorted((root(copy.left), root(copy.right)))
            parent[b] = a
    found: dict[int, list[int]] = defaultdict(list)
    for page in sorted(parent):
        found[root(page)].append(page)
    return [pages for pages in found.values() if len(pages) > 1]


class Source(NamedTuple):
    """The likely original of a group and why it is."""

    page: int
    reason: str


class Page(NamedTuple):
    """What tells an original from its copies."""

    page: int
    hour: float | None
    outlet: str | None
    url: str | None
    body: str
    title: str | None


def original(pages: Sequence[Page]) -> Source:
    """The page that the others name as their source, else the earliest, else the longest."""
    credited = [(page.outlet, _CREDIT.findall(page.body.casefold())) for page in pages]
    for page in pages:
        named = _outlet_names(page)
        told = [line for outlet, lines in credited if outlet != page.outlet for line in lines]
        if any(name in line for line in told for name in named):
            return Source(page.page, "named")
    dated = [page for page in pages if page.hour is not None]
    if len(dated) == len(pages):
        first = min(dated, key=lambda page: (page.hour, -len(page.body), page.page))
        if sum(page.hour == first.hour for page in dated) == 1:
            return Source(first.page, "earliest")
    longest = max(pages, key=lambda page: (len(page.body), -page.page))
    return Source(longest.page, "longest")


_CREDIT = re.compile(
    r"(?:di(?:kutip|lansir|sadur|laporkan oleh)|me(?:lansir|ngutip)|sumber|tayang di|terbit di)[^\n]{0,60}"
)


def _outlet_names(page: Page) -> set[str]:
    names: set[str] = set()
    if page.outlet:
        names.add(page.outlet.casefold())
        names.add(page.outlet.casefold().partition(".")[0])
    return {name for name in names if len(name) > 4}


class Change(NamedTuple):
    """Words that a copy has in place of the original's."""

    before: str
    after: str


def changes(original: str, copy: str, most: int = 40) -> list[Change]:
    """What a copy changed: words replaced, left out and added, in order; at most so many."""
    from rapidfuzz.distance import Indel

    old, new = original.split(), copy.split()
    made: list[Change] = []
    before, after = list[str](), list[str]()
    for op in Indel.opcodes(old, new):
        if op.tag != "equal":
            before += old[op.src_start : op.src_end]
            after += new[op.dest_start : op.dest_end]
        elif before or after:
            made.append(Change(" ".join(before), " ".join(after)))
            before, after = [], []
    if before or after:
        made.append(Change(" ".join(before), " ".join(after)))
    return made[:most]
