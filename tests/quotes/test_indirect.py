"""Reported clauses: where the content begins and ends, and what reports nothing."""

from __future__ import annotations

import pytest

PEOPLE = {"Rahmat Hidayat": ["Kapolres Suka Maju", "Rahmat"], "Sri Wahyuni": ["Camat Karang Asri", "Sri"]}


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Rahmat Hidayat mengatakan pelaku sudah ditangkap.", "pelaku sudah ditangkap"),
        ("Rahmat Hidayat mengatakan, pelaku sudah ditangkap.", "pelaku sudah ditangkap"),
        ("Rahmat Hidayat mengatakan bahwa pelaku sudah ditangkap.", "pelaku sudah ditangkap"),
        ("Rahmat Hidayat menjelaskan, bahwa pelaku sudah ditangkap.", "pelaku sudah ditangkap"),
        ("Rahmat Hidayat mengatakan jika pelaku sudah ditangkap.", "pelaku sudah ditangkap"),
        ("Rahmat Hidayat juga menyebut pelaku sudah ditangkap.", "pelaku sudah ditangkap"),
        ("Rahmat Hidayat mengaku belum menerima laporan.", "belum menerima laporan"),
        ("Rahmat Hidayat memastikan jalan itu akan dibuka.", "jalan itu akan dibuka"),
        ("Rahmat Hidayat mengimbau warga agar tidak panik.", "warga agar tidak panik"),
        ("Rahmat Hidayat berharap agar jalan segera dibuka.", "agar jalan segera dibuka"),
        ("Rahmat Hidayat menegaskan komitmen untuk menjaga pasar.", "komitmen untuk menjaga pasar"),
        ("Rahmat Hidayat menekankan pentingnya menjaga kampung.", "pentingnya menjaga kampung"),
        ("Rahmat Hidayat mengatakan kepada wartawan bahwa pelaku ditangkap.", "pelaku ditangkap"),
        ("Menurut Rahmat Hidayat, pelaku sudah ditangkap.", "pelaku sudah ditangkap"),
        ("Berdasarkan keterangan Rahmat Hidayat, pelaku sudah ditangkap.", "pelaku sudah ditangkap"),
        ("Sementara itu, dari penuturan Rahmat Hidayat, pelaku sudah ditangkap.", "pelaku sudah ditangkap"),
        ("Mengutip informasi Rahmat Hidayat, pelaku sudah ditangkap.", "pelaku sudah ditangkap"),
        (
            "Menurut Rahmat Hidayat, warga Kampung Baru, Kabupaten Suka Maju, api datang dari dapur.",
            "api datang dari dapur",
        ),
        ("Dikatakan Rahmat Hidayat saat memimpin apel, pelaku sudah ditangkap.", "pelaku sudah ditangkap"),
        ("Rahmat Hidayat hadir. Untuk itu, kata dia warga tidak perlu panik.", "warga tidak perlu panik"),
        ("Warga datang padahal menurut Rahmat Hidayat pasar itu sudah ditutup.", "pasar itu sudah ditutup"),
        ("Rahmat Hidayat menjelakan bahwa pelaku sudah ditangkap.", "pelaku sudah ditangkap"),
        ("Rahmat Hidayat terus mengingatkan warga agar tidak panik.", "warga agar tidak panik"),
        ("Untuk itu, Rahmat Hidayat sekali lagi minta agar warga tidak panik.", "agar warga tidak panik"),
        ("Rahmat Hidayat tekankan pentingnya menjaga kampung.", "pentingnya menjaga kampung"),
        ("Rahmat Hidayat harapkan jalan itu segera dibuka.", "jalan itu segera dibuka"),
        ("Rahmat Hidayat optimistis pasar itu akan ramai.", "pasar itu akan ramai"),
        ("Rahmat Hidayat yakin pasar itu akan ramai.", "pasar itu akan ramai"),
        ("Rahmat Hidayat berkelit bahwa ia hanya lewat.", "ia hanya lewat"),
        ("Rahmat Hidayat mengeluhkan maraknya balap liar di jalan kampung.", "maraknya balap liar di jalan kampung"),
        (
            "Rahmat Hidayat meminta kepada panitia pasar malam serta para pedagang di seluruh kampung itu agar tenang.",
            "agar tenang",
        ),
        (
            "Rahmat Hidayat berharap dengan kunjungan itu, setidaknya menteri tahu bahwa pasar masih ramai.",
            "dengan kunjungan itu, setidaknya menteri tahu bahwa pasar masih ramai",
        ),
        ("Rahmat Hidayat memberi ultimatum kepada panitia agar membuka pasar.", "agar membuka pasar"),
        ("Harga itu, kata Rahmat Hidayat dalam sambutannya, bisa turun bulan depan.", "bisa turun bulan depan"),
        ("Harga itu, kata Rahmat Hidayat saat ditemui di pasar, bisa turun bulan depan.", "bisa turun bulan depan"),
        ("Harga itu turun bulan depan, kata Rahmat Hidayat dalam sambutannya, Senin.", "Harga itu turun bulan depan"),
        ("Rahmat Hidayat, menghimabu warga agar tidak panik.", "warga agar tidak panik"),
        ("Rahmat Hidayat memberikan keterangan bahwa pelaku sudah ditangkap.", "pelaku sudah ditangkap"),
        ("Rahmat Hidayat mengimbau kepada warganya agar tidak panik.", "agar tidak panik"),
        ("Pelaku itu, menurut Rahmat Hidayat, sudah lama diburu polisi.", "sudah lama diburu polisi"),
        ("Saat ini, kata Rahmat Hidayat, pelaku sudah ditangkap.", "pelaku sudah ditangkap"),
        ("Hingga kini lanjut Rahmat Hidayat, pelaku masih diburu.", "pelaku masih diburu"),
        ("Pelaku sudah ditangkap di rumahnya, kata Rahmat Hidayat.", "Pelaku sudah ditangkap di rumahnya"),
        ("Dikatakan Rahmat Hidayat, pelaku sudah ditangkap.", "pelaku sudah ditangkap"),
        ("Dijelaskan oleh Rahmat Hidayat bahwa pelaku sudah ditangkap.", "pelaku sudah ditangkap"),
        ("Kata Rahmat Hidayat, Polres Suka Maju menahan pelaku itu.", "Polres Suka Maju menahan pelaku itu"),
        ("Dijelaskan Rahmat Hidayat, bahwasanya itu hasil mengungkap kasus.", "itu hasil mengungkap kasus"),
        ("Padahal menurut Rahmat Hidayat, jalan itu sudah dibuka.", "jalan itu sudah dibuka"),
        ("Rahmat Hidayat menjelaskan laporan diterima sejak pagi.", "laporan diterima sejak pagi"),
        ("Rahmat Hidayat menyatakan bahwa tingginya harga pasar.", "tingginya harga pasar"),
        ("Rahmat Hidayat pada Senin (9/6/2025) mengatakan pelaku ditahan.", "pelaku ditahan"),
        ("Rahmat Hidayat menilai pasar yang makin rapi akan ramai.", "pasar yang makin rapi akan ramai"),
        ("Rahmat Hidayat menjelaskan aturan yang ada lebih berpihak petani.", "aturan yang ada lebih berpihak petani"),
        ("Rahmat Hidayat pun sebut pelaku sudah ditangkap.", "pelaku sudah ditangkap"),
        ("Kata Rahmat Hidayat pelaku itu sudah lama diburu.", "pelaku itu sudah lama diburu"),
        ("Dalam aturan Kementerian Lingkungan Hidup, kata Rahmat Hidayat, motor wajib diuji.", "motor wajib diuji"),
        ("Rahmat Hidayat, petani di Kota Lama, Jawa Tengah, mengaku rugi besar.", "rugi besar"),
        ("Rahmat Hidayat menyebut motif pelaku masih didalami.", "motif pelaku masih didalami"),
        ("Rahmat Hidayat menjelaskan jika dirinya salah alamat.", "dirinya salah alamat"),
        ("Rahmat Hidayat menilai rencana itu hanyalah janji.", "rencana itu hanyalah janji"),
        ("Rahmat Hidayat kemudian mengaku lupa membawa surat.", "lupa membawa surat"),
        ("Rahmat Hidayat mengemukakan bahwa sawah itu belum digarap.", "sawah itu belum digarap"),
        ("Rahmat Hidayat menjabarkan, tiga kampung sudah dialiri air.", "tiga kampung sudah dialiri air"),
        ("Rahmat Hidayat juga ingatkan para sopir agar tidak mengebut.", "para sopir agar tidak mengebut"),
        ("Rahmat Hidayat tegaskan jalan itu tetap dibuka.", "jalan itu tetap dibuka"),
        ("Hal senada diungkapkan Rahmat Hidayat bahwa pelaku sudah ditangkap.", "pelaku sudah ditangkap"),
        ("Rahmat Hidayat, dalam rilis tertulis yang dikirim humas mengatakan, pelaku ditahan.", "pelaku ditahan"),
        ("Disampaikan juga oleh Rahmat Hidayat, pelaku sudah ditangkap.", "pelaku sudah ditangkap"),
        ("Menurut Rahmat Hidayat, pihaknya melaporkan hal itu ke pusat.", "pihaknya melaporkan hal itu ke pusat"),
        ("Rahmat Hidayat menyebut pula, pelaku sudah ditangkap.", "pelaku sudah ditangkap"),
        ("Dijelaskan Rahmat Hidayat juga, pelaku sudah ditangkap.", "pelaku sudah ditangkap"),
        ("Diuraikan Rahmat Hidayat kejadian itu berawal pagi hari.", "kejadian itu berawal pagi hari"),
        ("Lanjut Rahmat Hidayat adapun pelaku itu kurir biasa.", "adapun pelaku itu kurir biasa"),
        ("Hasil periksa, kata Rahmat Hidayat telah diterima jaksa.", "telah diterima jaksa"),
        ("Menurut Rahmat Hidayat dari Polres Suka Maju, pelaku itu sudah ditangkap.", "pelaku itu sudah ditangkap"),
        ("Rahmat Hidayat berharap, kepada warga untuk tenang, tidak panik.", "kepada warga untuk tenang, tidak panik"),
        ("Rahmat Hidayat meminta kepada Camat Karang Asri untuk menutup pasar.", "untuk menutup pasar"),
        ("Dalam rapat Rahmat Hidayatmenyatakan pelaku ditahan.", "pelaku ditahan"),
        ("Rahmat Hidayat menyoroti minimnya lampu jalan di kampung itu.", "minimnya lampu jalan di kampung itu"),
        ("Rahmat Hidayat menyebut hal itu termasuk dalam rencana kerja.", "hal itu termasuk dalam rencana kerja"),
        ("Rahmat Hidayat (meminta fotonya tidak dimuat) mengatakan pelaku ditahan.", "pelaku ditahan"),
        (
            "Pelaku sudah ditahan sejak pagi, Rahmat Hidayat mengatakan pada Sabtu malam.",
            "Pelaku sudah ditahan sejak pagi",
        ),
        (
            "Menurut Rahmat Hidayat, itu kesempatan dimana para lurah menyampaikan apa saja.",
            "itu kesempatan dimana para lurah menyampaikan apa saja",
        ),
        ("Rahmat Hidayat menyambut baik acara itu dan berharap warga terbantu.", "warga terbantu"),
        ("Rahmat Hidayat menyampaikan terima kasih kepada warga.", "terima kasih kepada warga"),
        ("Rahmat Hidayat mengajak warga untuk menjaga kampung.", "warga untuk menjaga kampung"),
        ("Rahmat Hidayat meminta jajarannya berjaga di pasar.", "jajarannya berjaga di pasar"),
        ("Rahmat Hidayat mewanti-wanti anggotanya agar tidak lengah.", "anggotanya agar tidak lengah"),
        ("Rahmat Hidayat mempertanyakan apakah pasar itu layak.", "apakah pasar itu layak"),
        ("Rahmat Hidayat bersikukuh tidak pernah menjual sawah.", "tidak pernah menjual sawah"),
        ("Rahmat Hidayat mengaku sebagai warga biasa.", "sebagai warga biasa"),
        ("Pernyataan Rahmat Hidayat bahwa pasar aman dibantah warga.", "pasar aman dibantah warga"),
        ("Hal senada datang dari Rahmat Hidayat yang mengatakan pasar itu sudah aman.", "pasar itu sudah aman"),
        ("Meski Rahmat Hidayat mengaku kecewa berat, namun warga tetap datang.", "kecewa berat"),
        ("Setelah Rahmat Hidayat menegaskan pasar itu aman, warga kembali berjualan.", "pasar itu aman"),
        ("Pasar itu sudah lama tutup, kata Rahmat Hidayat, peneliti di lembaga itu.", "Pasar itu sudah lama tutup"),
        ("Warga diminta tidak mendekati kawah, kata Rahmat Hidayat.", "Warga diminta tidak mendekati kawah"),
        ("Namun pengakuan dari Rahmat Hidayat, pelaku sudah ditangkap.", "pelaku sudah ditangkap"),
        ("Data sementara berdasarkan laporan Rahmat Hidayat, pelaku sudah ditangkap.", "pelaku sudah ditangkap"),
        ("Pelaku sudah lama diburu polisi demikian Rahmat Hidayat.", "Pelaku sudah lama diburu polisi"),
        ("Rahmat Hidayat datang. Dijelaksannya, pelaku sudah ditangkap.", "pelaku sudah ditangkap"),
        ("Rahmat Hidayat meneruskan, pelaku sudah ditangkap.", "pelaku sudah ditangkap"),
        ("Pelaku sudah lama diburu polisi, kenang Rahmat Hidayat.", "Pelaku sudah lama diburu polisi"),
        ("Rahmat Hidayat menjelaskan bantuan beras diberikan kepada warga.", "bantuan beras diberikan kepada warga"),
    ],
)
def test_the_content_is_without_attribution(parse, text, content):
    page = parse(text, PEOPLE)
    assert page.texts == [content]
    assert page.said == [("indirect", "Rahmat Hidayat")]


@pytest.mark.parametrize(
    "text",
    [
        "Rahmat Hidayat menjelaskan kronologi penangkapan.",
        "Rahmat Hidayat mengungkap awal mula kasus pembunuhan itu.",
        "Rahmat Hidayat menjelaskan, kronologi penangkapan kedua pelaku itu.",
        "Rahmat Hidayat membenarkan peristiwa tersebut.",
        "Rahmat Hidayat mengakui perbuatannya dan ditahan.",
        "Hal itu disampaikan Rahmat Hidayat.",
        "Rahmat Hidayat menyampaikan itu saat memimpin rapat bersama warga di kantor camat.",
        "Rahmat Hidayat mengatakan hal tersebut di depan warga yang sejak pagi menunggu di pasar.",
        "Putusan yang menurutnya tidak adil itu digugat.",
        "Tiga warga menjadi penanggung jawab, Rahmat Hidayat selaku ketua dan Sri Wahyuni selaku bendahara.",
        "Warga yang menyebut dirinya saksi datang ke kantor.",
        "Jalan itu ditutup untuk memastikan keamanan warga.",
        "Dari hasil klarifikasi itu, Rahmat Hidayat mengakui perbuatannya.",
        "Jadi pastikan ponsel selalu aktif selama perjalanan.",
        "Rahmat Hidayat menyampaikan surat edaran terkait penyakit yang kembali menyebar.",
        "Rahmat Hidayat berteriak histeris meminta tolong sembari mengejar motornya.",
        "Rahmat Hidayat mengungkap beberapa rumah yang saat ini bernilai sangat tinggi.",
        "Hal tersebut ia sampaikan saat peresmian pasar bersama warga di kantor camat.",
        "Rahmat Hidayat disebut memerintahkan warga agar pasar ditutup.",
        "Warga mendapati klaim Rahmat Hidayat, foto itu disebar lewat pesan.",
        "Kisah Rahmat Hidayat tersebut dimuat dalam buku yang sudah terbit.",
        "Hal itu tertuang dalam keterangan tertulis, Senin (9/6/2025).",
        "Berdasarkan pengakuan Rahmat Hidayat, polisi menangkap dua pelaku lain di pasar.",
        "Berdasarkan laporan tersebut, pelaku sudah ditangkap di rumahnya.",
        "Rahmat Hidayat membahas bahwa pasar itu sepi.",
        "Rahmat Hidayat meminta maaf kepada seluruh keluarga korban.",
        "Rahmat Hidayat menyampaikan hal serupa di depan warga pasar.",
        "Rahmat Hidayat mengatakan hal yang sama.",
        "Sebut saja namanya Rahmat, warga Suka Maju, sengaja datang pagi-pagi ke pasar.",
        "Rahmat Hidayat awalnya mengira bahwa pasar itu sudah tutup.",
        "Kronologi kejadian menyebutkan bahwa pasar itu terbakar pagi tadi.",
        "Usaha keripik itu cukup menjanjikan di masa depan.",
        "Penampilan Rahmat Hidayat kurang meyakinkan bagi para juri.",
        "Rahmat Hidayat melaporkan tetangganya karena memukul anaknya.",
        "Rahmat Hidayat melaporkan kejadian itu ke polisi dan pelaku ditangkap.",
        "Dikutip dari Tribun Medan, pelaku sudah lama diburu polisi.",
        "Dengan demikian Rahmat Hidayat menang.",
        "Rahmat Hidayat menyampaikan situasi keamanan di kampung itu ditahun politik ini.",
        "Rahmat Hidayat menyampaikan hasil panen didesa itu dipendopo.",
        "Polres Suka Maju mencatat rekor baru bulan lalu.",
    ],
)
def test_no_content_no_quotation(parse, text):
    assert parse(text, PEOPLE).quotes == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Saat diperiksa pelaku mengaku butuh uang untuk makan.", "pelaku"),
        ("Kepada petugas tersangka mengaku menyesal mencuri motor.", "tersangka"),
        ("Sama halnya dengan Sri Wahyuni, Rahmat Hidayat mengatakan jalan itu aman.", "Rahmat Hidayat"),
        ("Majelis hakim kemudian menyatakan pelaku terbukti bersalah.", "Majelis hakim"),
        ("Rahmat Hidayat bicara. Penertiban itu menurutnya harus dilakukan segera.", "Rahmat Hidayat"),
        ("Pelaku sudah ditahan sejak pagi, kata kantor kejaksaan agung.", "kantor kejaksaan agung"),
        ("Rahmat Hidayat hadir. Kubu Rahmat Hidayat menyatakan pelaku sudah ditangkap.", "Kubu Rahmat Hidayat"),
        ("Menurut Jubir Suka Maju saat itu, Rahmat Hidayat, pelaku sudah ditahan.", "Rahmat Hidayat"),
    ],
)
def test_who_reports(parse, text, speaker):
    assert parse(text, PEOPLE).said == [("indirect", speaker)]


def test_the_inner_report_counts(parse):
    page = parse("Pada kesempatan itu, tambah Sri Wahyuni, Rahmat Hidayat menegaskan pelaku sudah ditangkap.", PEOPLE)
    assert page.texts == ["pelaku sudah ditangkap"]
    assert page.speakers == ["Rahmat Hidayat"]


def test_a_report_goes_on_after_dan_with_its_subject(parse):
    page = parse("Rahmat Hidayat mendatangi pasar dan mengimbau agar warga tenang.", PEOPLE)
    assert page.speakers == ["Rahmat Hidayat"]
    assert page.texts == ["agar warga tenang"]


def test_what_is_added_is_told_anew(parse):
    page = parse("Rahmat Hidayat mengatakan, dua rumah warga rusak, tambah dia, tiga warga masih mengungsi.", PEOPLE)
    assert page.texts == ["dua rumah warga rusak", "tiga warga masih mengungsi"]
    assert page.speakers == ["Rahmat Hidayat"] * 2


def test_a_second_report_by_a_pronoun(parse):
    page = parse("Rahmat Hidayat menyebut jalan belum dibuka, tetapi ia berjanji akan membukanya besok.", PEOPLE)
    assert page.texts == ["jalan belum dibuka", "akan membukanya besok"]
    assert page.speakers == ["Rahmat Hidayat", "Rahmat Hidayat"]


@pytest.mark.parametrize(
    "joint",
    [
        ", sehingga dirinya meminta",
        ", sehingga melalui rapat itu, Kapolres Suka Maju meminta",
        ", untuk itu ia meminta",
        ", dia meminta",
    ],
)
def test_what_follows_from_it_is_asked_anew(parse, joint):
    page = parse(f"Rahmat Hidayat mengatakan bahwa jalan belum dibuka{joint} agar warga bersabar.", PEOPLE)
    assert page.texts == ["jalan belum dibuka", "agar warga bersabar"]
    assert page.speakers == ["Rahmat Hidayat"] * 2


def test_what_another_one_asks_is_told(parse):
    page = parse("Rahmat Hidayat mengatakan jalan rusak, sehingga warga meminta agar jalan diperbaiki.", PEOPLE)
    assert page.texts == ["jalan rusak, sehingga warga meminta agar jalan diperbaiki"]


def test_a_clause_and_what_is_conveyed(parse):
    page = parse("Rahmat Hidayat menyebut pasar itu ramai, dan menyampaikan apresiasi kepada panitia.", PEOPLE)
    assert page.texts == ["pasar itu ramai", "apresiasi kepada panitia"]


def test_what_nobody_is_named_for(parse_rules):
    text = "Rapat digelar. Dilaporkan bahwa dua jembatan kayu putus. Warga diminta tidak mendekati kawah itu."
    quotes = parse_rules(text).quotes
    assert [(quote.text, quote.speaker) for quote in quotes] == [
        ("dua jembatan kayu putus", None),
        ("tidak mendekati kawah itu", None),
    ]


def test_advice_without_a_speaker_is_no_quotation(parse_rules):
    text = "Tarif itu dapat berubah. Pembaca disarankan untuk selalu memeriksa halaman resmi."
    assert parse_rules(text).quotes == ()


def test_what_is_asked_in_a_summary_is_nobodys(parse):
    page = parse("Warga diminta tidak mendekati kawah itu.\nRahmat Hidayat mengatakan kawah itu masih panas.", PEOPLE)
    assert page.texts == ["kawah itu masih panas"]


@pytest.mark.parametrize(
    "text",
    [
        "Dilansir dari BMKG, gempa itu berpusat di laut.",
        "Mengutip laman resmi BMKG, gempa itu berpusat di laut.",
        "BMKG melaporkan gempa itu berpusat di laut.",
    ],
)
def test_what_a_body_says(parse_rules, text):
    (quote,) = parse_rules(text).quotes
    assert quote.text == "gempa itu berpusat di laut"
    assert quote.speaker is not None
    assert quote.speaker.description == "BMKG"


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        ("Dalam dakwaan, terdakwa disebut menaruh racun.", "menaruh racun", "dakwaan"),
        ("Dalam surat itu setiap desa diperintahkan segera meronda.", "segera meronda", "surat itu"),
        ("Pada edaran Camat, warga diminta tidak membakar lahan.", "tidak membakar lahan", "edaran Camat"),
        ("Dalam berkas dakwaan tertulis, sabu disembunyikan di laut.", "sabu disembunyikan di laut", "berkas dakwaan"),
    ],
)
def test_what_a_document_says_of_somebody(parse_rules, text, content, speaker):
    (quote,) = parse_rules(f"Sidang digelar. {text[:-1]} pada malam hari.").quotes
    assert quote.text == f"{content} pada malam hari"
    assert quote.speaker is not None
    assert quote.speaker.description == speaker


@pytest.mark.parametrize(
    "text",
    ["Dalam kasus ini, terdakwa disebut menaruh racun.", "Dalam keterangan tertulis, Senin (9/6/2025), racun disita."],
)
def test_no_document_says_it(parse_rules, text):
    assert parse_rules(f"Sidang digelar. {text}").quotes == ()


def test_they_are_the_group_that_acted(parse_rules):
    (quote,) = parse_rules("Kedua pemuda itu lalu diperiksa. Mereka mengaku belum makan sejak pagi.").quotes
    assert quote.speaker is not None
    assert quote.speaker.description == "Kedua pemuda itu"


def test_what_is_asked_without_a_request_word(parse):
    page = parse("Rahmat Hidayat mengatakan pasar aman. Seluruh warga diminta memiliki alat pemadam api.", PEOPLE)
    assert page.texts == ["pasar aman", "memiliki alat pemadam api"]


def test_the_clause_ends_with_its_sentence(parse):
    page = parse("Rahmat Hidayat mengatakan, pelaku sudah ditangkap. Kini ia ditahan.", PEOPLE)
    assert page.texts == ["pelaku sudah ditangkap"]


@pytest.mark.parametrize(
    "text",
    [
        "Rahmat Hidayat mengatakan, pelaku sudah lama diburu polisi, ucapnya.",
        "Menurut Rahmat Hidayat, pelaku sudah lama diburu polisi, tuturnya kepada wartawan.",
        "Rahmat Hidayat mengatakan, pelaku sudah lama diburu polisi, kata Rahmat Hidayat. (red)",
        "Rahmat Hidayat datang. Pelaku sudah lama diburu polisi, pungkasnya.",
        "Rahmat Hidayat datang. Pelaku sudah lama diburu polisi, tutup Rahmat Hidayat.",
    ],
)
def test_a_closing_attribution_is_no_content(parse, text):
    page = parse(text, PEOPLE)
    assert [quote.text.endswith("elaku sudah lama diburu polisi") for quote in page.quotes] == [True]
    assert page.speakers == ["Rahmat Hidayat"]


def test_quoted_words_in_the_clause_make_it_mixed(parse):
    page = parse('Rahmat Hidayat menyebut pelaku "sangat licin dan berbahaya" sejak dulu.', PEOPLE)
    assert page.said == [("mixed", "Rahmat Hidayat")]
    assert page.texts == ['pelaku "sangat licin dan berbahaya" sejak dulu']


def test_reading_order(parse):
    page = parse(
        'Rahmat Hidayat mengatakan, pelaku sudah ditangkap. "Kami sudah menahannya," ujarnya.\n'
        "Menurut Sri Wahyuni, warga kini lebih tenang.",
        PEOPLE,
    )
    assert [quote.kind for quote in page.quotes] == ["indirect", "direct", "indirect"]
    assert [quote.start for quote in page.quotes] == sorted(quote.start for quote in page.quotes)
    assert page.speakers == ["Rahmat Hidayat", "Rahmat Hidayat", "Sri Wahyuni"]


def test_a_pronoun_after_an_adverbial_is_the_subject(parse):
    page = parse(
        "Rahmat Hidayat datang. Dengan rapat bersama itu dirinya menegaskan komitmennya menjaga pasar.", PEOPLE
    )
    assert page.texts == ["komitmennya menjaga pasar"]


def test_katanya_is_no_source(parse):
    page = parse("Rahmat Hidayat datang. Dengan itu, katanya Pemkab Suka Maju berharap warga lebih tenang.", PEOPLE)
    assert page.speakers == ["Pemkab Suka Maju"]


class TestWithoutAgent:
    """`Dikatakan bahwa …` goes on with whoever speaks."""

    @pytest.mark.parametrize("cue", ["Dikatakan bahwa", "Ditambahkan,", "Dijelaskan pula,", "Selain itu dijelaskan,"])
    def test_it_goes_on(self, parse, cue):
        page = parse(f"Menurut Rahmat Hidayat, jalan itu aman. {cue} pelaku sudah lama ditahan polisi.", PEOPLE)
        assert page.texts[1:] == ["pelaku sudah lama ditahan polisi"]
        assert page.speakers == ["Rahmat Hidayat"] * 2
        assert page.quotes[1].rule == "indirect.agentless"

    @pytest.mark.parametrize(
        "text",
        [
            "Dikatakan bahwa pelaku sudah lama ditahan polisi.",
            "Menurut Rahmat Hidayat, jalan itu aman. Sebelumnya diceritakan, pelaku sudah lama ditahan polisi.",
        ],
    )
    def test_without_a_speaker_it_is_none(self, parse, text):
        assert "indirect.agentless" not in [quote.rule for quote in parse(text, PEOPLE).quotes]


def test_how_much_somebody_hopes_is_no_part_of_who(parse_rules) -> None:
    (quote,) = parse_rules("Pihak keluarga sangat berharap nama baik korban dipulihkan.").quotes
    assert quote.speaker is not None
    assert quote.speaker.description == "Pihak keluarga"


def test_lines_of_verbs_below_an_announcement(parse) -> None:
    page = parse(
        "Rahmat Hidayat datang. Ia memberikan beberapa pesan penting, di antaranya:\n"
        "Mengimbau warga agar pintu rumah dikunci.\n"
        "Memberikan selebaran tentang narkoba dan mengingatkan agar remaja tidak keluar malam.\n"
        "Menekankan pentingnya ronda malam di setiap dusun.\n"
        "Warga menyambut baik kegiatan itu.",
        PEOPLE,
    )
    assert page.texts == [
        "warga agar pintu rumah dikunci",
        "agar remaja tidak keluar malam",
        "pentingnya ronda malam di setiap dusun",
    ]
    assert set(page.speakers) == {"Rahmat Hidayat"}


def test_a_single_line_of_a_verb_is_no_list(parse) -> None:
    page = parse("Patroli itu meliputi hal berikut:\nMemeriksa kendaraan.\nMengimbau warga agar tidak panik.", PEOPLE)
    assert page.texts == []


@pytest.mark.parametrize("post", ["Kepala Dinas Pendidikan dan Kebudayaan Demak", "Menteri Hukum dan HAM"])
@pytest.mark.parametrize("lead", ["Menurut", "Dikatakan", "Hal itu penting. Memang, kata"])
@pytest.mark.parametrize("name", [", Budi Santoso", " Budi Santoso", ""])
def test_dan_inside_a_post_ends_no_source(parse_rules, post: str, lead: str, name: str) -> None:
    (quote,) = parse_rules(f"Rapat digelar di Demak. {lead} {post}{name}, harga beras itu akan segera turun.").quotes
    assert quote.text == "harga beras itu akan segera turun"


@pytest.mark.parametrize("lead", ["Diakhir sambutan,", "Diawal acara,", "Di akhir sambutan,", "Ditahun ini"])
def test_di_without_its_blank_opens_an_adverbial(parse_rules, lead: str) -> None:
    (quote,) = parse_rules(
        f"Rapat digelar. {lead} bupati mengatakan sektor pendidikan mendapat perhatian khusus."
    ).quotes
    assert quote.speaker is not None
    assert quote.speaker.description == "bupati"
