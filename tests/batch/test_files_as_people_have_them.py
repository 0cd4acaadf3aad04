"""Files as newsrooms and scrapers have them: markup in columns, feeds, documents, odd dates, outputs among inputs."""

from __future__ import annotations

import builtins
import contextlib
import io
import json
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from typer.testing import CliRunner

from beritaparse.batch import BatchError, Job, run
from beritaparse.batch.columns import Columns
from beritaparse.batch.documents import read_document
from beritaparse.batch.inputs import resolve
from beritaparse.batch.readers import read
from beritaparse.batch.records import Problem, Record
from beritaparse.batch.single import read_single
from beritaparse.batch.worker import Read, read_record
from beritaparse.cli import app
from beritaparse.layout.markup import plain

from .batch_engines import Quick
from .conftest import lines

QUICK = "batch_engines:quick"
BODY = "DEMAK - Kapolres Demak AKBP Bagas Prawira memimpin apel di kantor, Rabu (16/10/2024).\n\n“Aman,” kata Bagas."


@pytest.fixture(scope="module")
def parser() -> Quick:
    return Quick()


@pytest.fixture
def reads(tmp_path, parser):
    """Write a file and read it to the end; articles and problems."""

    def made(name: str, data: str | bytes) -> tuple[list[Read], list[Problem]]:
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        found = list(read(resolve([str(path)]), Columns()))
        problems = [item for item in found if isinstance(item, Problem)]
        return [read_record(parser, item) for item in found if isinstance(item, Record)], problems

    return made


# Markup in columns


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("Satu.<br />Dua &ldquo;ya&rdquo;.<br/><br>Tiga", "Satu.\nDua “ya”.\n\nTiga"),
        (
            "DEMAK, <b>KABAR.test</b> - Isi &amp; <a href='x'>taut</a>an&nbsp;ini",
            "DEMAK, KABAR.test - Isi & tautan ini",
        ),
        ("<p>Satu.</p>\n<p class=\"x\">Dua.</p><script>var a = '<p>';</script>", "Satu.\n\nDua."),
        ("['Satu.', '“Dua,” kata dia.']", "Satu.\n\n“Dua,” kata dia."),
        ('["Satu.", "Dua."]', "Satu.\n\nDua."),
        (r"Satu.\nDua.\r\n\r\n\"Tiga.\"", 'Satu.\nDua.\n\n"Tiga."'),
        # what is none of these stays as it is
        ("Nilai 5 < 7 & 8 > 6, R&D; a <b", "Nilai 5 < 7 & 8 > 6, R&D; a <b"),
        ("['Satu', 2]", "['Satu', 2]"),
        ("[“Satu”] di awal", "[“Satu”] di awal"),
        (r"C:\nama\file dibuka", r"C:\nama\file dibuka"),
        ("Baris.\nSatu \\n dua", "Baris.\nSatu \\n dua"),
    ],
)
def test_a_column_of_text_becomes_text(column, text) -> None:
    assert plain(column) == text


def test_a_short_piece_of_a_page_is_read(reads) -> None:
    pytest.importorskip("trafilatura")
    (found,), problems = reads("a.jsonl", json.dumps({"content": "<p>DEMAK - Apel digelar, Rabu (16/10/2024).</p>"}))
    assert (found.article.text, problems) == ("DEMAK - Apel digelar, Rabu (16/10/2024).", [])


def test_a_teaser_gives_way_to_the_text_that_the_page_holds_for_machines(reads) -> None:
    pytest.importorskip("trafilatura")
    body = BODY.replace("\n\n", " ") * 3
    data = {
        "@graph": [
            {"@type": "WebPage"},
            {"@type": ["NewsArticle"], "articleBody": body, "datePublished": "2024-10-16T20:30:00Z"},
        ]
    }
    page = (
        f"<html><head><title>Apel</title><script type='application/ld+json'>{json.dumps(data)}</script></head>"
        f"<body><article><h1>Apel</h1><p>{BODY[:90]}</p><p>Berlangganan.</p></article></body></html>"
    )
    (found,), _ = reads("a.html", page)
    assert found.article.text == body
    assert str(found.article.published) == "2024-10-17 03:30:00+07:00"


# Days


@pytest.mark.parametrize(
    "said", ["<footer><p>Copyright 2024 Kabar</p></footer>", "<p>Tradisi itu dimulai 12 Januari 2019.</p>"]
)
def test_no_date_of_publication_is_made_up(reads, said) -> None:
    pytest.importorskip("trafilatura")
    article = f"<article><h1>Kirab</h1><p>{BODY} Kirab kemarin pagi.</p>{said}</article>"
    page = f"<html><head><title>Kirab</title></head><body>{article}</body></html>"
    (found,), _ = reads("a.html", page)
    assert found.article.published is None


def test_a_moment_in_utc_is_read_as_the_day_here(reads) -> None:
    days = ["2024-10-17T03:30:00+07:00", "2024-10-16T20:30:00Z", "Wed, 16 Oct 2024 20:30:00 GMT", "1729110600"]
    found, _ = reads("a.jsonl", "".join(json.dumps({"text": f"Isi {day}", "published": day}) + "\n" for day in days))
    assert [str(each.article.published) for each in found] == ["2024-10-17 03:30:00+07:00"] * 4
    (east,), _ = reads("b.jsonl", '{"text": "Isi", "published": "2024-10-17T00:30:00+09:00"}')
    assert str(east.article.published) == "2024-10-17 00:30:00+09:00"


@pytest.mark.parametrize(
    ("dates", "expected", "told"),
    [
        (["5/9/2024", "5/15/2024 8:15"], ["2024-05-09", "2024-05-15"], True),
        (["5/9/2024", "15/5/2024"], ["2024-09-05", "2024-05-15"], False),
        (["5/9/2024", "5/6/2024"], ["2024-09-05", "2024-06-05"], False),
        (["5/9/2024", "15/5/2024", "5/15/2024", "3/3/2024"], [None, "2024-05-15", "2024-05-15", "2024-03-03"], True),
    ],
)
@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_the_order_of_day_and_month_is_judged_for_the_whole_file(reads, dates, expected, told, kind) -> None:
    rows = [{"isi": f"Isi {n}", "tanggal": date} for n, date in enumerate(dates)]
    table = "isi,tanggal\n" + "".join(f"{row['isi']},{row['tanggal']}\n" for row in rows)
    found, problems = reads(f"a.{kind}", table if kind == "csv" else "".join(json.dumps(row) + "\n" for row in rows))
    days = [each.article.published and str(each.article.published.date()) for each in found]
    assert days == expected
    assert [problem.kind for problem in problems] == ["date"] * told


# Other columns, other records


def test_an_empty_column_of_text_gives_way_to_the_next(reads) -> None:
    found, problems = reads("a.csv", "content,isi,judul\nSatu.,,a\n,Dua.,b\n,,c\n")
    assert [each.article.text for each in found] == ["Satu.", "Dua."]
    assert [problem.reason for problem in problems] == ["no text in 'content'"]


def test_a_column_that_was_named_has_no_other(tmp_path) -> None:
    (tmp_path / "a.csv").write_text("content,isi\n,Dua.\n")
    (problem,) = read(resolve([str(tmp_path / "a.csv")]), Columns({"text": "content"}))
    assert isinstance(problem, Problem)


def test_another_column_of_parquet(tmp_path) -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    parquet.write_table(
        arrow.table({"content": ["Satu.", None], "isi": [None, "Dua."], "x": [1, 2]}), tmp_path / "a.parquet"
    )
    found = list(read(resolve([str(tmp_path / "a.parquet")]), Columns()))
    assert [item.text for item in found if isinstance(item, Record)] == ["Satu.", "Dua."]


def test_lines_of_json_by_another_name(reads) -> None:
    assert len(reads("a.jl", '{"text": "Satu."}\n{"text": "Dua."}\n')[0]) == 2


@pytest.mark.parametrize(
    ("kind", "headers", "count"),
    [
        ("response", {"Content-Type": "text/html", "Content-Encoding": "none"}, 1),
        ("response", {"Content-Type": "text/html", "Content-Encoding": "UTF-8"}, 1),
        ("response", {}, 1),
        ("response", {"Content-Type": "image/png"}, 0),
        ("resource", {"Content-Type": "text/html"}, 1),
        ("resource", {"Content-Type": "text/css"}, 0),
    ],
)
def test_records_of_crawls(tmp_path, kind, headers, count) -> None:
    pytest.importorskip("warcio")
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    made = io.BytesIO()
    writer = WARCWriter(made, gzip=True)
    page = io.BytesIO(f"<html><body><p>{BODY}</p></body></html>".encode())
    if kind == "response":
        http = StatusAndHeaders("200 OK", list(headers.items()), protocol="HTTP/1.1")
        record = writer.create_warc_record("https://a.id/", kind, page, http_headers=http)
    else:
        record = writer.create_warc_record("https://a.id/", kind, page, warc_content_type=headers["Content-Type"])
    writer.write_record(record)
    (tmp_path / "a.warc.gz").write_bytes(made.getvalue())
    found = list(read(resolve([str(tmp_path / "a.warc.gz")]), Columns()))
    assert sum(isinstance(item, Record) for item in found) == count
    assert {item.kind for item in found if isinstance(item, Problem)} <= {"empty"}


# Feeds


RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Kabar</title><item><title>Satu</title><link>https://a.id/1</link><guid>g1</guid>
<pubDate>Wed, 16 Oct 2024 20:30:00 +0000</pubDate><description>Cuplikan</description>
<content:encoded><![CDATA[<p>Isi <b>satu</b>.</p><p>Dua.</p>]]></content:encoded></item>
<item><title>Dua</title><link>https://a.id/2</link><description>Isi dua.</description></item>
<item><title>Tiga</title></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Kabar</title><entry><title>Satu</title><id>g1</id>
<link href="https://a.id/1"/><updated>2024-10-16T20:30:00Z</updated>
<content type="html">&lt;p&gt;Isi &lt;b&gt;satu&lt;/b&gt;.&lt;/p&gt;&lt;p&gt;Dua.&lt;/p&gt;</content></entry></feed>"""


@pytest.mark.parametrize(("name", "feed", "lost"), [("a.rss", RSS, 1), ("a.xml", RSS, 1), ("a.atom", ATOM, 0)])
def test_an_item_of_a_feed_is_an_article(reads, name, feed, lost) -> None:
    pytest.importorskip("feedparser")
    found, problems = reads(name, feed)
    first = found[0].article
    assert (first.text.split("\n"), first.title, first.outlet) == (["Isi satu.", "Dua."], "Satu", "Kabar")
    assert (first.id, first.url, str(first.published)) == ("g1", "https://a.id/1", "2024-10-17 03:30:00+07:00")
    assert [problem.kind for problem in problems] == ["invalid"] * lost


@pytest.mark.parametrize("damaged", ["<urlset><url><loc>https://a.id</loc></url></urlset>", "", "<rss", RSS[:500]])
def test_a_feed_that_is_none_or_no_whole_one_is_told(reads, damaged) -> None:
    pytest.importorskip("feedparser")
    _, problems = reads("a.xml", damaged)
    assert problems


# Documents


def word(text: str) -> bytes:
    made = io.BytesIO()
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    runs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.split("\n"))
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("word/document.xml", f"<w:document {space}><w:body>{runs}</w:body></w:document>")
    return made.getvalue()


def mail(kind: str) -> bytes:
    made = EmailMessage()
    made["Subject"], made["Date"] = "Apel – rilis", "Wed, 16 Oct 2024 20:30:00 +0000"
    made.set_content(BODY if kind == "plain" else f"<p>{BODY}</p>", subtype=kind)
    made.add_attachment(b"x", maintype="image", subtype="png", filename="foto.png")
    return made.as_bytes()


def test_press_releases_are_read(reads) -> None:
    (found,), problems = reads("a.docx", word(BODY))
    assert (found.article.text, problems) == (BODY, [])
    (found,), _ = reads("a.eml", mail("plain"))
    assert (found.article.text.strip(), found.article.title) == (BODY, "Apel – rilis")
    assert str(found.article.published) == "2024-10-17 03:30:00+07:00"
    (found,), _ = reads(
        "a.md", f"# Apel\n\n> {BODY.replace('Aman', '**Aman**').replace('kantor', '[kantor](https://a.id)')}\n"
    )
    assert (found.article.text.strip(), found.article.title) == (f"Apel\n\n{BODY}", "Apel")
    pytest.importorskip("trafilatura")
    (found,), _ = reads("b.eml", mail("html"))
    assert "Kapolres Demak AKBP Bagas Prawira" in found.article.text


def pdf(text: str) -> bytes:
    """A PDF of one page, by hand."""
    content = "BT /F1 12 Tf 50 700 Td 14 TL " + "".join(f"({line}) Tj T* " for line in text.split("\n")) + "ET"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    made, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj{body}endobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    tail = f"trailer<</Size 6/Root 1 0 R>>\nstartxref\n{len(made)}\n%%EOF"
    return made + f"xref\n0 6\n0000000000 65535 f \n{table}{tail}".encode()


def test_a_pdf(reads) -> None:
    pytest.importorskip("pypdf")
    (found,), _ = reads("a.pdf", pdf("DEMAK - Kapolres Demak AKBP Bagas Prawira\nmemimpin apel."))
    assert found.article.text.rstrip() == "DEMAK - Kapolres Demak AKBP Bagas Prawira\nmemimpin apel."


@pytest.mark.parametrize("kind", ["pdf", "word", "mail", "markdown"])
@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.4\n", b"PK\x03\x04", b"\xff\xfe", word("")[:-30], pdf("")[:-200], word("")]
)
def test_a_document_without_text_is_told(kind, data) -> None:
    pytest.importorskip("pypdf")
    with contextlib.suppress(ValueError):  # bytes that are some text to a mail or to Markdown
        assert (read_document(kind, data).text or "").strip()


# Folders, and outputs among inputs


@pytest.mark.parametrize("suffix", ["", ".errors.jsonl", ".summary.json"])
@pytest.mark.parametrize("link", [False, True])
def test_an_output_that_is_an_input_is_refused(tmp_path, suffix, link) -> None:
    source = tmp_path / f"a.jsonl{suffix}"
    source.write_text('{"text": "Isi."}\n')
    given = source
    if link:
        given = tmp_path / "l.jsonl"
        given.symlink_to(source)
    with pytest.raises(BatchError, match="would replace one of the inputs"):
        run(Job((str(given),), str(tmp_path / "a.jsonl"), input_format="jsonl"), overwrite=True)
    assert source.read_text() == '{"text": "Isi."}\n'


def test_what_runs_have_written_into_a_folder_is_no_input(tmp_path) -> None:
    (tmp_path / "a.csv").write_text("isi\nSatu.\nDua.\n\n")
    (tmp_path / "b.jsonl").write_text('{"text": "Tiga."}\nx\n')
    for pattern in (tmp_path, tmp_path / "*.*"):
        for table in ("quotes", "persons", "articles"):
            output = str(tmp_path / f"{pattern.name[:1]}{table}.csv".replace("*", "s"))
            for _ in range(2):
                summary = run(Job((str(pattern),), output, table=table, engine=QUICK), workers=1)
                assert (summary.counts.written, summary.counts.lost) == (3, 1)


def test_files_of_a_folder_that_are_not_read_are_counted_by_kind(tmp_path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a.txt", "b.doc", "c.DOC", "d.xlsx", "README", ".DS_Store"):
        (folder / name).write_text("Isi.")
    summary = run(Job((str(folder),), str(tmp_path / "o.jsonl"), engine=QUICK), workers=1)
    assert (summary.counts.read, summary.counts.written) == (1, 1)
    (told,) = lines(summary.errors)
    assert told["reason"] == "5 files of other kinds were not read: .doc 2, .xlsx 1, without an ending 2"
    (folder / "a.txt").unlink()
    with pytest.raises(BatchError, match=r"no file of a kind that can be read \(\.doc 2, \.xlsx 1"):
        run(Job((str(folder),), str(tmp_path / "o2.jsonl"), engine=QUICK), workers=1)


# One file for parse and view


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "cp1252", "utf-8-sig"])
def test_one_file_in_any_encoding(encoding) -> None:
    assert read_single("a.txt", BODY.encode(encoding)).text == BODY


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (RSS, "a feed"),
        (ATOM, "a feed"),
        ("judul;isi;tanggal\nA;Isi.;2024\n", "a table"),
        ("\ufeffJudul,Isi Berita\nA,Isi.\n", "a table"),
        ('[{"text": "Isi."}]', "JSON"),
        ('{"text": "Isi."}\n{"text": "Isi."}\n', "JSON"),
        (b"PAR1xx", "Parquet"),
        (b"\x1f\x8bxx", "a compressed file"),
        (b"PK\x03\x04", "a package"),
        (b"WARC/1.0\r\n", "a crawl"),
    ],
)
def test_one_file_that_holds_many_is_told(tmp_path, data, told) -> None:
    path = tmp_path / "a.dat"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    for command in ("parse", "view"):
        done = CliRunner().invoke(app, [command, str(path), "--engine", "rules"])
        assert done.exit_code == 1
        assert f"this is {told}" in done.output
        assert "beritaparse batch" in done.output
        assert done.output.count("\n") == 1


@pytest.mark.parametrize(
    "text", ["[DEMAK] Apel, isi dan judul.", "{tidak json", "Isi, berita\nDEMAK - Apel.", "Teks\nIsi."]
)
def test_a_text_is_no_dump(text) -> None:
    assert read_single("a.txt", text.encode()).text == text


def test_documents_for_one_page() -> None:
    assert read_single("a.docx", word(BODY)).text == BODY
    found = read_single("rilis.eml", mail("plain"))
    assert (found.title, found.published) == ("Apel – rilis", "2024-10-17T03:30:00+07:00")


@pytest.mark.parametrize("command", ["parse", "view"])
def test_without_the_package_for_html_one_line_says_what_to_do(tmp_path, monkeypatch, command) -> None:
    (tmp_path / "a.html").write_text(f"<html><body><p>{BODY}</p></body></html>")
    real = builtins.__import__

    def missing(name, *given, **named):
        if name.partition(".")[0] == "trafilatura":
            raise ImportError(name)
        return real(name, *given, **named)

    monkeypatch.setattr(builtins, "__import__", missing)
    done = CliRunner().invoke(app, [command, str(tmp_path / "a.html"), "--engine", "rules"])
    assert (done.exit_code, done.output.count("\n")) == (1, 1)
    assert "HTML needs trafilatura: pip install" in done.output


def test_every_kind_is_in_the_guide() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "dumps.md").read_text("utf-8")
    for ending in (".jl", ".rss", ".atom", ".xml", ".eml", ".md", ".pdf", ".docx"):
        assert f"`{ending}`" in guide
