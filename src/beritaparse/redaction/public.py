"""Of whom tables and reports speak by name: one definition for a person of an article, and for one across articles.

Private people are never named: a person counts as public in an article that gives a full name with an office or a
rank, or with one of the posts of ``lexicon/voices.toml``.  Suspects, victims, witnesses, minors, initials, masked names
and people without a post are not.  The SQL is such that DuckDB and SQLite both understand it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from ..lexicon import alternatives
from ..lexicon.voices import load
from . import ADULT, MASK


@cache
def titles() -> str:
    """A pattern of titles, in small letters, whose holders are public without being officials."""
    return rf"^({alternatives(load().public.titles)})(\W|$)"


@cache
def _titles() -> re.Pattern[str]:
    return re.compile(titles())


def is_public(person: Mapping[str, Any]) -> bool:
    """Is a person, as the contract has one, one of whom a report speaks by name?"""
    name, position, age = " ".join(person["name"].split()), person["position"], person["age"]
    if person["initials"] or person["anonymous"] or (age is not None and age < ADULT) or MASK in name:
        return False
    title = " ".join(position["title"].lower().split()) if position else ""
    if person["role"] != "official" and not (person["role"] == "other" and _titles().match(title)):
        return False
    return " " in name or bool(position and "," not in position["text"])


def plain(column: str) -> str:
    """SQL for a text with single blanks for no-break spaces, tabs and newlines."""
    for odd in ("\u00a0", "\u2009", "\u202f", "\t", "\n", "\r"):
        column = f"replace({column}, '{odd}', ' ')"
    return f"trim(replace(replace({column}, '  ', ' '), '  ', ' '))"


def folded(column: str) -> str:
    """SQL for a post in small letters without what stands in brackets."""
    text = f"lower({column})"
    opened, closed = f"instr({text}, '(')", f"instr({text}, ')')"
    return f"""CASE WHEN {opened} = 0 THEN {text}
        WHEN {closed} < {opened} THEN trim(substr({text}, 1, {opened} - 1))
        ELSE trim(trim(substr({text}, 1, {opened} - 1)) || substr({text}, {closed} + 1)) END"""


HOLDERS_OF_TABLES = f"""
    SELECT article, id, name, title, unit_id, post, {folded("post")} AS text FROM (
        SELECT article, id, {plain("name")} AS name, lower({plain("position_title")}) AS title, unit_id,
               CASE WHEN instr(position_text, ',') = 0 THEN {plain("position_text")} END AS post
        FROM persons WHERE public) AS named"""
"""Public people of the tables that ``batch`` writes.  A post with a comma in it is an enumeration, and whose post each
part is, it does not say."""


def people(holders: str) -> str:
    """SQL for the public people of articles (table ``public``), to stand behind ``WITH``.

    ``holders`` selects article, id, name, title (in small letters), unit_id, post and text (see :func:`folded`); other
    columns are handed on.  Spellings of one post get one ``post_key``: ``Menteri Energi dan Sumber Daya Mineral
    (ESDM)`` that of ``Menteri ESDM``, and what names a unit that of the unit.  ``key`` tells people apart: by name, and
    a single name by its post (there are many called Budi, fewer who are mayor of one town), as the whole name that
    holds the same post.
    """
    return _PEOPLE.format(holders=holders)


_PEOPLE = """
    holders AS ({holders}),
    named_units AS (
        SELECT text, min(title || '@' || unit_id) AS post_key FROM holders
        WHERE unit_id IS NOT NULL AND instr(text, ' ') > 0
        GROUP BY text HAVING count(DISTINCT title || '@' || unit_id) = 1),
    bracketed AS (
        SELECT DISTINCT text, title, lower(substr(post, instr(post, '(') + 1)) AS inside FROM holders
        WHERE instr(post, '(') > 0 AND instr(post, ')') > instr(post, '(')),
    short AS (
        SELECT text, title, substr(inside, 1, instr(inside, ')') - 1) || substr(inside, instr(inside, ')') + 1) AS rest
        FROM bracketed),
    known AS (SELECT DISTINCT text FROM holders),
    acronyms AS (
        SELECT text, min(post_key) AS post_key FROM (
            SELECT s.text, k.text AS post_key FROM short s JOIN known k ON k.text = s.title || ' ' || s.rest
            UNION ALL
            SELECT s.text, k.text FROM short s JOIN known k ON k.text = s.rest) AS found
        GROUP BY text HAVING count(DISTINCT post_key) = 1),
    spellings AS (
        SELECT text, post_key FROM named_units
        UNION ALL
        SELECT a.text, coalesce(u.post_key, a.post_key) FROM acronyms a LEFT JOIN named_units u ON u.text = a.post_key
        WHERE a.text NOT IN (SELECT text FROM named_units)),
    posted AS (
        SELECT h.*, CASE WHEN h.text IS NOT NULL AND h.unit_id IS NOT NULL THEN h.title || '@' || h.unit_id
                         ELSE coalesce(s.post_key, h.text) END AS post_key, lower(h.name) AS whole
        FROM holders h LEFT JOIN spellings s ON s.text = h.text),
    names AS (
        SELECT whole, post_key, count(*) AS n FROM posted
        WHERE instr(post_key, ' ') > 0 OR instr(post_key, '@') > 0 GROUP BY whole, post_key),
    parts AS (
        SELECT a.whole, a.post_key, b.whole AS key, b.n,
               sum(b.n) OVER (PARTITION BY a.whole, a.post_key) AS total,
               row_number() OVER (PARTITION BY a.whole, a.post_key ORDER BY b.n DESC, b.whole DESC) AS place
        FROM names a JOIN names b ON b.post_key = a.post_key AND b.whole <> a.whole
             AND instr(' ' || b.whole || ' ', ' ' || a.whole || ' ') > 0
        WHERE instr(a.whole, ' ') = 0 AND instr(b.whole, ' ') > 0),
    longer AS (SELECT whole, post_key, key FROM parts WHERE place = 1 AND n >= 0.5 * total),
    public AS (
        SELECT p.*, coalesce(l.key, CASE WHEN instr(p.whole, ' ') > 0 THEN p.whole
                                         ELSE p.whole || '|' || p.post_key END) AS key
        FROM posted p LEFT JOIN longer l ON l.whole = p.whole AND l.post_key = p.post_key
        WHERE instr(p.whole, ' ') > 0 OR p.post_key IS NOT NULL)"""


def usual_posts(articles: str, units: str) -> str:
    """SQL for the post of each person that most articles give, with its unit: key, post, post_key, unit, articles.

    Of two that are as frequent, the one that was published later.  ``articles`` names a table with ``article`` and
    ``published``, ``units`` one with ``article``, ``id`` and ``name``; the table ``public`` is that of :func:`people`.
    """
    return f"""
        SELECT key, post, post_key, unit, n AS articles FROM (
            SELECT key, post, post_key, unit, n,
                   row_number() OVER (PARTITION BY key ORDER BY n DESC, last DESC, post, unit) AS place
            FROM (SELECT p.key, p.post, min(p.post_key) AS post_key, u.name AS unit, count(*) AS n,
                         coalesce(max(a.published), '') AS last
                  FROM public p JOIN {articles} a ON a.article = p.article
                  LEFT JOIN {units} u ON u.article = p.article AND u.id = p.unit_id
                  WHERE p.post IS NOT NULL
                  GROUP BY p.key, p.post, u.name) AS pairs) AS ranked
        WHERE place = 1"""
