"""The share of date-like strings in real articles that the grammar of time expressions reads.

    python benchmarks/date_shapes.py [--articles 7200] [--left 40]

Candidates are found independently of the grammar: weekday names, months with a number, numbers with slashes after a
weekday or in brackets, clock words with a number, words of relative time.  A shape is the candidate with digits as 0,
weekdays as WD, months as MON.  Needs ``../shared/data/articles``; says so where it is absent.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections import Counter
from pathlib import Path

from beritaparse.dates.stage import parse_time

ARTICLES = Path(__file__).resolve().parents[2] / "shared" / "data" / "articles" / "articles.jsonl.gz"
WEEKDAY = "Senin|Selasa|Rabu|Kamis|Jumat|Jum'at|Jum’at|Sabtu|Minggu|Ahad"
MONTH = (
    "Januari|Februari|Pebruari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Nopember|Desember"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Agu|Agt|Sept?|Okt|Nov|Des"
)
CANDIDATE = re.compile(
    rf"\b(?:{WEEKDAY})\b(?:,? ?(?:pagi|siang|sore|malam)?,? ?\(?\d{{1,2}}[/-]\d{{1,2}}(?:[/-]\d{{2,4}})?\)?)?"
    rf"|\b\d{{1,2}} (?:{MONTH})\b\.?(?: \d{{4}})?|\b(?:awal|pertengahan|akhir|bulan) (?:{MONTH})\b(?: \d{{4}})?"
    rf"|\b(?:{MONTH}) \d{{4}}\b|\(\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?\)|\b\d{{1,2}}/\d{{1,2}}/\d{{4}}\b"
    r"|\b(?:pukul|jam) \d{1,2}(?:[.:]\d{2})?(?: ?(?:WIB|WITA|WIT|Wita))?|\b\d{1,2}[.:]\d{2} ?(?:WIB|WITA|WIT)\b"
    r"|\b(?:kemarin|hari ini|besok|tadi malam|semalam|lusa)\b"
    r"|\b\w+ (?:hari|pekan|minggu|bulan|tahun) (?:yang )?(?:lalu|silam)\b"
    r"|\b(?:pekan|bulan|tahun) (?:lalu|ini|depan)\b|\b(?:tahun|sejak|pada) (?:19|20)\d\d\b"
)


def shape(text: str) -> str:
    text = re.sub(rf"\b(?:{WEEKDAY})\b", "WD", text)
    text = re.sub(rf"\b(?:{MONTH})\b", "MON", text)
    return re.sub(r"\d", "0", text)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--articles", type=int, default=100_000)
    arguments.add_argument("--left", type=int, default=40, help="how many shapes that are left to print")
    options = arguments.parse_args()
    if not ARTICLES.is_file():
        print(f"{ARTICLES} is absent: nothing to measure", file=sys.stderr)
        return 1
    seen: Counter[str] = Counter()
    read: Counter[str] = Counter()
    examples: dict[str, str] = {}
    with gzip.open(ARTICLES, "rt", encoding="utf-8") as lines:
        for _, line in zip(range(options.articles), lines, strict=False):
            text = json.loads(line)["text"] or ""
            covered: set[int] = set()
            for time in parse_time(text):
                covered.update(range(time.start, time.end))
            for match in CANDIDATE.finditer(text):
                kind = shape(match.group())
                seen[kind] += 1
                if match.start() + 1 in covered or match.end() - 2 in covered:
                    read[kind] += 1
                else:
                    examples.setdefault(kind, text[max(0, match.start() - 25) : match.end() + 20].replace("\n", " "))
    whole = sum(1 for kind in seen if read[kind] >= 0.5 * seen[kind])
    print(f"{sum(seen.values())} candidates of {len(seen)} shapes")
    print(
        f"read: {sum(read.values()) / sum(seen.values()):.1%} of the candidates, {whole / len(seen):.1%} of the shapes"
    )
    for kind, count in Counter({kind: seen[kind] - read[kind] for kind in seen}).most_common(options.left):
        if count:
            print(f"{count:6} of {seen[kind]:6}  {kind:40} e.g. {examples[kind]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
