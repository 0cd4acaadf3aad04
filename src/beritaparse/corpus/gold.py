"""What was linked in the prediction format of annotated stories (``stories.json``)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def predictions(base: DuckDBPyConnection) -> str:
    """Stories, people, reprints and utterances of several articles, as JSON."""

    def groups(query: str) -> list[Any]:
        return [list(row[0]) for row in base.execute(query).fetchall()]

    made = {
        "stories": groups("""
            SELECT list(article_id ORDER BY number) FROM story_articles GROUP BY story_id HAVING count(*) > 1
            ORDER BY story_id"""),
        "people": groups("""
            SELECT list([article_id, name] ORDER BY article_id, name)
            FROM (SELECT DISTINCT person_id, article_id, name FROM person_mentions)
            GROUP BY person_id ORDER BY person_id"""),
        "reprints": groups("""
            SELECT list(article_id ORDER BY article_id) FROM reprint_articles GROUP BY reprint_id
            ORDER BY reprint_id"""),
        "same_quotes": groups("""
            SELECT list([article_id, text] ORDER BY article_id, start_char) FROM utterance_versions
            GROUP BY utterance_id ORDER BY utterance_id"""),
    }
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"
