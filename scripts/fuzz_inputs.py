"""Random changes of input files, read by the readers and, one page each, as ``parse`` reads them.

    python scripts/fuzz_inputs.py [--runs 1000] [--seed 1] [--inputs FOLDER] [--keep FOLDER]

Inputs of every format are made here; those of ``--inputs`` are taken too.  Each run takes one of them and changes it:
cut, doubled, spliced with another, in another encoding, bytes changed, lines mixed, packed or packed twice.  It fails
(exit code 1, with the seed) where reading raises, where it takes longer than ten seconds of CPU time, where an item is
neither a record nor a problem with its reason, and where a record is given to the parser and neither an article nor a
reason comes back.
"""

from __future__ import annotations

import argparse
import bz2
import gzip
import io
import json
import lzma
import random
import signal
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

SECONDS = 10
TEXT = """DEMAK - Kapolres Demak AKBP Bagas Prawira Nugraha memimpin apel, Rabu (16/10/2024) pagi.

“Situasi aman – terkendali,” kata Bagas di Kecamatan Sayung. Ia menyebut “harga” naik 5 %.
"""
PAGE = f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>Apel</title></head><body><p>{TEXT}</p></body></html>"
Change = Callable[[bytes, bytes, random.Random], bytes]


def made() -> dict[str, bytes]:
    """Small inputs of every format that can be made here."""
    rows = [{"id": f"a{n}", "judul": "Apel", "isi": f"{TEXT}{n}", "tanggal": f"{n + 9}/10/2024"} for n in range(6)]
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    quoted = (",".join('"' + str(cell).replace('"', '""') + '"' for cell in row.values()) for row in rows)
    item = f"<item><title>Apel</title><guid>g</guid><description><![CDATA[<p>{TEXT}</p>]]></description></item>"
    found = {
        "a.jsonl": lines.encode(),
        "a.json": json.dumps(rows, indent=1).encode(),
        "a.csv": ("id,judul,isi,tanggal\n" + "\n".join(quoted)).encode(),
        "a.txt": TEXT.encode(),
        "a.html": PAGE.encode(),
        "a.rss": f"<rss version='2.0'><channel><title>K</title>{item * 3}</channel></rss>".encode(),
        "a.eml": f"Subject: Apel\nDate: Wed, 16 Oct 2024 09:00:00 +0700\nMIME-Version: 1.0\n\n{TEXT}".encode(),
        "a.md": f"# Apel\n\n{TEXT.replace('apel', '**apel**')}".encode(),
        "a.docx": _word(),
        "a.jsonl.gz": gzip.compress(lines.encode()),
        "a.csv.bz2": bz2.compress(("isi\n" + "Satu.\n" * 9).encode()),
        "a.jsonl.xz": lzma.compress(lines.encode()),
    }
    return found | _more(lines, rows)


def _word() -> bytes:
    packed = io.BytesIO()
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        body = f"<w:document {space}><w:body><w:p><w:r><w:t>{TEXT}</w:t></w:r></w:p></w:body></w:document>"
        package.writestr("word/document.xml", body)
    return packed.getvalue()


def _more(lines: str, rows: list[dict[str, str]]) -> dict[str, bytes]:
    """Formats that need a package."""
    found: dict[str, bytes] = {}
    try:
        import pyarrow
        import pyarrow.parquet
        import zstandard
        from warcio.statusandheaders import StatusAndHeaders
        from warcio.warcwriter import WARCWriter
    except ImportError:
        return found
    found["a.jsonl.zst"] = zstandard.compress(lines.encode())
    packed = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), packed)
    found["a.parquet"] = packed.getvalue()
    crawl = io.BytesIO()
    writer = WARCWriter(crawl, gzip=False)
    for number in range(3):
        http = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        page = io.BytesIO(PAGE.encode())
        writer.write_record(writer.create_warc_record(f"https://a.id/{number}", "response", page, http_headers=http))
    found["a.warc"] = crawl.getvalue()
    found["a.warc.gz"] = gzip.compress(crawl.getvalue())
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        archive.writestr("archive/a.warc", crawl.getvalue())
    found["a.wacz"] = package.getvalue()
    return found


def _place(data: bytes, chance: random.Random) -> int:
    return chance.randrange(len(data) + 1)


def _cut(data: bytes, other: bytes, chance: random.Random) -> bytes:
    start, end = sorted((_place(data, chance), _place(data, chance)))
    return chance.choice((data[:start], data[start:], data[start:end], data[:start] + data[end:]))


def _doubled(data: bytes, other: bytes, chance: random.Random) -> bytes:
    start, end = sorted((_place(data, chance), _place(data, chance)))
    return data[:end] + data[start:] if chance.random() < 0.7 else data * chance.randint(2, 4)


def _spliced(data: bytes, other: bytes, chance: random.Random) -> bytes:
    return data[: _place(data, chance)] + other[_place(other, chance) :]


def _encoded(data: bytes, other: bytes, chance: random.Random) -> bytes:
    encoding = chance.choice(("utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "utf-8-sig", "utf-7", "cp037"))
    return data.decode("utf-8", "replace").encode(encoding, "replace")


def _changed(data: bytes, other: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 3, 30))):
        if changed:
            changed[chance.randrange(len(changed))] = chance.choice((chance.randrange(256), *b'\0\n\r"<>[]{},;\\\xff'))
    return bytes(changed)


def _mixed(data: bytes, other: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    chance.shuffle(lines)
    return chance.choice((b"", b"\r", b"\n\n")).join(lines)


def _packed(data: bytes, other: bytes, chance: random.Random) -> bytes:
    return chance.choice((gzip.compress, bz2.compress, lzma.compress))(data)


CHANGES: tuple[Change, ...] = (_cut, _doubled, _spliced, _encoded, _changed, _mixed, _packed)


class LateError(Exception):
    """Reading took too long."""


@contextmanager
def _clock() -> Iterator[None]:
    def late(*_: object) -> None:
        raise LateError(f"took longer than {SECONDS} seconds")

    signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)  # of this process, whatever else the machine does
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


class Fuzz:
    """Reads changed inputs; ``parse`` of every run is that of blocks and sentences alone."""

    def __init__(self, inputs: dict[str, bytes]) -> None:
        import spacy

        from beritaparse import Parser

        nlp = spacy.blank("ind")
        nlp.add_pipe("beritaparse_layout")
        nlp.add_pipe("beritaparse_sentences")
        self._parser = Parser(nlp)
        self._inputs = inputs

    def one(self, seed: int, folder: Path) -> str | None:
        """Do one run; return what is wrong.  The changed file stays in the folder."""
        chance = random.Random(seed)
        name = chance.choice(sorted(self._inputs))
        data = self._inputs[name]
        for _ in range(chance.choice((1, 1, 2, 3))):
            other = self._inputs[chance.choice(sorted(self._inputs))]
            data = chance.choice(CHANGES)(data, other, chance)[: 1 << 20]
        path = folder / name
        path.write_bytes(data)
        began = time.process_time()
        try:
            with _clock():
                self._read(path)
                self._single(path, data)
        except Exception:
            spent = time.process_time() - began
            return f"{name}, {len(data)} bytes, {spent:.1f} seconds: {traceback.format_exc()[-900:]}"
        return None

    def _read(self, path: Path) -> None:
        from beritaparse.batch.columns import Columns
        from beritaparse.batch.inputs import resolve
        from beritaparse.batch.readers import read
        from beritaparse.batch.records import BatchError, Problem
        from beritaparse.batch.worker import read_record

        found = 0
        for item in read(resolve([str(path)], largest=1 << 18), Columns()):
            found += 1
            if isinstance(item, Problem):
                if not item.reason + item.detail or item.row()["file"] != str(path):
                    raise AssertionError(f"a problem without its reason or place: {item}")
                continue
            try:
                read_record(self._parser, item).article.model_dump_json()
            except (ValueError, BatchError) as error:  # told as invalid
                if not str(error):
                    raise AssertionError("no reason") from error
        if not found:
            raise AssertionError("neither a record nor a problem")

    def _single(self, path: Path, data: bytes) -> None:
        from beritaparse.batch.single import read_single

        try:
            self._parser.parse(read_single(str(path), data).text)
        except ValueError as error:
            if not str(error):
                raise AssertionError("no reason") from error


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    options.add_argument("--runs", type=int, default=1000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--inputs", help="a folder of inputs that are changed too")
    options.add_argument("--keep", help="where the inputs of runs that fail are kept")
    given = options.parse_args()
    inputs = made()
    if given.inputs:
        found = sorted(path for path in Path(given.inputs).rglob("*") if path.is_file())
        inputs |= {f"{number}-{path.name}": path.read_bytes() for number, path in enumerate(found)}
    known = {name: data for name, data in inputs.items() if _is_known(name)}
    fuzz = Fuzz(known)
    failed = 0
    for seed in range(given.seed, given.seed + given.runs):
        with tempfile.TemporaryDirectory() as folder:
            wrong = fuzz.one(seed, Path(folder))
            if wrong is None:
                continue
            failed += 1
            print(f"seed {seed}: {wrong}", flush=True)
            if given.keep:
                Path(given.keep).mkdir(parents=True, exist_ok=True)
                for path in Path(folder).iterdir():
                    (Path(given.keep) / f"{seed}-{path.name}").write_bytes(path.read_bytes())
    print(f"{given.runs} changed inputs of {len(known)}, {failed} failed")
    return 1 if failed else 0


def _is_known(name: str) -> bool:
    from beritaparse.batch.inputs import _format  # pyright: ignore[reportPrivateUsage]

    return _format(name) is not None


if __name__ == "__main__":
    sys.exit(main())
