"""A reporting word and a kind of unit of your own: the files in ``lexicon/`` add to ours."""

import os
from pathlib import Path

os.environ["BERITAPARSE_LEXICON"] = str(Path(__file__).with_name("lexicon"))  # before the first parse

import beritaparse

article = beritaparse.parse("“Laut tenang,” wejang Kepala Pos Pantau Laut Demak Budi Santoso, Senin (3/3/2025).")
print(article.quotes[0].cue, "|", article.persons[0].name, "|", article.units[0].id)
