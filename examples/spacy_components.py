"""Single stages in a spaCy pipeline of your own; the layers are in ``doc.spans`` and ``doc._``."""

import spacy

nlp = spacy.blank("ind")  # our Language for Indonesian news
for stage in ("layout", "sentences", "phrases", "ranks", "units", "positions"):
    nlp.add_pipe(f"beritaparse_{stage}")

doc = nlp("Kasat Lantas Polres Jepara AKP Rina Maharani hadir di Mapolda Jateng.")
for layer in ("ranks", "units", "positions"):
    print(layer, [span.text for span in doc.spans[f"beritaparse_{layer}"]])
print([(unit.id, unit.region_code) for unit in doc._.berita_units])
