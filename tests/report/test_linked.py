"""The report of a linked corpus: what is on the page, who is named, and that it works without a network."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

pytest.importorskip("rensa")

from typer.testing import CliRunner

from beritaparse import Article
from beritaparse.article import Block, Event, Mention, Person, Position, Quote, Speaker
from beritaparse.cli import app
from beritaparse.corpus import link
from beritaparse.report.linked.page import is_linked, pages

CHIEF = "Kapolsek Rawajitu"
UNIT = "polri/polda-lampung/polres-mesuji/polsek-rawajitu"
TEXT = (
    "Gudang jagung milik Sumiati Halimah di Rawajitu dibobol kawanan pencuri yang masuk lewat plafon belakang.\n"
    "Kapolsek Rawajitu AKP {chief} mengatakan empat puluh karung jagung pipil raib sebelum subuh{end}.\n"
    '"Kami masih memburu kawanan pencuri jagung pipil itu sampai ke perbatasan," kata {chief}.'
)


def article(id: str, chief: str, day: str, outlet: str, end: str = "") -> Article:
    text = TEXT.format(chief=chief, end=end)
    words = text.split('"')[1].rstrip(",")

    def mention(name: str) -> tuple[Mention, ...]:
        return (Mention(start=text.index(name), end=text.index(name) + len(name), text=name, rule="t"),)

    post = Position(start=0, end=0, text=CHIEF, title="Kapolsek", unit_id=UNIT, rule="t")
    return Article(
        id=id,
        text=text,
        title="Gudang Jagung di Rawajitu Dibobol </script><b>",
        published=f"{day}T08:00:00+07:00",  # type: ignore[arg-type]
        outlet=outlet,
        url="javascript:alert(1)",
        blocks=(Block(kind="paragraph", start=0, end=len(text)),),
        persons=(
            Person(id="p1", name=chief, role="official", position=post, unit_id=UNIT, mentions=mention(chief)),
            Person(id="p2", name="Sumiati Halimah", role="victim", mentions=mention("Sumiati Halimah")),
        ),
        events=(Event(type="pencurian", date=day),),
        quotes=(
            Quote(
                start=text.index(words), end=text.index(words) + len(words), text=words, kind="direct", rule="t",
                speaker=Speaker(person_id="p1"),
            ),
        ),
    )  # fmt: skip


@pytest.fixture(scope="module")
def corpus(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("linked")
    made = [
        article("a", "Danar Wibisana", "2025-03-10", "kabarsatu.id"),
        article("b", "Danar Wibisana", "2025-03-11", "lensadesa.com", " kata warga"),
        article("c", "Lukas Adinata", "2025-09-02", "kabarsatu.id", " lagi pada bulan panen raya"),
        article("d", "Lukas Adinata", "2025-09-03", "suararakyat.co", " lagi pada bulan panen"),
    ]
    facts = folder / "facts.jsonl"
    facts.write_text("".join(one.model_dump_json() + "\n" for one in made), encoding="utf-8")
    link(facts, folder / "corpus.duckdb")
    return folder / "corpus.duckdb"


def data(html: str) -> dict:
    return json.loads(re.search(r'<script id="data" type="application/json">(.*?)</script>', html, re.DOTALL)[1])


def test_stories_people_and_posts_are_there(corpus):
    html = pages(corpus)["page.html"]
    found = data(html)
    assert [story["outlets"] for story in found["stories"]]
    assert {person["name"] for person in found["people"]} == {"Danar Wibisana", "Lukas Adinata"}
    assert [[found["people"][holder[0]]["name"] for holder in post["holders"]] for post in found["posts"]] == [
        ["Danar Wibisana", "Lukas Adinata"]
    ]


def test_private_people_are_not_named(corpus):
    found = data(pages(corpus)["page.html"])
    assert "Sumiati" not in json.dumps([found["people"], found["stories"]])


def test_nothing_of_an_article_is_markup_or_script(corpus):
    html = pages(corpus)["page.html"]
    assert html.count("</script>") == 2
    assert "javascript:" not in html


def test_many_stories_stand_on_pages_beside_it(corpus, tmp_path):
    made = pages(corpus, stories=1, name="index.html")
    assert next(iter(made)) == "index.html"
    if len(made) > 1:
        assert 'href="index-2.html"' in made["index.html"]


def test_command_knows_a_linked_corpus(corpus, tmp_path):
    output = tmp_path / "page.html"
    assert is_linked(corpus)
    assert not is_linked(corpus.with_name("facts.jsonl"))
    done = CliRunner().invoke(app, ["report", str(corpus), "-o", str(output), "--lang", "id"])
    assert done.exit_code == 0
    assert '<html lang="id">' in output.read_text(encoding="utf-8")


def test_page_works_offline(corpus, tmp_path, browser):
    output = tmp_path / "page.html"
    output.write_text(pages(corpus)["page.html"], encoding="utf-8")
    page = browser.new_context().new_page()
    noise: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: noise.append(message.text))
    page.on("pageerror", lambda error: noise.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(output.as_uri())
    page.fill("#search", "danar")
    page.check("[value=people]")
    assert page.locator(".list li").count() == 1
    page.click(".list a")
    assert page.locator("main h2").inner_text() == "Danar Wibisana"
    page.click("main .list a")
    assert "</script><b>" in page.locator("main h2").inner_text()
    assert page.locator("svg circle").count() >= 2
    assert (noise, [url for url in asked if not url.startswith("file:")]) == ([], [])
