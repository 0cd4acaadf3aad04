"""What the report reads of an output, as the same six tables whichever form the output has.

``NESTED`` selects them from the rows of a Parquet file, ``FLAT`` from the tables of a database, in SQL that DuckDB and
SQLite both understand.  Offsets are compared here and nowhere else: a place whose every mention lies inside the
dateline is known from the dateline alone, which says where the newsroom sat rather than where something happened.
"""

from __future__ import annotations

from ...redaction import ADULT

COLUMNS: dict[str, dict[str, str]] = {
    "stories": {
        "article": "BIGINT",
        "published": "VARCHAR",
        "outlet": "VARCHAR",
        "type": "VARCHAR",
        "event_date": "VARCHAR",
        "code": "VARCHAR",
        "dateline_only": "BOOLEAN",
    },
    "persons": {
        "article": "BIGINT",
        "id": "VARCHAR",
        "name": "VARCHAR",
        "role": "VARCHAR",
        "title": "VARCHAR",
        "post": "VARCHAR",
        "unit_id": "VARCHAR",
        "service": "VARCHAR",
        "hidden": "BOOLEAN",
    },
    "units": {"article": "BIGINT", "id": "VARCHAR", "name": "VARCHAR", "service": "VARCHAR"},
    "quotes": {
        "article": "BIGINT",
        "person_id": "VARCHAR",
        "organization_id": "VARCHAR",
        "description": "VARCHAR",
    },
    "warnings": {"article": "BIGINT", "code": "VARCHAR"},
    "errors": {
        "file": "VARCHAR",
        "line": "BIGINT",
        "id": "VARCHAR",
        "kind": "VARCHAR",
        "reason": "VARCHAR",
        "kept": "BOOLEAN",
    },
}
"""The tables and their columns; ``hidden`` marks minors, and people whom the article itself does not name in full."""

NESTED_NEEDS = ("published", "outlet", "dateline", "persons", "units", "places", "events", "quotes", "warnings")
"""Columns of a Parquet file without which there is nothing to report."""

NESTED: dict[str, str] = {
    "stories": """
        SELECT article, published, outlet, event.type, event.date, place.code,
               dateline IS NOT NULL AND place IS NOT NULL AND len(
                   [m for m in place.mentions if m.start < dateline.start OR m."end" > dateline."end"]) = 0
        FROM (SELECT *, [p for p in places if p.id = event.place_id][1] AS place
              FROM (SELECT row AS article, published, outlet, dateline, places, events[1] AS event FROM source))""",
    "persons": f"""
        SELECT article, p.id, p.name, p.role, p.position.title, p.position.text, p.unit_id,
               p.rank.service, p.initials OR p.anonymous OR coalesce(p.age < {ADULT}, false)
        FROM (SELECT row AS article, unnest(persons) AS p FROM source)""",
    "units": "SELECT article, u.id, u.name, u.service FROM (SELECT row AS article, unnest(units) AS u FROM source)",
    "quotes": """
        SELECT article, q.speaker.person_id, q.speaker.organization_id, q.speaker.description
        FROM (SELECT row AS article, unnest(quotes) AS q FROM source)""",
    "warnings": "SELECT article, w.code FROM (SELECT row AS article, unnest(warnings) AS w FROM source)",
}

FLAT: dict[str, str] = {
    "stories": """
        SELECT a.article, a.published, a.outlet, e.type, e.date, p.code,
               p.code IS NOT NULL AND a.dateline_start_char IS NOT NULL AND NOT EXISTS (
                   SELECT 1 FROM {base}mentions m
                   WHERE m.article = e.article AND m.layer = 'places' AND m.owner_id = e.place_id
                     AND (m.start_char < a.dateline_start_char OR m.end_char > a.dateline_end_char))
        FROM {base}articles a LEFT JOIN {base}events e ON e.article = a.article AND e.number = 0
        LEFT JOIN {base}places p ON p.article = e.article AND p.id = e.place_id""",
    "persons": f"""
        SELECT article, id, name, role, position_title, position_text, unit_id, rank_service,
               initials OR anonymous OR coalesce(age < {ADULT}, false)
        FROM {{base}}persons""",
    "units": "SELECT article, id, name, service FROM {base}units",
    "quotes": "SELECT article, speaker_person_id, speaker_organization_id, speaker_description FROM {base}quotes",
    "warnings": "SELECT article, code FROM {base}warnings",
    "errors": "SELECT file, line, id, kind, reason, kept FROM {base}errors",
}
