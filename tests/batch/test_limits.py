"""Records that unpack to more than is asked for: told by name, and what stands behind them is read."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from beritaparse.batch.columns import Columns
from beritaparse.batch.inputs import resolve
from beritaparse.batch.readers import read
from beritaparse.batch.records import Problem, Record

LIMIT = 20_000
LARGE = "besar " * 10_000
TOLD = "larger than"


def told(path: Path, largest: int = LIMIT) -> list[str]:
    """The first words of each record, or the kind of each problem."""
    made = []
    for item in read(resolve([str(path)], largest=largest), Columns()):
        assert isinstance(item, Record) or item.kind != "large" or TOLD in item.reason
        made.append((item.text or item.html or "")[:4] if isinstance(item, Record) else item.kind)
    return made


def lines(*texts: str) -> str:
    return "".join(json.dumps({"id": text[:4], "text": text}) + "\n" for text in texts)


def test_lines_of_json(tmp_path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(lines("satu", LARGE, "dua ", LARGE, LARGE, "tiga") + json.dumps({"text": LARGE}))
    assert told(path) == ["satu", "large", "dua ", "large", "large", "tiga", "large"]
    assert [item.where.line for item in read(resolve([str(path)], largest=LIMIT), Columns())] == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("strange", ['"}, {', '\\"]}', "{{[["])
def test_a_value_of_an_array(tmp_path, indent, strange) -> None:
    """The end of a value that is passed over is found by its brackets, whatever stands in its strings."""
    large = [{"text": strange + LARGE * 5, "tags": [{"a": []}]}, {"text": LARGE + strange * 20_000}]
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{"text": "satu"}, *large, {"text": "dua "}, LARGE, {"text": "tiga"}], indent=indent))
    assert told(path) == ["satu", "large", "large", "dua ", "large", "tiga"]


def test_rows_of_a_table(tmp_path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'id,text\n1,satu\n2,{LARGE}\n3,dua \n4,"{LARGE[:9000]}\n{LARGE}"\n5,tiga\n')
    assert told(path)[:3] == ["satu", "large", "dua "]
    assert told(path)[-1] == "tiga"
    path.write_text(f"{LARGE},text\n1,satu\n")
    assert told(path) == ["large"]


def test_a_mark_that_is_never_closed_is_looked_for_within_the_limit(tmp_path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('id,text\n1,"satu\n' + "".join(f"{n},dua {n}\n" for n in range(10_000)))
    found = told(path)
    assert found[0] == "invalid"
    assert found[1:] == ["dua "] * 10_000


@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_pages(tmp_path, name) -> None:
    (tmp_path / name).write_text(LARGE)
    (tmp_path / f"b{name}").write_text("satu")
    assert told(tmp_path) == ["large", "satu"]


def test_rows_of_parquet(tmp_path) -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    parquet.write_table(arrow.table({"text": ["satu", LARGE, "dua ", LARGE * 2]}), tmp_path / "a.parquet")
    assert told(tmp_path / "a.parquet") == ["satu", "large", "dua ", "large"]


def crawl(*pages: str, packed: bool = False) -> bytes:
    pytest.importorskip("warcio")
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    made = io.BytesIO()
    writer = WARCWriter(made, gzip=True)
    for number, page in enumerate(pages):
        body = page.encode()
        headers = [("Content-Type", "text/html")]
        if packed:
            body, headers = gzip.compress(body), [*headers, ("Content-Encoding", "gzip")]
        http = StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1")
        address = f"https://a.id/{number}"
        writer.write_record(writer.create_warc_record(address, "response", io.BytesIO(body), http_headers=http))
    return made.getvalue()


@pytest.mark.parametrize("packed", [False, True])
def test_pages_of_a_crawl(tmp_path, packed) -> None:
    data = crawl("satu", LARGE, "dua ", LARGE, packed=packed)
    (tmp_path / "a.warc.gz").write_bytes(data)
    assert told(tmp_path / "a.warc.gz") == ["satu", "large", "dua ", "large"]
    with zipfile.ZipFile(tmp_path / "a.wacz", "w") as package:
        package.writestr("archive/a.warc.gz", data)
    assert told(tmp_path / "a.wacz") == ["satu", "large", "dua ", "large"]


def test_a_head_without_end_is_no_record(tmp_path) -> None:
    pytest.importorskip("warcio")
    head = b"WARC/1.0\r\nWARC-Type: response\r\nX-Long: "
    (tmp_path / "a.warc.gz").write_bytes(crawl("satu") + gzip.compress(head + b"x" * (40 << 20)))
    assert told(tmp_path / "a.warc.gz", 1 << 20) == ["satu", "unreadable"]


def zstd(data: bytes) -> bytes:
    return pytest.importorskip("zstandard").compress(data)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("ending", "pack"), [("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress), ("zst", zstd)]
)
def test_what_unpacks_to_a_hundred_times_the_memory(tmp_path, ending, pack) -> None:
    """A line, a page and a value that are nothing but length; the process may use 100 MB."""
    bomb = "0" * (110 << 20)
    packed = pack(f'{{"text": "satu"}}\n{{"text": "{bomb}"}}\n{{"text": "dua "}}\n'.encode())
    for name in (f"a.jsonl.{ending}", f"b.json.{ending}", f"c.txt.{ending}"):
        (tmp_path / name).write_bytes(packed)
    program = (
        "import resource, sys; sys.path[:] = sys.argv[2:]\n"
        "from beritaparse.batch.columns import Columns\nfrom beritaparse.batch.inputs import resolve\n"
        "from beritaparse.batch.readers import read\nfrom beritaparse.batch.records import Problem\n"
        f"list(read(resolve([sys.argv[1] + '/c.txt.{ending}'], largest=1000), Columns()))\n"  # all is imported
        "resource.setrlimit(resource.RLIMIT_DATA, (100 << 20, 100 << 20))\n"
        "for item in read(resolve([sys.argv[1]], largest=1 << 20), Columns()):\n"
        "    print(item.kind if isinstance(item, Problem) else item.text)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path), *sys.path], capture_output=True, text=True, timeout=120
    )
    assert done.stdout.split() == [*["satu", "large", "dua"] * 2, "large"], done.stderr


def test_streams_of_xz_one_behind_the_other(tmp_path) -> None:
    data = lzma.compress(lines("satu").encode()) + bytes(8) + lzma.compress(lines("dua ").encode()) + bytes(4)
    (tmp_path / "a.jsonl.xz").write_bytes(data)
    assert told(tmp_path / "a.jsonl.xz") == ["satu", "dua "]
    (tmp_path / "a.jsonl.xz").write_bytes(data[: len(data) // 2 + 20])
    assert told(tmp_path / "a.jsonl.xz") == ["satu", "unreadable"]


def test_a_window_that_is_too_wide_is_told(tmp_path) -> None:
    zstandard = pytest.importorskip("zstandard")
    wide = zstandard.ZstdCompressionParameters(window_log=30, enable_ldm=True)
    made = zstandard.ZstdCompressor(compression_params=wide).compressobj()
    (tmp_path / "a.jsonl.zst").write_bytes(made.compress(lines("satu").encode()) + made.flush())
    (item,) = read(resolve([str(tmp_path)]), Columns())
    assert isinstance(item, Problem)
    assert "its window is larger than 256 MB (--record-limit raises that)" in item.detail
    assert told(tmp_path / "a.jsonl.zst", 1 << 30) == ["satu"]
