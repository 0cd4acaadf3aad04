"""Who is quoted most, who held which post when, and who stands beside whom: public people only."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from rapidfuzz.fuzz import ratio

from ...redaction.public import usual_posts

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

LEADERS = 100
"""People on the page who lead overall; with them those who lead in a province or in a type of event."""
LEADERS_EACH = 15
POSTS_EACH = 3
HOLDERS = 40
STAYS = 8
NODES = 150
PAIRS = 60
_ALIKE = 88
"""Likeness of two names of one post's holders: `Whisnu` and `Wishnu`, `Misbakhun` and `Misbakun`."""


def most_quoted(base: DuckDBPyConnection) -> list[tuple[str, list[str]]]:
    """Make the tables ``speaking`` (a row for each quotation) and ``leaders``; return the leaders by number.

    They lead by the number of articles that quote them: one long interview does not make a frequent voice.
    """
    base.execute("""
        CREATE TABLE speaking AS
        SELECT p.key, v.article FROM voices v JOIN public p ON p.article = v.article AND p.id = v.person_id""")
    base.execute(f"""
        CREATE TABLE leaders AS
        WITH each AS (
            SELECT DISTINCT key, article, type, code[1:2] AS province FROM speaking JOIN cell USING (article)),
        ranked AS (
            SELECT key, count(*) AS n, {LEADERS} AS most, row_number() OVER (ORDER BY count(*) DESC, key) AS place
            FROM each GROUP BY key
            UNION ALL
            SELECT key, count(*), {LEADERS_EACH}, row_number() OVER (PARTITION BY type ORDER BY count(*) DESC, key)
            FROM each GROUP BY key, type
            UNION ALL
            SELECT key, count(*), {LEADERS_EACH}, row_number() OVER (PARTITION BY province ORDER BY count(*) DESC, key)
            FROM each GROUP BY key, province)
        SELECT key, row_number() OVER (ORDER BY max(n) DESC, key) - 1 AS person
        FROM ranked WHERE place <= most GROUP BY key""")
    rows = base.execute(f"""
        WITH usual AS (SELECT * FROM ({usual_posts("stories", "units")}) SEMI JOIN leaders USING (key))
        SELECT l.person, name, post, n FROM leaders l JOIN (
            SELECT key, name, NULL AS post, false AS first, count(*) AS n FROM public SEMI JOIN leaders USING (key)
            GROUP BY key, name
            UNION ALL
            SELECT p.key, NULL, coalesce(any_value(u.post), arg_max(p.post, (p.n, p.post))),
                   any_value(u.post) IS NOT NULL, sum(p.n) FROM (
                SELECT key, post_key, post, count(*) AS n FROM public SEMI JOIN leaders USING (key)
                WHERE post IS NOT NULL GROUP BY key, post_key, post) p
            LEFT JOIN usual u ON u.key = p.key AND u.post_key IS NOT DISTINCT FROM p.post_key
            GROUP BY p.key, p.post_key) USING (key)
        ORDER BY person, first DESC, n DESC, name, post""").fetchall()
    found: list[tuple[str, list[str]]] = []
    for person, name, post, _ in rows:
        if person == len(found):
            found.append(("", []))
        known, posts = found[person]
        if name and not known:
            found[person] = (name, posts)
        if post:
            posts.append(post)
    return [(name, _distinct(posts)[:POSTS_EACH]) for name, posts in found]


def _distinct(posts: Iterable[str]) -> list[str]:
    """Drop what only repeats another post: other case, its beginning (``Gubernur``), or it and more."""
    kept: list[str] = []
    for post in posts:
        words = post.casefold().split()
        for number, other in enumerate(kept):
            known = other.casefold().split()
            if words[: len(known)] == known or known[: len(words)] == words or _bare(post) == _bare(other):
                if len(known) == 1:  # a bare title says less than the title with its place
                    kept[number] = max(post, other, key=len)
                break
        else:
            kept.append(post)
    return kept


def held(base: DuckDBPyConnection) -> dict[str, list[dict[str, Any]]]:
    """Rows for a chart of time: ``people`` with several posts, and ``posts`` with several holders, most articles first.

    A person and a post must come together in two articles, and bare titles (``Gubernur``) are nobody's post in
    particular.
    """
    base.execute("""
        CREATE TABLE stays AS
        SELECT key, post_key, arg_max(name, (p.n, name)) AS name, arg_max(post, (p.n, post)) AS post,
               min(first) AS first, max(last) AS last, sum(p.n)::BIGINT AS n
        FROM (SELECT key, post_key, name, post, min(day) AS first, max(day) AS last, count(*) AS n
              FROM public JOIN dated USING (article)
              WHERE post_key IS NOT NULL AND day IS NOT NULL AND NOT bare
              GROUP BY ALL) p
        GROUP BY key, post_key HAVING sum(p.n) >= 2""")
    answer: dict[str, list[dict[str, Any]]] = {}
    for name, by, shown, other in (("people", "key", "name", "post"), ("posts", "post_key", "post", "name")):
        rows = base.execute(f"""
            WITH several AS (
                SELECT {by}, sum(n) AS total, arg_max({shown}, (n, {shown})) AS title FROM stays
                GROUP BY {by} HAVING count(*) > 1 ORDER BY total DESC, {by} LIMIT {3 * HOLDERS})
            SELECT {by}, title, {other}, first, last, n FROM stays JOIN several USING ({by})
            QUALIFY row_number() OVER (PARTITION BY {by} ORDER BY n DESC, {other}) <= {4 * STAYS}
            ORDER BY total DESC, {by}, n DESC, {other}""").fetchall()
        groups: dict[str, tuple[str, list[list[Any]]]] = {}
        for key, title, label, first, last, n in rows:
            stays = groups.setdefault(key, (title, []))[1]
            same = next((stay for stay in stays if _same(stay[0], label, names=by == "post_key")), None)
            if same:
                same[1:] = [min(same[1], first.isoformat()), max(same[2], last.isoformat()), same[3] + n]
            else:
                stays.append([label, first.isoformat(), last.isoformat(), n])
        several = [{"title": title, "rows": stays[:STAYS]} for title, stays in groups.values() if len(stays) > 1]
        answer[name] = several[:HOLDERS]
    return answer


def _same(one: str, other: str, names: bool) -> bool:
    """Whether two spellings mean one: a name may lack parts or have a slip, a post may only differ in blanks and RI."""
    if not names:
        return _bare(one) == _bare(other)
    words, known = one.casefold().split(), other.casefold().split()
    if set(words) <= set(known) or set(known) <= set(words):
        return True
    if len(words) == len(known) and all(_abbreviates(*pair) for pair in zip(words, known, strict=True)):
        return True
    short, long = sorted((_bare(one), _bare(other)), key=len)
    return long.startswith(short) or ratio(short, long) >= _ALIKE


def _abbreviates(one: str, other: str) -> bool:
    """Whether two words are one, or one of them is an initial of the other (``M.`` and ``Mukhamad``)."""
    short, long = sorted((one.rstrip("."), other.rstrip(".")), key=len)
    return short == long or (len(short) == 1 and long.startswith(short))


def _bare(post: str) -> str:
    return re.sub(r"\(.*?\)|\b(?:ri|republik indonesia)\b|[\W_]", "", post.casefold())


def together(base: DuckDBPyConnection) -> dict[str, dict[str, list[Any]]]:
    """Pairs that stand in the same articles, for ``people`` and for ``units``; a unit and its own part are no pair."""
    people = "SELECT DISTINCT article, key AS node FROM public"
    units = "SELECT DISTINCT article, id AS node FROM units"
    names = {
        "people": "SELECT key AS node, name AS label, count(*) AS n FROM public GROUP BY ALL",
        "units": "SELECT id AS node, name AS label, count(*) AS n FROM units GROUP BY ALL",
    }
    answer: dict[str, dict[str, list[Any]]] = {}
    for kind, source in (("people", people), ("units", units)):
        base.execute(f"""
            CREATE OR REPLACE TABLE nodes AS
            WITH listed AS ({source}),
            top AS (SELECT node, count(*) AS articles FROM listed GROUP BY node HAVING count(*) > 1
                    ORDER BY articles DESC, node LIMIT {NODES})
            SELECT article, node, articles FROM listed JOIN top USING (node)""")
        rows = base.execute(f"""
            WITH labels AS (SELECT node, arg_max(label, (n, label)) AS label FROM ({names[kind]}) GROUP BY node)
            SELECT a.node, la.label, a.articles, b.node, lb.label, b.articles, count(*) AS n
            FROM nodes a JOIN nodes b ON a.article = b.article AND a.node < b.node
            JOIN labels la ON la.node = a.node JOIN labels lb ON lb.node = b.node
            WHERE NOT starts_with(b.node, a.node || '/')
            GROUP BY ALL HAVING count(*) > 1 ORDER BY n DESC, a.node, b.node LIMIT {PAIRS}""").fetchall()
        nodes: dict[str, int] = {}
        listed: list[list[Any]] = []
        pairs: list[list[int]] = []
        for one, one_label, one_n, two, two_label, two_n, n in rows:
            for key, label, count in ((one, one_label, one_n), (two, two_label, two_n)):
                if key not in nodes:
                    nodes[key] = len(nodes)
                    listed.append([label, count])
            pairs.append([nodes[one], nodes[two], n])
        answer[kind] = {"nodes": listed, "pairs": pairs}
    return answer
