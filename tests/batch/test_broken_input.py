"""Input as it is found: odd quoting, files that break off, documents that are nearly JSON."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import random
import zipfile

import pytest

from beritaparse.batch.columns import Columns
from beritaparse.batch.encodings import decode
from beritaparse.batch.inputs import resolve
from beritaparse.batch.readers import read
from beritaparse.batch.records import Problem, Record


def items(path) -> list[Record | Problem]:
    return list(read(resolve([str(path)]), Columns()))


def told(found: list[Record | Problem]) -> list[tuple[str, int | None]]:
    """Texts of records and kinds of problems, with their lines."""
    return [(item.kind if isinstance(item, Problem) else item.text or "", item.where.line) for item in found]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        # a quotation mark that is not closed costs its row, not those behind it
        (
            'id,text\n1,"Satu\n2,"Dua"\n3,"Tiga\nbaris"\n4,Empat\n',
            [("invalid", 2), ("Dua", 3), ("Tiga\nbaris", 4), ("Empat", 6)],
        ),
        ('id,text\n1,Satu\n2,"Dua\n3,Tiga\n', [("Satu", 2), ("invalid", 3), ("Tiga", 4)]),
        # marks that are not doubled
        ('id,text\n1,"Ia berkata "ya" saja"\n', [("quoting", 2), ('Ia berkata "ya" saja', 2)]),
        ('id,text\n1,"Ia berkata \\"ya\\", lalu\npergi"\n', [('Ia berkata "ya", lalu\npergi', 2)]),
        # where the table begins, and with which delimiter
        ("\n \nid,isi\n1,Isi\n", [("Isi", 4)]),
        ("sep=;\nid;isi\n1;Isi\n", [("Isi", 3)]),
        ('id;"judul, panjang, sekali";isi\n1;T;"Isi, satu"\n', [("Isi, satu", 2)]),
        ('"judul\nutama","isi"\nT,Isi\n', [("Isi", 3)]),
        ("isi\nSatu, dua; tiga\n", [("Satu, dua; tiga", 2)]),
        ("isi,judul\rSatu,T\rDua,T\r", [("Satu", 2), ("Dua", 3)]),
        ("id,isi\n1,Isi\0nol\n", [("Isi\0nol", 2)]),
    ],
)
def test_tables_with_odd_quoting(tmp_path, table, expected) -> None:
    (tmp_path / "a.csv").write_text(table, newline="")
    assert told(items(tmp_path / "a.csv"))[-len(expected) :] == expected


def test_a_cell_of_many_megabytes(tmp_path) -> None:
    (tmp_path / "a.csv").write_text('id,isi\n1,"' + "Kata " * 500_000 + '"\n2,Dua\n')
    first, second = items(tmp_path / "a.csv")
    assert isinstance(first, Record)
    assert len(first.text or "") == 2_500_000
    assert second.where.line == 3


def test_the_table_of_trafilatura_has_no_header(tmp_path) -> None:
    row = 'https://m.id/a\tnull\tf1\tm.id\tJudul\tnull\t2024-10-17\t"Isi, satu, dua, tiga, empat, lima, enam\nlagi"'
    (tmp_path / "a.csv").write_text(f"{row}\tnull\tnull\tnull\n{row}\tnull\tnull\tnull\n")
    first, second = items(tmp_path / "a.csv")
    assert isinstance(first, Record)
    assert (first.url, first.id, first.outlet, first.title) == ("https://m.id/a", None, "m.id", "Judul")
    assert (first.published, first.text) == ("2024-10-17", "Isi, satu, dua, tiga, empat, lima, enam\nlagi")
    assert (first.where.line, second.where.line) == (1, 3)


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ('[{"text": "a"},]{"text": "b"},]{"text": "c"}]', ["a", "b", "c"]),  # newspaper4k, several addresses
        ('{"text": "a"}\n{"text": "b"}\n', ["a", "b"]),
        ('\ufeff[\n {"text": "a"},\n {"text": \n {"text": "c"}\n]', ["a", "invalid", "c"]),
        ('[{"text": "a"}, {"text": "b', ["a", "invalid"]),
        ('[{"text": "a"}, 5, null, "d"]', ["a", "invalid", "invalid", "d"]),
    ],
)
def test_documents_that_are_nearly_json(tmp_path, document, expected) -> None:
    (tmp_path / "a.json").write_text(document, encoding="utf-8")
    assert [kind for kind, _ in told(items(tmp_path / "a.json"))] == expected


def test_a_large_array_is_read_value_by_value(tmp_path) -> None:
    rows = [{"text": f"Isi {n} \u201cya\u201d " + "kata " * (n % 7) * 3000} for n in range(300)]
    (tmp_path / "a.json").write_text(json.dumps(rows, indent=1, ensure_ascii=False), encoding="utf-8")
    assert [item.text for item in items(tmp_path / "a.json") if isinstance(item, Record)] == [r["text"] for r in rows]


def zstd(data: bytes) -> bytes:
    return pytest.importorskip("zstandard").compress(data)


@pytest.mark.parametrize(
    ("ending", "pack"), [("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress), ("zst", zstd)]
)
def test_whatever_its_compression_a_broken_file_is_told(tmp_path, ending, pack) -> None:
    chance = random.Random(1)
    rows = [json.dumps({"text": f"Isi {n} {chance.random()}"}).encode() for n in range(4000)]
    whole = pack(b"\n".join(rows))
    damaged = bytearray(whole)
    for place in range(len(whole) // 2, len(whole) // 2 + 40):
        damaged[place] ^= 85
    for name, data, least in (
        ("cut", whole[: len(whole) * 9 // 10], 0 if ending == "bz2" else 1000),
        ("damaged", bytes(damaged), 0),
    ):
        path = tmp_path / f"{name}.jsonl.{ending}"
        path.write_bytes(data)
        found = items(path)
        assert [item.kind for item in found if isinstance(item, Problem)][-1] in ("unreadable", "invalid")
        assert sum(isinstance(item, Record) for item in found) >= least
        if name == "cut":
            assert isinstance(found[-1], Problem)
            assert "cannot be read further" in found[-1].reason
    path.write_bytes(whole + pack(b"\n") + whole)  # one behind the other
    assert sum(isinstance(item, Record) for item in items(path)) == 8000


def crawl(pages: int, gz: bool, **headers: str) -> bytes:
    pytest.importorskip("warcio")
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=gz)
    for n in range(pages):
        said = [(name.replace("_", "-"), value) for name, value in {"Content_Type": "text/html", **headers}.items()]
        http = StatusAndHeaders("200 OK", said, protocol="HTTP/1.1")
        page = io.BytesIO(f"<html><body><p>Isi “{n}”</p></body></html>".encode("cp1252" if n == 1 else "utf-8"))
        writer.write_record(writer.create_warc_record(f"https://m.id/{n}", "response", payload=page, http_headers=http))
    return stream.getvalue()


@pytest.mark.parametrize("pack", [bytes, gzip.compress, bz2.compress, zstd])
def test_crawls_in_every_compression(tmp_path, pack) -> None:
    (tmp_path / "a.warc").write_bytes(pack(crawl(3, gz=False)))
    found = items(tmp_path / "a.warc")
    assert [item.html for item in found if isinstance(item, Record)] == [
        f"<html><body><p>Isi “{n}”</p></body></html>" for n in range(3)
    ]
    assert [(item.kind, item.where.line) for item in found if isinstance(item, Problem)] == [("encoding", 2)]


@pytest.mark.parametrize("gz", [True, False])
def test_a_crawl_that_breaks_off_is_told(tmp_path, gz) -> None:
    whole = crawl(5, gz)
    last = whole.rindex(b"\x1f\x8b\x08" if gz else b"WARC/1.")
    for cut in range(last + 1, len(whole) - 12, 3):  # within a page, its head, its header
        (tmp_path / "a.warc").write_bytes(whole[:cut])
        *found, last = items(tmp_path / "a.warc")
        assert sum(isinstance(item, Record) for item in found) == 4
        assert isinstance(last, Problem)
        assert last.kind in ("unreadable", "invalid")


def test_a_package_of_crawls_that_breaks_off_is_told(tmp_path) -> None:
    with zipfile.ZipFile(tmp_path / "a.wacz", "w") as package:
        package.writestr("archive/data.warc.gz", crawl(3, gz=True)[:-30])
    *found, last = items(tmp_path / "a.wacz")
    assert len([item for item in found if isinstance(item, Record)]) == 2
    assert isinstance(last, Problem)


def test_a_page_as_it_was_sent_needs_what_unpacks_it(tmp_path) -> None:
    (tmp_path / "a.warc").write_bytes(crawl(1, gz=False, Content_Encoding="zstd"))
    (problem,) = items(tmp_path / "a.warc")
    assert isinstance(problem, Problem)
    assert "'zstd'" in problem.reason


@pytest.mark.parametrize(
    ("page", "declared", "expected"),
    [
        ("“Ya” é".encode(), "iso-8859-1", ("“Ya” é", "utf-8")),
        ("“Ya”".encode("cp1252"), "iso-8859-1", ("“Ya”", "cp1252")),
        (b"<meta charset=latin1>" + "“Ya”".encode("cp1252"), None, ("<meta charset=latin1>“Ya”", "cp1252")),
        (b"<meta charset=utf-16>" + "é".encode("cp1252"), None, ("<meta charset=utf-16>é", "cp1252 in utf-8")),
        ("Ya".encode("utf-16"), "utf-8", ("Ya", "utf-16")),
        ("é".encode("cp1252") * 9, "undefined", ("é" * 9, "cp1252")),
    ],
)
def test_pages_are_read_as_browsers_do(page, declared, expected) -> None:
    assert decode(page, declared) == expected
