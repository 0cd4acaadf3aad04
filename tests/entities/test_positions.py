from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "written", "unit"),
    [
        ("Kapolres Demak AKBP Arif Rahman hadir.", "Kapolres Demak", "Polres Demak"),
        ("Kapolsek Rupit Iptu Arif Rahman hadir.", "Kapolsek Rupit", "Polsek Rupit"),
        ("Kasi Humas Polres Demak AKP Arif hadir.", "Kasi Humas Polres Demak", "Polres Demak"),
        ("Kasat Reskrim Polres Demak AKP Arif hadir.", "Kasat Reskrim Polres Demak", "Satreskrim Polres Demak"),
        ("Kasatlantas Polres Demak AKP Arif hadir.", "Kasatlantas Polres Demak", "Satlantas Polres Demak"),
        ("Kabid Humas Polda Jambi Kombes Arif hadir.", "Kabid Humas Polda Jambi", "Bidang Humas Polda Jambi"),
        ("Wadirlantas Polda Metro Jaya AKBP Arif", "Wadirlantas Polda Metro Jaya", "Ditlantas Polda Metro Jaya"),
        ("Kanit Reskrim Polsek Rupit Ipda Arif", "Kanit Reskrim Polsek Rupit", "Polsek Rupit"),
        ("Dandim 0417/Kerinci Letkol Inf Arif Rahman", "Dandim 0417/Kerinci", "Kodim 0417/Kerinci"),
        (
            "Kepala Dinas Perhubungan Kabupaten Bogor, Arif Rahman, hadir",
            "Kepala Dinas Perhubungan Kabupaten Bogor",
            "Dinas Perhubungan Kabupaten Bogor",
        ),
        ("Ketua KPU Demak, Arif Rahman, hadir", "Ketua KPU Demak", "KPU Demak"),
        ("Ketua RT 02 Arif Rahman hadir", "Ketua RT 02", None),
    ],
)
def test_post_and_its_unit(parse_rules, text: str, written: str, unit: str | None) -> None:
    article = parse_rules(text)
    (post,) = article.positions
    names = {u.id: u.name for u in article.units}
    assert post.text == written
    assert (names[post.unit_id] if post.unit_id else None) == unit


@pytest.mark.parametrize(
    ("text", "written", "acting", "former"),
    [
        ("Plt Kapolres Demak AKBP Arif Rahman hadir.", "Plt Kapolres Demak", True, False),
        ("PLH Kasi Humas Polres Demak Kompol Arif", "PLH Kasi Humas Polres Demak", True, False),
        ("mantan Kapolres Demak AKBP Arif Rahman hadir.", "mantan Kapolres Demak", False, True),
        ("Kapolres Demak AKBP Arif Rahman hadir.", "Kapolres Demak", False, False),
    ],
)
def test_acting_and_former(parse_rules, text: str, written: str, acting: bool, former: bool) -> None:
    (post,) = parse_rules(text).positions
    assert (post.text, post.acting, post.former) == (written, acting, former)


def test_part_of_the_unit_named_before(parse_rules) -> None:
    article = parse_rules("Kapolres Demak AKBP Arif Rahman melalui Kasat Lantas Iptu Budi Utomo hadir.")
    names = {unit.id: unit.name for unit in article.units}
    assert [names[person.unit_id] for person in article.persons] == ["Polres Demak", "Satlantas Polres Demak"]
