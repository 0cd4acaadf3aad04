from __future__ import annotations

import html
import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import beritaparse
from beritaparse.text.folding import fold

PAGE = """Polres Demak Tangkap Pencuri Motor

DEMAK - Kapolres Demak AKBP Suryo Nugroho mengatakan dua orang ditangkap di Desa Timbulsloko, Kecamatan Sayung, Senin.

"Mereka kami tahan di Polres Demak sejak kemarin sore," kata Suryo Nugroho kepada wartawan di halaman kantornya itu.

Kepala Desa Timbulsloko André Prawira mengaku lega. "Warga sekarang bisa tidur tenang," ujar André Prawira."""

FORMS: dict[str, Any] = {
    "nothing seen between the letters": lambda text: text.replace("ar", "a\u00adr").replace("ro", "r\u200bo"),
    "behind each word": lambda text: text.replace(" ", "\u200b "),
    "a mark of order": lambda text: "\ufeff" + text.replace("\n\n", "\u200e\n\n"),
    "references": html.escape,
    "numbered references": lambda text: text.replace('"', "&#34;").replace(" ", "&nbsp;"),
    "paragraphs in tags": lambda text: "".join(f"<p>{line}</p>" for line in text.split("\n\n")),
    "lines in tags": lambda text: text.replace("\n\n", "<br/><br>").replace("Suryo", "<strong>Suryo</strong>"),
    "comments": lambda text: f"<!-- wp:p --><p>{text}</p><script>if (a < b) {{ Kapolres }}</script>",
    "doubled blanks": lambda text: text.replace(" ", "  "),
    "blanks before marks": lambda text: re.sub(r"(?<=[a-z])(?=[,.] )", " ", text),
    "names in bold": lambda text: text.replace("AKBP Suryo Nugroho", "*AKBP Suryo Nugroho*"),
    "quotations in bold": lambda text: re.sub(r"(\".*?\")", r"*\1*", text),
    "accents apart": lambda text: text.replace("é", "e\u0301"),
}


def facts(article: beritaparse.Article) -> dict[str, Any]:
    names = {person.id: person.name for person in article.persons}
    return {
        "persons": [(p.name, p.position and " ".join(p.position.title.split())) for p in article.persons],
        "places": [place.name for place in article.places],
        "units": [unit.name for unit in article.units],
        "speakers": [names.get(q.speaker.person_id or "") if q.speaker else None for q in article.quotes],
        "events": [(event.type, event.place_id) for event in article.events],
        "kinds": [block.kind for block in article.blocks if block.kind != "other"],
    }


def wrong(text: str, value: Any) -> list[Any]:
    if isinstance(value, list):
        return [each for item in value for each in wrong(text, item)]
    if not isinstance(value, dict):
        return []
    own = {"start", "end", "text"} <= value.keys() and value["text"] != text[value["start"] : value["end"]]
    return [value] * own + [each for item in value.values() for each in wrong(text, item)]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("engine", ["rules", "default"])
def test_a_page_tells_the_same_whatever_no_reader_sees_in_it(form: str, engine: str) -> None:
    text = FORMS[form](PAGE)
    article = beritaparse.load(engine).parse(text)
    assert facts(article) == facts(beritaparse.load(engine).parse(PAGE))
    assert len(article.quotes) == 4
    assert article.text == text
    assert wrong(text, json.loads(article.model_dump_json(exclude={"text"}))) == []
    assert [block.start for block in article.blocks] == [0, *(block.end for block in article.blocks[:-1])]
    assert article.blocks[-1].end == len(text)


def test_names_are_clean_and_mentions_stand_as_they_were_given() -> None:
    article = beritaparse.parse(
        "Kapolres Demak AKBP Suryo &#32;<b>Nugro\u200bho</b> mengatakan hal itu di Demak, Senin."
    )
    (person,) = article.persons
    assert person.name == "Suryo Nugroho"
    assert person.mentions[0].text.startswith("Suryo")
    assert "Nugro\u200bho" in person.mentions[0].text


def test_a_doc_holds_its_own_text() -> None:
    text = FORMS["behind each word"](PAGE)
    assert beritaparse.load().doc(text).text == text


def test_menus_keep_their_blanks_and_plain_text_is_left_alone() -> None:
    assert fold("Beranda  Daerah  Politik  Hukum\n") is None
    assert fold(PAGE) is None
    assert fold("Harga 3 < 5 & 7 > 2; AT&T dan R&D; jalan") is None


def test_a_page_of_nothing_seen_is_a_page_without_text() -> None:
    for text in ("\u200b\u200b", "<p></p>", "&nbsp;", "<!--"):
        assert [warning.code for warning in beritaparse.parse(text).warnings] == ["no_text"]


def test_what_is_too_long_is_cut_where_the_page_as_given_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("beritaparse.parser.MAX_LENGTH", 100)
    text = "Kapolres\u200b Demak AKBP Suryo Nugroho mengatakan hal itu. " * 4
    article = beritaparse.load("rules").parse(text)
    cut = article.blocks[-1]
    assert (cut.rule, cut.start, cut.end) == ("cut", 100, len(text))


PIECES = [
    "a",
    "é",
    "e\u0301",
    "\u200b",
    "\u00ad",
    " ",
    "  ",
    "\n",
    "<p>",
    "</p>",
    "<b>",
    "&amp;",
    "&",
    "<",
    "<!--",
    "-->",
]


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_offsets_lead_back_in_order_and_each_letter_to_itself(text: str) -> None:
    folded = fold(text)
    if folded is None:
        return
    size = len(folded.text)
    starts = [folded.start(offset) for offset in range(size + 1)]
    ends = [folded.end(offset) for offset in range(1, size + 1)]
    assert starts == sorted(set(starts)) or size == 0 or starts[-1] == starts[-2]
    assert all(0 <= start < end <= len(text) for start, end in zip(starts, ends, strict=False))
    assert all(end <= start for end, start in zip(ends, starts[1:], strict=True))
    for offset, letter in enumerate(folded.text):
        if letter == "a":
            assert text[starts[offset] : ends[offset]] == "a"
    again = fold(folded.text)
    assert again is None or len(again.text) <= size
