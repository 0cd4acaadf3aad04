"""A dump to Parquet, and from there a table in one line of pandas.  Needs beritaparse[batch] and pandas."""

import sys
import tempfile
from pathlib import Path

import pandas as pd

from beritaparse.batch import Job, run

dump = Path(__file__).with_name("articles.jsonl")

if __name__ == "__main__":  # worker processes import this file
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp())
    run(Job((str(dump),), str(folder / "facts.parquet")), workers=1)
    facts = pd.read_parquet(folder / "facts.parquet")
    quotes = facts[["id", "quotes"]].explode("quotes").dropna()
    print(
        quotes.assign(text=quotes.quotes.str["text"], cue=quotes.quotes.str["cue"])[["id", "cue", "text"]].to_string()
    )
