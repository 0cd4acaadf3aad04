"""The page of an article, read as a browser's parser reads it; the last part opens it in Chromium."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from html.parser import HTMLParser
from importlib.resources import files
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from beritaparse import Article
from beritaparse.article import (
    Block,
    Event,
    Fact,
    Mention,
    Organization,
    Person,
    Place,
    Quote,
    Rank,
    Span,
    Speaker,
    TimeExpression,
    Unit,
    Warning,
)
from beritaparse.cli import app
from beritaparse.report.entries import SECTIONS, Mark
from beritaparse.report.segments import levels

TEXT = """banner 728x90

Polres Demak Gelar Deklarasi Pilkada Damai

Demak, kabarpesisir.news - Polres Demak menggelar Deklarasi Pilkada Damai.

“Kami mengajak semua pihak menahan diri,” jelas Kapolres Demak AKBP Bagas Prawira melalui Kasi Humas \
Polres Demak AKP Slamet Riyanto, Rabu (16/10/2024).

Baca Juga: Lomba Perahu Hias

“Anggota Polres Demak bersikap netral,” tegas Bagas.

Salah seorang tokoh agama mengatakan, warga siap menjaga kerukunan. (Red)
"""
NASTY = """<script>alert("x")</script> & <b>tebal</b> <!-- "'> ]]> </script> </style> \u2028 {{ 7 * 7 }} &amp;"""


@dataclass
class Element:
    tag: str
    attributes: dict[str, str | None]
    text: str = ""
    inside: list[str] = field(default_factory=list)


class Reader(HTMLParser):
    """Keeps every element with all the text under it and the tags above it."""

    VOID = frozenset({"meta", "input", "link", "br", "img", "base"})

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.open: list[Element] = []
        self.comments: list[str] = []
        self.feed(page)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs) -> None:
        assert len(dict(attrs)) == len(attrs)
        element = Element(tag, dict(attrs), inside=[above.tag for above in self.open])
        self.elements.append(element)
        if tag not in self.VOID:
            self.open.append(element)

    def handle_endtag(self, tag) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data) -> None:
        for element in self.open:
            element.text += data

    def handle_comment(self, data) -> None:
        self.comments.append(data)

    def all(self, tag: str) -> list[Element]:
        return [element for element in self.elements if element.tag == tag]

    def classed(self, name: str) -> list[Element]:
        return [element for element in self.elements if name in (element.attributes.get("class") or "").split()]

    def one(self, tag: str) -> Element:
        (element,) = self.all(tag)
        return element

    def data(self) -> dict:
        (element,) = [e for e in self.all("script") if e.attributes.get("type") == "application/json"]
        return json.loads(element.text)


def squeeze(text: str) -> str:
    return "".join(text.split())


def mention(text: str, words: str, nth: int = 0) -> Mention:
    start = [match.start() for match in re.finditer(re.escape(words), text)][nth]
    return Mention(start=start, end=start + len(words), text=words, rule="by_hand")


@pytest.fixture(scope="module")
def article(parse_rules) -> Article:
    return parse_rules(TEXT, published="2024-10-17", url="https://contoh.id/a?b=1&c=2")


@pytest.fixture(scope="module")
def page(article) -> Reader:
    return Reader(article.to_html())


# What is shown


def test_the_whole_text_is_there_once(article, page) -> None:
    assert squeeze(page.one("article").text) == squeeze(TEXT)
    assert page.one("h1").text == article.title


def test_noise_is_greyed_and_named(page) -> None:
    noise = {element.text: element for element in page.classed("noise")}
    assert set(noise) == {"banner 728x90", "Baca Juga: Lomba Perahu Hias", "(Red)"}
    assert noise["Baca Juga: Lomba Perahu Hias"].attributes["data-kind"] == "related link"
    assert noise["(Red)"].attributes["title"] == "byline"


def test_the_fact_sheet_names_people_with_rank_post_and_unit_and_places_with_codes(page) -> None:
    sheet = " ".join(page.one("aside").text.split())
    assert "AKBP Bagas Prawira official" in sheet
    assert "PostKapolres Demak UnitPolres Demak RankAjun Komisaris Besar Polisi" in sheet
    assert re.search(r"Demak regency 1 Code33\.21", sheet)
    assert "2024-10-16" in sheet
    assert "Deklarasi Pilkada Damai" in sheet


def test_a_quotation_is_tied_to_its_speaker_and_the_relay(page) -> None:
    entries = page.data()["entries"]
    quotes = [entry for entry in entries if entry["layer"] == "quote"]
    tied = [[entries[number]["title"] for number in quote["tied"]] for quote in quotes]
    assert tied[0] == ["AKBP Bagas Prawira", "AKP Slamet Riyanto"]
    assert tied[1][0] == "AKBP Bagas Prawira"
    assert tied[2] == ["Salah seorang tokoh agama"]
    assert [entries[number]["layer"] for number in quotes[2]["tied"]] == ["voice"]


def test_each_mark_tells_rule_and_confidence(page, article) -> None:
    data = page.data()
    rules = {mention.rule for person in article.persons for mention in person.mentions}
    told = {
        tuple(row) for entry, _, rows in data["marks"] for row in rows if data["entries"][entry]["layer"] == "person"
    }
    assert told == {("Rule", rule) for rule in rules}
    (place,) = [entry for entry in data["entries"] if entry["layer"] == "place"]
    assert ["Confidence", f"{article.places[0].confidence:.0%}"] in place["rows"]


def test_every_jump_leads_somewhere(page) -> None:
    ids = [element.attributes["id"] for element in page.elements if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    jumps = [a.attributes["href"] for a in page.all("a") if a.attributes["href"].startswith("#")]
    assert len(jumps) > 30
    assert {jump[1:] for jump in jumps} <= set(ids)


def test_both_languages(article) -> None:
    page = Reader(article.to_html("id"))
    assert page.one("html").attributes["lang"] == "id"
    assert "Lembar fakta" in page.one("aside").text
    assert "pejabat" in page.one("aside").text
    assert Reader(article.to_html()).one("html").attributes["lang"] == "en"
    with pytest.raises(ValueError, match="unknown language 'fr'"):
        article.to_html("fr")


def test_both_languages_have_the_same_words() -> None:
    from beritaparse.report.words import words

    en, id = words("en").model_dump(), words("id").model_dump()
    assert {key: set(table) for key, table in en.items() if key != "lang"} == {
        key: set(table) for key, table in id.items() if key != "lang"
    }
    assert (words("en").number(1500000), words("id").number(1500000)) == ("1,500,000", "1.500.000")
    assert (words("en").number(4.5), words("id").number(1234.5)) == ("4.5", "1.234,5")


def test_landmarks_and_language_of_the_text(page) -> None:
    for tag in ("main", "aside", "header", "footer", "form", "h1"):
        page.one(tag)
    assert page.one("main").attributes["lang"] == "id"
    assert all(element.attributes.get("aria-label") for element in (page.one("main"), page.one("aside")))
    skip = page.all("a")[0]
    assert (skip.attributes["href"], skip.text) == ("#sheet", "Skip to the fact sheet")


# Overlap


def spans_of(page: Reader) -> dict[int, str]:
    """The text under each mark, put together from its segments."""
    found: dict[int, str] = {}
    for element in page.classed("m"):
        for number in element.attributes["data-m"].split():
            found[int(number)] = found.get(int(number), "") + element.text
    return found


def test_nested_and_crossing_marks() -> None:
    text = "Kasi Humas Polres Demak hadir"
    made = Article(
        text=text,
        units=(
            Unit(
                id="u", name="Polres Demak", kind="polres", service="polri", mentions=(mention(text, "Polres Demak"),)
            ),
        ),
        organizations=(Organization(id="o", name="x", mentions=(mention(text, "Humas Polres"),)),),
        places=(Place(id="p", name="Demak", level="regency", mentions=(mention(text, "Demak hadir"),)),),
    )
    page = Reader(made.to_html())
    assert set(spans_of(page).values()) == {"Polres Demak", "Humas Polres", "Demak hadir"}
    assert [element.text for element in page.classed("m")] == ["Humas ", "Polres", " ", "Demak", " hadir"]
    assert page.one("article").text.strip() == text


def mark(start: int, end: int) -> Mark:
    return Mark(start, end, 0, "unit", None, [])


def test_inner_marks_are_underlined_nearer_to_the_text() -> None:
    assert levels([mark(0, 30), mark(5, 20), mark(5, 10), mark(40, 50)]) == [2, 1, 0, 0]
    assert levels([mark(0, 50), mark(0, 40), mark(0, 30), mark(0, 20)]) == [2, 2, 1, 0]
    first, second = levels([mark(0, 10), mark(5, 15)])
    assert first != second


@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from("upq")), max_size=8),
    st.lists(st.tuples(st.integers(1, 60), st.sampled_from(["title", "paragraph", "byline", "dateline", "other"]))),
)
def test_any_marks_and_blocks_over_any_text(text, spans, cuts) -> None:
    """The text stands there once and in order, and each mark covers exactly its words."""
    spans = [(a, b, kind) for a, b, kind in spans if a < b <= len(text)]
    bounds = sorted({0, len(text), *(cut for cut, _ in cuts if cut < len(text))})
    kinds = [kind for _, kind in cuts] or ["paragraph"]
    blocks = [Block(kind=kinds[n % len(kinds)], start=a, end=b) for n, (a, b) in enumerate(pairwise(bounds))]
    marks = [(Mention(start=a, end=b, text=text[a:b], rule="r"), kind) for a, b, kind in spans]
    made = Article(
        text=text,
        blocks=tuple(blocks),
        units=tuple(
            Unit(id=f"u{n}", name="x", kind="polres", service="polri", mentions=(m,))
            for n, (m, kind) in enumerate(marks)
            if kind == "u"
        ),
        persons=tuple(Person(id=f"p{n}", name="x", mentions=(m,)) for n, (m, kind) in enumerate(marks) if kind == "p"),
        quotes=tuple(
            Quote(start=m.start, end=m.end, text=m.text, kind="direct", rule="r") for m, kind in marks if kind == "q"
        ),
    )
    page = Reader(made.to_html())
    shown = squeeze(text.replace("\0", "\N{REPLACEMENT CHARACTER}"))
    assert squeeze(page.one("article").text) == shown
    expected = sorted(squeeze(m.text.replace("\0", "\N{REPLACEMENT CHARACTER}")) for m, _ in marks if m.text.strip())
    assert sorted(squeeze(found) for found in spans_of(page).values() if found.strip()) == expected


def test_spans_outside_the_text_are_left_out() -> None:
    wrong = Mention(start=3, end=99, text="?", rule="r")
    page = Reader(Article(text="pendek", persons=(Person(id="p", name="X", mentions=(wrong,)),)).to_html())
    assert page.one("article").text.strip() == "pendek"
    assert "X" in page.one("aside").text


@pytest.mark.parametrize("text", ["", " \n\t", "\0", "x" * 5000])
def test_pages_with_little_to_show(text) -> None:
    page = Reader(Article(text=text).to_html())
    assert "Nothing was read" in page.one("aside").text
    assert page.one("h1").text == "Untitled article"


# Nothing from the article is markup


def hostile() -> Article:
    span = mention(NASTY + " kata", "kata")
    place = {"start": 0, "end": len(NASTY), "text": NASTY}
    return Article(
        id=NASTY,
        text=NASTY + " kata",
        title=NASTY,
        outlet=NASTY,
        url='javascript:alert("x")',
        blocks=(Block(kind="paragraph", start=0, end=len(NASTY) + 5),),
        persons=(
            Person(
                id=NASTY,
                name=NASTY,
                honorifics=(NASTY,),
                degrees=(NASTY,),
                unit_id=NASTY,
                organization_id=NASTY,
                rank=Rank(**place, abbreviation=NASTY, full_name=NASTY, service=NASTY, rule=NASTY),
                mentions=(span.model_copy(update={"rule": NASTY}),),
            ),
        ),
        units=(Unit(id=NASTY, name=NASTY, kind=NASTY, service=NASTY, region_code=NASTY, mentions=(span,)),),
        places=(Place(id=NASTY, name=NASTY, level="other", code=NASTY, official_name=NASTY, mentions=(span,)),),
        dates=(TimeExpression(**place, value=NASTY, granularity="day", rule=NASTY),),
        facts=(Fact(**place, kind=NASTY, unit=NASTY, normalized=NASTY, value=1.5, rule=NASTY),),
        events=(Event(type=NASTY, label=NASTY, venue=NASTY, participants=(Span(**place),), rule=NASTY),),
        quotes=(Quote(**place, kind="direct", cue=NASTY, speaker=Speaker(description=NASTY), rule=NASTY),),
        warnings=(Warning(code=NASTY, message=NASTY),),
    )


def test_hostile_text_stays_text() -> None:
    whole = hostile().to_html()
    page = Reader(whole)
    script = (files("beritaparse.report") / "page.js").read_text(encoding="utf-8")
    assert [element.text for element in page.all("script")][1:] == [script]
    assert len(page.all("script")) == 2
    assert page.comments == []
    assert not page.all("b") or all("nav" not in element.inside for element in page.all("b"))
    assert "tebal" not in "".join(element.text for element in page.all("b"))
    assert not [name for element in page.elements for name in element.attributes if name.startswith("on")]
    assert squeeze(page.one("article").text) == squeeze(NASTY + " kata")
    assert page.one("title").text == NASTY
    assert squeeze(page.data()["entries"][0]["title"]).count(squeeze(NASTY)) == 4
    assert "49" not in page.one("article").text


def test_a_script_in_the_embedded_data_cannot_end_it() -> None:
    whole = hostile().to_html()
    data = whole.split('<script id="data" type="application/json">')[1].split("</script>")[0]
    assert not re.search(r"[<>&\u2028]", data)
    assert json.loads(data)["entries"]


def test_only_a_web_address_becomes_a_link(page) -> None:
    def outside(read: Reader) -> list[str]:
        return [a.attributes["href"] for a in read.all("a") if not a.attributes["href"].startswith("#")]

    assert outside(Reader(hostile().to_html())) == []
    assert outside(page) == ["https://contoh.id/a?b=1&c=2"]
    assert outside(Reader(Article(text="x", url="http://[").to_html())) == []


def test_nothing_is_fetched_and_only_our_script_may_run(page) -> None:
    assert not [element for element in page.elements if {"src", "srcset"} & set(element.attributes)]
    assert not page.all("link")
    assert not re.search(r"url\(|@import", page.one("style").text)
    (policy,) = [e.attributes["content"] for e in page.all("meta") if "http-equiv" in e.attributes]
    digest = b64encode(sha256(page.all("script")[-1].text.encode()).digest()).decode()
    assert policy.startswith("default-src 'none'")
    assert f"script-src 'sha256-{digest}'" in policy


def test_the_script_and_style_files_hold_nothing_that_ends_their_element() -> None:
    for name in ("page.js", "page.css"):
        assert "</" not in (files("beritaparse.report") / name).read_text(encoding="utf-8")


def test_a_notebook_shows_the_page_in_a_frame_of_its_own(article) -> None:
    frame = Reader(article._repr_html_())
    (element,) = frame.elements
    assert element.tag == "iframe"
    assert element.attributes["srcdoc"] == article.to_html()
    assert "allow-same-origin" not in element.attributes["sandbox"]


def test_an_event_that_has_only_its_trigger_for_a_label_is_named_by_its_type() -> None:
    trigger = Span(start=0, end=10, text="penembakan")
    for label, title in (("penembakan", "Homicide"), ("Tragedi Malam", "Tragedi Malam"), (None, "Homicide")):
        event = Event(type="pembunuhan", label=label, trigger=trigger)
        data = Reader(Article(text="penembakan", events=(event,)).to_html()).data()
        assert data["entries"][0]["title"] == title


# Colours


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_contrast(scheme, contrast) -> None:
    """WCAG AA: 4.5 for all text, on the paper and on every tint that text stands on."""
    css = (files("beritaparse.report") / "page.css").read_text(encoding="utf-8")
    root = re.findall(r":root \{(.*?)\}", css, re.DOTALL)[scheme]
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]+)", root))
    layers = {name for name in colours if f".off-{name} " in css}
    assert layers == set(SECTIONS)
    papers = {"paper", "raised", "tint", "tint-on", "lit", "tied-by"}
    pairs = [(name, "paper") for name in layers | {"soft", "faint", "focus", "quote"}]
    pairs += [("ink", paper) for paper in papers] + [("soft", "tint"), ("faint", "tint"), ("faint", "raised")]
    assert {pair: ratio for pair in pairs if (ratio := contrast(*map(colours.__getitem__, pair))) < 4.5} == {}


# The command


def test_view_writes_a_page(tmp_path) -> None:
    source, target = tmp_path / "a.txt", tmp_path / "a.html"
    source.write_text(TEXT, encoding="utf-8")
    arguments = ["view", str(source), "-o", str(target), "--lang", "id", "--engine", "rules", "--title", "Judul lain"]
    result = CliRunner().invoke(app, arguments)
    assert (result.exit_code, result.stdout) == (0, "")
    page = Reader(target.read_text(encoding="utf-8"))
    assert page.one("title").text == "Judul lain"
    assert "Lembar fakta" in page.one("aside").text


def test_view_prints_without_an_output() -> None:
    result = CliRunner().invoke(app, ["view", "-", "--engine", "rules"], input=TEXT)
    assert result.exit_code == 0
    assert squeeze(Reader(result.stdout).one("article").text) == squeeze(TEXT)


def test_view_says_what_is_wrong(tmp_path) -> None:
    missing = CliRunner().invoke(app, ["view", str(tmp_path / "none.txt")])
    assert missing.exit_code == 1
    assert "No such file" in missing.stderr
    source = tmp_path / "a.txt"
    source.write_text(TEXT, encoding="utf-8")
    nowhere = CliRunner().invoke(app, ["view", str(source), "-o", str(tmp_path / "no" / "a.html"), "--engine", "rules"])
    assert nowhere.exit_code == 1
    assert "No such file" in nowhere.stderr
    assert CliRunner().invoke(app, ["view", str(source), "--lang", "fr"]).exit_code == 2


# In a browser


@pytest.fixture
def tab(open_tab, article):
    return open_tab(article.to_html(), viewport={"width": 1280, "height": 900})


def test_a_quotation_lights_its_speaker_and_the_reverse(tab) -> None:
    tab.page.locator("a.q-content").first.hover()
    assert "Kami mengajak" in tab.lit("on")
    assert "Slamet Riyanto" in tab.lit("tied")
    assert tab.lit("tied").count("Bagas") == 2
    assert tab.page.locator("#sheet li.tied").count() == 2
    tab.page.locator("main a.m", has_text="Bagas").last.hover()
    assert "Bagas" in tab.lit("on")
    assert "Kami mengajak" in tab.lit("tied")
    assert "Anggota" in tab.lit("on") + tab.lit("tied")


def test_an_entry_of_the_sheet_lights_its_mentions(tab) -> None:
    tab.page.locator("#sheet .unit li").first.hover()
    assert tab.lit("on").count("Polres Demak") >= 3
    assert tab.page.locator("#card").is_hidden()


def test_by_keyboard_alone(tab) -> None:
    keys, card = tab.page.keyboard, tab.page.locator("#card")
    focused = "document.activeElement"
    for _ in range(60):
        keys.press("Tab")
        if tab.page.evaluate(f"{focused}.textContent") == "AKBP":
            break
    assert card.is_visible()
    assert "Ajun Komisaris Besar Polisi" in card.inner_text()
    assert "rank" in card.inner_text()
    assert tab.page.evaluate(f"{focused}.getAttribute('aria-describedby')") == "card"
    assert tab.page.evaluate(f"getComputedStyle({focused}).outlineStyle") == "solid"
    keys.press("Escape")
    assert card.is_hidden()
    keys.press("Enter")
    assert tab.page.evaluate(f"{focused}.closest('#sheet') !== null && {focused}.matches('li.on')")
    keys.press("Tab")
    keys.press("Enter")
    assert tab.page.evaluate(f"{focused}.textContent") == "AKBP"
    assert card.is_visible()


def test_parts_of_the_sheet_are_reached_by_keyboard(tab) -> None:
    links = tab.page.locator("#sheet nav a")
    assert links.all_inner_texts()[:2] == ["Events 1", "People 2"]
    links.last.focus()
    tab.page.keyboard.press("Enter")
    assert tab.page.evaluate("document.activeElement.id") == links.last.get_attribute("href")[1:]


def test_layers_are_switched_by_keyboard(tab) -> None:
    unit = tab.page.locator("main a.m", has_text="Polres Demak").first
    painted = "element => getComputedStyle(element).backgroundImage"
    before = unit.evaluate(painted)
    tab.page.locator("input[name=unit]").focus()
    tab.page.keyboard.press("Space")
    assert unit.evaluate(painted) != before
    assert unit.evaluate("element => element.tabIndex") == -1
    unit.hover()
    assert tab.page.locator("#card").is_hidden()
    tab.page.keyboard.press("Space")
    assert unit.evaluate(painted) == before
    assert unit.evaluate("element => element.tabIndex") == 0
    tab.page.locator("input[name=noise]").focus()
    tab.page.keyboard.press("Space")
    assert tab.page.locator("main .noise").first.is_hidden()


def test_a_click_keeps_the_card_open(tab) -> None:
    card = tab.page.locator("#card")
    tab.page.locator("main a.m", has_text="Slamet Riyanto").click()
    tab.page.mouse.move(5, 5)
    tab.page.wait_for_timeout(300)
    assert card.is_visible()
    card.get_by_role("link").first.click()
    assert card.is_hidden()
    assert "Slamet" in tab.page.evaluate("document.activeElement.textContent")


@pytest.mark.parametrize("width", [360, 390, 768, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_sideways_scrolling_at_any_width(open_tab, article, width, scheme) -> None:
    tab = open_tab(article.to_html("id"), viewport={"width": width, "height": 800}, color_scheme=scheme)
    assert tab.page.evaluate("document.documentElement.scrollWidth") == width
    tab.page.locator("a.q-content").first.hover()
    box = tab.page.locator("#card").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    paper = tab.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (sum(map(int, re.findall(r"\d+", paper)[:3])) < 384) == (scheme == "dark")


def test_hostile_text_runs_nothing(open_tab) -> None:
    tab = open_tab(hostile().to_html())
    assert NASTY.split()[0] in tab.page.locator("article").inner_text()
    tab.page.locator("main a.m").last.hover()
    assert "<script>" in tab.page.locator("#card").inner_text()
    assert tab.page.evaluate("document.querySelectorAll('script').length") == 2


def test_on_paper(tab) -> None:
    tab.page.emulate_media(media="print")
    assert tab.page.locator(".layers").is_hidden()
    assert tab.page.locator("#sheet").is_visible()


def test_in_a_notebook_links_stay_inside_the_frame(open_tab, article) -> None:
    host = f"<!DOCTYPE html><title>notebook</title><style>a {{ font-size: 99px }}</style>{article._repr_html_()}"
    tab = open_tab(host)
    frame = tab.page.frame_locator("iframe")
    frame.locator("main a.m").first.focus()
    tab.page.keyboard.press("Enter")
    assert frame.locator("#sheet li.on").count() == 1
