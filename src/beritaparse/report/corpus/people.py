"""SQL that says of whom the report may speak by name, what they hold, and for what every quotation speaks.

Private people are never named: a person counts as public in an article that gives a full name with an office or a
rank, or with one of the posts of ``lexicon/voices.toml``.  Suspects, victims, witnesses, minors, initials, masked names
and people without a post are only counted, as groups.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ...lexicon import alternatives
from ...lexicon.voices import Group, load
from ...redaction import MASK

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

GROUPS = (
    "police",
    "military",
    "justice",
    "government",
    "organization",
    "lawyer",
    "expert",
    "victim",
    "suspect",
    "resident",
    "person",
    "unclear",
    "none",
)
"""Groups of voices in the order of the report: officials first; ``person`` holds no stated post."""


def prepare(base: DuckDBPyConnection) -> None:
    """Make the tables ``public`` (a row for each public person of an article) and ``voices`` (for each quotation).

    Spellings of one post get one ``post_key``: ``Menteri Energi dan Sumber Daya Mineral (ESDM)`` that of ``Menteri
    ESDM``, and what names a unit that of the unit.  A single name gets the ``key`` of the whole one that holds the
    same post.
    """
    base.execute("CREATE MACRO plain(x) AS trim(regexp_replace(x, '[\\s\\x{00a0}]+', ' ', 'g'))")
    base.execute("CREATE MACRO folded(x) AS trim(regexp_replace(lower(plain(x)), ' ?\\([^)]*\\)?', '', 'g'))")
    base.execute(_HOLDERS.format(mask=MASK, titles=_quoted(rf"^({alternatives(load().public.titles)})(\W|$)")))
    base.execute(_POSTS)
    base.execute(_PUBLIC)
    base.execute(_voices())


_HOLDERS = """
    CREATE TEMP TABLE holders AS
    SELECT article, id, plain(name) AS name, lower(plain(title)) AS title, unit_id,
           CASE WHEN contains(post, ',') THEN NULL ELSE plain(post) END AS post,
           CASE WHEN contains(post, ',') THEN NULL ELSE folded(post) END AS text,
           unit_id IS NULL AND regexp_replace(folded(post), '^(mantan|eks) ', '') = folded(title)
               AND NOT regexp_matches(title, ' [A-Z]{{2}}') AS bare
    FROM persons
    WHERE NOT coalesce(hidden, false) AND NOT contains(name, '{mask}')
      AND (role = 'official' OR (role = 'other' AND regexp_matches(lower(title), {titles})))"""
"""A post with a comma in it is an enumeration, and whose post each part is, it does not say; a bare one (``Wali Kota``)
could be anywhere, while capitals (``Panglima TNI``) name a body."""

_POSTS = """
    CREATE TEMP TABLE spellings AS
    WITH units AS (
        SELECT text, min(title || '@' || unit_id) AS post_key FROM holders
        WHERE unit_id IS NOT NULL AND contains(text, ' ')
        GROUP BY text HAVING count(DISTINCT title || '@' || unit_id) = 1),
    short AS (
        SELECT text, title, regexp_extract(lower(post), '\\(([^)]+)\\)(.*)$', 1) AS acronym,
               regexp_extract(lower(post), '\\(([^)]+)\\)(.*)$', 2) AS rest
        FROM holders WHERE contains(post, '(')),
    known AS (SELECT DISTINCT text FROM holders),
    acronyms AS (
        SELECT text, min(post_key) AS post_key FROM (
            SELECT s.text, k.text AS post_key FROM short s JOIN known k ON k.text = s.title || ' ' || acronym || rest
            UNION ALL
            SELECT s.text, k.text FROM short s JOIN known k ON k.text = acronym || rest)
        GROUP BY text HAVING count(DISTINCT post_key) = 1)
    SELECT text, coalesce(u.post_key, v.post_key, a.post_key) AS post_key
    FROM units u FULL JOIN acronyms a USING (text) LEFT JOIN units v ON v.text = a.post_key"""

_PUBLIC = """
    CREATE TABLE public AS
    WITH posted AS (
        SELECT h.*, CASE WHEN text IS NOT NULL AND unit_id IS NOT NULL THEN title || '@' || unit_id
                         ELSE coalesce(s.post_key, text) END AS post_key, lower(name) AS whole
        FROM holders h LEFT JOIN spellings s USING (text)),
    names AS (
        SELECT whole, post_key, count(*) AS n FROM posted
        WHERE contains(post_key, ' ') OR contains(post_key, '@') GROUP BY whole, post_key),
    longer AS (
        SELECT a.whole, a.post_key, arg_max(b.whole, (b.n, b.whole)) AS key
        FROM names a JOIN (
            SELECT *, unnest(string_split(whole, ' ')) AS word FROM names WHERE contains(whole, ' ')) b
          ON b.post_key = a.post_key AND b.word = a.whole
        GROUP BY a.whole, a.post_key HAVING max(b.n) >= 0.5 * sum(b.n))
    SELECT article, id, name, post, post_key, bare,
           coalesce(key, CASE WHEN contains(whole, ' ') THEN whole ELSE whole || '|' || post_key END) AS key
    FROM posted LEFT JOIN longer USING (whole, post_key)
    WHERE contains(whole, ' ') OR post_key IS NOT NULL"""
"""A single name is told apart by its post: there are many called Budi, fewer who are mayor of one town."""


def _voices() -> str:
    groups = load().group
    official = [group for group in groups if group.services]
    services = " ".join(
        f"WHEN coalesce(u.service, p.service) IN ({', '.join(map(_quoted, group.services))}) THEN {_quoted(group.id)}"
        for group in official
    )
    roles = " ".join(
        f"WHEN p.role = {_quoted(role)} THEN {_quoted(group.id)}" for group in groups for role in group.roles
    )
    unit = services.replace("coalesce(u.service, p.service)", "o.service")
    return f"""
        CREATE TABLE voices AS
        WITH bodies AS (SELECT DISTINCT article, id, service FROM units)
        SELECT q.article, q.person_id, CASE
            WHEN p.role = 'official' THEN CASE {services} {_words(official, "p.post")} ELSE 'government' END
            {roles}
            WHEN p.post IS NOT NULL THEN CASE {_words(groups, "p.post")} ELSE 'organization' END
            WHEN p.id IS NOT NULL THEN 'person'
            WHEN o.id IS NOT NULL THEN CASE {unit} ELSE 'government' END
            {_words(groups, "q.description")}
            WHEN q.organization_id IS NOT NULL THEN 'organization'
            WHEN q.description IS NOT NULL THEN 'unclear'
            ELSE 'none' END AS voice
        FROM quotes q
        LEFT JOIN persons p ON p.article = q.article AND p.id = q.person_id
        LEFT JOIN bodies u ON u.article = p.article AND u.id = p.unit_id
        LEFT JOIN bodies o ON o.article = q.article AND o.id = q.organization_id"""


def _words(groups: Iterable[Group], of: str) -> str:
    patterns = ((rf"(^|\W)({alternatives(group.words)})(\W|$)", group.id) for group in groups)
    return " ".join(
        f"WHEN regexp_matches(lower({of}), {_quoted(pattern)}) THEN {_quoted(id)}" for pattern, id in patterns
    )


def _quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
