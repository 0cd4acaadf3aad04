"""Views: questions that are asked of every corpus, in SQL that DuckDB and SQLite both understand.

Databases hold them as views; as tables of their own (``--table quotes_with_speakers``) they are made by a passing
SQLite database beside the output.
"""

from __future__ import annotations

from typing import NamedTuple

from ..redaction.public import HOLDERS_OF_TABLES, people, plain, usual_posts
from .schema import Column, Scalar, tables

# `|| ''` keeps SQLite from the index of speakers: there is a p1 in every article.


class View(NamedTuple):
    """``select`` gives ``columns`` of the tables ``needs``; ``text`` says what a row is."""

    columns: tuple[Column, ...]
    needs: tuple[str, ...]
    select: str
    text: str


def _columns(names: str, kind: Scalar = "text", **others: Scalar) -> tuple[Column, ...]:
    return tuple(Column(name, others.get(name, kind)) for name in names.split())


VIEWS: dict[str, View] = {
    "quotes_with_speakers": View(
        _columns(
            "article id published published_day outlet title url number speaker rank position unit organization role "
            "speaker_public speaker_description via kind cue text confidence speaker_person_id",
            article="integer",
            number="integer",
            published_day="date",
            speaker_public="boolean",
            confidence="real",
        ),
        ("articles", "persons", "units", "organizations", "quotes"),
        f"""
        SELECT q.article, a.id, a.published, a.published_day, a.outlet, a.title, a.url, q.number,
               p.name AS speaker, p.rank_abbreviation AS rank, {plain("p.position_text")} AS position, u.name AS unit,
               coalesce(b.name, o.name) AS organization, p.role, p.public AS speaker_public, q.speaker_description,
               v.name AS via, q.kind, q.cue, q.text, q.confidence, q.speaker_person_id
        FROM quotes q JOIN articles a ON a.article = q.article
        LEFT JOIN persons p ON p.article = q.article AND p.id = q.speaker_person_id
        LEFT JOIN persons v ON v.article = q.article AND v.id = q.via_person_id
        LEFT JOIN units u ON u.article = p.article AND u.id = p.unit_id
        LEFT JOIN units b ON b.article = q.article AND b.id = q.speaker_organization_id
        LEFT JOIN organizations o ON o.article = q.article AND o.id = q.speaker_organization_id
        ORDER BY q.article, q.number""",
        "a quotation with its speaker and article; speaker_public says whether a report would name the speaker",
    ),
    "most_quoted": View(
        _columns(
            "name position unit quotes articles position_articles",
            position_articles="integer",
            quotes="integer",
            articles="integer",
        ),
        ("articles", "persons", "units", "quotes"),
        f"""
        WITH {people(HOLDERS_OF_TABLES)},
        speaking AS (
            SELECT p.key, q.article FROM quotes q
            JOIN public p ON p.article = q.article AND p.id = q.speaker_person_id || ''),
        counted AS (SELECT key, count(*) AS quotes, count(DISTINCT article) AS articles FROM speaking GROUP BY key),
        called AS (
            SELECT key, name, row_number() OVER (PARTITION BY key ORDER BY count(*) DESC, name) AS place
            FROM public WHERE key IN (SELECT key FROM counted) GROUP BY key, name),
        usual AS ({usual_posts("articles", "units")})
        SELECT n.name, u.post AS position, u.unit, c.quotes, c.articles, u.articles AS position_articles
        FROM counted c JOIN called n ON n.key = c.key AND n.place = 1 LEFT JOIN usual u ON u.key = c.key
        ORDER BY c.quotes DESC, c.articles DESC, n.name, u.post""",
        "a public person who is quoted, with the post and unit that most of the person's articles give (of two that "
        "are as frequent the later), the numbers of quotations and of their articles, and of articles with that post",
    ),
    "events_by_regency_and_month": View(
        _columns("code regency month type events", events="integer"),
        ("articles", "places", "events", "regions"),
        """
        SELECT code, regency, month, type, count(*) AS events FROM (
            SELECT r.code, r.name AS regency, e.type, substr(coalesce(
                       CASE WHEN a.published BETWEEN '1900' AND '2100' THEN CAST(a.published_day AS VARCHAR) END,
                       CASE WHEN e.date BETWEEN '1900' AND '2100' THEN CAST(e.day AS VARCHAR) END), 1, 7) AS month
            FROM events e JOIN articles a ON a.article = e.article
            JOIN places p ON p.article = e.article AND p.id = e.place_id
            JOIN regions r ON r.code = substr(p.code, 1, 5)
            WHERE e.number = 0 AND NOT e.dateline_only AND length(p.code) >= 5) AS located
        GROUP BY code, regency, month, type ORDER BY month, code, type""",
        "articles by the regency of their main event (not those of which only the dateline tells a place), the month "
        "of publication (of the event where an article has no date), and the type",
    ),
}
NAMES: tuple[str, ...] = (*tables(), *VIEWS)
"""What ``--table`` can be."""


def columns_of(name: str) -> tuple[Column, ...]:
    """The columns of a table or a view."""
    return VIEWS[name].columns if name in VIEWS else tables()[name].columns
