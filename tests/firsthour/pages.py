"""Every command and every snippet of README and documentation, as they stand there; run by the Python of an environment
into which the package was installed:  ``python pages.py FOLDER``.

What cannot run here is in ``LEFT_OUT``, with the reason; anything else has to work.
"""

from __future__ import annotations

import contextlib
import csv
import gzip
import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")), ROOT / "CONTRIBUTING.md"]
LEFT_OUT = {
    r"\./dev ": "run by CI itself, and by contributions.py",
    r"(python3?|\.) ": "of a checkout, or of the shell",
    r"pip ": "environment.py installs",
    r".*s3://": "no object store here",
    r"beritaparse train ": "takes minutes: tests/training",
    r".*--engine stanza": "./dev stanza",
    r".*stories\.json": "annotated stories are not part of the project",
    r".*held-out\.tsv": "of what was trained",
}
LEFT_OUT_SNIPPETS = {
    "spark": "no Spark here: tests/batch/test_spark.py, tests/corpus/test_cluster.py",
    "s3://": "no object store here",
    'spacy.load("id_news_beritaparse")': "of a package of its own: tests/models",
}


def blocks(path: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", path.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


def prepare(folder: Path) -> None:
    """Put into ``folder`` what the pages take for granted."""
    import spacy

    import beritaparse

    shutil.copytree(ROOT / "examples", folder, dirs_exist_ok=True)
    text = (folder / "deklarasi.txt").read_text(encoding="utf-8")
    for name in ("page", "page1", "page2", "berita"):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    body = "".join(f"<p>{line}</p>" for line in text.splitlines() if line)
    page = f"<!DOCTYPE html><html><body><article>{body}</article></body></html>"
    (folder / "page.html").write_text(page, encoding="utf-8")
    dump = (folder / "articles.jsonl").read_bytes()
    for name in ("dump", "arsip"):
        (folder / f"{name}.jsonl").write_bytes(dump)
    for name in ("dump", "part-0001", "part-0002"):
        (folder / f"{name}.jsonl.gz").write_bytes(gzip.compress(dump))
    rows = [json.loads(line) for line in dump.splitlines()]
    for name in ("berita", "arsip"):
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("judul", "tanggal", "isi_berita"))
            writer.writerows((row["title"], row["date"], row["text"]) for row in rows)
    crawl(folder / "crawl" / "a.warc.gz", page)
    parser = beritaparse.load("rules")
    gold = [parser.parse(row["text"], id=row["id"], published=row["date"]).to_gold() for row in rows]
    lines = "".join(json.dumps(article, ensure_ascii=False) + "\n" for article in gold)
    for name in ("gold", "other-system"):
        (folder / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    shutil.copy(ROOT / "tests" / "models" / "names.tsv", folder / "names.tsv")
    marks = [{"text": "Bagas tiba di Demak.", "label": [[0, 5, "OFFICIAL"], [14, 19, "PLACE"]]}]
    (folder / "doccano.jsonl").write_text("".join(json.dumps(mark) + "\n" for mark in marks), encoding="utf-8")
    command("beritaparse convert gold.jsonl --to labelstudio -o tasks.json")
    tasks = json.loads((folder / "tasks.json").read_text(encoding="utf-8"))
    for number, task in enumerate(tasks, 1):
        task |= {"id": number, "annotations": [{"id": number, "result": task.pop("predictions")[0]["result"]}]}
    (folder / "export.json").write_text(json.dumps(tasks), encoding="utf-8")
    command("beritaparse batch corpus.jsonl -o new.parquet")
    nlp = spacy.blank("ind")
    for stage in ("layout", "sentences", "ner"):
        nlp.add_pipe(f"beritaparse_{stage}")
    for name in ("my-names", "my-spacy-pipeline"):
        nlp.to_disk(folder / name)


def crawl(path: Path, page: str) -> None:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    path.parent.mkdir()
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        payload = io.BytesIO(page.encode("utf-8"))
        writer.write_record(
            writer.create_warc_record("https://kabarpesisir.news/1", "response", payload=payload, http_headers=headers)
        )


def command(line: str) -> None:
    """Run a line of the shell that calls ``beritaparse``, in this process unless it sets something before."""
    from typer.testing import CliRunner

    from beritaparse.cli import app

    line, _, target = line.partition(" > ")
    words = shlex.split(line, comments=True)
    if words[0] != "beritaparse":  # what is set for it counts when a process starts
        name, _, value = words[0].partition("=")
        made = subprocess.run(
            [sys.executable, "-m", *words[1:]], env={**os.environ, name: value}, capture_output=True, check=False
        )
        assert made.returncode == 0, f"{line}\n{made.stderr.decode()}"
        return
    if words[1] == "batch" and "--dry-run" not in words:  # the pages write to few names
        for path in Path().glob(f"{words[words.index('-o') + 1]}*"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    result = CliRunner().invoke(app, words[1:])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, f"{line}\n{result.output}"
    if target:
        Path(target.strip()).write_text(result.stdout, encoding="utf-8")


def commands() -> int:
    """Run every command of the pages once, in the order of the pages; return how many."""
    done: set[str] = set()
    for path in PAGES:
        for block in blocks(path, "sh"):
            for line in filter(None, map(str.strip, block.replace("\\\n", " ").splitlines())):
                bare = re.sub(r"\s+#.*", "", line)
                if bare in done or bare.startswith("#") or any(re.match(left, bare) for left in LEFT_OUT):
                    continue
                done.add(bare)
                with told(path, line):
                    command(bare)
    return len(done)


def snippets() -> int:
    """Run every Python snippet, those of a page one behind the other; return how many."""
    number = 0
    for path in PAGES:
        names: dict[str, Any] = {"__name__": "__main__"}
        for block in blocks(path, "python"):
            if not any(left in block for left in LEFT_OUT_SNIPPETS):
                number += 1
                with told(path, block), contextlib.redirect_stdout(io.StringIO()):
                    exec(compile(block, path.name, "exec"), names)
    return number


@contextlib.contextmanager
def told(path: Path, what: str) -> Any:
    try:
        yield
    except BaseException:
        print(f"{path.relative_to(ROOT)}: as it stands there this does not work:\n{what}", file=sys.stderr)
        raise


def main() -> int:
    folder = Path(sys.argv[1])
    folder.mkdir()
    os.chdir(folder)
    prepare(folder)
    print(f"{commands()} commands, {snippets()} snippets")
    return 0


if __name__ == "__main__":
    sys.exit(main())
