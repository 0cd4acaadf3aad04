"""Who spoke: names, posts, descriptions, pronouns, relays, and null where it is open."""

from __future__ import annotations

import pytest

PEOPLE = {
    "Rahmat Hidayat": ["Kapolres Suka Maju", "Rahmat"],
    "Sri Wahyuni": ["Kasi Humas Polres Suka Maju", "Sri"],
    "Joko Susilo": ["", "Joko"],
}
QUOTE = '"Pelaku sudah kami tahan,"'


@pytest.mark.parametrize(
    ("attribution", "speaker", "resolved_by"),
    [
        ("kata Rahmat Hidayat.", "Rahmat Hidayat", "name"),
        ("kata AKBP Rahmat Hidayat, Senin (9/6/2025).", "Rahmat Hidayat", "name"),
        ("kata Kapolres Suka Maju AKBP Rahmat Hidayat.", "Rahmat Hidayat", "name"),
        ("kata Kapolres Suka Maju, AKBP Rahmat Hidayat, saat ditemui.", "Rahmat Hidayat", "name"),
        ("kata Rahmat.", "Rahmat Hidayat", "name"),
        ("ujar Rahmat Hidayat didampingi Sri Wahyuni.", "Rahmat Hidayat", "name"),
        ("ujar Rahmat Hidayat bersama Sri Wahyuni di lokasi.", "Rahmat Hidayat", "name"),
        ("kata kuasa hukum korban, Joko Susilo.", "Joko Susilo", "name"),
        ("kata Joko Susilo, kuasa hukum korban.", "Joko Susilo", "name"),
        ("kata kuasa hukum Joko Susilo.", "kuasa hukum Joko Susilo", "description"),
        ("kata Kapolres Suka Maju.", "Rahmat Hidayat", "position"),
        ("kata Plt Kapolres Suka Maju.", "Rahmat Hidayat", "position"),
        ("kata Kasi Humas.", "Sri Wahyuni", "position"),
        ("kata salah satu tokoh agama.", "salah satu tokoh agama", "description"),
        ("kata seorang saksi mata di lokasi.", "seorang saksi mata", "description"),
        (
            "kata warga setempat yang enggan disebutkan namanya.",
            "warga setempat yang enggan disebutkan namanya",
            "description",
        ),
        ("kata warga setempat, Bejo Slamet, Senin.", "Bejo Slamet", "description"),
        ("tulis BMKG dalam rilisnya.", "BMKG", "description"),
        ("Rahmat menambahkan.", "Rahmat Hidayat", "name"),
        ("– kata Rahmat.", "Rahmat Hidayat", "name"),
    ],
)
def test_after_the_quotation(parse, attribution, speaker, resolved_by):
    page = parse(f"{QUOTE} {attribution}", PEOPLE)
    assert page.speakers == [speaker]
    assert page.quotes[0].speaker.resolved_by == resolved_by


@pytest.mark.parametrize(
    "lead",
    [
        "Rahmat Hidayat mengatakan, ",
        "Rahmat Hidayat menegaskan: ",
        "Kapolres Suka Maju AKBP Rahmat Hidayat berkata ",
        "Kata Rahmat Hidayat, ",
        "Menurut Rahmat Hidayat, ",
        "Rahmat Hidayat mengatakan kepada wartawan, ",
    ],
)
def test_before_the_quotation(parse, lead):
    page = parse(lead + QUOTE, PEOPLE)
    assert page.texts == ["Pelaku sudah kami tahan,"]
    assert page.speakers == ["Rahmat Hidayat"]


@pytest.mark.parametrize("tail", ["ujarnya.", "kata dia.", "katanya, Senin.", "kata beliau.", ""])
def test_it_goes_back_to_who_spoke_last(parse, tail):
    page = parse(f'"Kami bergerak," kata Rahmat Hidayat.\nWarga lega.\n"Semua sudah aman sekarang," {tail}', PEOPLE)
    assert page.speakers == ["Rahmat Hidayat"] * 2
    assert page.quotes[1].speaker.resolved_by == ("pronoun" if tail else "continuation")


@pytest.mark.parametrize(
    "text",
    [
        "Ia mengatakan, jalan itu segera dibuka.",
        "Pihaknya mengimbau warga agar tenang.",
        "Dikatakannya, jalan itu segera dibuka.",
        "Diakuinya, jalan itu masih ditutup.",
        "Menurutnya, jalan itu segera dibuka.",
        "Perwira itu menyebut jalan segera dibuka.",
    ],
)
def test_reported_clauses_go_back_too(parse, text):
    page = parse(f'"Kami bergerak," kata Rahmat Hidayat.\n{text}', PEOPLE)
    assert page.speakers == ["Rahmat Hidayat"] * 2


def test_somebody_introduced_in_between_speaks(parse):
    page = parse(
        '"Kami bergerak," kata Rahmat Hidayat.\n'
        "Kasi Humas Polres Suka Maju AKP Sri Wahyuni membenarkan kejadian itu.\n"
        '"Benar, ada laporan," ujarnya.',
        PEOPLE,
    )
    assert page.speakers == ["Rahmat Hidayat", "Sri Wahyuni"]


def test_a_crowd_takes_no_later_words(parse):
    page = parse(
        '"Kami bergerak," kata Rahmat Hidayat.\nPolisi mengatakan, dua pelaku masih diburu.\n"Doakan kami," ujarnya.',
        PEOPLE,
    )
    assert page.speakers == ["Rahmat Hidayat", "Polisi", "Rahmat Hidayat"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('"Kami temukan sendok dan korek api di kamar itu". Ungkap Sri Wahyuni.', "Sri Wahyuni"),
        ("Ditempat terpisah Sri Wahyuni menyampaikan bahwa jalan itu sudah aman.", "Sri Wahyuni"),
        ("Rahmat Hidayat, M.Tr.Hanla mengatakan jalan itu sudah aman.", "Rahmat Hidayat"),
    ],
)
def test_the_ways_of_press_releases(parse, text, speaker):
    assert parse(text, PEOPLE).speakers == [speaker]


def test_a_victim_is_not_the_officer_who_spoke(parse):
    page = parse(f'{QUOTE} kata Rahmat Hidayat.\n"Saya hanya lewat di sana," sahut pemuda tersebut.', PEOPLE)
    assert page.speakers == ["Rahmat Hidayat", "pemuda tersebut"]


def test_a_description_takes_later_words(parse):
    page = parse(
        'Salah satu tokoh agama menyampaikan pentingnya kerukunan warga.\n"Mari kita jaga bersama," ungkapnya.',
        PEOPLE,
    )
    assert page.speakers == ["Salah satu tokoh agama"] * 2


def test_open_without_anybody_to_go_back_to(parse):
    page = parse('"Kami akan terus mengawasi jalan ini," ujarnya.')
    assert page.quotes[0].speaker is None
    assert page.quotes[0].rule.endswith(":open")


def test_a_unit_speaks(parse):
    page = parse("Polres Suka Maju memastikan jalan itu sudah dibuka.", units=["Polres Suka Maju"])
    assert page.speakers == ["Polres Suka Maju"]
    assert page.quotes[0].speaker.organization_id == "polres suka maju"


class TestRelays:
    @pytest.mark.parametrize(
        "text",
        [
            f"{QUOTE} jelas Kapolres AKBP Rahmat Hidayat melalui Kasi Humas AKP Sri Wahyuni, Senin.",
            "AKBP Rahmat Hidayat melalui Kasi Humas, AKP Sri Wahyuni mengatakan, pelaku ditahan.",
            "AKBP Rahmat Hidayat, lewat Kasi Humas, AKP Sri Wahyuni, menegaskan pelaku ditahan.",
        ],
    )
    def test_the_speaker_is_who_sends_the_words(self, parse, text):
        page = parse(text, PEOPLE)
        assert page.speakers == ["Rahmat Hidayat"]
        assert page.via == ["Sri Wahyuni"]

    def test_a_following_ujarnya_stays_with_both(self, parse):
        page = parse(
            "Kapolres Suka Maju AKBP Rahmat Hidayat melalui Kasi Humas AKP Sri Wahyuni mengatakan, pelaku "
            f"ditahan.\n{QUOTE} ujarnya.\n{QUOTE} kata AKP Sri Wahyuni.",
            PEOPLE,
        )
        assert page.speakers == ["Rahmat Hidayat", "Rahmat Hidayat", "Sri Wahyuni"]
        assert page.via == ["Sri Wahyuni", "Sri Wahyuni", None]

    def test_a_channel_is_nobody(self, parse):
        page = parse(f"{QUOTE} kata Rahmat Hidayat melalui keterangan tertulis.", PEOPLE)
        assert page.speakers == ["Rahmat Hidayat"]
        assert page.via == [None]


def test_the_date_of_utterance(parse):
    dates = {"Senin (9/6/2025)": "2025-06-09", "kemarin": "2025-06-08"}
    page = parse(f"Pelaku ditangkap kemarin. {QUOTE} kata Rahmat Hidayat, Senin (9/6/2025).", PEOPLE, dates=dates)
    assert [quote.date for quote in page.quotes] == ["2025-06-09"]


@pytest.mark.parametrize("apostrophe", ["'", "’", "`"])
def test_a_weekday_is_no_speaker(parse, apostrophe):
    page = parse(f"Rahmat Hidayat datang. {QUOTE} jelasnya Jum{apostrophe}at (13/6/2025).", PEOPLE)
    assert page.speakers == ["Rahmat Hidayat"]


def test_every_quotation_names_its_rule_and_its_cue(parse):
    page = parse(f"{QUOTE} kata Rahmat Hidayat.", PEOPLE)
    (quote,) = page.quotes
    assert quote.rule == "direct.after"
    assert page.text[quote.cue_start : quote.cue_end] == quote.cue == "kata"
    assert page.text[quote.speaker.start : quote.speaker.end] == "Rahmat Hidayat"


class TestSuspects:
    """What a suspect told comes through the officer."""

    LEAD = '"Pelaku kami tahan," kata Rahmat Hidayat.\nTersangka mengaku sudah dua kali mencuri.\n'

    def test_the_officer_goes_on(self, parse):
        page = parse(self.LEAD + '"Uangnya dipakai untuk berfoya-foya," jelasnya.', PEOPLE)
        assert page.speakers == ["Rahmat Hidayat", "Tersangka", "Rahmat Hidayat"]

    def test_the_suspect_speaks_of_himself(self, parse):
        page = parse(self.LEAD + '"Saya khilaf dan menyesal," ujarnya.', PEOPLE)
        assert page.speakers == ["Rahmat Hidayat", "Tersangka", "Tersangka"]

    def test_reported_clauses_stay_with_the_suspect(self, parse):
        page = parse(self.LEAD + "Ia mengaku menyesal atas perbuatannya itu.", PEOPLE)
        assert page.speakers == ["Rahmat Hidayat", "Tersangka", "Tersangka"]


@pytest.mark.parametrize(
    "text",
    [
        "AKBP Rahmat Hidayat, S.H., didampingi AKP Sri Wahyuni, S.H., dan Joko Susilo, mengatakan pelaku ditahan.",
        "AKBP Rahmat Hidayat bersama AKP Sri Wahyuni mengatakan pelaku ditahan.",
        "Didampingi AKP Sri Wahyuni, AKBP Rahmat Hidayat mengatakan pelaku ditahan.",
        "Dalam apel bersama warga, AKBP Rahmat Hidayat mengatakan pelaku ditahan.",
    ],
)
def test_company_makes_no_speaker(parse, text):
    assert parse(text, PEOPLE).speakers == ["Rahmat Hidayat"]


class TestBodies:
    """A body hopes and appeals while a person speaks; `ujarnya` is the person's, `mereka` the body's."""

    UNIT = "Polres Suka Maju"

    @pytest.mark.parametrize(
        "beside",
        [
            "Polres Suka Maju berharap warga tetap menjaga kampung.",
            "Polres Suka Maju menyampaikan laporan itu kepada bupati.",
        ],
    )
    def test_the_person_goes_on(self, parse, beside):
        page = parse(f"{QUOTE} kata Joko.\n{beside}\n{QUOTE} imbuhnya.", PEOPLE, units=[self.UNIT])
        assert (page.speakers[0], page.speakers[-1]) == ("Joko Susilo", "Joko Susilo")

    def test_a_body_that_speaks_itself_goes_on(self, parse):
        page = parse(f"{QUOTE} kata Joko.\n{QUOTE} tulis {self.UNIT}.\n{QUOTE} tulisnya.", PEOPLE, units=[self.UNIT])
        assert page.speakers == ["Joko Susilo", self.UNIT, self.UNIT]

    def test_they_are_the_body(self, parse):
        page = parse(
            f"{QUOTE} kata Joko.\n{self.UNIT} berharap warga menjaga kampung.\nMereka menambahkan bahwa jalan aman.",
            PEOPLE,
            units=[self.UNIT],
        )
        assert page.speakers == ["Joko Susilo", self.UNIT, self.UNIT]


@pytest.mark.parametrize(
    ("subject", "speaker"),
    [
        ("Politisi Partai Maju ini", "Joko Susilo"),
        ("Orang nomor satu di Kabupaten Suka Maju ini juga", "Joko Susilo"),
        ("Pria yang pernah menjadi lurah itu", "Joko Susilo"),
        ("Joko hari ini", "Joko Susilo"),
        ("Seseorang yang mengetahui perkara ini", "Seseorang yang mengetahui perkara ini"),
        ("Perusahaan ini", "Perusahaan ini"),
    ],
)
def test_a_description_that_points_back(parse, subject, speaker):
    page = parse(f"{QUOTE} kata Joko.\n{subject} mengatakan pelaku sudah ditangkap.", PEOPLE)
    assert page.speakers == ["Joko Susilo", speaker]


def test_a_post_that_points_back_is_not_of_somebody_who_comes_later(parse):
    people = {"Joko Susilo": ["", "Joko"], "Rahmat Hidayat": ["menteri"]}
    page = parse(f"{QUOTE} kata Joko.\n{QUOTE} lanjut menteri ini.\nRahmat Hidayat tiba.", people)
    assert page.speakers[0] == "Joko Susilo"
    assert page.speakers[1] in ("Joko Susilo", "menteri ini")  # whose post is not told


def test_company_in_a_relative_clause_makes_no_speaker(parse):
    page = parse("Camat Rahmat Hidayat yang didampingi Sri Wahyuni mengatakan pelaku ditahan.", PEOPLE)
    assert page.speakers == ["Rahmat Hidayat"]


@pytest.mark.parametrize(
    "text",
    [
        "AKBP Rahmat Hidayat dalam sambutannya yang dibacakan AKP Sri Wahyuni mengatakan jalan itu aman.",
        "AKBP Rahmat Hidayat dalam pesan tertulis yang disampaikan oleh AKP Sri Wahyuni mengatakan jalan itu aman.",
        "Amanat Kapolres Suka Maju yang dibacakan Kasi Humas Sri Wahyuni menyatakan bahwa jalan itu aman.",
        "Dalam amanat Kapolres Suka Maju yang dibacakan Kasi Humas Sri Wahyuni, disebutkan bahwa jalan itu aman.",
        f"{QUOTE} kata Rahmat Hidayat dalam amanat yang dibacakan oleh Sri Wahyuni.",
    ],
)
def test_a_speech_that_somebody_else_reads_out(parse, text):
    page = parse(text, PEOPLE)
    assert page.speakers == ["Rahmat Hidayat"]
    assert page.via == ["Sri Wahyuni"]


def test_the_attribution_may_stand_in_the_line_above(parse):
    page = parse(f"{QUOTE} kata Rahmat.\nJoko Susilo mengatakan:\n“Kami semua merasa lebih aman.”", PEOPLE)
    assert page.speakers == ["Rahmat Hidayat", "Joko Susilo"]
    assert page.quotes[1].cue == "mengatakan"


@pytest.mark.parametrize(
    "source",
    [
        "mantan Kapolsek Karang Asri",
        "politisi Partai Maju",
        "orang nomor satu di Suka Maju",
        "perwira dengan dua melati di pundaknya itu",
        "pria berusia 45 tahun itu",
    ],
)
def test_a_byname_is_whoever_speaks(parse, source):
    page = parse(f"{QUOTE} kata Joko.\n{QUOTE} ujar {source}.", PEOPLE)
    assert page.speakers == ["Joko Susilo", "Joko Susilo"]


@pytest.mark.parametrize("source", ["wagub", "Wagub", "pak wagub"])
def test_a_short_title_without_a_capital(parse, source):
    people = {"Joko Susilo": ["Gubernur Suka Maju"], "Sri Wahyuni": ["Wagub Suka Maju"]}
    page = parse(f"Gubernur Suka Maju Joko Susilo bertemu Sri Wahyuni. {QUOTE} kata {source}.", people)
    assert page.speakers == ["Sri Wahyuni"]


def test_the_relay_may_stand_first(parse):
    page = parse("Melalui Kasi Humas Sri Wahyuni, AKBP Rahmat Hidayat mengatakan pelaku ditahan.", PEOPLE)
    assert (page.speakers, page.via) == (["Rahmat Hidayat"], ["Sri Wahyuni"])


def test_olehnya(parse):
    page = parse(f"{QUOTE} kata Joko. Ditambahkan olehnya, ini juga ajang untuk warga.", PEOPLE)
    assert page.speakers == ["Joko Susilo", "Joko Susilo"]


def test_a_line_that_breaks_at_a_link(parse):
    page = parse(f"Rahmat Hidayat datang.\n{QUOTE} kata\nKasi Humas Polres Suka Maju\nSri Wahyuni, Senin.", PEOPLE)
    assert page.speakers == ["Sri Wahyuni"]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Selepas memimpin rapat, Joko Susilo mengaku sangat lelah.", ["Joko Susilo"]),
        ("Hasilnya, Joko Susilo menegaskan jalan itu sudah aman.", ["Joko Susilo"]),
        ("Tujuannya memastikan ternak itu sehat dan layak dijual.", []),
    ],
)
def test_what_opens_a_sentence_is_no_speaker(parse, text, speakers):
    assert parse(text, PEOPLE).speakers == speakers


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("AKBP Rahmat Hidayat diwakili oleh AKP Sri Wahyuni mengatakan jalan itu aman.", "Sri Wahyuni"),
        ("AKBP Rahmat Hidayat yang diwakili AKP Sri Wahyuni mengatakan jalan itu aman.", "Sri Wahyuni"),
        ("Usai acara, kepada awak media Rahmat Hidayat mengatakan jalan itu aman.", "Rahmat Hidayat"),
        ("Rahmat Hidayat hadir. Dalam arahannya kapolres mengatakan, bahwa jalan itu aman.", "Rahmat Hidayat"),
    ],
)
def test_representatives_and_adverbials_without_a_comma(parse, text, speaker):
    assert parse(text, PEOPLE).speakers == [speaker]


def test_a_crowd_that_appeals_takes_no_voice(parse):
    page = parse(f"{QUOTE} kata Joko.\nKepolisian mengimbau warga agar tenang.\n{QUOTE} tandasnya.", PEOPLE)
    assert page.speakers == ["Joko Susilo", "Kepolisian", "Joko Susilo"]


def test_whoever_somebody_agrees_with_does_not_speak(parse):
    page = parse(
        "Rahmat mengatakan harga naik. Senada dengan Rahmat, Joko (33) menyebut harga cabai naik juga.", PEOPLE
    )
    assert [page.speaker(quote) for quote in page.quotes] == ["Rahmat Hidayat", "Joko Susilo"]


def test_a_post_and_a_first_name_that_no_mention_has(parse):
    page = parse(
        "Kapolres Suka Maju Wira Prasetya datang. Kapolres Wira menegaskan jalan itu aman.",
        {"Wira Prasetya": "Kapolres Suka Maju"},
    )
    assert page.speakers == ["Wira Prasetya"]


@pytest.mark.parametrize("degrees", ["S.Tr.K., S.I.K", "M. Hum yang juga ketua panitia dalam pidatonya"])
def test_degrees_are_whose_name_stands_in_front(parse, degrees):
    page = parse(
        f"Kasat Lantas Suka Maju, akp Wira Prasetya, {degrees} merinci, 52 pengendara ditilang.", {"Wira Prasetya": ""}
    )
    assert page.speakers == ["Wira Prasetya"]
