"""Files as people have them, each with the command that was tried on it and what must come of it.

The inputs under ``tests/file_cases`` are of our own wording; ``about`` of each case is a public report of the same kind
about another tool.  ``batch`` runs in this process: what its workers do is tested elsewhere.
"""

from __future__ import annotations

import builtins
import json
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from typer.testing import CliRunner

from beritaparse import cli
from beritaparse.batch import runner as batch_runner
from beritaparse.batch.records import Failure
from beritaparse.batch.worker import make

INPUTS = Path(__file__).parent / "file_cases"
HTML = ("26", "29", "32", "37", "39")
Said = tuple[str, str | None, str | None]
"""Kind of a quotation, name or description of its speaker, its cue."""


class Case(NamedTuple):
    """``quotes`` and ``days``: those of the articles, in order; None: not asked.  ``told``: words of the message."""

    number: str
    command: str
    about: str
    quotes: Sequence[Said] | None = None
    persons: dict[str, str | None] | None = None
    days: dict[str, str | None] | None = None
    texts: Sequence[str] | None = None
    told: str = ""
    code: int = 0


MARKUS = ("direct", "Markus Neno", None)
HARJITO = "Harjito Wibisono"
COWS = [("indirect", HARJITO, "mengatakan"), ("direct", HARJITO, "kata"), ("indirect", HARJITO, "menambahkan")]
COWS = [*COWS, ("direct", HARJITO, "ujarnya")]
DANANG = "Danang Prakoso"
CASES = [
    Case("01", "parse 01_wa_bold_quote.txt", "wit-ai/wit#1443", [("direct", "Tony Sasmita", "kata")]),
    Case("03", "parse 03_emoji_before_cue.txt", "wit-ai/wit#1443", [("direct", "Ferdian Lubis", "ujar")]),
    Case("04", "parse 04_caps_quote.txt", "explosion/spaCy#701", [("direct", "TONY SASMITA", "KATA")]),
    Case("06", "parse 06_dash_nextline.txt", "chartbeat-labs/textacy#383", [MARKUS]),
    Case("08", "parse 08_dash_sameline.txt", "chartbeat-labs/textacy#383", [MARKUS]),
    Case(
        "09",
        "parse 09_dash_sameline_long.txt",
        "chartbeat-labs/textacy#383",
        [MARKUS],
    ),
    Case(
        "10",
        "parse 10_perempuan_itu.txt",
        "stanfordnlp/CoreNLP#905",
        [("direct", "perempuan itu", "kata")],
        {"Bambang Utoro": "Camat Patebon"},
    ),
    Case(
        "11",
        "parse 11_pedagang_itu.txt",
        "stanfordnlp/CoreNLP#905",
        [
            ("direct", "pedagang itu", "kata"),
            ("direct", "bocah itu", "kata"),
            ("direct", "ibu tiga anak itu", "keluh"),
        ],
        {"Bambang Utoro": "Camat Patebon"},
    ),
    Case(
        "13",
        "parse 13_ia_kin.txt",
        "stanfordnlp/CoreNLP#905",
        [("indirect", "Mukhlas Abidin", "mengaku"), ("indirect", "Nur Hidayah", "mengatakan")],
    ),
    Case(
        "14",
        "parse 14_headline_copot.txt",
        "spencermountain/compromise#354",
        [("direct", "wali kota", "kata")],
        {},
    ),
    Case("16", "batch 16_headlines.jsonl", "spencermountain/compromise#354", [], {}),
    Case(
        "17",
        "batch 17_utc.jsonl",
        "Yoast/wordpress-seo#23153",
        days={"Rabu dini hari tadi": "2024-05-15", "kemarin": "2024-05-14"},
    ),
    Case("19", "parse 19_copyright.html", "adbar/htmldate#8", days={"kemarin pagi": None}),
    Case(
        "20",
        "parse 20_date_from_body.html",
        "adbar/htmldate#8",
        days={"kemarin pagi": None, "12 Januari 2019": "2019-01-12"},
    ),
    Case("21", "batch 21_us_dates.csv", "scrapinghub/dateparser#1253", told="date 1: see "),
    Case(
        "22",
        "batch 22_html_column.csv",
        "pyk/rojak#94",
        [("indirect", HARJITO, "mengatakan"), ("direct", HARJITO, "kata")],
    ),
    Case(
        "24",
        "batch 24_list_and_newline.csv",
        "jfilter/clean-text#7",
        [("direct", HARJITO, "kata"), ("indirect", HARJITO, "mengatakan")],
    ),
    Case(
        "25",
        "batch 25_short_html.jsonl",
        "adbar/trafilatura#660",
        days={"Selasa (14/5/2024)": "2024-05-14"},
    ),
    Case(
        "26",
        "parse 26_paywall_jsonld.html",
        "AndyTheFactory/newspaper4k#549",
        [*COWS, ("indirect", DANANG, "menyebut"), ("direct", DANANG, "terang")],
    ),
    Case(
        "27",
        "batch 27_self.jsonl -o 27_self.jsonl --overwrite",
        "mapequation/infomap#907",
        told="the output would replace one of the inputs",
        code=2,
    ),
    Case(
        "28",
        "batch 28_folder -o 28_folder/kutipan.csv --table quotes; batch 28_folder -o 28_folder/orang.jsonl",
        "mapequation/infomap#907",
        told="2 articles read, 2 written",
    ),
    Case("29", "batch 29_folder", "commoncrawl/news-crawl#11", told="5 articles read, 4 written", code=1),
    Case("30", "parse 30_notepad_utf16.txt", "fhamborg/news-please#198", [("direct", HARJITO, "kata")]),
    Case(
        "32",
        "parse 32_page.html",
        "adbar/trafilatura#4",
        told="HTML needs trafilatura: pip install",
        code=1,
    ),
    Case("33", "parse 33_any.txt", "fhamborg/news-please#166", told="No space left on device", code=1),
    Case("34", "parse 34_atom.xml", "rbren/rss-parser#131", told="this is a feed (RSS or Atom)", code=1),
    Case("35", "parse 35_feed.rss", "extractus/feed-extractor#93", told="this is a feed (RSS or Atom)", code=1),
    Case(
        "36",
        "batch 36_merged.csv",
        "AndyTheFactory/newspaper4k#395",
        [
            ("direct", "Lalu Mahsun Karim", "kata"),
            ("indirect", "Rini Astiwati", "menjelaskan"),
            ("direct", "Rini Astiwati", "jelas"),
        ],
    ),
    Case("37", "batch 37_encoding_none.warc.gz", "iipc/jwarc#47", COWS),
    Case("39", "batch 39_resource_records.warc.gz", "archivesunleashed/aut#493", COWS),
    Case(
        "40",
        "parse 40_lalu.txt",
        "spencermountain/compromise#652",
        [("direct", "Lalu Darmawan Saputra", "kata")],
        {"Lalu Darmawan Saputra": "Gubernur NTB", "Lalu Sukarma": "Wakil Bupati Lombok Timur"},
    ),
    Case("41", "parse 41_repeated_end.txt", "adbar/trafilatura#660", [("direct", HARJITO, "kata")]),
    Case("43", "parse 43_wawancara.txt", "chartbeat-labs/textacy#383", [("direct", "Johanis Salakory", None)]),
    Case(
        "44",
        "parse 44_manajer_itu.txt",
        "chartbeat-labs/textacy#383",
        [("direct", "Nurlaila Fitri", "tutup")],
        {"Marco Veldkamp": "Pelatih", "Nurlaila Fitri": "Manajer PSIM"},
    ),
    Case(
        "45",
        "parse 45_dump.csv",
        "martinsbalodis/web-scraper-chrome-extension#169",
        told="this is a table of articles, not one page: beritaparse batch",
        code=1,
    ),
    Case(
        "46",
        "parse 46_dump.json",
        "fhamborg/news-please#91",
        told="this is JSON, not one page: beritaparse batch",
        code=1,
    ),
    Case(
        "48",
        "parse 48_lone_quote_after_suspect.txt",
        "stanfordnlp/CoreNLP#905",
        [("direct", None, None)],
    ),
    Case(
        "49",
        "parse 49_redact_underscore_child.txt --redact",
        "data-privacy-stack/presidio#1354",
        texts=["CIAMIS - Polisi menangkap *████ ████████* (29). Korban bernama _██████ ███_ (13) dan *_████ ████_*"],
    ),
    Case(
        "50",
        "parse 50_redact_caps_list.txt --redact",
        "data-privacy-stack/presidio#1354",
        texts=[
            "1. ████ █████ ███ █████, 34 TH, BURUH\n2. █████ als ███████, 28 th, swasta\n3. ████ ███████ ███ H. ███"
        ],
    ),
    Case(
        "52",
        "parse 52_redact_lalu.txt --redact",
        "data-privacy-stack/presidio#1354",
        texts=["Polisi menangkap ████ ██████ ███████ (25), Selasa (14/5/2024). ████ ██████ mengaku menyesal."],
    ),
]


class _Here:
    """A pool whose one worker is this process."""

    def __init__(self, engine: str, redact: bool, workers: int, limits: object, *least: float) -> None:
        self._handle = make(engine, redact, *least)

    def run(self, batches: Any, weigh: object) -> Iterator[tuple[Any, list[Any]]]:
        for batch in batches:
            yield batch, [self._one(record) for record in batch]

    def _one(self, record: Any) -> Any:
        try:
            return self._handle(record)
        except ValueError as error:
            return Failure("invalid", "", str(error))

    def close(self) -> None:
        pass


def _invoke(command: str, folder: Path) -> tuple[int, str, list[dict[str, Any]]]:
    """Run a command on inputs of the folder; return its code, what it tells, and the articles."""
    verb, name, *options = command.split()
    arguments = [verb, str(folder / name), *options]
    output = folder / "out.jsonl"
    if "-o" in arguments:
        at = arguments.index("-o") + 1
        arguments[at] = str(folder / arguments[at])
    elif verb == "batch":
        arguments += ["-o", str(output)]
    done = CliRunner().invoke(cli.app, arguments)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    lines = output.read_text("utf-8") if output.exists() else done.stdout if verb == "parse" else ""
    rows = [json.loads(line) for line in lines.splitlines() if line.startswith("{")]
    return done.exit_code, done.output, rows


def _speaker(quote: dict[str, Any], names: dict[str, str]) -> str | None:
    speaker = quote["speaker"] or {}
    return names.get(speaker.get("person_id")) or speaker.get("description")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.number)
def test_a_file(case: Case, tmp_path, monkeypatch) -> None:
    if case.number in HTML:
        pytest.importorskip("trafilatura")
    for package, numbers in {"warcio": ("37", "39"), "pypdf": ("29",)}.items():
        if case.number in numbers:
            pytest.importorskip(package)
    monkeypatch.setattr(batch_runner, "pool_of", _Here)
    source = next(INPUTS.glob(f"{case.number}_*"))
    (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / source.name)
    _hinder(case.number, monkeypatch)
    for command in case.command.split("; "):
        code, told, rows = _invoke(command, tmp_path)
    assert (code, case.told in told) == (case.code, True), told
    if case.code == 1 and not rows and case.command.startswith("parse"):
        assert told.count("\n") == 1
    _check(case, rows)


def _hinder(number: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is wrong with the machine of a case."""
    if number == "32":
        real = builtins.__import__

        def missing(name: str, *given: Any, **named: Any) -> Any:
            if name.partition(".")[0] == "trafilatura":
                raise ImportError(name)
            return real(name, *given, **named)

        monkeypatch.setattr(builtins, "__import__", missing)
    if number == "33":

        def full(*_: Any) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(cli, "_print", full)
        monkeypatch.setattr(cli, "_drop_output", lambda: None)


def _check(case: Case, rows: Sequence[dict[str, Any]]) -> None:
    quotes: list[Said] = []
    persons: dict[str, str | None] = {}
    for row in rows:
        names = {person["id"]: person["name"] for person in row["persons"]}
        persons |= {person["name"]: (person["position"] or {}).get("text") for person in row["persons"]}
        quotes += [(quote["kind"], _speaker(quote, names), quote["cue"]) for quote in row["quotes"]]
        days = {each["text"]: each["value"] for each in row["dates"]}
        assert case.days is None or days == case.days
    if case.number == "09":  # the last two stand below who says them
        quotes = quotes[:1]
    assert case.quotes is None or quotes == list(case.quotes)
    assert case.persons is None or persons == case.persons
    for row, text in zip(rows, case.texts or (), strict=False):
        assert text in row["text"]


def test_what_the_cases_say_beside(tmp_path, monkeypatch) -> None:
    """Days of publication, columns, pages that are read once."""
    monkeypatch.setattr(batch_runner, "pool_of", _Here)
    for name in ("17_utc.jsonl", "21_us_dates.csv", "36_merged.csv"):
        shutil.copy(INPUTS / name, tmp_path / name)
    moments = [row["published"] for row in _invoke("batch 17_utc.jsonl", tmp_path)[2]]
    assert moments == ["2024-05-15T03:30:00+07:00"] * 4
    (tmp_path / "out.jsonl").unlink()
    days = [row["published"][:10] for row in _invoke("batch 21_us_dates.csv --overwrite", tmp_path)[2]]
    assert days == ["2024-05-09", "2024-05-15", "2024-05-23", "2023-12-31"]
    assert "the month stands first" in (tmp_path / "out.jsonl.errors.jsonl").read_text("utf-8")
    (tmp_path / "out.jsonl").unlink()
    texts = [row["text"] for row in _invoke("batch 36_merged.csv --overwrite", tmp_path)[2]]
    assert [text[:8] for text in texts] == ["WONOSARI", "SUMBAWA "]


def test_every_case_has_its_input() -> None:
    assert {case.number for case in CASES} == {path.name[:2] for path in INPUTS.iterdir()}


def test_unsure_speakers_are_left_out_by_batch_as_by_parse(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(batch_runner, "pool_of", _Here)
    text = "DEMAK - Kapolres Demak AKBP Bagas Prawira mengatakan situasi aman.\n\n“Kami minta warga tenang.”\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    for number, least in enumerate(("0", "0.5", "1")):
        (parsed,) = _invoke(f"parse a.txt --min-confidence {least}", tmp_path)[2]
        assert _invoke(f"batch a.txt -o {number}.jsonl --min-confidence {least}", tmp_path)[0] == 0
        written = json.loads((tmp_path / f"{number}.jsonl").read_text("utf-8"))
        assert written["quotes"] == parsed["quotes"]
        assert bool(written["quotes"]) == (least != "1")


def test_events_of_unsure_types_are_left_out_by_batch_as_by_parse(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(batch_runner, "pool_of", _Here)
    text = "DEMAK - Sebuah rumah di Desa Wonosalam terbakar, Senin (9/6/2025). Kebakaran itu menghanguskan dapur.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    for number, least in enumerate(("0", "1")):
        (parsed,) = _invoke(f"parse a.txt --min-event-confidence {least}", tmp_path)[2]
        assert _invoke(f"batch a.txt -o {number}.jsonl --min-event-confidence {least}", tmp_path)[0] == 0
        written = json.loads((tmp_path / f"{number}.jsonl").read_text("utf-8"))
        assert written["events"] == parsed["events"]
        assert bool(written["events"]) == (least != "1")
