"""What the gazetteer costs: seconds to load, memory that it adds, and the phrase scan against tokenising.

    python benchmarks/gazetteer.py [--articles 400] [--runs 5]

Loading is measured in fresh processes: one that imports the library and tokenises, then looks up a region, a village
and builds the automaton over all lexicons.  Memory is the resident set before and after in that process.  The scan is
compared with tokenising the same texts in one process, each text once for each, in alternation.  All times are CPU
seconds, so that other work on the machine disturbs them little.
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ARTICLES = ROOT.parent / "shared" / "data" / "articles" / "articles.jsonl.gz"

LOADING = """
import json, resource, time
from pathlib import Path
from beritaparse.language import Indonesian
from beritaparse.gazetteer import regions
from beritaparse.gazetteer.phrases import automaton
Indonesian()("Kata pertama.")

def resident():
    # Pages in memory now; /proc is Linux's.
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 2**20

found = {}
def step(name, work):
    before, began = resident(), time.process_time()
    work()
    found[name] = (time.process_time() - began, resident() - before)

step("provinces to districts", lambda: regions.find_region("Demak"))
step("villages", lambda: regions.find_region("Sukajadi", {"village"}))
step("automaton over all lexicons", automaton)
print(json.dumps(found))
"""


def loading(runs: int) -> None:
    """Print seconds and MiB of each step, the median of some fresh processes."""
    seen = [
        json.loads(subprocess.run([sys.executable, "-c", LOADING], check=True, capture_output=True, text=True).stdout)
        for _ in range(runs)
    ]
    for name in seen[0]:
        seconds = [one[name][0] for one in seen]
        mib = statistics.median(one[name][1] for one in seen)
        print(f"{name:30} {statistics.median(seconds):.3f} s ({min(seconds):.3f}-{max(seconds):.3f})  {mib:5.1f} MiB")
    gazetteer = ("provinces to districts", "villages")
    seconds = statistics.median(sum(one[name][0] for name in gazetteer) for one in seen)
    mib = statistics.median(sum(one[name][1] for name in gazetteer) for one in seen)
    total = statistics.median(sum(spent for spent, _ in one.values()) for one in seen)
    memory = statistics.median(sum(added for _, added in one.values()) for one in seen)
    print(f"gazetteer {seconds:.3f} s, {mib:.1f} MiB; with the automaton {total:.3f} s, {memory:.1f} MiB")


def scanning(most: int, runs: int) -> None:
    """Print the phrase scan's time as a share of tokenising, of the same texts in the same run."""
    from beritaparse.gazetteer.phrases import automaton
    from beritaparse.language import Indonesian

    if ARTICLES.is_file():
        with gzip.open(ARTICLES, "rt", encoding="utf-8") as lines:
            pages = [json.loads(line)["text"] or "" for _, line in zip(range(most), lines, strict=False)]
    else:
        print(f"{ARTICLES} is absent: our own test articles, repeated")
        own = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests" / "articles").glob("*.toml"))]
        pages = [f"{own[n % len(own)]}\n{n}" for n in range(most)]
    phrases = automaton()
    ratios: list[float] = []
    for _ in range(runs):
        nlp = Indonesian()  # anew, so that no cache of tokens helps
        nlp.make_doc("Kata pertama.")
        scan = tokens = 0.0
        for page in pages:
            at = time.process_time()
            nlp.make_doc(page)
            tokens += time.process_time() - at
            at = time.process_time()
            phrases.scan(page, [(0, len(page))])
            scan += time.process_time() - at
        ratios.append(scan / tokens)
    print(f"phrase scan / tokenising: {statistics.median(ratios):.2f} ({min(ratios):.2f}-{max(ratios):.2f})")


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--articles", type=int, default=400)
    arguments.add_argument("--runs", type=int, default=5)
    options = arguments.parse_args()
    loading(options.runs)
    scanning(options.articles, options.runs)
    return 0


if __name__ == "__main__":
    sys.exit(main())
