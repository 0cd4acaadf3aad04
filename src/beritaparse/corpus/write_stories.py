"""Fills the tables of stories and reprints."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from . import reprints, roundups, stories
from .series import of_other_days
from .store import insert
from .tables import Pages, bulk, fill, name_of
from .weights import load
from .workers import ALONE, Workers

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def write_stories(base: DuckDBPyConnection, before: Mapping[str, str]) -> Pages:
    clusters = stories.cluster(base)
    rows = base.execute("SELECT article_id, hour, day, title, outlet, type FROM work.pages ORDER BY page").fetchall()
    pages = Pages([r[0] for r in rows], [r[1] for r in rows], [0] * len(rows), [])
    taken: set[str] = set()
    for number, members in enumerate(clusters):
        for page in members:
            pages.story[page] = number
        old = Counter(id for page in members if (id := before.get(pages.ids[page])) and id not in taken)
        id = min(old, key=lambda one: (-old[one], one)) if old else name_of("story", pages.ids[pages.founder(members)])
        taken.add(id)
        pages.story_ids.append(id)
    inside, also = belonging(base, pages, roundups.among(base))
    stories_rows: list[Any] = []
    members_rows: list[Any] = []
    for number, members in enumerate(clusters):
        ordered = sorted(members, key=lambda p: (pages.hours[p] is None, pages.hours[p] or 0.0, pages.ids[p]))
        head = max(ordered, key=lambda p: inside.get(p, 0.0)) if len(ordered) > 2 else ordered[0]
        days = [rows[p][2] for p in members if rows[p][2] is not None]
        types = Counter(rows[p][5] for p in ordered if rows[p][5])
        outlets = {rows[p][4] for p in members if rows[p][4]}
        type = types.most_common(1)[0][0] if types else None
        stories_rows.append(
            (pages.story_ids[number], rows[head][3], type, *(_span(days)), len(members), len(outlets))
        )  # fmt: skip
        for place, page in enumerate(ordered):
            chance = inside.get(page, 0.0) / (len(members) - 1) if len(members) > 1 else None
            members_rows.append((pages.story_ids[number], place, pages.ids[page], chance, sorted(also.get(page, ()))))
    fill(base, "stories", stories_rows)
    fill(base, "story_articles", members_rows)
    base.execute("CREATE OR REPLACE TABLE scratch.page_story (page INTEGER, story INTEGER)")
    bulk(base, "scratch.page_story", ("page", "story"), list(enumerate(pages.story)))
    base.execute("""
        INSERT INTO story_links SELECT p.article_id, q.article_id, probability, reasons
        FROM work.story_links l JOIN work.pages p ON p.page = l.l JOIN work.pages q ON q.page = l.r
        WHERE reasons IS NOT NULL ORDER BY l.l, l.r""")
    base.execute("""
        INSERT INTO story_places
        SELECT a.story_id, v.name, count(DISTINCT t.page) AS n FROM work.terms t
        JOIN work.pages p USING (page) JOIN story_articles a ON a.article_id = p.article_id
        JOIN (SELECT term, max(name) AS name FROM work.places GROUP BY term) v ON v.term = t.term
        GROUP BY ALL ORDER BY 1, 3 DESC, 2""")
    return pages


def _span(days: Sequence[int]) -> tuple[int | None, int | None]:
    return (min(days), max(days)) if days else (None, None)


def belonging(
    base: DuckDBPyConnection, pages: Pages, many: Sequence[bool] | np.ndarray
) -> tuple[dict[int, float], dict[int, set[str]]]:
    """How well each page is linked within its story, and to which other stories it is linked as well: by two links, a
    round-up (``many``) by one.
    """
    inside: dict[int, float] = defaultdict(float)
    outside: dict[int, Counter[int]] = defaultdict(Counter)
    least = stories.curve().threshold
    links = base.execute("SELECT l, r, max(probability) FROM work.story_links GROUP BY l, r ORDER BY l, r").fetchall()
    for one, other, chance in links:
        if pages.story[one] == pages.story[other]:
            inside[one] += chance
            inside[other] += chance
        elif chance >= least:
            outside[one][pages.story[other]] += 1
            outside[other][pages.story[one]] += 1
    also = {
        page: {pages.story_ids[story] for story, n in found.items() if n > 1 or many[page]}
        for page, found in outside.items()
    }
    return inside, {page: found for page, found in also.items() if found}


def find_copies(base: DuckDBPyConnection, first: int, workers: Workers = ALONE) -> None:
    """Add to ``work.copies`` the pages from ``first`` on that have text in common with others.

    What is one text is one story: such pages are linked in ``work.story_links`` as well.
    """
    base.execute("""
        CREATE TABLE IF NOT EXISTS work.copies (l INTEGER, r INTEGER, contained DOUBLE, alike DOUBLE)""")
    wanted = reprints.candidates(base, first)
    found = reprints.copies(base, wanted[~of_other_days(base, wanted)], workers)
    if found:
        insert(base, "work.copies", found, {"l": "INTEGER", "r": "INTEGER", "contained": "DOUBLE", "alike": "DOUBLE"})
    base.execute(f"""
        INSERT INTO work.story_links SELECT l, r, 0.99, 1.0, '{{"reprint": ' || round(contained, 2) || '}}'
        FROM work.copies WHERE r >= {first} AND contained >= {load().contained}""")


def write_reprints(base: DuckDBPyConnection, pages: Pages) -> None:
    import pyarrow as pa

    copies = [reprints.Copy(*row) for row in base.execute("SELECT * FROM work.copies ORDER BY l, r").fetchall()]
    least = load().contained
    best: dict[frozenset[int], reprints.Copy] = {frozenset(copy[:2]): copy for copy in copies}
    groups = reprints.groups(copies)
    about = _about(base, {page for group in groups for page in group})
    heads: list[Any] = []
    rows: list[Any] = []
    for group in groups:
        known = [about[page] for page in group]
        source, why = reprints.original(known)
        id = name_of("reprint", pages.ids[pages.founder(group)])
        heads.append((id, pages.ids[source], why, len(group)))
        for page in group:
            copy = best.get(frozenset((page, source)))
            told = reprints.changes(about[source].body, about[page].body) if page != source else []
            rows.append(
                (
                    id, pages.ids[page], copy.contained if copy else 1.0 if page == source else None,
                    copy.alike if copy else 1.0 if page == source else None, json.dumps(told, ensure_ascii=False),
                )
            )  # fmt: skip
    fill(base, "reprints", heads)
    fill(base, "reprint_articles", rows)
    fill(
        base,
        "passages",
        [(pages.ids[c.left], pages.ids[c.right], c.contained, c.alike) for c in copies if c.contained < least],
    )
    many = np.flatnonzero(roundups.among(base)).astype(np.int32)
    base.register("roundups", pa.table({"page": many, "roundup": np.ones(len(many), bool)}))
    base.execute("""
        INSERT INTO articles
        SELECT p.article_id, p.title, p.outlet, p.url, p.published, DATE '1970-01-01' + p.day, p.type, a.story_id,
               r.reprint_id, coalesce(o.roundup, false)
        FROM work.pages p LEFT JOIN roundups o USING (page) JOIN story_articles a USING (article_id)
        LEFT JOIN reprint_articles r USING (article_id)
        ORDER BY p.page""")
    base.unregister("roundups")


def _about(base: DuckDBPyConnection, wanted: set[int]) -> dict[int, reprints.Page]:
    if not wanted:
        return {}
    _bulk_pages(base, sorted(wanted))
    rows = base.execute(
        "SELECT page, hour, outlet, url, body, title FROM work.pages JOIN scratch.wanted USING (page)"
    ).fetchall()
    return {row[0]: reprints.Page(*row) for row in rows}


def _bulk_pages(base: DuckDBPyConnection, pages: Sequence[int]) -> None:
    base.execute("CREATE OR REPLACE TABLE scratch.wanted (page INTEGER)")
    bulk(base, "scratch.wanted", ("page",), [(page,) for page in pages])
