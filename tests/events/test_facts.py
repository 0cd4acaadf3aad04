from __future__ import annotations

import pytest

from beritaparse.events.facts import find
from beritaparse.events.numbers import value_of


def facts(text: str) -> list[tuple[str, str, float | None]]:
    return [(fact.kind, fact.text, fact.value) for fact in find(text, [(0, len(text))])]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Polisi menetapkan dua tersangka.", [("suspects", "dua tersangka", 2)]),
        ("Ada 3 korban luka di lokasi.", [("injured", "3 korban luka", 3)]),
        ("Dua orang meninggal dunia.", [("deaths", "Dua orang meninggal dunia", 2)]),
        ("Sebanyak 18 orang terluka.", [("injured", "18 orang terluka", 18)]),
        ("Belasan pelaku ditangkap.", [("suspects", "Belasan pelaku", None)]),
        ("dijerat Pasal 170 KUHP.", [("statute", "Pasal 170 KUHP", None)]),
        (
            "melanggar Pasal 287 ayat (1) Undang-Undang Nomor 22 Tahun 2009 itu",
            [("statute", "Pasal 287 ayat (1) Undang-Undang Nomor 22 Tahun 2009", None)],
        ),
        ("sesuai UU No. 35 Tahun 2014.", [("statute", "UU No. 35 Tahun 2014", None)]),
        ("disita sabu 1,2 gram.", [("evidence", "sabu 1,2 gram", 1.2)]),
        ("disita 10 paket sabu.", [("evidence", "10 paket sabu", 10)]),
        (
            "disita satu unit sepeda motor Honda Scoopy AD 4790 LA.",
            [("evidence", "satu unit sepeda motor Honda Scoopy AD 4790 LA", 1)],
        ),
        ("mobil berpelat B-2829-UIL itu", [("number_plate", "B-2829-UIL", None)]),
        ("kerugian Rp 500 juta.", [("money", "Rp 500 juta", 500_000_000)]),
        ("uang tunai Rp3.651.000, lalu", [("money", "Rp3.651.000", 3_651_000)]),
        ("senilai US$ 2 juta", [("money", "US$ 2 juta", 2_000_000)]),
        ("sekitar Rp1,5 miliar", [("money", "Rp1,5 miliar", 1_500_000_000)]),
        ("Pencuri Rp 100 Juta ditangkap", [("money", "Rp 100 Juta", 100_000_000)]),
        ("dilelang mulai Rp 24 jutaan.", [("money", "Rp 24 jutaan", 24_000_000)]),
        ("sebesar 750 ribu rupiah.", [("money", "750 ribu rupiah", 750_000)]),
        ("rugi puluhan juta rupiah.", [("money", "puluhan juta rupiah", None)]),
        ("denda SGD 27.000 itu", [("money", "SGD 27.000", 27_000)]),
        ("menewaskan sedikitnya 224 orang.", [("deaths", "224 orang", 224)]),
        ("Serangan menewaskan dua buruh bangunan.", [("deaths", "dua buruh", 2)]),
        ("Kecelakaan itu merenggut satu nyawa.", [("deaths", "satu nyawa", 1)]),
        (
            "delapan orang yang ditetapkan sebagai tersangka",
            [("suspects", "delapan orang yang ditetapkan sebagai tersangka", 8)],
        ),
        ("dari sembilan terduga korban itu", [("victims", "sembilan terduga korban", 9)]),
        ("5 tewas, 3 luka.", [("deaths", "5 tewas", 5), ("injured", "3 luka", 3)]),
        ("disita 1 (satu) unit sepeda motor.", [("evidence", "1 (satu) unit sepeda motor", 1)]),
        ("berisi ganja kering seberat 100 gram.", [("evidence", "ganja kering seberat 100 gram", 100)]),
        (
            "dijerat Pasal 2 Ayat (1) Undang-Undang Darurat Nomor 12 Tahun 1951.",
            [("statute", "Pasal 2 Ayat (1) Undang-Undang Darurat Nomor 12 Tahun 1951", None)],
        ),
        (
            "Pasal 114 ayat (2) subsider Pasal 112 ayat (2) UU Narkotika jo Pasal 55 ayat (1) ke-1 KUHP",
            [
                ("statute", "Pasal 114 ayat (2) subsider Pasal 112 ayat (2) UU Narkotika", None),
                ("statute", "Pasal 55 ayat (1) ke-1 KUHP", None),
            ],
        ),
    ],
)
def test_facts(text: str, found: list[tuple[str, str, float | None]]) -> None:
    assert facts(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Pelaku ditangkap.",
        "rumah sakit itu",
        "Pasal karet",
        "Rp",
        "salah satu tersangka itu",
        "helikopter Bell 407 tewas",
        "Liga Champions 2024-2025 tewas",
        "mengalami enam luka tusuk",
        "18 unit mobil damkar disita api",
        "punya 100 unit mobil",
    ],
)
def test_no_fact(text: str) -> None:
    assert facts(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("dua puluh tiga", 23),
        ("sebelas", 11),
        ("tiga belas", 13),
        ("seratus lima puluh", 150),
        ("dua ribu lima ratus", 2500),
        ("1,2", 1.2),
        ("3.651.000", 3_651_000),
        ("2,5 juta", 2_500_000),
        ("10", 10),
        ("belasan", None),
        ("", None),
    ],
)
def test_numbers(text: str, value: float | None) -> None:
    assert value_of(text) == value


def test_facts_of_an_article_point_into_the_text(parse_rules) -> None:
    article = parse_rules("Polisi menetapkan dua tersangka dan menyita uang Rp 2 juta di Demak.")
    assert [(f.kind, article.text[f.start : f.end]) for f in article.facts] == [
        ("suspects", "dua tersangka"),
        ("money", "Rp 2 juta"),
    ]


def measured(text: str) -> list[tuple[str, str, float | None, str | None]]:
    return [(fact.kind, fact.text, fact.value, fact.unit) for fact in find(text, [(0, len(text))])]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Terdakwa dituntut 5 tahun penjara.", [("sentence_demanded", "5 tahun penjara", 60, "month")]),
        ("Ia divonis 4 tahun 6 bulan penjara.", [("sentence_passed", "4 tahun 6 bulan penjara", 54, "month")]),
        ("Ia dijatuhi hukuman pidana penjara selama dua tahun.", [("sentence_passed", "dua tahun", 24, "month")]),
        ("Pelaku terancam hukuman 15 tahun penjara.", [("sentence_threatened", "15 tahun penjara", 180, "month")]),
        ("Ia bekerja 15 tahun di sana.", []),
        ("Banjir setinggi 30 hingga 50 sentimeter.", [("height", "30 hingga 50 sentimeter", 50, "cm")]),
        ("Ketinggian air mencapai 1,5 meter.", [("height", "1,5 meter", 1.5, "m")]),
        ("Curah hujan mencapai 120 milimeter.", [("rainfall", "120 milimeter", 120, "mm")]),
        ("Pemkab menyalurkan 250 paket sembako.", [("aid", "250 paket sembako", 250, "paket")]),
        ("Mereka menyerahkan 10 ton beras.", [("aid", "10 ton beras", 10, "ton")]),
        ("Korban tewas bertambah menjadi 12 orang.", [("deaths", "12 orang", 12, "person")]),
        ("Korban hilang menjadi 3 orang.", [("missing", "3 orang", 3, "person")]),
    ],
)
def test_what_has_a_measure(text: str, found: list[tuple[str, str, float | None, str | None]]) -> None:
    assert measured(text) == found


@pytest.mark.parametrize("digits", [300, 320, 5000])
@pytest.mark.parametrize("text", ["Kerugian Rp {} miliar.", "{} orang tewas.", "{} tersangka ditahan."])
def test_a_number_that_no_float_holds_has_no_value(digits: int, text: str) -> None:
    values = [value for _, _, value in facts(text.format("9" * digits))]
    assert all(value is None or value < float("inf") for value in values)
