"""The report of a corpus as a page; the last part opens it in Chromium."""

from __future__ import annotations

import json
import re
import sys
from base64 import b64encode
from hashlib import sha256
from importlib.resources import files

import pytest
from typer.testing import CliRunner

pytest.importorskip("duckdb")
pytest.importorskip("pyarrow")

from beritaparse.article import Person, Speaker
from beritaparse.cli import app
from beritaparse.events.triggers import Taxonomy
from beritaparse.gazetteer.regions import provinces_and_regencies
from beritaparse.lexicon import read
from beritaparse.lexicon.voices import load_map
from beritaparse.report.corpus import people
from beritaparse.report.corpus.page import to_html
from beritaparse.report.corpus.words import words

NASTY = "<script>alert(1)</script><img src=x onerror=alert(2)> {{ 7 * 7 }}"
CHARTS = ("articles", "outlets", "events", "types", "map", "provinces", "regencies", "voices", "pairs")
ROOT = files("beritaparse.report.corpus")


def corpus(stories, nasty: str = "") -> None:
    """Twelve days of October: a crime a day in Demak, and every third day an accident in Kudus."""
    bagas = stories.official(f"Bagas Prawira{nasty}", f"Kapolres Demak{nasty}")
    ratna = stories.official("Ratna Dewi", "Bupati Demak", id="p2")
    for day in range(1, 13):
        quotes = [Speaker(person_id="p1"), Speaker(description="warga")]
        units = [("polri", "polri"), (f"tni/kodim{nasty}", "tni")]
        day = f"2024-10-{day:02}"
        stories.add(day, type="narkoba", place="33.21", people=[bagas, ratna], quotes=quotes, units=units)
        if int(day[-2:]) % 3 == 0:
            dimas = stories.official("Dimas Aji", "Kapolres Demak")
            rest = {"outlet": f"Kabar{nasty}", "warnings": ["weekday_conflict"], "dateline_only": day > "2024-10-06"}
            speakers = [Speaker(person_id="p1")]
            stories.add(day, type="kecelakaan_lalu_lintas", place="33.19", people=[dimas], quotes=speakers, **rest)
    suspect = Person(id="p1", name="Zulham Batubara", role="suspect")
    stories.add("2024-10-12", type=None, people=[suspect], quotes=[Speaker(person_id="p1")], outlet=None)
    stories.problem("invalid", f"no JSON {nasty}", id=f"a{nasty}", file=f"dump{nasty}.jsonl")


@pytest.fixture
def report(stories, tmp_path):
    def made(nasty: str = "", lang: str = "en", fill: bool = True) -> str:
        if fill:
            corpus(stories, nasty)
        return to_html(stories.write(tmp_path / "facts.parquet"), lang)

    return made


# What the page is made of


def holes(text: str) -> list[str]:
    return sorted(re.findall(r"\{\w+\}", text))


def test_both_languages_say_the_same_things() -> None:
    english, indonesian = words("en"), words("id")
    for part in ("text", "script", "groups", "voices", "sides", "warnings", "errors"):
        one, other = getattr(english, part), getattr(indonesian, part)
        assert list(one) == list(other)
        assert {key: holes(text) for key, text in one.items()} == {key: holes(text) for key, text in other.items()}
    with pytest.raises(ValueError, match="'fr'"):
        words("fr")


def test_there_is_a_word_and_a_colour_for_everything_counted() -> None:
    groups = {*read("events", Taxonomy).groups, "none"}
    assert set(words("en").groups) == groups
    assert set(words("en").voices) == set(people.GROUPS)
    css = (ROOT / "report.css").read_text(encoding="utf-8")
    assert {group: css.count(f"--g-{group}:") for group in groups} == dict.fromkeys(groups, 2)


def test_the_map_has_every_province_once() -> None:
    shapes = load_map().shapes
    codes = sorted(code for several in shapes.values() for code in several)
    assert codes == sorted(region.code for region in provinces_and_regencies() if region.level == "province")
    drawn = re.findall(r'<path name="([^"]+)"', (ROOT / "vendor" / "indonesia.svg").read_text(encoding="utf-8"))
    assert sorted(drawn) == sorted(shapes)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_contrast(scheme, contrast) -> None:
    """WCAG AA: 4.5 for text, 3 for bars that carry meaning."""
    css = (ROOT / "report.css").read_text(encoding="utf-8")
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]+)", re.findall(r":root \{(.*?)\}", css, re.DOTALL)[scheme]))
    texts = [(text, paper) for text in ("ink", "soft") for paper in ("paper", "raised", "tint")] + [("faint", "paper")]
    bars = [(name, "paper") for name in ("bar", "focus", "v-official", "v-body", "v-people", "m-4")]
    assert {pair for pair in texts if contrast(*map(colours.__getitem__, pair)) < 4.5} == set()
    assert {pair for pair in bars if contrast(*map(colours.__getitem__, pair)) < 3} == set()


def test_what_articles_say_stays_text(report) -> None:
    page = report(NASTY)
    assert len(re.findall(r"<script[ >]", page)) == 4
    assert "<img" not in page
    assert "&lt;img src=x onerror=alert(2)&gt; {{ 7 * 7 }}" in page
    data = page.split('<script id="data" type="application/json">')[1].split("</script>")[0]
    assert not re.search(r"[<>&]", data)
    assert any(NASTY in one["name"] for one in json.loads(data)["people"])


def test_nothing_is_fetched_and_only_our_scripts_may_run(report) -> None:
    page = report()
    frame = re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)
    assert not re.search(r"<link|\ssrc=|url\(|@import", frame)
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)[1]
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digests = [b64encode(sha256(text.encode()).digest()).decode() for text in scripts]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; ")
    assert "script-src " + " ".join(f"'sha256-{digest}'" for digest in digests) in policy


def test_private_people_are_not_on_the_page(report) -> None:
    page = report()
    assert "Zulham" not in page
    assert "Bagas Prawira" in page


def test_the_head_stands_without_a_script(report) -> None:
    text = re.sub(r"<[^>]+>", " ", report(lang="id").split("<noscript>")[0].split("<header")[1])
    assert "Artikel 17 1 tidak terbaca" in " ".join(text.split())
    assert "2024-10-01 – 2024-10-12" in text.replace("\N{NON-BREAKING HYPHEN}", "-")


# The command


def test_report_writes_a_page(stories, tmp_path) -> None:
    corpus(stories)
    source, target = stories.write(tmp_path / "facts.sqlite"), tmp_path / "report.html"
    result = CliRunner().invoke(app, ["report", str(source), "-o", str(target), "--lang", "id"])
    assert (result.exit_code, result.stdout) == (0, "")
    assert target.read_text(encoding="utf-8") == to_html(source, "id")
    assert CliRunner().invoke(app, ["report", str(source)]).stdout == to_html(source)


def test_report_says_what_is_wrong(stories, tmp_path) -> None:
    def say(*arguments) -> str:
        result = CliRunner().invoke(app, ["report", *map(str, arguments)])
        assert result.exit_code == 1
        return result.stderr

    assert "none.parquet: No such file" in say(tmp_path / "none.parquet")
    (tmp_path / "dump.jsonl").write_text("{}\n")
    assert "dump.jsonl: the report reads the Parquet, DuckDB or SQLite output" in say(tmp_path / "dump.jsonl")
    source = stories.write(tmp_path / "facts.parquet")
    assert "report.html: No such file" in say(source, "-o", tmp_path / "none" / "report.html")
    assert CliRunner().invoke(app, ["report", str(source), "--lang", "fr"]).exit_code == 2
    before = source.read_bytes()
    assert CliRunner().invoke(app, ["report", str(source), "-o", str(source)]).exit_code == 2
    assert source.read_bytes() == before


def test_a_missing_package_is_named(stories, tmp_path, monkeypatch) -> None:
    source = stories.write(tmp_path / "facts.parquet")
    monkeypatch.setitem(sys.modules, "duckdb", None)
    result = CliRunner().invoke(app, ["report", str(source)])
    assert (result.exit_code, result.stderr) == (
        1,
        "beritaparse: the report needs duckdb: pip install 'beritaparse[batch]'\n",
    )


# In a browser


@pytest.fixture
def tab(open_tab, report):
    return open_tab(report(), viewport={"width": 1280, "height": 900})


def matching(tab) -> str:
    return tab.page.locator("#matching").inner_text()


def rows(tab, chart: str) -> list[list[str]]:
    """The table of a chart, opened by keyboard."""
    details = tab.page.locator(f"figure:has(#{chart}) details")
    if details.get_attribute("open") is None:
        details.locator("summary").press("Enter")
        details.locator("table").wait_for()
    found = details.locator("tbody tr").all()
    return [row.locator("th, td").all_inner_texts() for row in found]


def test_every_chart_is_drawn(tab) -> None:
    for chart in CHARTS:
        assert tab.page.locator(f"#{chart} svg path").count() > 0, chart
        assert tab.page.locator(f"#{chart}").bounding_box()["height"] > 20
        assert tab.page.locator(f"figure:has(#{chart}) .none").is_hidden()
    assert tab.page.locator("#map svg path").count() >= 34
    assert tab.page.locator("#map").get_attribute("aria-label") == "Articles by province: Jawa Tengah 14"
    assert [item.inner_text() for item in tab.page.locator("#legend li").all()] == ["Crime and justice", "Accidents"]
    assert tab.page.locator("#held h4").all_inner_texts() == ["Kapolres Demak"]
    assert tab.page.locator("#pair-list li").first.inner_text().split("\n") == ["Bagas Prawira + Ratna Dewi", "12"]


def test_charts_have_tables(tab) -> None:
    assert rows(tab, "articles")[2] == ["3 Oct 2024", "2"]
    assert rows(tab, "types") == [["Drug offence", "12", "75%"], ["Road accident", "4", "25%"]]
    assert rows(tab, "outlets")[-1][:2] == ["No outlet given", "1"]
    assert rows(tab, "regencies") == [["Kab. Demak", "12", "86%"], ["Kab. Kudus", "2", "14%"]]
    assert [row[:2] for row in rows(tab, "voices")] == [
        ["Police", "16"],
        ["Suspects", "1"],
        ["Witnesses, residents", "12"],
    ]


def test_filters_by_keyboard(tab) -> None:
    assert matching(tab) == "17 of 17 articles"
    reset = tab.page.locator("#reset")
    assert reset.is_disabled()
    tab.page.locator("#type").focus()
    tab.page.keyboard.press("ArrowDown")
    assert matching(tab) == "12 of 17 articles"
    assert tab.page.locator("#quoted strong").all_inner_texts() == ["Bagas Prawira"]
    assert rows(tab, "types") == [["Drug offence", "12", "75%"], ["Road accident", "4", "25%"]]
    assert sum(int(row[1]) for row in rows(tab, "events")) == 12
    tab.page.locator("#from").select_option("9")
    tab.page.locator("#to").select_option("10")
    assert matching(tab) == "2 of 17 articles"
    assert [row[0] for row in rows(tab, "articles")] == ["10 Oct 2024", "11 Oct 2024"]
    tab.page.locator("#to").select_option("3")
    assert tab.page.locator("#from").input_value() == "3"
    reset.focus()
    tab.page.keyboard.press("Enter")
    assert matching(tab) == "17 of 17 articles"
    assert tab.page.evaluate("document.activeElement.id") == "type"


def test_places_of_the_dateline_are_counted_on_demand(tab) -> None:
    assert "14 articles have a place" in tab.page.locator("#unplaced").inner_text()
    tab.page.locator("#dateline").focus()
    tab.page.keyboard.press("Space")
    assert "16 articles have a place" in tab.page.locator("#unplaced").inner_text()
    assert rows(tab, "regencies")[1][:2] == ["Kab. Kudus", "4"]
    tab.page.locator("#province").select_option(label="Jawa Tengah")
    assert matching(tab) == "16 of 17 articles"
    tab.page.keyboard.press("Space")


def test_a_bar_and_a_province_filter(tab) -> None:
    def press() -> None:
        tab.page.mouse.down()
        tab.page.mouse.up()

    tab.page.locator("#types svg path[fill='#d2853a']").hover()
    press()
    assert tab.page.locator("#type option:checked").inner_text() == "Road accident"
    assert matching(tab) == "4 of 17 articles"
    press()
    assert matching(tab) == "17 of 17 articles"
    tab.page.locator("#map svg path[fill='#1d4b75']").first.click(force=True)
    assert tab.page.locator("#province option:checked").inner_text() == "Jawa Tengah"
    assert matching(tab) == "14 of 17 articles"


def test_people_are_found_by_name_and_post(tab) -> None:
    search = tab.page.locator("#search")
    search.fill("kapolres dimas")
    assert tab.page.locator("#quoted strong").all_inner_texts() == ["Dimas Aji"]
    search.fill("nobody")
    assert tab.page.locator("#nobody").is_visible()


def test_choices_of_the_whole_corpus_by_keyboard(tab) -> None:
    tab.page.locator("[name=pairs]").first.focus()
    tab.page.keyboard.press("ArrowDown")
    assert tab.page.locator("#pair-list li").first.inner_text().split("\n") == ["Polri + Kodim", "12"]
    tab.page.locator("[name=held]").first.focus()
    tab.page.keyboard.press("ArrowDown")
    assert tab.page.locator("#no-held").is_visible()


def test_pointing_at_a_bar_tells_of_it(open_tab, report) -> None:
    tab = open_tab(report(NASTY), viewport={"width": 1280, "height": 900})
    tab.page.locator("#outlets svg path[fill='#35638f']").nth(1).hover()
    tip = tab.page.locator(".tip")
    assert tip.locator("strong").inner_text() == f"Kabar{NASTY}"
    assert tip.locator("dd").all_inner_texts() == ["4", "24%"]


def test_hostile_text_runs_nothing(open_tab, report) -> None:
    tab = open_tab(report(NASTY), viewport={"width": 1280, "height": 900})
    assert NASTY in tab.page.locator("#quoted strong").first.inner_text()
    for chart in CHARTS:
        rows(tab, chart)
    assert tab.page.evaluate("document.querySelectorAll('script').length") == 4
    assert tab.page.evaluate("document.querySelectorAll('img').length") == 0


@pytest.mark.parametrize("width", [360, 390, 768, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_sideways_scrolling_at_any_width(open_tab, report, width, scheme) -> None:
    tab = open_tab(report(lang="id"), viewport={"width": width, "height": 800}, color_scheme=scheme)
    assert tab.page.evaluate("document.documentElement.scrollWidth") == width
    for chart in CHARTS:
        box = tab.page.locator(f"#{chart} svg").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
    paper = tab.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (sum(map(int, re.findall(r"\d+", paper)[:3])) < 384) == (scheme == "dark")


def test_charts_follow_the_window_and_the_colour_scheme(tab) -> None:
    light = tab.page.locator("#articles svg path[fill='#35638f']")
    assert light.count() == 12
    tab.page.emulate_media(color_scheme="dark")
    tab.page.locator("#articles svg path[fill='#6f9fca']").nth(11).wait_for(state="attached")
    assert light.count() == 0
    tab.page.set_viewport_size({"width": 390, "height": 800})
    tab.page.wait_for_function("document.querySelector('#articles svg').clientWidth < 390")
    assert tab.page.evaluate("document.documentElement.scrollWidth") == 390


def test_on_paper(open_tab, report) -> None:
    tab = open_tab(report(), viewport={"width": 700, "height": 900}, color_scheme="dark")
    tab.page.emulate_media(media="print")
    assert tab.page.locator("#type").is_hidden()
    assert tab.page.locator("#matching").is_visible()
    tab.page.locator("#articles svg path[fill='#35638f']").nth(11).wait_for(state="attached")
    assert tab.page.pdf().startswith(b"%PDF")


def test_without_javascript_the_figures_stay(open_tab, report) -> None:
    tab = open_tab(report(), java_script_enabled=False)
    assert "need JavaScript" in tab.page.locator("noscript").inner_text()
    assert tab.page.locator(".figures dd").first.inner_text().startswith("17")
    assert tab.page.locator("#filters").is_hidden()


@pytest.mark.parametrize("lang", ["en", "id"])
def test_an_empty_corpus_says_so(open_tab, report, lang) -> None:
    tab = open_tab(report(lang=lang, fill=False), viewport={"width": 1280, "height": 900})
    for chart in CHARTS:
        assert tab.page.locator(f"figure:has(#{chart}) .none").is_visible()
    assert tab.page.locator("#nobody").is_visible()
    assert tab.page.locator("#no-held").is_visible()


def test_one_article_without_a_date(open_tab, report, stories) -> None:
    stories.add(None)
    tab = open_tab(report(fill=False), viewport={"width": 1280, "height": 900})
    assert matching(tab) == "1 of 1 articles"
    assert tab.page.locator("#undated").inner_text() == "1 without a date are not in this chart."
    assert tab.page.locator("#types svg").is_visible()
