from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
import zipfile

import pytest

from beritaparse.batch.columns import Columns
from beritaparse.batch.inputs import resolve
from beritaparse.batch.readers import read, usable
from beritaparse.batch.records import BatchError, Problem, Record

ROW = {"id": "a1", "judul": "Apel", "isi_berita": "Apel digelar di Demak.", "tanggal_publikasi": "2024-10-17"}


def items(*names, columns: dict[str, str] | None = None, format: str | None = None) -> list[Record | Problem]:
    return list(read(resolve([str(name) for name in names], format), Columns(columns or {})))


def records(*names, **more) -> list[Record]:
    found = items(*names, **more)
    assert all(isinstance(item, Record) for item in found), found
    return found  # type: ignore[return-value]


def write_csv(path, rows, delimiter=",", encoding="utf-8") -> None:
    with open(path, "w", newline="", encoding=encoding) as stream:
        writer = csv.DictWriter(stream, list(rows[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)


@pytest.mark.parametrize(
    ("ending", "pack"), [("", bytes), (".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress)]
)
def test_jsonl_in_every_compression(tmp_path, ending, pack) -> None:
    path = tmp_path / f"dump.jsonl{ending}"
    path.write_bytes(pack(json.dumps(ROW).encode() + b"\n"))
    (record,) = records(path)
    assert (record.text, record.title, record.id) == ("Apel digelar di Demak.", "Apel", "a1")
    assert (record.published, record.where.line) == ("2024-10-17", 1)


def test_zstandard(tmp_path) -> None:
    zstandard = pytest.importorskip("zstandard")
    path = tmp_path / "dump.jsonl.zst"
    path.write_bytes(zstandard.compress(json.dumps(ROW).encode() + b"\n"))
    assert records(path)[0].id == "a1"


@pytest.mark.parametrize(("name", "delimiter"), [("a.csv", ","), ("a.csv", ";"), ("a.tsv", "\t")])
def test_tables_of_text(tmp_path, name, delimiter) -> None:
    rows = [ROW, ROW | {"id": "a2", "isi_berita": 'Dua baris\n"dan kutipan", kata dia.'}, ROW | {"id": "a3"}]
    write_csv(tmp_path / name, rows, delimiter)
    found = records(tmp_path / name)
    assert [record.id for record in found] == ["a1", "a2", "a3"]
    assert found[1].text == 'Dua baris\n"dan kutipan", kata dia.'
    assert [record.where.line for record in found] == [2, 3, 5]


def test_parquet(tmp_path) -> None:
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as parquet

    parquet.write_table(pa.Table.from_pylist([ROW, ROW | {"isi_berita": None}]), tmp_path / "a.parquet")
    record, problem = items(tmp_path / "a.parquet")
    assert isinstance(record, Record)
    assert record.text == ROW["isi_berita"]
    assert isinstance(problem, Problem)
    assert (problem.kind, problem.where.line) == ("invalid", 2)


def test_folder_of_pages_is_read_in_order(tmp_path) -> None:
    (tmp_path / "b.txt").write_text("Isi kedua.")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "c.html").write_text("<html><body><p>Isi ketiga.</p></body></html>")
    (tmp_path / "a.txt").write_text("Isi pertama.")
    (tmp_path / "notes.doc").write_text("x")
    first, second, third, skipped = items(tmp_path)
    assert isinstance(skipped, Problem)
    assert (skipped.reason, skipped.kept) == ("1 files of other kinds were not read: .doc 1", True)
    assert (first.text, second.text) == ("Isi pertama.", "Isi kedua.")
    assert third.html is not None


def test_globs_and_several_inputs(tmp_path) -> None:
    for name in ("x2", "x1", "y1"):
        (tmp_path / f"{name}.txt").write_text(f"Isi {name}.")
    found = records(tmp_path / "y1.txt", tmp_path / "x*.txt")
    assert [record.text for record in found] == ["Isi y1.", "Isi x1.", "Isi x2."]


def test_json_document_of_one_or_many(tmp_path) -> None:
    (tmp_path / "one.json").write_text(json.dumps({"maintext": "Satu.", "title": "T"}))
    (tmp_path / "many.json").write_text(json.dumps([{"text": "Dua."}, {"text": "Tiga."}]))
    assert [record.text for record in records(tmp_path / "one.json", tmp_path / "many.json")] == [
        "Satu.",
        "Dua.",
        "Tiga.",
    ]


WARC = """WARC/1.0\r
WARC-Type: response\r
WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-00000000000{n}>\r
WARC-Target-URI: https://example.org/{n}\r
WARC-Date: 2024-10-17T00:00:00Z\r
Content-Type: application/http; msgtype=response\r
Content-Length: {length}\r
\r
{http}\r
\r
"""


def warc() -> bytes:
    made = ""
    for n, (status, kind) in enumerate(
        [("200 OK", "text/html"), ("404 Not Found", "text/html"), ("200 OK", "image/png")]
    ):
        http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n<html><body><p>Isi {n}</p></body></html>"
        made += WARC.format(n=n, http=http, length=len(http))
    return made.encode()


def test_crawls_give_their_delivered_pages(tmp_path) -> None:
    pytest.importorskip("warcio")
    (tmp_path / "a.warc").write_bytes(warc())
    with zipfile.ZipFile(tmp_path / "b.wacz", "w") as package:
        package.writestr("archive/data.warc", warc())
    for name in ("a.warc", "b.wacz"):
        (record,) = records(tmp_path / name)
        assert record.url == "https://example.org/0"
        assert "Isi 0" in (record.html or "")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        # field names of news-watch, news-please, trafilatura and newspaper4k
        (
            {"title": "T", "publish_date": "P", "content": "X", "source": "media.id", "link": "L"},
            ("X", "media.id", "L"),
        ),
        ({"maintext": "X", "date_publish": "P", "source_domain": "media.id", "url": "L"}, ("X", "media.id", "L")),
        (
            {"raw_text": "x x", "text": "X", "source": "https://m.id/a", "hostname": "m.id"},
            ("X", "m.id", "https://m.id/a"),
        ),
        ({"text": "X", "publish_date": "P", "source_url": "L"}, ("X", None, "L")),
        ({"maintext": "X", "text": None, "source_domain": "m.id", "url": "L"}, ("X", "m.id", "L")),
        ({"text": "X", "meta_site_name": "M", "canonical_link": "L"}, ("X", "M", "L")),
        ({"text": "X", "source": "https://m.id/a"}, ("X", None, "https://m.id/a")),
        ({"text": "X", "source": "Antara"}, ("X", "Antara", None)),
        ({"text": "X", "hostname": "m.id", "source": "Antara"}, ("X", "m.id", None)),
        ({"Isi_Berita": "X", "Sumber": "M", "Tautan": "L"}, ("X", "M", "L")),
        ({"Isi Berita": "X", "Source Name": "M", "sourceUrl": "L"}, ("X", "M", "L")),
    ],
)
def test_columns_of_scrapers_are_known(tmp_path, row, expected) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps(row))
    (record,) = records(tmp_path / "a.jsonl")
    assert (record.text, record.outlet, record.url) == expected


def test_columns_can_be_named(tmp_path) -> None:
    write_csv(tmp_path / "a.csv", [{"kolom1": "Isi.", "kolom2": "Judul"}])
    (record,) = records(tmp_path / "a.csv", columns={"text": "kolom1", "title": "kolom2"})
    assert (record.text, record.title) == ("Isi.", "Judul")


def test_a_table_without_text_names_its_columns(tmp_path) -> None:
    write_csv(tmp_path / "a.csv", [{"kolom1": "Isi."}])
    (tmp_path / "b.jsonl").write_text(json.dumps(ROW))
    problem, record = items(tmp_path / "a.csv", tmp_path / "b.jsonl")
    assert isinstance(problem, Problem)
    assert (problem.kind, problem.kept) == ("columns", False)
    assert "kolom1" in problem.detail
    assert isinstance(record, Record)
    with pytest.raises(BatchError, match=r"a\.csv.*kolom1"):
        usable(problem)
    (problem,) = items(tmp_path / "a.csv", columns={"text": "kolom1", "title": "nihil"})
    assert isinstance(problem, Problem)
    assert problem.reason + problem.detail == "no column 'nihil' (--title); the columns are: kolom1"


def test_a_named_column_that_no_record_has_is_told(tmp_path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps(ROW) + "\n" + json.dumps(ROW | {"jdl": "T"}))
    (tmp_path / "b.jsonl").write_text(json.dumps(ROW))
    one, two, three, said = items(tmp_path / "a.jsonl", tmp_path / "b.jsonl", columns={"title": "jdl"})
    assert [item.title for item in (one, two, three) if isinstance(item, Record)] == [None, "T", None]
    assert isinstance(said, Problem)
    assert (said.kind, said.kept, said.where.file) == ("columns", True, str(tmp_path / "b.jsonl"))
    assert "'jdl'" in said.reason


@pytest.mark.parametrize("nothing", ["None", "null", "NaN", " "])
def test_what_programs_write_for_nothing_is_nothing(tmp_path, nothing) -> None:
    write_csv(tmp_path / "a.csv", [{"text": "Isi.", "date": nothing}, {"text": nothing, "date": ""}])
    record, problem = items(tmp_path / "a.csv")
    assert isinstance(record, Record)
    assert record.published is None
    assert isinstance(problem, Problem)


def test_bad_lines_are_told_with_their_number_and_the_rest_is_read(tmp_path) -> None:
    good = json.dumps(ROW)
    (tmp_path / "a.jsonl").write_text(
        f'{good}\n{{"text": \n[1]\n\n{{"x": 1}}\n{{"text": 5}}\n{{"text": " "}}\n{good}\n'
    )
    found = items(tmp_path / "a.jsonl")
    kinds = [(item.kind if isinstance(item, Problem) else "record", item.where.line) for item in found]
    assert kinds == [("record", 1)] + [("invalid", line) for line in (2, 3, 5, 6, 7)] + [("record", 8)]


def test_a_row_with_too_many_cells_is_told(tmp_path) -> None:
    (tmp_path / "a.csv").write_text("id,text\n1,Isi,lebih\n2,Isi\n3\n")
    found = items(tmp_path / "a.csv")
    assert [item.where.line for item in found if isinstance(item, Problem)] == [2, 4]
    assert [item.text for item in found if isinstance(item, Record)] == ["Isi"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_other_encodings_are_read_and_said(tmp_path, encoding) -> None:
    text = "“Kami tegas – dan adil,” kata Kapolres. " * 30
    write_csv(tmp_path / "a.csv", [{"text": text}], encoding=encoding)
    *said, record = items(tmp_path / "a.csv")
    assert isinstance(record, Record)
    assert record.text == text
    assert [item.kind for item in said if isinstance(item, Problem)] == (
        [] if encoding == "utf-8-sig" else ["encoding"]
    )


def test_a_stray_byte_in_a_utf8_file_costs_nothing_else(tmp_path) -> None:
    line = json.dumps({"text": "Apel é."}, ensure_ascii=False).encode()
    (tmp_path / "a.jsonl").write_bytes(b"\n".join([line] * 9000) + b'\n{"text": "Harga \x80 5"}\n')
    *first, said, last = items(tmp_path / "a.jsonl")
    assert len(first) == 9000
    assert isinstance(said, Problem)
    assert (said.kind, said.kept) == ("encoding", True)
    assert isinstance(last, Record)
    assert last.text == "Harga € 5"


def test_a_file_that_breaks_off_is_told_and_the_next_is_read(tmp_path) -> None:
    whole = gzip.compress(b"".join(json.dumps(ROW | {"id": str(n)}).encode() + b"\n" for n in range(5000)))
    (tmp_path / "a.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "b.jsonl").write_text(json.dumps(ROW))
    found = items(tmp_path / "a.jsonl.gz", tmp_path / "b.jsonl")
    problems = [item for item in found if isinstance(item, Problem) and item.kind == "unreadable"]
    assert [problem.where.file for problem in problems] == [str(tmp_path / "a.jsonl.gz")]
    assert isinstance(found[-1], Record)


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.json", "a.warc", "a.jsonl.gz"])
def test_a_file_without_articles_is_told(tmp_path, name) -> None:
    (tmp_path / name).write_bytes(gzip.compress(b"") if name.endswith("gz") else b"")
    (said,) = items(tmp_path / name)
    assert isinstance(said, Problem)
    assert (said.kind, said.kept) == ("empty", True)


def test_formats_are_also_known_by_their_endings(tmp_path) -> None:
    (tmp_path / "dump").write_text("isi\tjudul\nIsi.\tT\n")
    assert records(tmp_path / "dump", format="tsv")[0].title == "T"
    with pytest.raises(BatchError, match="choose one of jsonl"):
        resolve([str(tmp_path / "dump")], "xlsx")


@pytest.mark.parametrize("name", ["none.jsonl", "none*.csv", "empty_folder", "odd.doc"])
def test_inputs_that_stand_for_nothing_are_refused(tmp_path, name) -> None:
    (tmp_path / "empty_folder").mkdir()
    (tmp_path / "odd.doc").write_text("x")
    with pytest.raises(BatchError, match=name.split("*")[0]):
        resolve([str(tmp_path / name)])


def test_standard_input(monkeypatch) -> None:
    class Stdin:
        buffer = io.BufferedReader(io.BytesIO(gzip.compress(json.dumps(ROW).encode())))  # type: ignore[arg-type]

    monkeypatch.setattr("sys.stdin", Stdin)
    assert records("-")[0].id == "a1"


def test_parquet_from_standard_input_and_compressed(tmp_path, monkeypatch) -> None:
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as parquet

    stored = io.BytesIO()
    parquet.write_table(pa.table({"isi": [b"Satu.", b"\xff"]}), stored)  # bytes, as old writers left them

    class Pipe(io.RawIOBase):
        def __init__(self, data: bytes) -> None:
            self.rest = data

        def readable(self) -> bool:
            return True

        def readinto(self, buffer) -> int:
            size = min(len(buffer), len(self.rest))
            buffer[:size], self.rest = self.rest[:size], self.rest[size:]
            return size

    class Stdin:
        buffer = io.BufferedReader(Pipe(stored.getvalue()))

    (tmp_path / "a.parquet.gz").write_bytes(gzip.compress(stored.getvalue()))
    record, problem = items(tmp_path / "a.parquet.gz")
    assert isinstance(record, Record)
    assert record.text == "Satu."
    assert isinstance(problem, Problem)
    monkeypatch.setattr("sys.stdin", Stdin)
    assert len(items("-", format="parquet")) == 2
