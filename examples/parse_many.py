"""Many pages, in order; with several processes the result is the same."""

import json
from pathlib import Path

import beritaparse

lines = Path(__file__).with_name("articles.jsonl").read_text(encoding="utf-8").splitlines()
rows = [json.loads(line) for line in lines]
records = [{"id": row["id"], "text": row["text"], "title": row["title"], "published": row["date"]} for row in rows]

if __name__ == "__main__":  # worker processes import this file
    for article in beritaparse.load().pipe(records):
        event = article.events[0] if article.events else None
        print(article.id, event and event.type, event and event.date, [place.code for place in article.places])
