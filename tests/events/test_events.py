from __future__ import annotations

import io
from importlib.resources import files

import numpy as np
import pytest

from beritaparse.events.choice import best, chances
from beritaparse.events.classify import Candidate
from beritaparse.events.clauses import ClauseLexicon
from beritaparse.events.page import Stretch
from beritaparse.events.stage import slot_candidates
from beritaparse.events.triggers import Taxonomy, Triggers
from beritaparse.events.types import TypeModel
from beritaparse.events.words import grouped
from beritaparse.lexicon import read
from beritaparse.page import Page
from beritaparse.stages import read as read_page


def test_a_type_of_ones_own_is_taken_where_its_triggers_are_the_best() -> None:
    arrays = np.load(io.BytesIO((files("beritaparse.events") / "data" / "types.npz").read_bytes()))
    model = TypeModel(arrays, ["pelepasliaran_satwa"])
    words = grouped([Stretch("headline", None, "BKSDA Lepasliarkan Dua Elang di Demak")])
    own, other = Candidate("pelepasliaran_satwa", 1.5), Candidate("bakti_sosial", 0.5)
    assert model.guesses(words, [own, other]).best()[0].type == "pelepasliaran_satwa"
    assert model.guesses(words, [other, own]).best()[0].type != "pelepasliaran_satwa"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Polres Demak Gelar Deklarasi Pilkada Damai", "deklarasi_damai"),
        ("Truk Tabrak Motor di Demak, Dua Orang Tewas", "kecelakaan_lalu_lintas"),
        ("Polisi Tangkap Pengedar Sabu di Demak", "narkoba"),
        ("Banjir Rendam Ratusan Rumah di Demak", "banjir"),
        ("Rumah Warga Demak Ludes Terbakar", "kebakaran"),
        ("Kapolres Demak Pimpin Sertijab Kasat Reskrim", "sertijab_pelantikan"),
        ("Pelaku Pencurian Motor di Demak Dibekuk Polisi", "pencurian"),
        ("Mahasiswa Demak Demo Tolak Kenaikan Harga BBM", "unjuk_rasa"),
        ("Gempa Magnitudo 5,2 Guncang Demak", "gempa"),
    ],
)
def test_type_from_headline(parse_rules, title: str, kind: str) -> None:
    article = parse_rules("Peristiwa itu terjadi di Kabupaten Demak, Senin (9/6/2025).", title=title)
    assert article.events[0].type == kind
    assert article.events[0].date == "2025-06-09"


def test_no_event_is_better_than_a_wrong_one(parse_rules) -> None:
    assert parse_rules("Langit Demak cerah hari ini dan warga bersantai.").events == ()


def test_confidence_grows_with_the_evidence(parse_rules) -> None:
    title = "Truk Tabrak Motor, Kecelakaan Maut di Demak"
    clear = parse_rules("Kecelakaan itu terjadi di Demak.", title=title).events[0]
    mixed = parse_rules("Peristiwa itu terjadi di Demak.", title="Truk Pencuri Kayu Tabrak Motor Pejabat").events
    assert mixed[0].confidence is not None
    assert clear.confidence is not None
    assert 0 < mixed[0].confidence < clear.confidence < 1
    # what is known of the main event says nothing of a further one
    assert [event.confidence for event in mixed[1:]] == [None] * len(mixed[1:])


def test_day_venue_and_place_say_how_sure_they_are(parse_rules) -> None:
    title = "Gudang Beras di Demak Terbakar"
    told = "Kebakaran itu terjadi di Gudang Bulog Karanganyar, Kabupaten Demak, Senin (9/6/2025)."
    full, bare = (parse_rules(text, title=title).events[0] for text in (told, "Tidak ada korban."))
    for slot in ("date", "venue", "place"):
        assert getattr(full, slot) is not None
        assert 0 < getattr(full, f"{slot}_confidence") <= 1
    assert (bare.date, bare.date_confidence, bare.venue, bare.venue_confidence) == (None, None, None, None)


def test_a_day_that_the_event_governs_is_surer_than_one_of_the_background(parse_rules) -> None:
    title = "Gudang Beras di Demak Terbakar"
    governed = parse_rules("Kebakaran itu terjadi pada Senin (9/6/2025).", title=title).events[0]
    aside = parse_rules("Gudang itu berdiri sejak Senin (9/6/2025).", title=title).events[0]
    assert governed.date_confidence is not None
    assert governed.date_confidence > (aside.date_confidence or 0)


def test_the_next_likeliest_type_is_told(parse_rules) -> None:
    article = parse_rules("Peristiwa itu terjadi di Demak.", title="Truk Pencuri Kayu Tabrak Motor Pejabat")
    main = article.events[0]
    assert main.alternative is not None
    assert main.alternative.type != main.type
    assert 0 < main.alternative.confidence < 1
    assert [event.alternative for event in article.events[1:]] == [None] * len(article.events[1:])
    assert article.events_above(main.confidence) == (main,)
    assert article.events_above(1.0) == ()


@pytest.mark.parametrize(
    ("text", "venue"),
    [
        ("Rapat digelar di Gedung Wanita, Art Center, Demak, Senin (9/6/2025).", "Gedung Wanita, Art Center"),
        ("Jumat Curhat digelar di Jl. Kenari RT 03 RW 02, Kelurahan Bintoro, Demak.", "Jl. Kenari RT 03 RW 02"),
        ("Rapat digelar di aula pertemuan Bupati, Senin (9/6/2025).", "aula pertemuan Bupati"),
        ("Rapat itu digelar di Gedung Wanita, Jalan Pemuda, Demak, Senin (9/6/2025).", "Gedung Wanita, Jalan Pemuda"),
        ("Kebakaran melanda sebuah rumah di Jalan Kenanga, Demak, Senin (9/6/2025).", "sebuah rumah di Jalan Kenanga"),
        ("Pencurian itu terjadi di rumah korban, Senin (9/6/2025).", "rumah korban"),
        ("Kecelakaan itu terjadi di Tol Cipali KM 92+200B, Senin (9/6/2025).", "Tol Cipali KM 92+200B"),
        ("Kebakaran terjadi di sekitar Pasar Bintoro, Senin (9/6/2025).", "Pasar Bintoro"),
        ("Api menghanguskan satu unit rumah milik warga di Desa Bonang.", "satu unit rumah milik warga"),
        ("Musda digelar di salah satu aula pertemuan sebuah kafe di Demak.", "salah satu aula pertemuan sebuah kafe"),
        ("Dua orang merampok rumah Sarmin, Senin (9/6/2025).", "rumah Sarmin"),
        ("Warga berkumpul di alun-alun tua Kota Demak, Senin (9/6/2025).", "alun-alun tua Kota Demak"),
        ("Pesta digelar di Hutan Kota, Demak, Senin (9/6/2025).", "Hutan Kota"),
        ("Kebakaran terjadi di Sanggar Belajar (SB) Bahari, Demak.", "Sanggar Belajar (SB) Bahari"),
        ("Pendaki Gunung Bonang tersesat, Senin (9/6/2025).", "Gunung Bonang"),
        ("Penghuni Rumah Tahanan Negara (Rutan) Demak diperiksa.", "Rumah Tahanan Negara (Rutan) Demak"),
        # an office's name goes on behind its bracket; with its street and without it
        (
            "Aksi itu digelar di halaman Kantor Kementerian Agama (Kemenag) Kabupaten Demak di Jalan Kenari, Senin.",
            "halaman Kantor Kementerian Agama (Kemenag) Kabupaten Demak di Jalan Kenari",
        ),
        (
            "Aksi itu digelar di halaman Kantor Kementerian Agama (Kemenag) Kabupaten Demak di Jalan Kenari, Senin.",
            "halaman Kantor Kementerian Agama (Kemenag) Kabupaten Demak",
        ),
        ("Sidang digelar di Pengadilan Tipikor pada PN Demak, Senin.", "Pengadilan Tipikor pada PN Demak"),
        ("Sidang digelar di PN Demak Kelas I-A Khusus, Senin.", "PN Demak Kelas I-A Khusus"),
        ("Jasad itu ditemukan di bawah Jembatan Kalijajar, Senin.", "bawah Jembatan Kalijajar"),
        ("Bayi itu ditemukan di saluran air sekitar pukul 08.00 WIB.", "saluran air"),
        ("Api membakar kandang sapi miliknya, Senin.", "kandang sapi"),
        ("Deklarasi digelar di salahsatu hotel kawasan Simpang Lima, Senin.", "salahsatu hotel kawasan Simpang Lima"),
        ("Rapat digelar di salah satu hotel kawasan Kota Lama, Senin.", "salah satu hotel kawasan Kota Lama"),
        ("Petir menyambar petani di areal persawahan Desa Bonang.", "areal persawahan Desa Bonang"),
        ("Ganja ditanam di Pegunungan Kendeng, Senin.", "Pegunungan Kendeng"),
        (
            "Kebakaran terjadi di Jalan Kenanga, tepatnya di depan Masjid Agung, Demak.",
            "Jalan Kenanga, tepatnya di depan Masjid Agung",
        ),
    ],
)
def test_places_of_several_parts_and_common_nouns_are_candidates(parse_rules, text: str, venue: str) -> None:
    found = {site.text for site, _ in slot_candidates(read_page(Page(text), "rules"), "kebakaran").venue}
    assert venue in found


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("Tarif Air Minum di Demak Naik, Ini Alasannya", "Tarif Air Minum di Demak Naik"),
        ("Tarif Air Minum di Demak Naik, Kapan Berlaku?", "Tarif Air Minum di Demak Naik"),
        ("Waduh! Tarif Air Minum di Demak Naik", "Tarif Air Minum di Demak Naik"),
        ("Ini Tarif Air Minum Baru di Demak", "Tarif Air Minum Baru di Demak"),
        ("Inisiatif Warga Demak soal Tarif Air Minum", "Inisiatif Warga Demak soal Tarif Air Minum"),
        ("Bukan Tarif Baru, Ini Penjelasan Bupati Demak", "Bukan Tarif Baru, Ini Penjelasan Bupati Demak"),
        ("Tarif Air Minum Naik, Warga Demak Protes", "Tarif Air Minum Naik, Warga Demak Protes"),
    ],
)
def test_a_headline_as_label_does_not_tease(parse_rules, title: str, label: str) -> None:
    article = parse_rules(
        "Pemerintah Kabupaten Demak menetapkan tarif air minum melalui peraturan bupati.", title=title
    )
    assert article.events[0].label == label


def test_days_that_say_the_same_add_up() -> None:
    weak = ["rule=weekday"]
    alone = chances("day", [("2025-06-09", weak), ("2025-06-10", weak)])
    twice = chances("day", [("2025-06-09", weak), ("2025-06-10", weak), ("2025-06-09", weak)])
    assert alone[0] == alone[1]
    assert twice[0] == twice[2] > twice[1]
    assert sum(alone) < 1
    assert best("day", []) is None


def test_the_day_of_speech_is_not_the_day_of_a_crime(parse_rules) -> None:
    text = (
        "Pencurian motor terjadi di Demak, Sabtu (7/6/2025).\n"
        "“Pelaku sudah ditangkap,” kata Kapolsek Demak Kota AKP Budi Utomo, Senin (9/6/2025)."
    )
    assert parse_rules(text, title="Pencurian Motor di Demak").events[0].date == "2025-06-07"


def test_slots_are_linked(parse_rules) -> None:
    text = (
        "Polres Demak menggelar apel gelar pasukan di Lapangan Tembiring, Senin (9/6/2025). "
        "Kegiatan itu dihadiri Bupati Demak Siti Aminah dan tokoh agama."
    )
    article = parse_rules(text, title="Polres Demak Gelar Apel")
    event = article.events[0]
    units = {unit.id: unit.name for unit in article.units}
    people = {person.id: person.name for person in article.persons}
    assert [units[i] for i in event.organizer_ids] == ["Polres Demak"]
    assert [people[i] for i in event.participant_ids] == ["Siti Aminah"]
    assert "tokoh agama" in [span.text for span in event.participants]
    assert event.venue == "Lapangan Tembiring"


def test_every_trigger_votes_for_a_type_of_the_taxonomy() -> None:
    types = {kind.id for kind in read("events", Taxonomy).type}
    assert len(types) >= 50
    assert set(read("events_triggers", Triggers).types) <= types


ACCIDENT = "Truk menabrak motor di Demak. "


@pytest.mark.parametrize(
    ("body", "day"),
    [
        # the clause says that it happened
        ("Kecelakaan itu terjadi pada Sabtu (7/6/2025). Korban dimakamkan Minggu (8/6/2025).", "2025-06-07"),
        ("Korban dimakamkan Minggu (8/6/2025). Kecelakaan itu terjadi pada Sabtu (7/6/2025).", "2025-06-07"),
        # a reporting word right behind the quotation governs what follows, whatever its clause names
        (
            "“Sopir selamat,” ujar Budi saat meninjau lokasi kecelakaan, Senin (9/6/2025). "
            "Kecelakaan terjadi Sabtu (7/6/2025).",
            "2025-06-07",
        ),
        ("Dilansir kantor berita\nAntara\n, Senin (9/6/2025), kecelakaan terjadi Sabtu (7/6/2025).", "2025-06-07"),
        # neither the day of confirming it nor that of the burial
        ("Kapolsek membenarkan kejadian tersebut pada Senin (9/6/2025).", None),
        ("Jenazah diserahkan ke pihak keluarga pada Senin (9/6/2025).", None),
        # no day is given, but the month
        ("Kecelakaan itu terjadi pada Mei 2025.", "2025-05"),
        ("Kecelakaan itu masuk catatan polisi. Jalan itu dibangun pada Mei 2025.", None),
        # the day of a feast, of a birth, of an interview
        ("Menyambut Hari Jadi Demak pada 28 Maret mendatang, jalan itu dirapikan.", None),
        ("Budi Utomo yang lahir di Demak, 25 November 1995, dikenal ramah.", None),
        ("Pelaku kecelakaan itu purnawirawan yang pensiun pada 1 Mei 2023.", None),
        # a sentence may end in the zone of a clock
        ("Korban meninggal pada Sabtu (7/6/2025) sekitar pukul 07.59 WIB.\nKorban dibawa ke rumah.", "2025-06-07"),
        # a slip of the pen: day and month swapped, the wrong year
        ("Kecelakaan itu terjadi pada Senin (6/9/2025).", "2025-06-09"),
        ("Kecelakaan itu terjadi pada Senin (9/6/2024).", "2025-06-09"),
        # a day up to which something is so
        ("Penutupan jalan berlaku hingga Rabu (11/6/2025).", None),
    ],
)
def test_the_day_of_the_event(parse_rules, body: str, day: str | None) -> None:
    article = parse_rules(ACCIDENT + body, title="Truk Tabrak Motor di Demak", published="2025-06-10")
    assert article.events[0].date == day


def test_today_in_a_headline_is_the_day_of_publication(parse_rules) -> None:
    text = "Truk menabrak motor di Demak. “Kami hari ini lebih berhati-hati,” kata sopir Budi Utomo."
    event = parse_rules(text, title="Truk Tabrak Motor Hari Ini", published="2025-06-10").events[0]
    assert event.date == "2025-06-10"


@pytest.mark.parametrize(
    ("title", "day"), [("Polisi Tangkap Pengedar Sabu", "2025-06-08"), ("Pencurian Motor di Demak", "2025-06-08")]
)
def test_of_a_crime_whose_day_is_not_told_the_day_is_that_of_the_arrest(
    parse_rules, title: str, day: str | None
) -> None:
    lead = "Warga memberi keterangan. Jalan itu sepi. Malam itu hujan. Tidak ada saksi mata. " * 5
    text = lead + "\nPelaku akhirnya ditangkap di rumahnya, Minggu (8/6/2025)."
    assert parse_rules(text, title=title, published="2025-06-10").events[0].date == day


@pytest.mark.parametrize(
    ("body", "venue"),
    [
        ("Kecelakaan itu terjadi di Jalan Diponegoro, Senin (9/6/2025).", "Jalan Diponegoro"),
        ("Korban dibawa ke RSUD Sunan Kalijaga. Kecelakaan terjadi di Jalan Diponegoro.", "Jalan Diponegoro"),
        (
            "“Sopir selamat,” kata Budi Utomo di Balai Kota Demak. Kecelakaan terjadi di Jalan Diponegoro.",
            "Jalan Diponegoro",
        ),
        ("Kecelakaan terjadi di Desa Wonosalam, Jalan Diponegoro.", "Jalan Diponegoro"),
        ("Kecelakaan terjadi di parkiran depan Pasar Bintoro.", "parkiran depan Pasar Bintoro"),
        # the place itself rather than what it is beside
        ("Kecelakaan terjadi di Jalan Diponegoro. Kecelakaan terjadi di depan SPBU Bintoro.", "Jalan Diponegoro"),
        # a road with its kilometre
        ("Kecelakaan terjadi di Tol Demak KM 93 arah barat.", "Tol Demak KM 93"),
        ("Truk itu terguling di Jalan Lintas Timur (Jalintim) KM 12-13.", "Jalan Lintas Timur (Jalintim) KM 12-13"),
        (
            "Truk itu terguling di Jalan Trans Sulawesi (Poros Majene) kilometer 7.",
            "Jalan Trans Sulawesi (Poros Majene) kilometer 7",
        ),
        # rooms belong to the name; schools, courts and houses can be venues
        ("Kecelakaan terjadi di lapangan apel Polres Demak.", "lapangan apel Polres Demak"),
        ("Kecelakaan terjadi di halaman SMA Negeri 1 Demak.", "halaman SMA Negeri 1 Demak"),
        ("Kecelakaan terjadi di gudang Beras Sumber Rejeki, Desa Wonosalam.", "gudang Beras Sumber Rejeki"),
        ("Kecelakaan terjadi di lapangan Desa Wonosalam Kecamatan Wonosalam.", "lapangan Desa Wonosalam"),
        ("Kecelakaan terjadi di Gedung Wanita Lantai 3, Senin.", "Gedung Wanita Lantai 3"),
        ("Kecelakaan terjadi di aula lantai 2 Gedung Wanita, Senin.", "aula lantai 2 Gedung Wanita"),
        ("Kecelakaan terjadi di Resto Sari Laut, Senin.", "Resto Sari Laut"),
        # words before and inside the name that no list has
        ("Kecelakaan itu terjadi di kantor logistik barang Wonosalam Raya.", "kantor logistik barang Wonosalam Raya"),
        ("Kecelakaan itu terjadi di rumah dinas (rumdis) Bupati Demak, Senin.", "rumah dinas (rumdis) Bupati Demak"),
        ("Kecelakaan itu terjadi di halaman Kodim 0716/Demak, Senin.", "halaman Kodim 0716/Demak"),
        ("Kecelakaan itu terjadi dihalaman Pasar Bintoro, Senin.", "halaman Pasar Bintoro"),
        # a blank that a scraper lost
        ("Kecelakaan lalu lintasdi Jalan Diponegoro menewaskan sopir.", "Jalan Diponegoro"),
        # a house of people that live there, and one of them between it and its street
        ("Truk itu menabrak rumah warga di Jalan Diponegoro.", "Jalan Diponegoro"),
        ("Truk itu menabrak motor milik warga, Budi, di Jalan Diponegoro.", "Jalan Diponegoro"),
        # only where people were brought or spoke
        ("Sopir itu alumnus SMA Negeri 1 Demak.", None),
        ("Konferensi pers digelar di Aula Wicaksana.", None),
        ("Korban kecelakaan kini berada di ruang forensik Rumah Sakit Sentosa.", None),
        ("Korban dilarikan ke RSUD Sunan Kalijaga dan dirawat di RSUD Sunan Kalijaga.", None),
        ("“Sopir selamat,” kata Budi Utomo saat konferensi pers di Aula Wicaksana.", None),
        ("Polisi masih menyelidiki kasus itu. Petugas tiba di lokasi kejadian.", None),
        ("Sopir truk itu kini ditahan usai kecelakaan itu di Rutan Polres Demak.", None),
    ],
)
def test_the_venue_of_the_event(parse_rules, body: str, venue: str | None) -> None:
    article = parse_rules(ACCIDENT + body, title="Truk Tabrak Motor di Demak")
    event = article.events[0]
    assert event.venue == venue
    facilities = {facility.id: facility for facility in article.facilities}
    if event.facility_id is not None:
        assert facilities[event.facility_id].name in str(venue)


@pytest.mark.parametrize("site", ["Gedung Wanita", None])
def test_a_venue_is_looked_for_further_down_where_the_opening_names_none(parse_rules, site: str | None) -> None:
    text = "Rapat membahas banjir, Senin (9/6/2025)." + f" Rapat digelar di {site}." * bool(site)
    text += " Semua camat hadir dan menyampaikan laporan tentang keadaan di wilayahnya masing-masing." * 10
    text += " Rapat koordinasi itu digelar di Balai Desa Wonosalam, Senin (9/6/2025)."
    assert parse_rules(text, title="Rapat Koordinasi Bahas Banjir").events[0].venue == (site or "Balai Desa Wonosalam")


def test_the_headline_may_say_where(parse_rules) -> None:
    text = "Satlantas Polres Demak memberikan penyuluhan kepada ratusan siswa SMA Negeri 1 Demak, Senin (9/6/2025)."
    event = parse_rules(text, title="Polisi Beri Penyuluhan di SMA Negeri 1 Demak").events[0]
    assert event.venue == "SMA Negeri 1 Demak"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        # where it happened, not where people come from
        ("Warga asal Surabaya tewas. Kecelakaan itu terjadi di Desa Sayung, Kabupaten Demak.", "Desa Sayung"),
        ("Kecelakaan terjadi di Kecamatan Sayung, Kabupaten Demak. Korban warga Surabaya.", "Kecamatan Sayung"),
        # the finest of an address
        ("Kecelakaan itu terjadi di Jalan Kenanga, Kecamatan Sayung, Demak, Jawa Tengah.", "Kecamatan Sayung"),
        # a dateline tells where it was written
        ("Jakarta, Warta Demak - Kecelakaan maut terjadi di Kecamatan Sayung, Kabupaten Demak.", "Kecamatan Sayung"),
    ],
)
def test_the_region_of_the_event(parse_rules, text: str, place: str) -> None:
    event = parse_rules(text, title="Truk Tabrak Motor, Satu Tewas").events[0]
    assert event.type == "kecelakaan_lalu_lintas"
    assert event.place == place


def test_a_country_alone_is_seldom_where_it_happened(parse_rules) -> None:
    assert parse_rules("Truk menabrak motor. Korban pernah bekerja di Malaysia.").events[0].place is None


def test_regions_have_their_part_of_an_address() -> None:
    text = "Kecelakaan itu terjadi di Desa Sayung, Kecamatan Sayung, Kabupaten Demak. Korban warga Surabaya."
    given = slot_candidates(read_page(Page(text), "rules"), "kecelakaan_lalu_lintas").place
    parts = {place.name: next(name for name in found if name.startswith("part=")) for place, found in given}
    assert parts == {
        "Desa Sayung": "part=first",
        "Kecamatan Sayung": "part=inner",
        "Kabupaten Demak": "part=last",
        "Surabaya": "part=alone",
    }


@pytest.mark.parametrize(
    ("act", "title"),
    [
        ("memimpin apel", "Kapolres Demak Pimpin Apel"),
        ("memberikan bantuan sembako kepada warga", "Kapolres Demak Beri Bantuan Sembako"),
    ],
)
def test_who_speaks_at_a_gathering_is_there(parse_rules, act: str, title: str) -> None:
    text = f"“Mari jaga kerukunan,” ujar Kapolres Demak saat {act} di Lapangan Tembiring, Senin (9/6/2025)."
    event = parse_rules(text, title=title, published="2025-06-10").events[0]
    assert (event.date, event.venue) == ("2025-06-09", "Lapangan Tembiring")


def test_those_who_are_given_help_do_not_come_from_where_it_is_given(parse_rules) -> None:
    text = "Bupati Demak menyalurkan sembako untuk warga terdampak banjir di Balai Desa Wonosalam, Sabtu (7/6/2025)."
    assert parse_rules(text, title="Bupati Demak Salurkan Sembako").events[0].venue == "Balai Desa Wonosalam"


def test_where_witnesses_are_heard_is_no_venue(parse_rules) -> None:
    text = "Bawaslu Demak mengusut dugaan politik uang. Mereka memeriksa tiga saksi di Kantor Bawaslu Demak, Rabu."
    assert parse_rules(text, title="Bawaslu Demak Usut Politik Uang").events[0].venue is None


def test_a_protest_takes_place_before_the_house_that_it_is_against(parse_rules) -> None:
    text = "Aksi unjuk rasa itu digelar mahasiswa di depan Gedung DPRD Demak, Jalan Diponegoro, Senin (9/6/2025)."
    venue = parse_rules(text, title="Mahasiswa Demak Demo").events[0].venue
    assert venue == "depan Gedung DPRD Demak, Jalan Diponegoro"  # the fullest wording


def test_an_occasion_does_not_take_the_day_behind_the_place(parse_rules) -> None:
    text = (
        "Polres Demak menggelar donor darah dalam rangka menyambut HUT Bhayangkara di Aula Wicaksana, Kamis (5/6/2025)."
    )
    event = parse_rules(text, title="Polres Demak Gelar Donor Darah", published="2025-06-06").events[0]
    assert (event.date, event.venue) == ("2025-06-05", "Aula Wicaksana")


def test_what_is_mended_is_where_it_happens(parse_rules) -> None:
    text = "Pemkab Demak menganggarkan dua miliar rupiah tahun ini untuk perbaikan Jalan Diponegoro yang rusak."
    assert parse_rules(text, title="Pemkab Demak Perbaiki Jalan Rusak").events[0].venue == "Jalan Diponegoro"


def test_where_suspects_are_kept_is_no_venue(parse_rules) -> None:
    text = "Pengedar sabu itu dan barang buktinya diamankan di Mapolres Demak."
    assert parse_rules(text, title="Polisi Tangkap Pengedar Sabu").events[0].venue is None


@pytest.mark.parametrize("word", ["ke", "menyambangi"])
def test_a_visit_takes_place_where_it_goes(parse_rules, word: str) -> None:
    text = f"Silaturahmi Kapolres Demak {word} Pondok Pesantren Darul Ulum, Senin (9/6/2025)."
    event = parse_rules(text, title="Kapolres Demak Silaturahmi dengan Ulama").events[0]
    assert (event.type, event.venue) == ("kunjungan_silaturahmi", "Pondok Pesantren Darul Ulum")


def test_a_word_of_a_clause_belongs_to_one_class() -> None:
    words = [word for found in read("events_clauses", ClauseLexicon).classes.values() for word in found.words]
    assert len(words) == len(set(words))
    assert all(word == word.lower() for word in words)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Jemaah Padati Misa Natal", "keagamaan"),
        ("Polres Demak Kawal Misa Natal", "patroli_pengamanan"),
        ("Polres Demak Jaga Ketat Rekapitulasi Suara", "pengamanan_pemilu"),
        ("Babinsa Gotong Royong Bersama Warga Desa", "bakti_sosial"),
    ],
)
def test_what_is_guarded_names_the_guarding(parse_rules, title: str, kind: str) -> None:
    assert parse_rules("Kegiatan itu berjalan lancar.", title=title).events[0].type == kind


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        # a clock is no blow, who is suspect is not robbed, a belt is no drug
        ("Petugas Mulai Patroli Pukul 20.00 WIB", "patroli_pengamanan"),
        ("Warga Demak Curiga, Mayat Pria Ditemukan di Kebun", "penemuan_mayat"),
        ("Pabrik Kenalkan Sabuk Pengaman pada Mobil Baru", "ekonomi_bisnis"),
        # an accident off the road is called an accident too
        ("Kecelakaan Helikopter di Demak, Pilot Selamat", "kecelakaan_lain"),
        ("Kecelakaan Truk Pengangkut Perahu di Jalan Raya Demak", "kecelakaan_lalu_lintas"),
        ("Polsek Wonosalam Sosialisasikan Pilkada Damai kepada Warga", "sosialisasi_penyuluhan"),
        ("Satgas Pamtas Gelar Pengobatan Gratis bagi Warga", "bakti_sosial"),
        ("Pastikan Demak Aman Karhutla, BPBD Gencarkan Patroli", "patroli_pengamanan"),
        # what the event is an answer to, or was done for
        ("Pemkab Demak Salurkan Bantuan bagi Warga Terdampak Banjir", "bakti_sosial"),
        ("Demi Judi Online, Pemuda Curi Motor di Demak", "pencurian"),
        # what somebody is called
        ("Sopir Bus Teriaki Penumpang ‘Teroris’ di Demak", "lainnya"),
        ("Polres Demak Gelar Pasukan Operasi Keselamatan Candi", "apel_upacara"),
        ("Warga Demak Serbu Operasi Pasar Murah", "bakti_sosial"),
        ("Kapal Nelayan Terbalik di Demak, Dua Orang Hilang", "kecelakaan_lain"),
        ("Pilu, Remaja di Demak Dijual Kakak ke Pria Hidung Belang", "perdagangan_orang"),
        ("Polsek Demak Bubarkan Balap Liar di Jalan Raya", "patroli_pengamanan"),
        # a pretext, a place, a session that debates rules
        ("Awas Penipuan Berkedok Tilang Elektronik di Demak", "penipuan_penggelapan"),
        ("Angin Landa Demak, Pohon Besar Tumbang Timpa Musala", "cuaca_ekstrem"),
        ("Rapat Paripurna DPRD Demak Bahas Raperda RPJMD", "rapat_koordinasi"),
        ("Polres Demak Amankan Kedatangan Menteri", "patroli_pengamanan"),
        ("Motor Raib Saat Pemiliknya Bertamu di Demak", "pencurian"),
        # a shell of the last war
        ("Tim Jibom Amankan Mortir Peninggalan Perang Dunia di Demak", "lainnya"),
    ],
)
def test_words_that_mislead(parse_rules, title: str, kind: str) -> None:
    assert parse_rules("Peristiwa itu terjadi di Demak.", title=title).events[0].type == kind


def test_a_word_inside_a_name_says_nothing_of_the_event(parse_rules) -> None:
    text = "Bupati Demak Hakim Longsor Utomo melantik camat di Kota Tebing Tinggi, Senin (9/6/2025)."
    title = "Hakim Longsor Utomo Lantik Camat di Tebing Tinggi"
    assert [event.type for event in parse_rules(text, title=title).events] == ["sertijab_pelantikan"]


def test_a_word_inside_a_post_says_nothing_of_the_event(parse_rules) -> None:
    text = "Camat Tebing Tinggi, Budi Utomo, bersuka cita bersama keluarganya."
    assert parse_rules(text, title="Camat Tebing Tinggi Bersuka Cita").events == ()


def test_turns_go_from_type_to_type() -> None:
    lexicon = read("events_triggers", Triggers)
    assert {turn.of for turn in lexicon.turns} | {turn.to for turn in lexicon.turns} <= set(lexicon.types)


COURT = "Terdakwa kasus suap izin tambang, Budi Utomo, divonis tiga tahun penjara. "


@pytest.mark.parametrize(
    "attribution",
    [
        "kata ketua majelis hakim di Pengadilan Tipikor Semarang, Rabu (11/6/2025).",
        "kata ketua majelis hakim saat membacakan putusan di Pengadilan Tipikor Semarang, Rabu (11/6/2025).",
    ],
)
def test_what_is_said_in_court_is_the_hearing(parse_rules, attribution: str) -> None:
    text = f"{COURT}“Terdakwa terbukti bersalah,” {attribution}"
    event = parse_rules(text, title="Penyuap Divonis Tiga Tahun Penjara", published="2025-06-12").events[0]
    assert (event.type, event.date, event.venue) == ("proses_hukum", "2025-06-11", "Pengadilan Tipikor Semarang")


def test_sites_far_down_are_no_candidates() -> None:
    text = "Lomba digelar di Gedung Kesenian Mekar. " + "Peserta datang dari banyak daerah di luar kota ini. " * 19
    page = read_page(Page(text + "Pelatihan lain digelar di Aula Kantor Kecamatan Sukamaju."), "rules")
    venues = [venue.text for venue, _ in slot_candidates(page, "budaya_pariwisata").venue]
    assert "Gedung Kesenian Mekar" in venues
    assert not any("Sukamaju" in venue for venue in venues)


def test_a_court_may_be_named_far_behind(parse_rules) -> None:
    text = f"{COURT}\n" + "Pengunjung tenang. " * 20
    text += "\n“Berapa nomor telepon saudara?” tanya Sutrisno di Pengadilan Tipikor Semarang."
    assert parse_rules(text, title="Penyuap Divonis Tiga Tahun").events[0].venue == "Pengadilan Tipikor Semarang"


def test_what_is_said_elsewhere_of_a_trial_is_not(parse_rules) -> None:
    text = f"{COURT}“Kami akan banding,” kata pengacara saat dijumpai di Semarang, Rabu (11/6/2025)."
    event = parse_rules(text, title="Penyuap Divonis Tiga Tahun Penjara", published="2025-06-12").events[0]
    assert event.venue is None


@pytest.mark.parametrize(
    ("title", "text", "label"),
    [
        # a noun for the event with what belongs to it; where it was, if that is short
        ("Truk Tabrak Motor", "Kecelakaan maut terjadi di Demak. Truk melaju.", "Kecelakaan maut di Demak"),
        ("Warga Keroyok Sopir", "Pengeroyokan terhadap sopir itu terjadi di Demak.", "Pengeroyokan di Demak"),
        # whole, up to the place and the day
        (
            "Bupati Demak Pimpin Apel",
            "Polres Demak menggelar Apel Gelar Pasukan Operasi Mantap Brata di Alun-alun Demak, Senin (9/6/2025).",
            "Apel Gelar Pasukan Operasi Mantap Brata",
        ),
        # a type that says nothing of what happened: what the headline says
        (
            "UPDATE: Harga Cabai di Demak Naik Lagi",
            "Harga cabai di Demak naik, Senin.",
            "Harga Cabai di Demak Naik Lagi",
        ),
        # what somebody says behind the last comma is no part of it; who acts there comes first
        (
            "Harga Cabai di Pasar Demak Naik Lagi, Bupati: Kami Pantau Terus",
            "Harga cabai di Demak naik, Senin.",
            "Harga Cabai di Pasar Demak Naik Lagi",
        ),
        (
            "Resmikan Jembatan Desa Wonosalam, Bupati Demak: Jaga Bersama",
            "Bupati meresmikan jembatan desa itu, Senin (9/6/2025).",
            "Bupati Demak Resmikan Jembatan Desa Wonosalam",
        ),
        # programmes have names of their own, and names their verbs
        ("Polres Dengar Warga", "Polres Demak menggelar Jumat Curhat di Demak, Senin.", "Jumat Curhat di Demak"),
        (
            "Wabup Jadi Irup",
            "Upacara pembukaan TNI Manunggal Membangun Desa dipimpin wakil bupati di Demak, Senin.",
            "Upacara pembukaan TNI Manunggal Membangun Desa",
        ),
        # a bare noun without a place says less than the headline
        (
            "Kapal Barang Tenggelam di Tengah Laut",
            "Kecelakaan itu membuat awak kapal melompat.",
            "Kapal Barang Tenggelam di Tengah Laut",
        ),
        # nothing from behind a negation
        (
            "Truk Tabrak Motor di Demak",
            "Truk menabrak motor di Demak. Tidak ada kecelakaan lain.",
            "Kecelakaan lalu lintas di Demak",
        ),
        # no phrase names it: type and place
        ("Pemuda Gasak Motor di Demak", "Motor warga raib digasak dua pemuda di Demak.", "Pencurian di Demak"),
    ],
)
def test_the_label_names_the_event(parse_rules, title: str, text: str, label: str) -> None:
    assert parse_rules(text, title=title).events[0].label == label


def test_the_time_is_not_that_of_another_day(parse_rules) -> None:
    text = (
        "Pencurian motor terjadi di Demak, Sabtu (7/6/2025). "
        "Pelaku pencurian ditangkap Minggu (8/6/2025) pukul 02.00 WIB."
    )
    event = parse_rules(text, title="Pencurian Motor di Demak", published="2025-06-10").events[0]
    assert (event.date, event.time) == ("2025-06-07", None)


@pytest.mark.parametrize(
    ("text", "types"),
    [
        # one word is not enough for a second event
        (
            "NGADA – Polres Ngada menangkap enam oknum anggota perguruan silat yang mengeroyok pelajar.",
            ["penganiayaan"],
        ),
        ("Hakim menegur terdakwa yang membawa ponsel ke ruang sidang.", ["proses_hukum"]),
        # the hearing rather than the crime
        (
            "Terdakwa menjalani sidang kasus judi online di Pengadilan Negeri Blitar, Rabu (18/6/2025).",
            ["proses_hukum"],
        ),
        # nothing happened
        ("Meski begitu, Lastri mengaku lega. Ongkos bus di kota itu tergolong murah.", []),
    ],
)
def test_what_is_reported_and_no_more(parse_rules, text: str, types: list[str]) -> None:
    assert [event.type for event in parse_rules(text, published="2025-06-19").events] == types


@pytest.mark.parametrize(
    ("title", "text", "published", "expected"),
    [
        (
            "Camat Moyo Pimpin Apel Kesiapan, Siagakan Linmas Amankan Pilkada",
            "SUMBAWA – Apel kesiapan pengamanan digelar di Lapangan Kartini, Senin (3/2/2025).",
            None,
            ("apel_upacara", "2025-02-03", "Lapangan Kartini"),
        ),
        (
            "Sembilan Desa Jadi Sasaran Penanganan Stunting",
            "Garut, priangan.com - Sembilan desa menjadi sasaran penanganan stunting tahun ini.\n\nHal itu disampaikan "
            "Kepala Dinas Kesehatan Garut saat menyampaikan sambutan dalam acara rembuk stunting di Aula Setda Garut, "
            "Kamis, (6/2/2025) siang.",
            "2025-02-06",
            ("kesehatan", "2025-02-06", "Aula Setda Garut"),
        ),
        (
            "Terdakwa Judi Online Disidang",
            "Terdakwa menjalani sidang kasus judi online di Pengadilan Negeri Blitar, Rabu (18/6/2025).",
            None,
            ("proses_hukum", "2025-06-18", "Pengadilan Negeri Blitar"),
        ),
        (
            "Polres Ngada Bekuk Komplotan Pencuri Motor",
            "Polres Ngada membekuk komplotan pencuri sepeda motor.\nKapolres Ngada AKBP Surya Dirgantara membeberkan "
            "pengungkapan itu dalam Press Conference di Aula Polres Ngada, Rabu (17/04/2024).",
            None,
            ("pencurian", None, None),
        ),
        (
            "Bupati Demak Minta Sopir Tertib",
            "Bupati Demak meminta pemerintah provinsi menambah angkutan. “Kami akan bersurat,” kata Bupati Demak Siti "
            "Aminah di Pendopo Kabupaten Demak, Rabu (17/9/2025).",
            "2025-09-18",
            ("kebijakan_pemerintah", "2025-09-17", "Pendopo Kabupaten Demak"),
        ),
    ],
)
def test_what_happened_when_and_where(parse_rules, title, text, published, expected) -> None:
    event = parse_rules(text, title=title, published=published).events[0]
    assert (event.type, event.date, event.venue) == expected


@pytest.mark.parametrize(
    ("title", "text", "label"),
    [
        # a page without a headline: what the lead says before its first mark, not the type's name
        (
            None,
            "DEMAK – Bupati Demak mengomentari kenaikan harga beras di pasar, Senin (9/6/2025). Harga beras naik.",
            "Bupati Demak mengomentari kenaikan harga beras di pasar",
        ),
        # words of a headline that lost their blank are two; a name that the article writes so is one
        (
            "Budi SantosoMan of the Match Liga Desa",
            "Budi Santoso menjadi pemain terbaik pertandingan sepak bola Liga Desa. Timnya menang 2-0.",
            "Budi Santoso Man of the Match Liga Desa",
        ),
        (
            "BukaLapang Gelar Turnamen Sepak Bola",
            "BukaLapang menggelar turnamen sepak bola antardesa. Pertandingan final digelar Senin (9/6/2025).",
            "BukaLapang Gelar Turnamen Sepak Bola",
        ),
        (
            "Persik Tetap Pasang Target Tinggi, tapi...",
            "Klub sepak bola Persik tetap memasang target tinggi pada musim depan.",
            "Persik Tetap Pasang Target Tinggi",
        ),
        # a tail is kept where what stands before it would say too little
        (
            "Gagal ke Demak, Budi Bakal ke Kudus?",
            "Pemain sepak bola Budi gagal ke klub Demak dan bisa pindah ke klub Kudus musim depan.",
            "Gagal ke Demak, Budi Bakal ke Kudus?",
        ),
    ],
)
def test_a_label_is_a_whole_headline_or_the_opening_of_the_lead(parse_rules, title, text, label) -> None:
    assert parse_rules(text, title=title).events[0].label == label


@pytest.mark.parametrize(
    ("said", "label"),
    [
        ("Polisi mengungkap penggelapan uang senilai Rp 3 miliar di Demak", "Penggelapan uang di Demak"),
        ("TNI AL menggagalkan penyelundupan sabu seberat 48,5 kilogram di Demak", "Penyelundupan sabu di Demak"),
    ],
)
def test_a_label_ends_before_an_amount(parse_rules, said: str, label: str) -> None:
    assert parse_rules(f"DEMAK - {said}, Selasa (10/6/2025).").events[0].label == label
