from __future__ import annotations

import random

import pytest

from beritaparse.gazetteer.regions import provinces_and_regencies
from beritaparse.layout.dateline import find
from beritaparse.layout.stage import segment

DOMAINS = ["kabarpesisir.news", "LensaTimur.id", "SuaraRimba.com", "jejak-kampung.co.id", "KABARNUSA.CO", "warta9.net"]
ADDRESSES = [f"www.{domain}" for domain in ("kabarpesisir.news", "lensatimur.id", "suararimba.com")]
NAMES = [
    *("Suara Rimba News", "KABAR PESISIR", "Rejang Pos", "Lensa Timur", "Kabar Laskar", "Radar Rimba", "MEDIA RIMBA"),
    *("Jurnal Kampung", "SuaraRimba", "MalutBaru", "RimbaUpdate", "Satu Rimba News", "BERITA RIMBARAYA", "iRimba"),
]
SHORT = ["KN", "TNC", "RM", "lBC", "sIP", "SRN"]
FORMS = {
    "place, domain dash": ("{place}, {domain} – ", DOMAINS),
    "place, domain hyphen": ("{place}, {domain} - ", DOMAINS),
    "PLACE, domain two hyphens": ("{PLACE}, {domain} -- ", DOMAINS),
    "PLACE,name hyphen glued": ("{PLACE},{outlet}- ", NAMES),
    "domain, place": ("{domain}, {place} - ", DOMAINS),
    "name, place": ("{outlet}, {place} – ", NAMES),
    "name, PLACE bar": ("{outlet}, {PLACE} | ", NAMES),
    "place, name": ("{place}, {outlet} - ", NAMES),
    "PLACE, name": ("{PLACE}, {outlet} – ", NAMES),
    "place (name)": ("{place} ({outlet}) – ", NAMES),
    "PLACE (short)": ("{PLACE} ({short}) – ", SHORT),
    "PLACE (name):": ("{PLACE} ({outlet}): ", NAMES),
    "short, place": ("{short}, {place} - ", SHORT),
    "short, place |": ("{short}, {place} | ", SHORT),
    "PLACE,short hyphen": ("{PLACE},{short}- ", SHORT),
    "place bar domain dash": ("{place} | {domain} – ", DOMAINS),
    "place two bars domain": ("{place} || {domain} — ", DOMAINS),
    "place bar name bar dash": ("{place} | {outlet} | - ", NAMES),
    "place tilde": ("{PLACE}, {domain} ~ ", DOMAINS),
    "place colon": ("{domain}, {place} : ", DOMAINS),
    "place_domain dash": ("{PLACE}_{domain} – ", DOMAINS),
    "place, domain stop": ("{PLACE}, {domain}. ", DOMAINS),
    "place dash name dash": ("{place} - {outlet} - ", NAMES),
    "place dash name comma": ("{PLACE} – {paper}, ", NAMES),
    "place. domain": ("{place}. {domain} – ", DOMAINS),
    "domain place": ("{domain} {place} — ", DOMAINS),
    "no dash": ("{domain}, {place} ", DOMAINS),
    "no dash behind a bracket": ("{place} ({domain}) ", DOMAINS),
    "comma and dash": ("{domain}, {place}, – ", DOMAINS),
    "dated": ("{place}, {domain}, Senin (12/5/2025) – ", DOMAINS),
    "dated in words": ("{domain}, {place}, Jumat 7 Juli 2017- ", DOMAINS),
    "dated in a bracket": ("{place}, {outlet} (12/5) – ", NAMES),
    "small letters": ("{small}, {domain} - ", DOMAINS),
    "an address glued behind the place": ("{place}-{address} - ", ADDRESSES),
    "a bar typed as a letter": ("{PLACE} I {domain} – ", DOMAINS),
    "place domain dash": ("{place} {domain} – ", DOMAINS),
    "place domain": ("{place} {domain} ", DOMAINS),
    "in a line of its own, dash": ("{place} – {domain}\n", DOMAINS),
    "in a line of its own, comma": ("{place}, {domain}\n\n", DOMAINS),
    "in a line of its own": ("{PLACE} {domain}\n", DOMAINS),
}
PLACE_ONLY = {
    "PLACE dash": "{PLACE} – ",
    "PLACE hyphen glued": "{PLACE}- ",
    "place dash": "{place} – ",
    "place bar": "{place} | ",
    "place colon": "{place}: ",
    "place, dated": "{place}, 5 Desember 2024 - ",
    "small, dated": "{small}, 5 desember 2024 - ",
    "place (dated)": "{place} (12/5/2025) – ",
}
OUTLET_ONLY = {"domain dash": "{domain} – ", "DOMAIN hyphen": "{DOMAIN} - "}
BODIES = [
    "Polisi menangkap dua orang di sebuah rumah kontrakan.",
    "Sebanyak 11 pejabat dilantik kemarin.",
    "“Kami siap,” kata Bupati.",
    "Ketua RT, Budi Utomo, mengaku lega.",
]


def fillings(seed: str) -> list[dict[str, str]]:
    chance = random.Random(seed)
    places = sorted({region.name for region in provinces_and_regencies() if "(" not in region.name})
    return [
        {
            "place": (place := chance.choice(places)),
            "PLACE": place.upper(),
            "small": place.lower(),
            "domain": (domain := chance.choice(DOMAINS)),
            "DOMAIN": domain.upper(),
            "address": chance.choice(ADDRESSES),
            "outlet": chance.choice(NAMES),
            "paper": chance.choice(NAMES[:7]),
            "short": chance.choice(SHORT),
            "body": chance.choice(BODIES),
        }
        for _ in range(100)
    ]


def rate(form: str, place: str | None, outlet: str | None) -> tuple[float, list[str]]:
    """The share of fillings that are read whole, and the others."""
    wrong: list[str] = []
    filled = fillings(form)
    for words in filled:
        text = form.format(**words) + words["body"]
        found = find(text, 0, len(text))
        given = found and tuple(text[span[0] : span[1]] if span else None for span in (found.place, found.outlet))
        wanted = (words[place] if place else None, words[outlet] if outlet else None)
        if found is None or given != wanted or text[found.end :].strip() != words["body"]:
            wrong.append(f"{text}: {given}")
    return 1 - len(wrong) / len(filled), wrong


def _key(form: str, *names: str) -> str | None:
    return next((name for name in names if f"{{{name}}}" in form), None)


@pytest.mark.parametrize("name", FORMS)
def test_place_and_outlet_in_every_form(name: str) -> None:
    form, _ = FORMS[name]
    share, wrong = rate(
        form, _key(form, "place", "PLACE", "small"), _key(form, "domain", "outlet", "paper", "short", "address")
    )
    assert share >= 0.97, wrong


@pytest.mark.parametrize("name", PLACE_ONLY)
def test_a_place_alone(name: str) -> None:
    form = PLACE_ONLY[name]
    share, wrong = rate(form, _key(form, "place", "PLACE", "small"), None)
    assert share >= 0.97, wrong


@pytest.mark.parametrize("name", OUTLET_ONLY)
def test_an_outlet_alone(name: str) -> None:
    form = OUTLET_ONLY[name]
    share, wrong = rate(form, None, _key(form, "domain", "DOMAIN"))
    assert share >= 0.97, wrong


@pytest.mark.parametrize(
    "text",
    [
        "Hujan turun sejak pagi - begitu kata warga.",
        "Kapolres Demak: Warga Harus Tenang",
        "15 orang - semua selamat.",
        "Menurut Kapolres, Demak, Jawa Tengah - tempat itu ditutup.",
        "Bandung, Jawa Barat, menjadi tempat acara.",
        "Jakarta, Indonesia akan menghadapi lawan berat.",
        "Budi Santoso, S.Sos - Ketua RT 05",
        "Presiden Prabowo Subianto - Wakil Presiden Gibran hadir.",
        "Kabid Humas Polda Jawa Barat (Jabar) Kombes Pol Bagas hadir.",
        "Dewan Perwakilan Rakyat Daerah (DPRD) DKI Jakarta bersidang.",
        "Kapal-kapal itu karam.",
        "Jakarta dan Bandung - Polisi berjaga.",
    ],
)
def test_no_dateline(text: str) -> None:
    assert find(text, 0, len(text)) is None


def test_the_place_that_no_gazetteer_knows() -> None:
    text = "GRAZ- Sembilan orang terluka dalam kecelakaan."
    assert (find(text, 0, len(text)) or ())[:4] == (0, 5, (0, 4), None)


def test_the_word_of_a_level_belongs_to_the_place() -> None:
    text = "Kab. Demak || kabarpesisir.news — Hujan turun."
    assert (find(text, 0, len(text)) or ())[:4] == (0, 33, (0, 10), (14, 31))


def test_behind_several_short_paragraphs() -> None:
    text = (
        "Pasar Ditutup\n\nPedagang pulang lebih awal.\n\nPedagang duduk di teras, Senin (3/3/2025).\n\n"
        "KABARNUSA.CO, Bandung - Pasar itu ditutup."
    )
    dateline = segment(text)[2]
    assert dateline is not None
    assert (dateline.place, dateline.outlet) == ("Bandung", "KABARNUSA.CO")


@pytest.mark.parametrize(
    ("text", "place", "outlet"),
    [
        ("Demak\n- Hujan turun sejak pagi di tiga desa.", "Demak", None),
        ("DEMAK, KABAR.com\n– Hujan turun sejak pagi di tiga desa.", "DEMAK", "KABAR.com"),
        (
            "Judul Berita Hujan Deras\nDemak, kabarpesisir.news\n-- Hujan turun sejak pagi.",
            "Demak",
            "kabarpesisir.news",
        ),
    ],
)
def test_the_dash_in_the_next_line(text: str, place: str, outlet: str | None) -> None:
    blocks, _, dateline = segment(text)
    assert dateline is not None
    assert (dateline.place, dateline.outlet) == (place, outlet)
    assert text[blocks[-1].start :].strip().startswith("Hujan turun")
