"""Your own annotations, scored: what the parser reads of an article against what you would write down."""

import json
import tempfile
from pathlib import Path

from beritaparse.evaluation import evaluate
from beritaparse.evaluation.show import mistakes, table

gold = {
    "id": "kudus-003",
    "text": "Kepala BPBD Kudus Hartono Wibisono menyebut air mulai naik. “Kami siaga,” katanya.",
    "persons": [
        {"name": "Hartono Wibisono", "position": "Kepala BPBD Kudus", "unit": "BPBD Kudus", "role": "official"}
    ],
    "units": ["BPBD Kudus"],
    "quotes": [
        {"text": "air mulai naik", "kind": "indirect", "speaker": "Hartono Wibisono", "cue": "menyebut"},
        {"text": "Kami siaga,", "kind": "direct", "speaker": "Hartono Wibisono", "cue": "katanya"},
    ],
}
path = Path(tempfile.mkdtemp()) / "gold.jsonl"
path.write_text(json.dumps(gold, ensure_ascii=False) + "\n", encoding="utf-8")
result = evaluate([path]).only(["persons", "units", "quotes.all", "quotes.all+speaker"])
print("\n".join(table(result)))
print("\n".join(mistakes(result)))
