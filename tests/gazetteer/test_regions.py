from __future__ import annotations

import pytest

from beritaparse.gazetteer import regions
from beritaparse.gazetteer.phrases import PhraseAutomaton
from beritaparse.gazetteer.regions import Nicknames, find_region, find_similar, get_region, phrases
from beritaparse.lexicon import read


def codes(name: str, levels: set[str] | None = None) -> list[str]:
    return [region.code for region in find_region(name, levels)]


def test_the_official_numbers() -> None:
    levels = {"province": 0, "regency": 0, "city": 0}
    for _, _, code in {(kind, "", code) for kind, _, code in phrases()}:
        region = get_region(code)
        assert region is not None
        levels[region.level] += 1
    assert levels["province"] == 38
    assert levels["regency"] + levels["city"] == 514


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Demak", ["33.21"]),
        ("Sumsel", ["16"]),
        ("OKU Selatan", ["16.09"]),
        ("Kab. Musi Banyu Asin", ["16.06"]),
        ("Lubuklinggau", ["16.73"]),
        ("Lubuk Linggau", ["16.73"]),
        ("Kota Bogor", ["32.71"]),
        ("Kabupaten Bogor", ["32.01"]),
        ("Bogor", ["32.01", "32.71"]),
        ("Jogja", ["34"]),
        ("Atlantis", []),
    ],
)
def test_find_region(name: str, expected: list[str]) -> None:
    assert codes(name, {"province", "regency", "city"}) == expected


def test_villages_are_found_when_asked_for() -> None:
    assert "village" not in {region.level for region in find_region("Sukajadi")}
    assert len(find_region("Sukajadi", {"village"})) > 12


def test_parents_follow_from_the_code() -> None:
    (tembalang,) = find_region("Tembalang", {"district"})
    assert (tembalang.parent, tembalang.province.name) == ("33.74", "Jawa Tengah")
    assert get_region("00") is None


def test_every_nickname_names_a_region() -> None:
    for code in read("nicknames", Nicknames).names:
        assert get_region(code) is not None, code


def scan(text: str, *entries: tuple[str, str, str]) -> dict[str, list[tuple[str, str]]]:
    found = PhraseAutomaton([lambda: entries]).scan(text, [(0, len(text))])
    return {kind: [(text[p.start : p.end], p.key) for p in hits] for kind, hits in found.items()}


def test_phrases_are_whole_words_and_the_longest_wins() -> None:
    entries = [("rank", "Kombes", "a"), ("rank", "Kombes Pol", "b"), ("cue", "kata", "c")]
    assert scan("Kombes Pol Arif; KOMBES Budi; katanya kata", *entries) == {
        "rank": [("Kombes Pol", "b"), ("KOMBES", "a")],
        "cue": [("kata", "c")],
    }


def test_glued_words_have_boundaries() -> None:
    entries = [("post", "Gubernur", "a"), ("region", "Jakarta", "b"), ("region", "Sumut", "c")]
    assert scan("ujarGubernur di JakartaPramono, detikSumut", *entries) == {
        "post": [("Gubernur", "a")],
        "region": [("Jakarta", "b")],
    }


def test_hits_outside_the_zones_do_not_count() -> None:
    assert PhraseAutomaton([lambda: [("rank", "AKP", "a")]]).scan("AKP AKP", [(4, 7)])["rank"][0].start == 4


@pytest.mark.parametrize(
    ("name", "level", "code"),
    [
        ("Pontinak", "city", "61.71"),
        ("Banjarnegera", "regency", "33.04"),
        ("Tulungagug", "regency", "35.04"),
        # what must not be linked: other places, short names, several as near
        ("Sukamaju Baru Raya", "district", None),
        ("Demok", "regency", None),
        ("Atlantis Raya", "regency", None),
    ],
)
def test_spelling_variants(name: str, level: str, code: str | None) -> None:
    found = find_similar(name, level)  # type: ignore[arg-type]
    assert (found.code if found else None) == code


def test_names_folded_together_have_the_keys_that_they_have_alone() -> None:
    names = ["Lubuk Linggau", "", "_", "Kab. Demak", "Ba'ai\u2019s-İ", "Sukajadi 2"]
    assert regions._keys(names) == [regions.key(name) for name in names]
