from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        (
            "Jabatan Kapolres Blora diserahterimakan dari AKBP Bagas Prawira kepada AKBP Arif Umar, Senin (3/2/2025).",
            [("Arif Umar", "Kapolres Blora", None, "Bagas Prawira", "2025-02-03")],
        ),
        (
            "Rina Kusumawati yang semula Sekcam Ciawi kini menjadi Camat Megamendung.",
            [("Rina Kusumawati", "Camat Megamendung", "Sekcam Ciawi", None, None)],
        ),
        (
            "Budi Santoso dilantik sebagai Kepala Dinas Sosial Demak menggantikan Arif Rahman, Rabu (5/3/2025).",
            [("Budi Santoso", "Kepala Dinas Sosial Demak", None, "Arif Rahman", "2025-03-05")],
        ),
        (
            "Letkol Inf Bagus Pratama menyerahkan jabatan Dandim 0716/Demak kepada Letkol Inf Eko Santoso.",
            [("Eko Santoso", "Dandim 0716/Demak", None, "Bagus Pratama", None)],
        ),
        (
            "Wakapolres Blora Kompol Bagas Prawira dimutasi sebagai Kabagops Polres Demak, Senin (3/2/2025).",
            [("Bagas Prawira", "Kabagops Polres Demak", "Wakapolres Blora", None, "2025-02-03")],
        ),
        (
            "AKBP Bagas Prawira resmi menyerahkan tongkat komando Kapolres Blora kepada AKBP Slamet Nugroho.",
            [("Slamet Nugroho", "Kapolres Blora", None, "Bagas Prawira", None)],
        ),
        ("Kapolres Blora AKBP Bagas Prawira mengatakan warga rukun.", []),
    ],
)
def test_who_takes_which_post(parse_default, text: str, taken: list[tuple[str | None, ...]]) -> None:
    article = parse_default(text)
    names = {person.id: person.name for person in article.persons}
    assert [
        (
            names[each.person_id],
            each.position and each.position.text,
            each.former and each.former.text,
            names.get(each.predecessor_id or ""),
            each.date,
        )
        for each in article.appointments
    ] == taken
    assert all(text[each.start : each.end] == each.text and each.rule for each in article.appointments)


def test_in_gold_form_and_on_the_page(parse_default) -> None:
    article = parse_default("Rina Kusumawati dilantik sebagai Camat Megamendung, Senin (3/2/2025).")
    (taken,) = article.to_gold()["appointments"]
    assert taken == {
        "name": "Rina Kusumawati",
        "position": "Camat Megamendung",
        "former": None,
        "predecessor": None,
        "date": "2025-02-03",
    }
    assert "Appointed" in article.to_html()
