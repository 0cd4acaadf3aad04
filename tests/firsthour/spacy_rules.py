"""Rules of spaCy before and behind our components:  ``python spacy_rules.py``.

What a user's component has set in ``doc.ents`` stays, and what one adds behind ours changes no fact.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import spacy
from spacy.tokens import Doc

import beritaparse
from beritaparse.parser import build

ROOT = Path(__file__).resolve().parents[2]
OWN = [{"label": "ACARA", "pattern": "Deklarasi Pilkada Damai"}, {"label": "PRODUK", "pattern": "miras"}]


def texts() -> list[str]:
    lines = (ROOT / "examples" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines]


def entities(doc: Doc) -> set[tuple[str, str]]:
    return {(entity.text, entity.label_) for entity in doc.ents}


def main() -> int:
    ours = beritaparse.load()
    for place in ({"before": "beritaparse_ner"}, {"last": True}):
        nlp = build("default")
        nlp.add_pipe("entity_ruler", **place).add_patterns(OWN)  # type: ignore[attr-defined,arg-type]
        parser = beritaparse.load(nlp)
        found: set[tuple[str, str]] = set()
        for text in texts():
            doc, plain = parser.doc(text), ours.doc(text)
            kept = {entity for entity in entities(doc) if entity[1] in ("ACARA", "PRODUK")}
            found |= kept
            inside = [start for start, _ in kept]
            lost = {name for name, _ in entities(plain) if not any(name in own for own in inside)}
            assert lost <= {name for name, _ in entities(doc)}, f"{place}: {lost - {name for name, _ in entities(doc)}}"
            assert parser.parse(text).quotes == ours.parse(text).quotes, place
            assert parser.parse(text).persons == ours.parse(text).persons, place
        assert found == {("Deklarasi Pilkada Damai", "ACARA"), ("miras", "PRODUK")}, (place, found)
    wrong = spacy.blank("ind")
    wrong.add_pipe("beritaparse_units")
    problems = wrong.analyze_pipes()["problems"]["beritaparse_units"]
    assert problems, "analyze_pipes tells what a component needs"
    return 0


if __name__ == "__main__":
    sys.exit(main())
