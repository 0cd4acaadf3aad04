"""No private person's name survives, offsets stay, officials keep their names."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

import beritaparse
from beritaparse import Article
from beritaparse.article import (
    Block,
    Event,
    Mention,
    Organization,
    Person,
    Place,
    Position,
    Quote,
    Span,
    Speaker,
    Warning,
)
from beritaparse.cli import app
from beritaparse.redaction import is_private, redact

TEXT = """Polisi Tangkap RUDI HARTAWAN di Tembalang

SEMARANG - Polsek Tembalang menangkap tersangka Rudi Hartawan alias Bejo (24) dan MS (16) di Kecamatan Tembalang, \
Selasa (11/2/2025).
"Rudi mengaku lima kali beraksi," kata Kapolsek Tembalang Kompol Wahyu Anggoro.
Korban bernama Sri Lestari (40) mengaku lega. "Terima kasih," ucap Sri.
Ibu Rudi, kata Sri Lestari, sudah meminta maaf. Rudinya sendiri diam. #SriLestari #srilestari
"""


@pytest.fixture(scope="module")
def article() -> Article:
    return beritaparse.parse(
        TEXT, published="2025-02-12", url="https://contoh.id/rudi-hartawan-ditangkap", id="sri_lestari.txt"
    )


def spans(value):
    """Every object that carries a span and a text."""
    if isinstance(value, dict):
        if "start" in value and "text" in value:
            yield value
        for item in value.values():
            yield from spans(item)
    elif isinstance(value, list):
        for item in value:
            yield from spans(item)


def survives(word: str, article: Article) -> bool:
    """Does a word of a name stand anywhere in the JSON of an article, with a capital or in an id or address?"""
    data = article.model_dump_json()
    forms = {word, word.capitalize(), word.upper()}
    ids = " ".join(re.findall(r'"(?:\w*id|url)":"([^"]*)"', data)).casefold()
    return any(re.search(rf"(?<![^\W\d_]){re.escape(form)}(?![^\W\d_])", data) for form in forms) or bool(
        re.search(rf"(?<![^\W\d_]){re.escape(word.casefold())}(?![^\W\d_])", ids)
    )


def test_names_of_suspects_and_victims_are_gone_and_officials_stay(article) -> None:
    assert {person.name for person in article.persons if is_private(person)} == {"Rudi Hartawan", "MS", "Sri Lestari"}
    redacted = article.redacted()
    for word in ("Rudi", "Hartawan", "Bejo", "Lestari", "Sri"):
        assert survives(word, article)
        assert not survives(word, redacted), word
    assert "srilestari" not in redacted.model_dump_json().casefold()
    names = [person.name for person in redacted.persons]
    assert sorted(names) == ["MS", "Wahyu Anggoro", "███ ███████", "████ ████████"]
    assert "tersangka ████ ████████ alias ████ (24) dan MS (16)" in redacted.text
    assert "Kompol Wahyu Anggoro" in redacted.text
    assert "████nya sendiri" in redacted.text
    assert redacted.url == "https://contoh.id/████-████████-ditangkap"
    assert redacted.id == "███_███████.txt"


def test_offsets_stay(article) -> None:
    redacted = article.redacted()
    assert len(redacted.text) == len(article.text)
    before, after = (list(spans(json.loads(a.model_dump_json()))) for a in (article, redacted))
    assert [(s["start"], s["end"]) for s in before] == [(s["start"], s["end"]) for s in after]
    assert len(after) > 20
    for span in after:
        assert redacted.text[span["start"] : span["end"]] == span["text"]


def test_everything_else_stays(article) -> None:
    redacted = article.redacted()
    assert redacted.places == article.places
    assert redacted.dates == article.dates
    assert [quote.speaker and quote.speaker.person_id for quote in redacted.quotes] == [
        quote.speaker and quote.speaker.person_id for quote in article.quotes
    ]
    assert redacted.redacted() == redacted


def person(name: str, role, *mentions: str, age: int | None = None, initials: bool = False, text: str = "") -> Person:
    found = []
    for words in (name, *mentions):
        at = text.find(words)
        if at >= 0:
            kind = "name" if words == name else "alias"
            found.append(Mention(start=at, end=at + len(words), text=words, kind=kind, rule="by_hand"))
    return Person(id=name, name=name, role=role, age=age, initials=initials, mentions=tuple(found))


def mention(text: str, words: str, nth: int = 0) -> Mention:
    start = [match.start() for match in re.finditer(words, text, re.IGNORECASE)][nth]
    return Mention(start=start, end=start + len(words), text=text[start : start + len(words)], rule="by_hand")


def redacted_text(text: str, *persons: Person) -> str:
    return redact(Article(text=text, persons=persons), strangers_too=False).text


@pytest.mark.parametrize(
    ("text", "name", "masked"),
    [
        ("Hari ini Hari", "Hari", "████ ini ████"),
        ("pada hari ini Hari", "Hari", "pada hari ini ████"),
        ("kata siti aminah lirih", "Siti Aminah", "kata ████ ██████ lirih"),
        ("rumah indah di sini", "Indah Aminah", "rumah indah di sini"),
        ("rumah siti di sini", "Siti Aminah", "rumah ████ di sini"),
        ("TersangkaSiti diam", "Siti", "Tersangka████ diam"),
        ("M. Rizki bin Umar", "M. Rizki bin Umar", "M. █████ bin ████"),
        ("An Lim dan An ibu", "An Lim", "██ ███ dan An ibu"),
        ("Nur'aini, Al-Fatih", "Nur'aini Al-Fatih", "███'████, ██-█████"),
        ("oleh Sitikepada polisi", "Siti", "oleh ████kepada polisi"),
        ("McDonald pergi", "McDonald", "████████ pergi"),
        ("Sitinurhaliza, Aniza", "Siti", "Sitinurhaliza, Aniza"),
    ],
)
def test_what_is_masked_in_a_text(text, name, masked) -> None:
    assert redacted_text(text, person(name, "victim", text=text)) == masked


def test_initials_stay_but_the_alias_of_somebody_known_by_initials_goes() -> None:
    text = "MS (16) alias Bejo"
    assert redacted_text(text, person("MS", "suspect", "Bejo", initials=True, text=text)) == "MS (16) alias ████"


def test_the_rest_of_a_name_that_was_recognised_in_part_goes_too() -> None:
    text = "Rudi Hartawan Saputra ditangkap, Rudi Semarang tidak. RUDI Lega"
    suspect = person("Rudi", "suspect", text=text)
    title = Block(kind="title", start=54, end=len(text))
    city = Place(id="place/33.74", name="Semarang", level="city", mentions=(mention(text, "Semarang"),))
    suspect = suspect.model_copy(update={"mentions": tuple(mention(text, "Rudi", n) for n in (0, 1, 2))})
    made = Article(text=text, persons=(suspect,), places=(city,), blocks=(title,)).redacted()
    assert made.text == "████ ████████ ███████ ditangkap, ████ Semarang tidak. ████ Lega"


def test_a_minor_is_private_whatever_the_role() -> None:
    text = "Ketua OSIS Rian (17) hadir bersama Bupati Sutarno"
    people = (person("Rian", "official", age=17, text=text), person("Sutarno", "official", text=text))
    assert redacted_text(text, *people) == "Ketua OSIS ████ (17) hadir bersama Bupati Sutarno"


def test_a_word_that_an_official_shares_is_masked_there_too() -> None:
    text = "AKBP Ahmad Fauzi menangkap Ahmad Zaini"
    people = (person("Ahmad Fauzi", "official", text=text), person("Ahmad Zaini", "suspect", text=text))
    assert redacted_text(text, *people) == "AKBP █████ Fauzi menangkap █████ █████"


def test_ids_that_become_the_same_stay_apart_and_references_follow() -> None:
    article = Article(
        text="Toko Ani dan Toko Edi",
        persons=(
            Person(id="p1", name="Ani", role="other", organization_id="org/toko-edi"),
            Person(id="p2", name="Edi", role="other"),
        ),
        organizations=(
            Organization(id="org/toko-ani", name="Toko Ani"),
            Organization(id="org/toko-edi", name="Toko Edi"),
        ),
        events=(Event(type="lainnya", organizer_ids=("org/toko-edi", "p1")),),
    ).redacted()
    assert [organization.id for organization in article.organizations] == ["org/toko-███", "org/toko-███-2"]
    assert article.persons[0].organization_id == "org/toko-███-2"
    assert article.events[0].organizer_ids == ("org/toko-███-2", "p1")


def test_words_glued_to_the_rest_of_one_name_are_anothers_too() -> None:
    text = "Siti Nur'aini Aminah SitiNur'aini"
    people = [person(name, "suspect", text=text) for name in ("Siti Nur'aini", "Aminah")]
    assert redacted_text(text, *people) == "████ ███'████ ██████ ███████'████"


PRIVATE = ["Siti", "Aminah", "Rudi", "Hartawan", "Nur'aini", "Sri", "Zaini", "Bejo", "Al-Fatih", "Yu"]
OFFICIAL = ["Wahyu", "Anggoro", "Slamet", "Sri", "Ahmad"]
FILLER = [
    "tersangka",
    "korban",
    "mengatakan",
    "“",
    ",” kata",
    ".",
    "\n",
    "di Demak",
    "#",
    "-",
    "(24)",
    "hari ini",
    "Polres",
]
NAMES = st.lists(st.sampled_from(PRIVATE), min_size=1, max_size=3, unique=True).map(" ".join)
POSTS = st.lists(st.sampled_from(OFFICIAL), min_size=1, max_size=2, unique=True).map(" ".join)


Article(text="Siti").redacted()  # what is read once per process is no time of an example


@given(st.data())
def test_no_word_of_a_private_name_survives_anywhere(data) -> None:
    """Any article made of names, in all the fields that hold words of the page."""
    private = data.draw(st.lists(NAMES, min_size=1, max_size=3, unique=True))
    officials = data.draw(st.lists(POSTS, max_size=2, unique=True))
    role = st.sampled_from(["suspect", "victim", "witness", "other"])
    form = st.sampled_from([str, str.upper, lambda name: name.split()[0], lambda name: name.replace(" ", "")])
    words = st.one_of(st.sampled_from(FILLER), st.builds(lambda f, n: f(n), form, st.sampled_from(private + officials)))
    text = " ".join([*private, *data.draw(st.lists(words, max_size=20)), *officials])
    people = [person(name, data.draw(role), text=text) for name in private]
    people += [
        person(name, "official", text=text).model_copy(update={"id": f"o{n}"}) for n, name in enumerate(officials)
    ]
    some = data.draw(st.sampled_from(private))
    article = Article(
        id=some,
        text=text,
        title=f"Kisah {some}",
        url=f"https://contoh.id/{some.lower().replace(' ', '-')}.html",
        persons=tuple(people),
        organizations=(Organization(id=f"org/{some.lower()}", name=f"Toko {some}"),),
        events=(
            Event(
                type="lainnya", label=some, venue=f"Rumah {some}", participants=(Span(start=0, end=9, text=text[:9]),)
            ),
        ),
        quotes=(
            Quote(
                start=0, end=len(text), text=text, kind="direct", rule="r", speaker=Speaker(description=f"ibu {some}")
            ),
        ),
        warnings=(Warning(code="c", message=f"unpaired near {some}"),),
    )
    redacted = article.redacted()
    assert len(redacted.text) == len(text)
    assert all(redacted.text[s["start"] : s["end"]] == s["text"] for s in spans(redacted.model_dump(mode="json")))
    for name in private:
        for word in re.findall(r"[^\W\d_]{3,}", name) + [name] * (len(name) < 3):
            assert not survives(word, redacted), (word, redacted)


# The commands


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "rudi.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_commands_redact(page) -> None:
    for command in (["parse"], ["parse", "--format", "pretty"], ["parse", "--format", "gold"], ["view"]):
        told = [
            CliRunner().invoke(app, [*command, str(page), "--engine", "rules", *extra]) for extra in ([], ["--redact"])
        ]
        assert [result.exit_code for result in told] == [0, 0]
        assert ["Lestari" in result.stdout for result in told] == [True, False], command
        assert "Anggoro" in told[1].stdout


def test_dumps_redact(page, tmp_path) -> None:
    dump, output = tmp_path / "dump.jsonl", tmp_path / "facts.jsonl"
    dump.write_text(json.dumps({"id": "sri-lestari", "text": TEXT}) + "\n", encoding="utf-8")
    arguments = ["batch", str(dump), "-o", str(output), "--engine", "rules", "--workers", "1", "--redact"]
    assert CliRunner().invoke(app, arguments).exit_code == 0
    article = Article.model_validate_json(output.read_text(encoding="utf-8"))
    assert article == beritaparse.load("rules").parse(TEXT, id="sri-lestari").redacted()
    assert not survives("Lestari", article)


# Names hide without meaning to


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("pukul 09.00 WIBRudi Hartawan diam", "pukul 09.00 WIB████ ████████ diam"),
        ("Ru\u00addi Har\u200btawan diam", "██\u00ad██ ███\u200b█████ diam"),
        ("Rúdi Hartawan diam", "████ ████████ diam"),
        ("Ru\u0301di Hartawan diam", "█████ ████████ diam"),
        ("Ｒｕｄｉ Ｈａｒｔａｗａｎ diam", "████ ████████ diam"),
        ("Ru<b>di</b> <i>Hartawan</i> diam", "██<b>██</b> <i>████████</i> diam"),
        ("R&#117;di Hart&shy;awan diam", "█&#███;██ ████&shy;████ diam"),
        ('<a href="/rudi-hartawan">Rudi</a> diam', '<a href="/████-████████">████</a> diam'),
        ("R_u_d_i Hart*awan* diam", "█_█_█_█ ████*████* diam"),
        ("R U D I  H A R T A W A N diam", "█ █ █ █  █ █ █ █ █ █ █ █ diam"),
        ("Rud\u0456 H\u0430rt\u0430wan diam", "████ ████████ diam"),
        ("Rudi Hartawan diam Ru\u0501i", "████ ████████ diam ████"),
        ("Rud1 Hart4wan diam", "████ ████████ diam"),
        ("R0di 1udi Hartawan diam", "R0di 1udi ████████ diam"),
        ('Rudi "Ucok" Hartawan diam', '████ "████" ████████ diam'),
        ("_Rudi Hartawan_ diam", "_████ ████████_ diam"),
        ("lihat https://contoh.id/rudi-ditangkap", "lihat https://contoh.id/████-ditangkap"),
        ("Rudi\u00a0Hartawan diam", "████\u00a0████████ diam"),
    ],
)
def test_a_name_is_found_as_an_eye_reads_it(text, masked) -> None:
    assert redacted_text(text, person("Rudi Hartawan", "suspect", text=text)) == masked


@pytest.mark.parametrize(
    ("text", "left", "gone"),
    [
        (
            "Korban bernama _Melati Ayu_ (13) dan *_Rina Sari_* (9), pelajar SD.",
            "pelajar SD",
            ["Melati", "Ayu", "Rina"],
        ),
        ("1. AGUS SALIM BIN KOSIM, 34 TH, BURUH", "34 TH, BURUH", ["AGUS", "SALIM", "KOSIM"]),
        ("Korban bernama Wud4ngkala diam.", "diam", ["Wud", "4", "ngkala"]),
        ("2. WAWAN als KOMPENG, 28 th, swasta", "28 th, swasta", ["WAWAN", "KOMPENG"]),
        ("Kata Nikson Wudangkala lirih.", "lirih", ["Nikson", "Wudangkala"]),
        ("“Saya takut,” kata Melati sambil menangis.", "sambil menangis", ["Melati"]),
        ("Sepatu itu milik Nikson Lelang dari pasar.", "dari pasar", ["Nikson", "Lelang"]),
    ],
)
def test_what_may_be_a_name_that_nobody_recognised_is_masked(text, left, gone) -> None:
    made = Article(text=text, blocks=(Block(kind="paragraph", start=0, end=len(text)),)).redacted().text
    assert left in made
    assert [word for word in gone if word in made] == []


@pytest.mark.parametrize(
    "text",
    [
        "Hari ini warga Demak bergembira. Menurut polisi, jalan aman.",
        "MS (16) dan WI (17) diam.",
        "Barang bukti tiga unit sepeda motor pada 16 Oktober 2024 senilai Rp 1.250.000.000.",
    ],
)
def test_words_of_the_language_stay(text) -> None:
    assert beritaparse.load("rules").parse(text).redacted().text == text


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("NIK 3321010101900001 dan", "NIK ████████████████ dan"),
        ("NIK: 33.2101.010190.0001 dan", "NIK: ██.████.██████.████ dan"),
        ("kantor (024) 6581234 di", "kantor (███) ███████ di"),
        ("hubungi 0812-3456-7890 segera", "hubungi ████-████-████ segera"),
        ("hubungi +6281234567890 segera", "hubungi +█████████████ segera"),
        ("surel rudi.h@contoh.co.id ya", "surel ████.█@██████.██.██ ya"),
        ("rekening BRI 1234-01-567890-50-1 atas", "rekening BRI ████-██-██████-██-█ atas"),
        ("motor Beat nopol K 1234 ABC raib", "motor Beat nopol █ ████ ███ raib"),
        ("Pasal 363 KUHP dan KM 12 A aman", "Pasal 363 KUHP dan KM 12 A aman"),
    ],
)
def test_numbers_that_lead_to_a_person(text, masked) -> None:
    assert redacted_text(text) == masked


@pytest.mark.parametrize(
    ("post", "private"),
    [
        ("petugas keamanan Pemkot Solo", True),
        ("calon bupati", True),
        ("ketua RT 03", True),
        ("staf Dinas Sosial", True),
        ("Staf Khusus Bupati", False),
        ("Kepala Dinas Sosial", False),
        ("Kasir Toko Emas", True),
    ],
)
def test_who_serves_in_an_office_or_seeks_one_holds_none(post, private) -> None:
    text = f"{post} Ani"
    span = Position(title=post, text=post, start=0, end=len(post), rule="by_hand")
    unit = "u" if "Solo" in post or "Dinas" in post else None
    who = person("Ani", "official", text=text).model_copy(update={"position": span, "unit_id": unit})
    assert is_private(who) is private


def read_by_nobody(text: str, *persons: Person, positions: tuple[Position, ...] = ()) -> str:
    blocks = (Block(kind="paragraph", start=0, end=len(text)),)
    return Article(text=text, blocks=blocks, persons=persons, positions=positions).redacted().text


def test_a_name_that_was_read_as_part_of_a_post_goes() -> None:
    text = "Kata selebgram seperti Ovi Rangkumi, Nikson, lirih."
    post = Position(title="selebgram", text=text[5:35], start=5, end=35, rule="by_hand")
    nikson = person("Nikson", "other", text=text).model_copy(update={"position": post})
    assert read_by_nobody(text, nikson, positions=(post,)) == "Kata selebgram seperti ███ ████████, ██████, lirih."


def test_a_post_that_nobody_holds_hides_no_name() -> None:
    text = "Kepala Bidang RENNY LESTARI DEWI lirih."
    post = Position(title="Kepala Bidang", text=text[:32], start=0, end=32, rule="by_hand")
    assert read_by_nobody(text, positions=(post,)) == "Kepala Bidang █████ ███████ ████ lirih."


@pytest.mark.parametrize(
    ("text", "name", "masked"),
    [
        ("Kata Anak Agung Ngurah lirih.", "Agung Ngurah", "Kata ████ █████ ██████ lirih."),
        ("Kata Didik Wudangkala Rezeki lirih.", "Wudangkala", "Kata Didik ██████████ ██████ lirih."),
        ("Kata Wudangkala. Hari ini cerah.", "Wudangkala", "Kata ██████████. Hari ini cerah."),
        ("Kata M. Wudangkala lirih.", "Wudangkala", "Kata M. ██████████ lirih."),
    ],
)
def test_the_common_words_of_a_name_go_with_it(text, name, masked) -> None:
    assert read_by_nobody(text, person(name, "victim", text=text)) == masked


def test_a_second_pass_finds_no_more() -> None:
    text = "mengimbau Dilaporkan M. NurDilaporkanM. Nur Asks ( / Tgk. Nur"
    once = Article(text=text, persons=(person("Nur", "victim", text=text),)).redacted()
    assert once.redacted() == once


def test_posts_without_an_office_protect_nobody() -> None:
    post = Position(title="Ketua", text="Ketua Bhayangkari", start=0, end=17, rule="by_hand")
    lady = person("Sinta", "official", text="Ketua Bhayangkari Sinta").model_copy(update={"position": post})
    mayor = lady.model_copy(update={"position": post.model_copy(update={"title": "Bupati", "text": "Bupati Demak"})})
    assert is_private(lady)
    assert not is_private(mayor)
    assert is_private(mayor.model_copy(update={"position": mayor.position.model_copy(update={"former": True})}))


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("Polisi menangkap dua tersangka, ABU (34) dan EKO (21), di Demak. ABU diam.", "ABU EKO"),
        ("Korban adalah Kasdim (45), warga Demak. Istri Kasdim menangis.", "Kasdim"),
        ("Seorang petani bernama Kasdim tewas di Demak.", "Kasdim"),
        ("Polisi menangkap Sri LestariKecamatan Moyo di pasar.", "Sri Lestari"),
        ("Di urutan ketiga ada Pratama Yusrilun. Yusrilun diam.", "Pratama Yusrilun"),
        ("“Jangan,” ungkap petugas keamanan Pemkot Solo Didik STW.", "Didik"),
        ("Polisi menetapkan tersangka Kompol Rudi Hartawan.", "Rudi Hartawan"),
        ("Jenazah korban Bripda Sri Lestari dipulangkan.", "Sri Lestari"),
        ("Kasus korupsi menyeret oknum anggota polisi Bripka Rudi Hartawan.", "Rudi Hartawan"),
        ("Istri Bupati Demak, Siti Aminah, hadir.", "Siti Aminah"),
        ("Hadir pula putra Bupati Demak, Rudi Hartawan.", "Rudi Hartawan"),
    ],
)
def test_a_common_word_a_rank_or_anothers_post_hides_no_private_name(text, gone, rules) -> None:
    redacted = rules.parse(text).redacted().text
    assert not [word for word in gone.split() if re.search(rf"(?<![^\W\d_]){word}", redacted)], redacted
    others = [word for word in re.findall(r"Demak|Moyo|Kompol|Bripda|Bripka|Bupati", text) if word not in redacted]
    assert not others, redacted


@pytest.mark.parametrize(
    "text",
    [
        "Kapolres Demak AKBP Wahyu Anggoro membenarkan, Selasa (11/2/2025).",
        "Korban ditolong Kompol Wahyu Anggoro di Demak.",
        "Tersangka diam, kata Kasdim Mayor Wahyu Anggoro.",
        "Anak-anak menyambut Bupati Demak Wahyu Anggoro.",
    ],
)
def test_officials_keep_their_names_beside_the_accused_and_kin(text, rules) -> None:
    assert "Wahyu Anggoro" in rules.parse(text).redacted().text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Lahan itu dibeli dari Seng Siaunam pada 2018.", "Seng"),
        ("Kuasa hukum mereka, Juni Prasetyo, hadir.", "Juni"),
    ],
)
def test_a_word_of_the_language_that_begins_a_name_goes_too(text: str, left: str) -> None:
    assert left not in beritaparse.load("rules").parse(text).redacted().text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("“Sudah,” kata Kapolres Demak AKBP Budi Utomo, pelaku kabur ke Kudus.", True),
        ("Penyidik memeriksa Bupati Demak Budi Utomo sebagai saksi.", False),
    ],
)
def test_an_official_is_named_unless_the_page_makes_a_witness_of_him(text: str, kept: bool) -> None:
    assert ("Utomo" in beritaparse.load("rules").parse(text).redacted().text) is kept


@pytest.mark.parametrize(("rule", "kept"), [("open_post", False), ("office_post", True)])
def test_a_calling_that_no_list_has_makes_nobody_public(rule: str, kept: bool) -> None:
    text = "Penilik Gudang Budi Utomo"
    post = Position(start=0, end=14, text=text[:14], title="Penilik", rule=rule)
    somebody = person("Budi Utomo", "official", text=text).model_copy(
        update={"position": post, "unit_id": "polri/polres-demak"}
    )
    assert is_private(somebody) is not kept


PARTIES = [
    "Kepala Desa Sukamaju, Rudi Hartawan, ditetapkan sebagai tersangka.",
    "Polisi menetapkan Camat Moyo Rudi Hartawan (45) sebagai tersangka.",
    "Majelis hakim memvonis Bupati Demak Rudi Hartawan dua tahun penjara.",
    "Rudi Hartawan yang merupakan Kepala Dinas Sosial Kabupaten Demak kini ditahan.",
    "Bripka Rudi Hartawan gugur ditembak.",
    "Anggota Polsek Moyo, Bripka Rudi Hartawan, tewas ditabrak truk.",
    "Bupati Demak Rudi Hartawan dilaporkan istrinya ke polisi.",
    "Lurah Moyo Rudi Hartawan dan Kompol Joko Susilo ditangkap.",
    "Camat Moyo Rudi Hartawan hadir di pengadilan, Rabu (16/10/2024). Ia didakwa menerima suap.",
    "Sidang digelar Rabu (16/10/2024). Di kursi terdakwa duduk Bupati Demak, Rudi Hartawan.",
    "Lurah Moyo Rudi Hartawan diganjar hukuman dua tahun penjara.",
    "Penyidik menggeledah rumah Wakil Bupati Demak, Rudi Hartawan.",
    "Dana itu dikorupsi Kepala Desa Moyo, Rudi Hartawan.",
    "Camat Moyo Ditangkap\n\nCamat Moyo, Rudi Hartawan, tiba di Polres Demak, Rabu (16/10/2024).",
    "Pria yang ditangkap itu ternyata anggota DPRD Kabupaten Demak, Rudi Hartawan.",
    "KPK memeriksa Sekda Kabupaten Demak Rudi Hartawan sebagai saksi.",
    "Camat Moyo, Rudi Hartawan, terakhir kali terlihat di pasar, Senin (3/6/2024).",
    "Polisi mencari keberadaan Camat Moyo Rudi Hartawan yang meninggalkan rumah sejak Senin.",
    "Kapolsek Moyo memastikan mantan Bupati Demak Rudi Hartawan sudah ditemukan dalam keadaan sehat.",
    "Camat Moyo Rudi Hartawan tak kunjung pulang setelah pergi memancing.",
    "KPU menetapkan pasangan calon Bupati dan Wakil Bupati terpilih Joko Susilo dan Rudi Hartawan.",
]


@pytest.mark.parametrize("text", PARTIES)
def test_an_official_who_is_a_party_to_the_case_is_masked_like_everybody_else(text, rules) -> None:
    redacted = rules.parse(text).redacted().text
    assert [name for name in ("Rudi", "Hartawan", "Joko") if name in redacted] == []


@pytest.mark.parametrize(
    "text",
    [
        "Kapolres Demak AKBP Wahyu Anggoro mengatakan dua orang ditetapkan sebagai tersangka.",
        "“Sudah,” kata Kapolres Demak AKBP Wahyu Anggoro, tersangka ditahan di Demak.",
        "Kapolres Demak AKBP Wahyu Anggoro, Selasa (11/2/2025), memimpin apel. Pelaku ditangkap.",
        "Bupati Demak Wahyu Anggoro yang menjenguk korban berjanji membantu.",
        "Bupati Demak Wahyu Anggoro mengaku prihatin atas meninggalnya dua pelajar itu.",
        "Polisi menangkap tiga pelaku. Camat Moyo Wahyu Anggoro mengapresiasi kerja itu.",
        "Korban ditolong Kapolsek Moyo AKP Wahyu Anggoro, lalu dibawa ke RSUD Demak.",
        "Kajari Demak Wahyu Anggoro menangkap dua buronan di Demak.",
        "Kasus itu ditangani Kasat Reskrim Polres Demak Iptu Wahyu Anggoro.",
        "Camat Moyo Wahyu Anggoro mengatakan dua pelajar itu sudah ditemukan.",
    ],
)
def test_who_speaks_of_the_case_is_no_party_to_it(text, rules) -> None:
    assert "Wahyu Anggoro" in rules.parse(text).redacted().text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Korban Melati dirawat di rumah sakit.", "Melati"),
        ("Seorang petani, Bulan, mengaku sawahnya kering.", "Bulan"),
        ("Polisi menetapkan Bunga sebagai tersangka.", "Bunga"),
        ("Warga, Rini Lestari dan Bulan, berboncengan.", "Bulan"),
        ("“Mundur,” teriak Bulan.", "Bulan"),
        ("Warga lain, Rudi Hartawan, hadir. “Mundur,” kata hartawan.", "hartawan"),
        ("Kasdim mengatakan air naik. Rumah Kasdim terendam.", "Kasdim"),
        ("Mantan Sekretaris DPRD Demak, Makmur, pernah diperiksa.", "Makmur"),
        ("Danramil hadir.\n\nBidan desa Norlatifah mengaku lega.", "Norlatifah"),
        ("Laporan diterima dari Munawir, rekan korban, Senin (27/10/2025).", "Munawir"),
        ("Uang itu milik Camat, kata warga.", "Camat"),
        ("Korban ialah Kasdim Ramadhan, warga Demak.", "Kasdim"),
    ],
)
def test_a_word_of_the_language_or_a_post_that_is_somebodys_name_goes(text, name, rules) -> None:
    assert name not in rules.parse(text).redacted().text


@pytest.mark.parametrize(
    ("text", "post"),
    [
        ("Kasdim 0716 Demak Mayor Inf Wahyu Anggoro hadir. Bantuan itu dari Kasdim.", "Kasdim."),
        ("Menurut warga, Pak Camat belum datang.", "Camat"),
        ("Bantuan itu dari Camat. Camat Moyo Wahyu Anggoro hadir.", "dari Camat."),
        ("Ini disampaikan oleh Majelis Hakim. Hakim menolak.", "Majelis Hakim. Hakim"),
    ],
)
def test_a_post_that_the_page_has_as_one_stays(text, post, rules) -> None:
    assert post in rules.parse(text).redacted().text
