"""Output that does no harm where it is opened: spreadsheets, terminals; and that names nobody when names are masked."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from beritaparse.batch import Job, outputs, run
from beritaparse.cli import app

from .conftest import lines

HERE = Path(__file__).parent
FRAGILE = "batch_engines:fragile"


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ('=HYPERLINK("http://jahat.id","klik")', "'="),
        ("+62811", "'+"),
        ("-Tidak,", "'-"),
        ("@SUM(1+1)", "'@"),
        ("\t=1", "'\t"),
        ("＝1", "'＝"),
        ("Biasa = saja", "Bi"),
        ("'=1", "'=1"),
        ("", ""),
    ],
)
def test_a_cell_is_no_formula(tmp_path, cell, safe) -> None:
    problem = {"file": "a", "line": -1, "id": cell, "kind": "invalid", "reason": "", "kept": False}
    for raw in (False, True):
        path = tmp_path / f"{raw}.csv"
        outputs.write([], [json.dumps(problem).encode()], str(path), "csv", "errors", cells=outputs.Cells(raw))
        with open(path, encoding="utf-8", newline="") as stream:
            (row,) = csv.DictReader(stream)
        assert row["id"] == (cell if raw or cell.startswith(safe) else f"'{cell}")
        assert row["line"] == "-1"


WRITES = "\x1b]52;c;cm0gLXJm\x07 \x1b]8;;http://jahat.id\x07sini\x1b[2J \x9b31m \x7f"


@pytest.fixture
def page(tmp_path) -> str:
    (tmp_path / "a.txt").write_text(f'DEMAK - "Aman{WRITES}," kata Kapolres Demak AKBP Bagas Prawira{WRITES}.')
    return str(tmp_path / "a.txt")


def controls(text: str) -> set[str]:
    return {char for char in text if (ord(char) < 32 and char != "\n") or 0x7F <= ord(char) < 0xA0}


def test_terminals_are_told_nothing_by_a_page(page, tmp_path) -> None:
    for command in (
        ["parse", page, "--format", "pretty", "--engine", "rules"],
        ["batch", page, "-o", str(tmp_path / "o.jsonl"), "--dry-run", "--engine", "rules"],
        ["parse", str(tmp_path / f"no{WRITES}.txt"), "--engine", "rules"],
        ["batch", str(tmp_path / f"no{WRITES}.txt"), "-o", str(tmp_path / "o.jsonl")],
        ["report", str(tmp_path / f"no{WRITES}.parquet")],
    ):
        done = CliRunner().invoke(app, command)
        assert "␛" in done.output, command
        assert not controls(done.output), command


@pytest.mark.parametrize("engine", [":", "a:", ":b", "a b:c", "tidak_ada:f", "json:tidak_ada", "nihil"])
@pytest.mark.parametrize("dry", [["--dry-run"], []])
def test_an_engine_that_is_none_is_told(page, tmp_path, engine, dry) -> None:
    done = CliRunner().invoke(app, ["batch", page, "-o", str(tmp_path / "o.jsonl"), "--engine", engine, *dry])
    assert (done.exit_code, type(done.exception)) == (2, SystemExit), done.output
    assert "engine" in done.output
    assert len(done.output.strip().splitlines()) <= 12


NAME = "Siti Rahmawati"


def test_a_first_record_that_cannot_be_read_does_not_end_a_dry_run(tmp_path) -> None:
    pytest.importorskip("trafilatura")
    (tmp_path / "a.html").write_text("<html></html>")
    (tmp_path / "b.txt").write_text("Isi.")
    done = CliRunner().invoke(
        app, ["batch", str(tmp_path), "-o", str(tmp_path / "o.jsonl"), "--dry-run", "--engine", "rules"]
    )
    assert (done.exit_code, "no article text was found" in done.output) == (0, True)


@pytest.mark.parametrize("name", ["o.jsonl", "o.sqlite", "o.duckdb", "o.csv"])
def test_with_redact_no_lost_record_tells_a_name(tmp_path, name) -> None:
    """Ids, names of files, dates and headers of what could not be read, in errors, summary and databases."""
    if name.endswith("duckdb"):
        pytest.importorskip("duckdb")
    folder = tmp_path / "in"
    folder.mkdir()
    rows = [
        {"id": NAME, "text": ""},
        {"id": NAME, "text": 5},
        {"id": NAME, NAME: "a"},
        {"id": f"{NAME}-1", "text": "GALAT"},
        {"id": f"{NAME}-2", "text": "MATI"},
        {"id": "a", "text": "Isi.", "date": NAME},
        {"id": "b", "text": "Isi."},
    ]
    (folder / f"{NAME}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows) + f"{NAME}\n")
    (folder / f"{NAME}.csv").write_text(f"{NAME},b\n1,2\n")
    (folder / f"{NAME}.txt").write_text("")
    (folder / f"{NAME} lagi.txt").write_text("Isi lain.")
    (folder / f"{NAME}.json.gz").write_bytes(b"\x1f\x8b damaged")
    job = Job(
        (str(folder),),
        str(tmp_path / name),
        engine=FRAGILE,
        redact=True,
        table="articles" if name == "o.csv" else None,
        input_format=None,
    )
    summary = run(job, workers=1)
    assert summary.counts.lost == 9
    for path in tmp_path.iterdir():
        if path.is_file():
            data = path.read_bytes().lower()
            assert b"rahmawati" not in data, path
    told = lines(summary.errors)
    assert {row["id"] for row in told if not row["kept"]} == {None}
    assert {row["file"] for row in told} >= {"#4 ████.jsonl", "#2 ████.csv", "#3 ████.json.gz", "#5 ████.txt"}
    reasons = [row["reason"] for row in told if row["kind"] in ("date", "failed")]
    assert reasons == ["RuntimeError", "no publication date was found"]
    done = run(job, workers=1)
    assert done.resumed == done.counts.read


def test_a_full_device_is_told_in_one_line(page) -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("no such device")
    for command in (
        ["parse", page],
        ["parse", page, "-f", "pretty"],
        ["view", page],
        ["view", page, "-o", "/dev/full"],
    ):
        with open("/dev/full", "w") as full:
            done = subprocess.run(
                [sys.executable, "-m", "beritaparse.cli", *command, "--engine", "rules"],
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
                env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
            )
        assert done.returncode == 1, command
        assert done.stderr.count("\n") == 1, done.stderr
        assert "No space left on device" in done.stderr
