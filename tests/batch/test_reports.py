"""What public reports about readers of other tools tell: each kind tried on ours, in our own wording."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Sequence
from email.message import EmailMessage

import pytest

from beritaparse.batch.columns import Columns
from beritaparse.batch.documents import read_document
from beritaparse.batch.inputs import resolve
from beritaparse.batch.printed import as_text, passed_on
from beritaparse.batch.readers import read
from beritaparse.batch.records import Item, Problem, Record
from beritaparse.dates.published import read_published
from beritaparse.layout.html import extract

BODY = "DEMAK - Kapolres Demak AKBP Bagas Prawira memimpin apel, Rabu (16/10/2024) pagi."


def items(tmp_path, name: str, data: str | bytes) -> list[Item]:
    (tmp_path / name).write_bytes(data.encode() if isinstance(data, str) else data)
    return list(read(resolve([str(tmp_path / name)]), Columns()))


def texts(found: Sequence[Item]) -> list[str]:
    return [item.text or "" for item in found if isinstance(item, Record)]


@pytest.mark.parametrize(
    ("name", "table", "kept"),
    [
        ("a.csv", 'id,isi\n1,"Satu."\n2,"Dua.\n3,Tiga.\n4,Empat.\n', ["Satu.", "Tiga.", "Empat."]),
        ("a.tsv", 'id\tisi\n1\tSatu.\n2\t"Dua\n3\tTiga.\n', ["Satu.", "Tiga."]),
        ("a.csv", 'id,isi\n1,"Satu.\x1a Polisi datang."\n2,Dua.\n', ["Satu.\x1a Polisi datang.", "Dua."]),
    ],
)
def test_a_mark_that_is_not_closed_takes_no_other_rows_along(tmp_path, name, table, kept) -> None:
    """pandas-dev/pandas#22140, #22661, #5500"""
    found = items(tmp_path, name, table)
    assert texts(found) == kept
    assert sum(isinstance(item, Problem) for item in found) == table.count('"Dua')


@pytest.mark.parametrize(
    ("printed", "moment"),
    [
        ("2016/6/29 15:07:41", "2016-06-29T15:07:00"),
        ("Sen, 25 Jun 2018 11:41:36", "2018-06-25T11:41:00"),
        ("Rab, 16 Okt 2024 20:30:00 +0700", "2024-10-16T20:30:00+07:00"),
        ("Wed, 16 Oct 2024 20:30:00 UT", "2024-10-17T03:30:00+07:00"),
        ("Wed, 16 Oct 24 20:30:00 +0000", "2024-10-17T03:30:00+07:00"),
        ("Wed, 16 Oct 2024 20:30:00", "2024-10-16T20:30:00"),
    ],
)
def test_dates_of_feeds_as_they_are(printed: str, moment: str) -> None:
    """kurtmckee/feedparser#75, #135; arminreiter/FeedReader#34; liferea#1174"""
    found = read_published(printed)
    assert found is not None
    assert found.isoformat() == moment


@pytest.mark.parametrize("word", ["chunked", "Chunked", "CHUNKED "])
@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("whole", [False, True])
def test_pages_that_came_in_pieces(tmp_path, word: str, packed: bool, whole: bool) -> None:
    """webrecorder/pywb#584, ukwa/webarchive-discovery#218, archivesunleashed/aut#493"""
    pytest.importorskip("warcio")
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    page = f"<html><body><p>{BODY}</p></body></html>".encode()
    sent = gzip.compress(page) if packed else page
    sent = sent if whole else b"%X\r\n" % len(sent) + sent + b"\r\n0\r\n\r\n"
    head = [("Content-Type", "text/html"), ("Transfer-Encoding", word)]
    http = StatusAndHeaders("200 OK", head + ([("Content-Encoding", "gzip")] if packed else []), protocol="HTTP/1.1")
    made = io.BytesIO()
    writer = WARCWriter(made, gzip=True)
    for number in range(2):
        writer.write_record(
            writer.create_warc_record(f"https://a.id/{number}", "response", io.BytesIO(sent), http_headers=http)
        )
    found = items(tmp_path, "a.warc.gz", made.getvalue())
    assert [item.html for item in found if isinstance(item, Record)] == [page.decode()] * 2
    told = items(tmp_path, "b.warc.gz", made.getvalue()[:-40])  # webrecorder/warcio#138
    assert [type(item) for item in told] == [Record, Problem]


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<meta property="article:modified_time" content="2024-12-20T08:00:00+07:00">', None),
        ('<meta content="2024-12-20T08:00:00+07:00" property="og:updated_time"/>', None),
        (
            '<meta property="article:modified_time" content="2024-12-20"><meta name="dc.date" content="2024-10-16">',
            "2024-10-16",
        ),
        ('<script type="application/ld+json">{"@type":"NewsArticle","dateModified":"2024-12-20"}</script>', None),
    ],
)
def test_when_a_page_was_changed_is_not_when_it_was_published(head: str, day: str | None) -> None:
    """AndyTheFactory/newspaper4k#575, JBGruber/paperboy#36"""
    pytest.importorskip("trafilatura")
    body = "".join(f"<p>{BODY} Paragraf {number}.</p>" for number in range(4))
    page = extract(f"<!DOCTYPE html><html><head><title>Apel</title>{head}</head><body>{body}</body></html>")
    assert (str(page.published.date()) if page.published else None) == day


def test_links_and_comments_below_an_article() -> None:
    """adbar/trafilatura#850, #584"""
    pytest.importorskip("trafilatura")
    body = "".join(f"<p>{BODY} Paragraf {number}.</p>" for number in range(4))
    page = extract(
        f"<!DOCTYPE html><html><head><title>Apel</title></head><body><article><h1>Apel</h1>{body}"
        "<div class='related'><h3>Terkait</h3><ul><li><a href='/x'>Banjir Rendam Desa</a></li></ul></div></article>"
        "<details class='CommentBox'><p>Lanjutkan terus pekerjaan baik ini ya, Pak Polisi.</p></details></body></html>"
    )
    assert "Banjir" not in page.text
    assert "Lanjutkan" not in page.text


def word(content: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        package.writestr("word/document.xml", f"<w:document {space}><w:body>{content}</w:body></w:document>")
    return made.getvalue()


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_a_word_document_with_all_that_word_puts_into_it() -> None:
    """python-openxml/python-docx#85, #1123, #876"""
    paragraph = (
        '<w:pPr><w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs></w:pPr>'
        f"{run('Warga ')}<w:hyperlink>{run('Sayung')}</w:hyperlink>{run(' berduyun')}<w:r><w:noBreakHyphen/></w:r>"
        f"{run('duyun ')}<w:ins>{run('datang ')}</w:ins><w:del><w:r><w:delText>pergi</w:delText></w:r></w:del>"
        f"<w:moveFrom>{run('kemarin. ')}</w:moveFrom><w:moveTo>{run('kemarin.')}</w:moveTo>"
    )
    table = f"<w:tbl><w:tr><w:tc><w:p>{run('Sel')}</w:p></w:tc></w:tr></w:tbl>"
    text = read_document("word", word(f"<w:p>{paragraph}</w:p>{table}")).text
    assert text == "Warga Sayung berduyun-duyun datang kemarin.\nSel"


def test_pages_of_print_are_one_text() -> None:
    """py-pdf/pypdf#2262, #1588, #246"""
    first = (
        "SIARAN PERS\nPolres Demak\nKapolres memim-\npin apel kesiap-\nsiagaan. Anak-\nanak ber-\nsama-sama menjaga\n1"
    )
    second = "SIARAN PERS\nPolres Demak\nkeamanan. Data Covid-\n19 menyusul.\nHalaman 2 dari 2"
    assert as_text([first, second]) == (
        "SIARAN PERS\nPolres Demak\nKapolres memimpin apel kesiapsiagaan. Anak-anak bersama-sama menjaga\n"
        "keamanan. Data Covid-\n19 menyusul."
    )
    assert as_text(["Satu.\n\nDua."]) == "Satu.\n\nDua."
    assert as_text(["", ""]) == ""


def mail(text: str, *attached: tuple[bytes, str] | EmailMessage) -> bytes:
    made = EmailMessage()
    made["Subject"], made["Date"] = "Rilis", "Wed, 16 Oct 2024 20:30:00 +0700"
    made.set_content(text)
    for each in attached:
        if isinstance(each, EmailMessage):
            made.add_attachment(each)
        else:
            made.add_attachment(each[0], maintype="application", subtype="octet-stream", filename=each[1])
    return made.as_bytes()


def test_what_a_mail_carries() -> None:
    """GOVCERT-LU/eml_parser#38, zbateson/mail-mime-parser#31"""
    release = word(f"<w:p>{run(BODY * 9)}</w:p>")
    assert read_document("mail", mail("Terlampir rilis.", (b"x", "foto.jpg"), (release, "Rilis.DOCX"))).text == BODY * 9
    assert (read_document("mail", mail(BODY * 9, (release, "a.docx"))).text or "").strip() == BODY * 9
    assert (read_document("mail", mail("Terlampir.", (b"PK", "a.docx"))).text or "").strip() == "Terlampir."
    inner = EmailMessage()
    inner["Subject"], inner["Date"] = "Apel", "Tue, 15 Oct 2024 09:00:00 +0700"
    inner.set_content(BODY)
    found = read_document("mail", mail("", inner))
    assert ((found.text or "").strip(), found.title) == (BODY, "Apel")
    unknown = b"Subject: Apel\nContent-Type: text/plain; charset=x-1\nContent-Transfer-Encoding: quoted-printable\n\n"
    assert read_document("mail", unknown + b"=E2=80=9CAman=E2=80=9D a =\n= b\n").text == "“Aman” a = b\n"


def test_a_mail_that_was_passed_on() -> None:
    head = "Mohon dimuat.\n\n---------- Forwarded message ---------\nDari: Humas <humas@polres.id>\nSubject: Rilis\n\n"
    said = passed_on(f"{head}> {BODY}\n>\n> Warga tenang.\n\n-- \nHumas Polres Demak\n")
    assert said.strip() == f"{BODY}\n\nWarga tenang."
    assert passed_on(BODY) == BODY
