"""Train the packaged syntax from Universal Dependencies, as ``docs/syntax_model.md`` describes it.

    pip install -e . floret
    python scripts/train_syntax.py [--final] [--vectors DIR] [--first DIR] [--work DIR] [--no-vectors] [--only-csui]

Reads ``../shared/data`` (says so where it is absent).  Word vectors come from the articles (floret, one thread: close
to the same from run to run, so that a figure may differ in the last digit); ``--vectors`` takes those of an earlier
run from its ``--work`` folder.  First three quarters of CSUI and the two other treebanks are learned, their relations
brought to those of CSUI, then CSUI alone: three quarters of it, the last one is scored at the end, or with ``--final``
all of it, and the model is written to ``src/beritaparse/models/data/syntax.bin``.  ``--first DIR`` takes the model of
an earlier run to go on from.  Seeds are fixed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

import spacy
from spacy.tokens import DocBin

from beritaparse.language import Indonesian
from beritaparse.layout.tokens import token_pattern
from beritaparse.models.syntax import save_pipeline
from beritaparse.models.words import Word
from beritaparse.training.conllu import Sentence, doc_of, read_sentences
from beritaparse.training.readers import SENTENCES
from beritaparse.training.run import train

ROOT = Path(__file__).parents[1]
DATA = ROOT.parent / "shared" / "data"
TARGET = ROOT / "src" / "beritaparse" / "models" / "data" / "syntax.bin"
TREEBANKS = ("id_csui-ud-train", "id_pud-ud-revised", "id_gsd-ud-dev")
FLORET = {"model": "skipgram", "mode": "floret", "hashCount": 2, "bucket": 20_000, "minn": 4, "maxn": 5}
FLORET |= {"minCount": 3, "dim": 64, "epoch": 8, "neg": 5, "ws": 3, "thread": 1}

# What other treebanks call otherwise than CSUI.
RELATIONS = {
    "compound": "nmod",
    "compound:a": "nmod",
    "compound:prt": "nmod",
    "nmod:npmod": "nmod",
    "nmod:lmod": "nmod",
    "dep:prt": "advmod:emph",
    "obl:mod": "obl",
    "flat:range": "flat",
    "goeswith": "flat",
    "csubj:pass": "csubj",
    "cc:preconj": "cc",
    "iobj": "obj",
    "clf": "nmod",
}


def like_csui(sentences: Iterable[Sentence], feats: dict[tuple[str, str], str]) -> list[Sentence]:
    """The same sentences with relations, lemmas of names and features as CSUI has them.

    ``feats``: features of a form and part of speech, for a treebank that has none.
    """

    def changed(word: Word) -> Word:
        relation = RELATIONS.get(word.deprel, word.deprel)
        if relation == "nmod:poss" and word.upos != "PRON":
            relation = "nmod"
        if relation == "flat" and word.upos == "PROPN":
            relation = "flat:name"
        lemma = word.text if word.lemma and word.upos == "PROPN" else word.lemma
        known = word.feats or feats.get((word.text.lower(), word.upos)) or feats_of(word)
        return word._replace(deprel=relation, lemma=lemma, feats=known)

    return [sentence._replace(words=[changed(word) for word in sentence.words]) for sentence in sentences]


def feats_of(word: Word) -> str:
    """Features of an unknown word by its part of speech and first letters."""
    if word.upos == "VERB":
        return "Voice=Pass" if word.text.lower().startswith(("di", "ter")) else "Voice=Act"
    return {"NOUN": "Number=Sing", "NUM": "NumType=Card"}.get(word.upos, "")


def known_feats(sentences: Iterable[Sentence]) -> dict[tuple[str, str], str]:
    """The most frequent features of each form and part of speech."""
    counts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for word in sentence.words:
            counts[word.text.lower(), word.upos][word.feats] += 1
    return {key: found.most_common(1)[0][0] for key, found in counts.items()}


def write(path: Path, sentences: list[Sentence]) -> Path:
    nlp = Indonesian()
    batches = (sentences[at : at + SENTENCES] for at in range(0, len(sentences), SENTENCES))
    DocBin(docs=(doc_of(batch, nlp) for batch in batches)).to_disk(path)
    return path


def train_vectors(work: Path) -> Path:
    """Word vectors of the articles, as a spaCy pipeline in ``work/vectors``."""
    import floret

    pattern = token_pattern()
    plain = work / "words.txt"
    with gzip.open(DATA / "articles" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines, plain.open("w") as out:
        for line in lines:
            for row in (json.loads(line)["text"] or "").split("\n"):
                words = [match.group() for match in pattern.finditer(row) if match.lastgroup != "space"]
                if len(words) > 3:
                    out.write(" ".join(words).lower() + "\n")
    floret.train_unsupervised(str(plain), **FLORET).save_floret_vectors(str(work / "vectors.floret"))
    command = [sys.executable, "-m", "spacy", "init", "vectors", "ind", work / "vectors.floret", work / "vectors"]
    subprocess.run([*map(str, command), "--mode", "floret"], check=True)
    return work / "vectors"


def steps(number: int, rate: float) -> dict[str, object]:
    """Overrides of the settings: so many steps, a learning rate that falls to nothing, and the last model is taken."""
    return {
        "training.max_steps": number,
        "training.eval_frequency": number,
        "training.patience": 0,
        "training.optimizer.learn_rate": {
            "@schedules": "warmup_linear.v1",
            "warmup_steps": 20,
            "total_steps": int(number * 1.1),
            "initial_rate": rate,
        },
    }


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--final", action="store_true")
    arguments.add_argument("--vectors", type=Path)
    arguments.add_argument("--first", type=Path)
    arguments.add_argument("--no-vectors", action="store_true")
    arguments.add_argument("--only-csui", action="store_true")
    arguments.add_argument("--work", type=Path)
    arguments.add_argument("--steps", type=int, nargs=2, default=(1000, 400), help="for all treebanks; for CSUI")
    options = arguments.parse_args()
    if not DATA.is_dir():
        print(f"no corpora: {DATA} is absent", file=sys.stderr)
        return 1
    work = options.work or Path(tempfile.mkdtemp())
    work.mkdir(exist_ok=True, parents=True)
    csui, pud, gsd = (list(read_sentences(DATA / "ud" / f"{name}.conllu")) for name in TREEBANKS)
    cut = len(csui) * 3 // 4
    feats = known_feats([*csui[:cut], *gsd])
    own = write(work / "csui.spacy", csui if options.final else csui[:cut])
    others = [] if options.only_csui else [*like_csui(pud, feats), *like_csui(gsd, {})]
    everything = write(work / "all.spacy", [*csui[:cut], *others])
    kept = write(work / "kept.spacy", csui[cut:])
    vectors = None if options.no_vectors else options.vectors or train_vectors(work)
    first, second = options.steps
    begun, done = options.first or work / "first", work / "second"
    if options.first is None:
        train("syntax", [everything], begun, dev=[kept], vectors=vectors, overrides=steps(first, 0.001))
    scores = train("syntax", [own], done, dev=[kept], vectors=vectors, start=begun, overrides=steps(second, 5e-4))
    if not options.final:
        names = ("pos_acc", "morph_acc", "lemma_acc", "dep_uas", "dep_las")
        print("last quarter of CSUI, our tokens:", {name: round(scores[name], 4) for name in names})
    target = TARGET if options.final else work / "syntax.bin"
    save_pipeline(spacy.load(done), target)
    print(f"{target}: {target.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
