from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "abbreviation", "written", "service"),
    [
        ("Kapolres AKBP Bagas Prawira", "AKBP", "AKBP", "polri"),
        ("Kapolres Akbp Bagas Prawira", "AKBP", "Akbp", "polri"),
        ("kata Kombes Pol. Arif Rahman", "Kombes Pol", "Kombes Pol.", "polri"),
        ("kata Kombes Arif Rahman", "Kombes Pol", "Kombes", "polri"),
        ("kata KBP Arif Rahman", "Kombes Pol", "KBP", "polri"),
        ("Brigjen. Pol. Arif Rahman", "Brigjen Pol", "Brigjen. Pol.", "polri"),
        ("Ajun Komisaris Besar Polisi Arif", "AKBP", "Ajun Komisaris Besar Polisi", "polri"),
        ("IPTU Arif", "Iptu", "IPTU", "polri"),
        ("Ajun Komisaris Besar Polisi (AKBP) Arif", "AKBP", "Ajun Komisaris Besar Polisi (AKBP)", "polri"),
        ("Kapolda DIY Inspektur Jenderal Arif", "Irjen Pol", "Inspektur Jenderal", "polri"),
        ("Letkol Inf Arif Rahman", "Letkol Inf", "Letkol Inf", "tni_ad"),
        ("Kolonel Laut (P) Arif Rahman", "Kolonel Laut (P)", "Kolonel Laut (P)", "tni_al"),
        ("Mayor Pnb Arif Rahman", "Mayor Pnb", "Mayor Pnb", "tni_au"),
        ("Kapten Cba Arif Rahman", "Kapten Cba", "Kapten Cba", "tni_ad"),
        ("Mayjen TNI Arif Rahman", "Mayjen TNI", "Mayjen TNI", "tni_ad"),
        ("Mayjen TNI (Mar) Arif Rahman", "Mayjen TNI", "Mayjen TNI (Mar)", "tni_al"),
        ("Letkol (Inf) Arif Rahman", "Letkol Inf", "Letkol (Inf)", "tni_ad"),
        ("Letkol INF Arif Rahman", "Letkol Inf", "Letkol INF", "tni_ad"),
        ("Letkol Arh.Arif Rahman", "Letkol Arh", "Letkol Arh.", "tni_ad"),
        ("Letkol C.Zi Arif Rahman", "Letkol Czi", "Letkol C.Zi", "tni_ad"),
        ("Mayor Caj (K) Arini Rahmi", "Mayor Caj (K)", "Mayor Caj (K)", "tni_ad"),
        ("Serda Bah Arif Rahman", "Serda Bah", "Serda Bah", "tni_al"),
        ("Brigjend Pol Arif Rahman", "Brigjen Pol", "Brigjend Pol", "polri"),
        ("Penata Tk I Arif Rahman", "Penata Tk I", "Penata Tk I", "asn"),
        ("Kapolres AKPB Arif Rahman", "AKBP", "AKPB", "polri"),  # two letters changed places
        ("kata Majyen TNI Arif Rahman", "Mayjen TNI", "Majyen TNI", "tni_ad"),
        ("Jaksa Utama Pratama Arif Rahman", "Jaksa Utama Pratama", "Jaksa Utama Pratama", "kejaksaan"),
    ],
)
def test_rank(parse_rules, text: str, abbreviation: str, written: str, service: str) -> None:
    (rank,) = parse_rules(text + " mengatakan hal itu di kantornya.").ranks
    assert (rank.abbreviation, rank.text, rank.service) == (abbreviation, written, service)


def test_retired_and_posthumous(parse_rules) -> None:
    article = parse_rules("Irjen Pol (Purn) Arif Rahman dan Aipda Anumerta Budi Utomo dikenang warga.")
    first, second = article.ranks
    assert (first.retired, first.posthumous) == (True, False)
    assert (second.retired, second.posthumous) == (False, True)


@pytest.mark.parametrize(
    "text",
    [
        "Kapten kapal itu selamat.",
        "Jaksa menuntut terdakwa lima tahun penjara.",
        "Jalan Mayor Sunarto ditutup.",
        "Tas Prada dijual murah.",
        "Wali kota meresmikan aula Sertu Anumerta Dirga.",
    ],
)
def test_no_rank(parse_rules, text: str) -> None:
    assert parse_rules(text).ranks == ()


def test_grades_are_comparable(parse_rules) -> None:
    article = parse_rules("Kombes Pol Arif Rahman, AKBP Budi Utomo, dan Letkol Inf Cahyo Wibowo hadir.")
    kombes, akbp, letkol = article.ranks
    assert kombes.grade > akbp.grade == letkol.grade
    assert akbp.level == "perwira_menengah"
