"""SQL that says of whom the report may speak by name (as :mod:`beritaparse.redaction.public` has it), and for what
every quotation speaks.  All others are only counted, as groups."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ...lexicon import alternatives
from ...lexicon.voices import Group, load
from ...redaction import MASK
from ...redaction.public import folded, people, plain, titles

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
    """Make the tables ``public`` (a row for each public person of an article, see :func:`~.public.people`) and
    ``voices`` (for each quotation)."""
    base.execute(f"CREATE TABLE public AS WITH {people(_holders())} SELECT * FROM public")
    base.execute(_voices())


def _holders() -> str:
    """Public people of the table ``persons``, in SQL as :func:`~.public.is_public` has them in Python.

    ``bare`` is a post that could be anywhere (``Wali Kota``), while capitals (``Panglima TNI``) name a body.
    """
    return f"""
        SELECT article, id, name, lower({plain("title")}) AS title, unit_id, post, {folded("post")} AS text,
               unit_id IS NULL AND regexp_replace({folded("post")}, '^(mantan|eks) ', '') = {folded(plain("title"))}
                   AND NOT regexp_matches(title, ' [A-Z]{{2}}') AS bare
        FROM (SELECT article, id, {plain("name")} AS name, title, unit_id, role, hidden,
                     CASE WHEN NOT contains(post, ',') THEN {plain("post")} END AS post FROM persons)
        WHERE NOT coalesce(hidden, false) AND NOT contains(name, '{MASK}')
          AND (role = 'official'
               OR (role = 'other' AND regexp_matches(lower({plain("title")}), {_quoted(titles())})))"""


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
