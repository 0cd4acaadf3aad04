"""What a page of a linked corpus shows, read from its tables: numbers in place of ids, public people only.

A person is on the page by name where the corpus has a public post or rank of that person; of others only the words that
were quoted are there, without a name.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

TABLES = ("articles", "stories", "story_articles", "people", "person_mentions", "tenures", "utterances", "reprints")
"""Tables by which a linked corpus is known."""
LEAST = 2
"""Articles of a story that is shown."""
PLACES = 8
CHANGES = 12
"""Changes of a copy that are shown."""
CONTEXT = 160
"""Letters of a change that are shown."""
PEOPLE = 400
"""People of a page at most, besides those whom its stories name: the most often named of the corpus."""


@dataclass(slots=True)
class Numbers:
    """Numbers for ids, in the order in which they were met."""

    of: dict[str, int] = field(default_factory=dict[str, int])

    def number(self, id: str) -> int:
        return self.of.setdefault(id, len(self.of))


def story_ids(base: DuckDBPyConnection) -> list[str]:
    """The stories that are shown, those of most articles first."""
    return _column(
        base,
        f"SELECT story_id FROM stories WHERE articles >= {LEAST} ORDER BY articles DESC, first_day, story_id",
    )


def page(base: DuckDBPyConnection, ids: Sequence[str], first: bool) -> dict[str, Any]:
    """The data of a page with some stories; the first page has the people who are named most as well."""
    base.execute("CREATE OR REPLACE TEMP TABLE shown AS SELECT unnest($ids::VARCHAR[]) AS story_id", {"ids": list(ids)})
    base.execute(f"""
        CREATE OR REPLACE TEMP TABLE named AS
        SELECT DISTINCT person_id FROM story_people SEMI JOIN shown USING (story_id)
        JOIN people USING (person_id) WHERE public
        UNION
        (SELECT person_id FROM people WHERE public ORDER BY articles DESC, person_id LIMIT {PEOPLE if first else 0})""")
    articles, people, stories = Numbers(), Numbers(), Numbers()
    for id in ids:
        stories.number(id)
    for id in _column(
        base,
        """
        SELECT person_id FROM people SEMI JOIN named USING (person_id) ORDER BY articles DESC, name, person_id""",
    ):
        people.number(id)
    made: dict[str, Any] = {
        "stories": _stories(base, ids, articles, people),
        "people": _people(base, people, stories),
        "posts": _posts(base, people),
    }
    made["utterances"] = _utterances(base, articles, people)
    made["articles"] = _articles(base, articles, stories)
    return made


def _column(base: DuckDBPyConnection, query: str) -> list[str]:
    return [row[0] for row in base.execute(query).fetchall()]


def _grouped(rows: Iterable[Sequence[Any]]) -> dict[str, list[Sequence[Any]]]:
    """Rows by their first column, without it."""
    made: dict[str, list[Sequence[Any]]] = defaultdict(list)
    for row in rows:
        made[row[0]].append(row[1:])
    return made


def _stories(base: DuckDBPyConnection, ids: Sequence[str], articles: Numbers, people: Numbers) -> list[Any]:
    heads = _grouped(base.execute("SELECT * FROM stories SEMI JOIN shown USING (story_id)").fetchall())
    inside = _grouped(
        base.execute("""
        SELECT story_id, article_id FROM story_articles SEMI JOIN shown USING (story_id)
        ORDER BY story_id, number""").fetchall()
    )
    named = _grouped(
        base.execute("""
        SELECT story_id, person_id, articles FROM story_people SEMI JOIN shown USING (story_id)
        ORDER BY articles DESC, person_id""").fetchall()
    )
    places = _grouped(
        base.execute("""
        SELECT story_id, place, articles FROM story_places SEMI JOIN shown USING (story_id)
        ORDER BY articles DESC, place""").fetchall()
    )
    copies = _grouped(
        base.execute("""
        SELECT a.story_id, r.original, c.article_id, r.reason, c.contained, c.changes
        FROM reprint_articles c JOIN reprints r USING (reprint_id) JOIN articles a ON a.article_id = r.original
        SEMI JOIN shown ON shown.story_id = a.story_id
        WHERE c.article_id <> r.original ORDER BY a.story_id, r.original, c.article_id""").fetchall()
    )
    made: list[Any] = []
    for id in ids:
        headline, kind, first, last, _, outlets = heads[id][0]
        made.append(
            {
                "id": id,
                "headline": headline,
                "type": kind,
                "days": [_day(first), _day(last)],
                "outlets": outlets,
                "articles": [articles.number(article) for (article,) in inside[id]],
                "people": [[people.of[who], n] for who, n in named[id] if who in people.of],
                "places": [place for place, _ in places[id][:PLACES]],
                "copies": [
                    [articles.number(original), articles.number(copy), reason, contained, _changes(changes)]
                    for original, copy, reason, contained, changes in copies[id]
                ],
            }
        )
    return made


def _day(day: Any) -> str | None:
    return day.isoformat() if day is not None else None


def _changes(changes: str | None) -> list[list[str]]:
    return [[part[:CONTEXT] for part in change] for change in json.loads(changes or "[]")[:CHANGES]]


def _people(base: DuckDBPyConnection, people: Numbers, stories: Numbers) -> list[Any]:
    heads = _grouped(
        base.execute("""
        SELECT person_id, name, spellings, articles, first_day, last_day FROM people SEMI JOIN named USING (person_id)
        """).fetchall()
    )
    held = _grouped(
        base.execute("""
        SELECT person_id, post, first_day, last_day, began, ended, articles, contradiction FROM tenures
        SEMI JOIN named USING (person_id) ORDER BY person_id, first_day NULLS LAST, post""").fetchall()
    )
    told = _grouped(
        base.execute("""
        SELECT person_id, story_id FROM story_people SEMI JOIN shown USING (story_id) SEMI JOIN named USING (person_id)
        ORDER BY person_id, articles DESC, story_id""").fetchall()
    )
    made: list[Any] = []
    for id in people.of:
        name, spellings, n, first, last = heads[id][0]
        made.append(
            {
                "id": id,
                "name": name,
                "spellings": [spelling for spelling in spellings if spelling != name],
                "articles": n,
                "days": [_day(first), _day(last)],
                "posts": [
                    [post, _day(a), _day(b), _day(began), _day(ended), count, odd]
                    for post, a, b, began, ended, count, odd in held[id]
                ],
                "stories": [stories.of[story] for (story,) in told[id]],
            }
        )
    return made


def _posts(base: DuckDBPyConnection, people: Numbers) -> list[Any]:
    """Posts of a unit, with those who held them; a post that nobody but one held is on the page of that one."""
    rows = base.execute("""
        WITH held AS (SELECT * FROM tenures SEMI JOIN named USING (person_id) WHERE unit_id IS NOT NULL)
        SELECT title || ' ' || unit_id AS key, h.title, coalesce(u.name, unit_id), person_id, post, first_day, last_day,
               began, ended, h.articles, contradiction
        FROM held h LEFT JOIN units u USING (unit_id)
        SEMI JOIN (SELECT title, unit_id FROM held GROUP BY ALL HAVING count(DISTINCT person_id) > 1)
            USING (title, unit_id)
        ORDER BY 1, first_day NULLS LAST, person_id""").fetchall()
    made: list[Any] = []
    for found in _grouped(rows).values():
        title, unit = found[0][:2]
        made.append(
            {
                "post": found[0][3] if unit.casefold() in found[0][3].casefold() else f"{title} – {unit}",
                "unit": unit,
                "holders": [
                    [people.of[who], _day(a), _day(b), _day(began), _day(ended), n, odd]
                    for _, _, who, _, a, b, began, ended, n, odd in found
                ],
            }
        )
    return made


def _utterances(base: DuckDBPyConnection, articles: Numbers, people: Numbers) -> list[Any]:
    rows = base.execute("""
        SELECT u.utterance_id, u.text, u.person_id, u.differs, v.article_id, v.text, v.kind, v.person_id
        FROM utterances u JOIN utterance_versions v USING (utterance_id)
        SEMI JOIN (SELECT utterance_id FROM utterance_versions JOIN articles USING (article_id)
                   SEMI JOIN shown USING (story_id)) w USING (utterance_id)
        ORDER BY u.articles DESC, u.utterance_id, v.article_id, v.start_char""").fetchall()
    made: list[Any] = []
    for found in _grouped(rows).values():
        text, who, differs = found[0][:3]
        versions = [[articles.number(row[3]), row[4], row[5], people.of.get(row[6] or "", -1)] for row in found]
        made.append({"text": text, "person": people.of.get(who or "", -1), "differs": differs, "versions": versions})
    return made


def _articles(base: DuckDBPyConnection, articles: Numbers, stories: Numbers) -> list[Any]:
    base.execute(
        "CREATE OR REPLACE TEMP TABLE listed AS SELECT unnest($ids::VARCHAR[]) AS article_id",
        {"ids": list(articles.of)},
    )
    rows = base.execute("""
        SELECT article_id, title, outlet, published, url, story_id FROM articles SEMI JOIN listed USING (article_id)
        """).fetchall()
    found = _grouped(rows)
    made: list[Any] = []
    for id in articles.of:
        title, outlet, published, url, story = found[id][0]
        shown = url if url and url.startswith(("http://", "https://")) else None
        made.append([title or id, outlet, (published or "")[:16] or None, shown, stories.of.get(story, -1)])
    return made


def totals(base: DuckDBPyConnection) -> dict[str, Any]:
    """The numbers at the head of the page."""
    row = base.execute(f"""
        SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM stories WHERE articles >= {LEAST}),
               (SELECT count(*) FROM reprints), (SELECT count(*) FROM utterances),
               (SELECT count(*) FROM people WHERE public), (SELECT count(DISTINCT outlet) FROM articles),
               (SELECT min(day) FROM articles), (SELECT max(day) FROM articles)""").fetchone()
    names = ("articles", "stories", "reprints", "utterances", "people", "outlets", "first", "last")
    return dict(zip(names, row or (), strict=True))
