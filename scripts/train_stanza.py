"""Train Stanza models (tokenize, mwt, pos, lemma, depparse) for the engine ``stanza`` from a treebank.

    pip install -e '.[stanza]'
    python scripts/train_stanza.py TREEBANK TARGET [--effort tiny|small|full]

TREEBANK is a CoNLL-U file or a directory of them: files with ``train`` and ``dev`` in their names are used as such,
as Universal Dependencies names them; where there is no ``dev`` file every tenth sentence is kept for it, and ``test``
files are left alone.  TARGET becomes a directory that ``beritaparse.load("stanza", models=TARGET)`` and
``stanza.Pipeline("id", dir=TARGET, download_method=None)`` read.  No word vectors and no character model are used,
so nothing is downloaded.  ``tiny`` is for tests (about a minute), ``small`` for a treebank of some hundred sentences
on a CPU, ``full`` has Stanza's own sizes and wants a GPU.  At the end the models are scored on the dev part with the
evaluation of the CoNLL 2018 shared task, sentence boundaries given.  Seeds are Stanza's fixed ones.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
import math
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

PACKAGE = "own"
SHORTHAND = f"id_{PACKAGE}"
TEXT = "# text = "

# What each effort adds to Stanza's arguments, per processor.
_TINY_NET = "--hidden_dim 48 --char_hidden_dim 32 --word_emb_dim 32 --char_emb_dim 24 --tag_emb_dim 16 --num_layers 1"
_SMALL_NET = "--hidden_dim 200 --char_hidden_dim 150 --num_layers 2"
EFFORTS: dict[str, dict[str, str]] = {
    "tiny": {
        "tokenize": "--steps 120 --eval_steps 60 --batch_size 16",
        "mwt": "--num_epoch 15",
        "pos": f"{_TINY_NET} --deep_biaff_hidden_dim 48 --transformed_dim 32 "
        "--lr 0.01 --max_steps 120 --eval_interval 60",
        "lemma": "--num_epoch 5",
        "depparse": f"{_TINY_NET} --deep_biaff_hidden_dim 48 --deep_biaff_output_dim 32 --transformed_dim 32 "
        "--batch_size 400 --max_steps 200 --eval_interval 100 --no_checkpoint",
    },
    "small": {
        "tokenize": "--steps 4000",
        "mwt": "",
        "pos": f"{_SMALL_NET} --max_steps 2000",
        "lemma": "--num_epoch 30",
        "depparse": f"{_SMALL_NET} --max_steps 2500 --batch_size 3000 --no_checkpoint",
    },
    "full": {"tokenize": "", "mwt": "", "pos": "", "lemma": "", "depparse": "--no_checkpoint"},
}


def read_sentences(path: Path) -> list[str]:
    """The sentences of a CoNLL-U file, each as its lines; those without a ``# text`` line are refused."""
    sentences = [block for block in path.read_text(encoding="utf-8").split("\n\n") if block.strip()]
    for block in sentences:
        if not any(line.startswith(TEXT) for line in block.splitlines()):
            raise ValueError(f"{path}: a sentence without '{TEXT.strip()}': {block[:60]!r}")
    return [block.strip("\n") for block in sentences]


def split(treebank: Path) -> tuple[list[str], list[str]]:
    """Sentences to train on and to choose the best model by."""
    files = [treebank] if treebank.is_file() else sorted(treebank.glob("*.conllu"))
    dev = [block for path in files if "dev" in path.stem for block in read_sentences(path)]
    train = [
        block
        for path in files
        if "dev" not in path.stem and (path == treebank or "test" not in path.stem)
        for block in read_sentences(path)
    ]
    if not dev:
        dev = train[9::10]
        train = [block for number, block in enumerate(train) if number % 10 != 9]
    if not train or not dev:
        raise ValueError(f"{treebank}: no sentences to train on")
    return train, dev


def texts(sentences: Sequence[str]) -> list[str]:
    return [line[len(TEXT) :] for block in sentences for line in block.splitlines() if line.startswith(TEXT)]


def write_part(folder: Path, part: str, sentences: Sequence[str]) -> None:
    """Write CoNLL-U, raw text (a paragraph a sentence, as the engine gives it) and the tokenizer's labels."""
    from stanza.utils.datasets.contract_mwt import contract_mwt
    from stanza.utils.datasets.prepare_tokenizer_data import main as label

    gold, raw = folder / f"{part}.conllu", folder / f"{part}.txt"
    gold.write_text("\n\n".join(sentences) + "\n\n", encoding="utf-8")
    raw.write_text("\n\n".join(texts(sentences)) + "\n", encoding="utf-8")
    label([str(raw), str(gold), "-o", str(folder / f"{part}.labels"), "-m", str(folder / f"{part}.mwt.json")])
    contract_mwt(str(gold), str(folder / f"{part}.contracted.conllu"))


def train(treebank: Path, target: Path, effort: str = "small") -> None:
    """Train all processors and write a directory of models in Stanza's layout."""
    import torch
    from stanza.models import lemmatizer, mwt_expander, parser, tagger, tokenizer

    if effort == "tiny":
        torch.set_num_threads(1)  # networks this small are slower with more
    train_part, dev_part = split(treebank)
    sizes = EFFORTS[effort]
    made: list[str] = []
    with TemporaryDirectory() as name:
        work = Path(name)
        write_part(work, "train", train_part)
        write_part(work, "dev", dev_part)
        expansions = json.loads((work / "train.mwt.json").read_text(encoding="utf-8"))
        dev_expansions = json.loads((work / "dev.mwt.json").read_text(encoding="utf-8"))

        def arguments(processor: str, *own: object) -> list[str]:
            made.append(processor)
            common = ["--shorthand", SHORTHAND, "--mode", "train"]
            language = [] if processor == "lemma" else ["--lang", "id"]
            place = ["--save_dir", str(work / processor), "--save_name", f"{PACKAGE}.pt"]
            return [*common, *language, *place, *map(str, own), *sizes[processor].split()]

        files = ("--train_file", work / "train.conllu", "--eval_file", work / "dev.conllu")
        length = sum(map(len, texts(train_part))) / len(train_part)
        tokenizer.main(
            arguments(
                "tokenize",
                *("--txt_file", work / "train.txt", "--label_file", work / "train.labels"),
                *("--dev_txt_file", work / "dev.txt", "--dev_label_file", work / "dev.labels"),
                *("--mwt_json_file", work / "dev.mwt.json", "--dev_conll_gold", work / "dev.conllu"),
                *("--max_seqlen", math.ceil(length * 3 / 100) * 100),
            )
        )
        if expansions:
            longest = max(len("".join(parts)) + len(parts) for (_, parts), _ in expansions)
            mwt_expander.main(
                arguments(
                    "mwt",
                    *("--train_file", work / "train.conllu", "--eval_file", work / "dev.contracted.conllu"),
                    *("--gold_file", work / "dev.conllu", "--max_dec_len", math.ceil(longest * 1.1 + 1)),
                    *(() if dev_expansions else ("--dict_only",)),
                )
            )
        tagger.main(arguments("pos", *files, "--no_pretrain"))
        lemmatizer.main(arguments("lemma", *files, "--skip_blank_lemmas"))
        parser.main(arguments("depparse", *files, "--no_pretrain"))
        install(work, target, made)
    evaluate(target, dev_part)


def install(work: Path, target: Path, processors: Sequence[str]) -> None:
    """Copy the models to Stanza's layout, ``id/PROCESSOR/PACKAGE.pt`` and ``resources.json``."""
    language: dict[str, object] = {
        "lang_name": "Indonesian",
        "packages": {"default": dict.fromkeys(processors, PACKAGE)},
    }
    for processor in processors:
        place = target / "id" / processor
        place.mkdir(parents=True, exist_ok=True)
        model = Path(shutil.copy(work / processor / f"{PACKAGE}.pt", place))
        language[processor] = {PACKAGE: {"md5": hashlib.md5(model.read_bytes()).hexdigest()}}
    (target / "resources.json").write_text(json.dumps({"id": language}, indent=1), encoding="utf-8")


def evaluate(target: Path, sentences: Sequence[str]) -> None:
    """Print the scores of the models on some sentences, whose boundaries are given."""
    import stanza
    from stanza.models.common.utils import ud_scores

    nlp = stanza.Pipeline("id", dir=str(target), download_method=None, tokenize_no_ssplit=True, logging_level="ERROR")
    with TemporaryDirectory() as name:
        gold, found = Path(name, "gold.conllu"), Path(name, "found.conllu")
        gold.write_text("\n\n".join(sentences) + "\n\n", encoding="utf-8")
        found.write_text("{:C}\n\n".format(nlp("\n\n".join(texts(sentences)))), encoding="utf-8")
        scores = ud_scores(str(gold), str(found))
    print(f"{len(sentences)} sentences of the dev part, F1:")
    for name in ("Tokens", "Words", "UPOS", "Lemmas", "UAS", "LAS"):
        print(f"  {name:8} {100 * scores[name].f1:6.2f}")


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("treebank", type=Path)
    arguments.add_argument("target", type=Path)
    arguments.add_argument("--effort", choices=sorted(EFFORTS), default="small")
    options = arguments.parse_args()
    logging.basicConfig(level=logging.INFO)
    try:
        train(options.treebank, options.target, options.effort)
    except (OSError, ValueError) as error:
        print(f"train_stanza: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
