"""A dump to a database, and questions in SQL.  Needs beritaparse[batch]."""

import sys
import tempfile
from pathlib import Path

import duckdb

from beritaparse.batch import Job, run

dump = Path(__file__).with_name("articles.jsonl")

if __name__ == "__main__":  # worker processes import this file
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp())
    run(Job((str(dump),), str(folder / "facts.duckdb")), workers=1)
    database = duckdb.connect(str(folder / "facts.duckdb"), read_only=True)
    print("Who was quoted most?")
    for row in database.sql("SELECT * FROM most_quoted LIMIT 3").fetchall():
        print("  ", *row)
    print("What happened where?")
    question = "SELECT type, place, date FROM events ORDER BY date"
    for row in database.sql(question).fetchall():
        print("  ", *row)
