"""Views: what they say is true, private people are not named, and they count as the report does."""

from __future__ import annotations

import sqlite3
from collections import Counter
from pathlib import Path

import pytest

from beritaparse import Article
from beritaparse.article import Dateline, Event, Mention, Person, Place, Position, Quote, Rank, Speaker, Unit
from beritaparse.batch import outputs
from beritaparse.batch.views import NAMES, VIEWS, columns_of

UNITS = {"Kapolres Demak": "polri/polres-demak", "Kapolres Kudus": "polri/polres-kudus"}


def person(name: str, post: str | None = None, role: str = "official", id: str = "p1", **more) -> Person:
    at = {"start": 0, "end": 2, "rule": "by_hand"}
    held = Position(text=post, title=post.split()[0], **at) if post else None
    return Person(id=id, name=name, position=held, role=role, unit_id=UNITS.get(post or ""), **more)


def article(*people: Person, published: str | None = "2024-10-16", quotes: int = 1, **more) -> Article:
    said = [
        Quote(start=0, end=2, text="Di", kind="indirect", rule="by_hand", speaker=Speaker(person_id=one.id))
        for one in people
        for _ in range(quotes)
    ]
    ids = [one.unit_id for one in people if one.unit_id]
    units = [Unit(id=id, name=id.split("/")[1].replace("-", " ").title(), kind="polres", service="polri") for id in ids]
    return Article(text="Di Demak.", published=published, persons=people, quotes=said, units=units, **more)


def located(code: str, type: str = "kecelakaan", published: str | None = "2024-10-16", dateline: bool = False, **more):
    spots = [Mention(start=0, end=5, text="Demak", rule="by_hand")]
    if not dateline:
        spots.append(Mention(start=10, end=15, text="Demak", rule="by_hand"))
    return Article(
        text="Demak - Di Demak.",
        published=published,
        dateline=Dateline(start=0, end=7, text="Demak -", place="Demak", place_id="l1"),
        places=[Place(id="l1", name="Demak", level="regency", code=code, mentions=spots)],
        events=[Event(type=type, place_id="l1", **more)],
    )


def write(articles: list[Article], path: Path, table: str | None = None) -> Path:
    lines = [one.model_dump_json().encode() + b"\n" for one in articles]
    outputs.write(lines, (), str(path), outputs.format_of(str(path), table), table)
    return path


@pytest.fixture(params=["sqlite", "duckdb"])
def ask(request, tmp_path):
    """Answer a question to the database of some articles, in each kind of database."""

    def answer(articles: list[Article], question: str) -> list[tuple]:
        path = write(articles, tmp_path / f"facts.{request.param}")
        if request.param == "sqlite":
            return sqlite3.connect(path).execute(question).fetchall()
        duckdb = pytest.importorskip("duckdb")
        with duckdb.connect(str(path), read_only=True) as base:
            return base.execute(question).fetchall()

    return answer


MOST_QUOTED = "SELECT name, position, unit, position_articles, quotes, articles FROM most_quoted"


def test_post_and_unit_are_a_pair_that_articles_give(ask) -> None:
    """The greatest post (`Ketua DPRD Garut`) and the greatest unit (`Polres Kudus`) need not be of one person."""
    name = "Agus Riyanto"
    posts = ["Kapolres Kudus", "Ketua DPRD Garut", "Ketua DPRD Garut", "Mantan Bupati Garut"]
    assert ask([article(person(name, post)) for post in posts], MOST_QUOTED) == [
        (name, "Ketua DPRD Garut", None, 2, 4, 4)
    ]


def test_of_two_posts_that_are_as_frequent_the_later_one_stands(ask) -> None:
    name = "Bagas Prawira"
    days = {"Kapolres Kudus": "2023-05-01T08:00:00+07:00", "Kapolres Demak": "2024-10-16", "Kapolres Blora": None}
    found = ask([article(person(name, post), published=day, quotes=2) for post, day in days.items()], MOST_QUOTED)
    assert found == [(name, "Kapolres Demak", "Polres Demak", 1, 6, 3)]


@pytest.mark.parametrize(
    "private",
    [
        person("Zulham Batubara", role="witness"),
        person("Zulham Batubara", "Bupati Demak", role="suspect"),
        person("Zulham Batubara", "Ketua OSIS", role="other", age=17),
        person("Zulham Batubara", "Kapolres Demak", initials=True),
        person("Zulham", role="official"),
        person("██████ ████████", "Kapolres Demak"),
    ],
)
def test_private_people_are_not_named(ask, private) -> None:
    assert ask([article(private), article(private)], MOST_QUOTED) == []
    question = "SELECT DISTINCT speaker_public FROM quotes_with_speakers"
    assert [bool(row[0]) for row in ask([article(private)], question)] == [False]


def test_a_quotation_with_its_speaker_in_one_row(ask) -> None:
    rank = Rank(abbreviation="AKBP", full_name="AKBP", service="polri", start=0, end=2, text="Di", rule="by_hand")
    one = article(
        person("Bagas Prawira", "Kapolres Demak", rank=rank),
        published="2024-10-16T23:30:00Z",
        title="Apel",
        outlet="Kabar",
        url="https://kabar.example/1",
    )
    question = (
        "SELECT speaker, rank, position, unit, title, outlet, url, text, speaker_public FROM quotes_with_speakers"
    )
    [(*found, public)] = ask([one], question)
    assert found == [
        "Bagas Prawira", "AKBP", "Kapolres Demak", "Polres Demak", "Apel", "Kabar", "https://kabar.example/1", "Di",
    ]  # fmt: skip
    assert public


def test_a_body_speaks_too(ask) -> None:
    body = Unit(id="polri/polres-demak", name="Polres Demak", kind="polres", service="polri")
    said = Quote(
        start=0,
        end=2,
        text="Di",
        kind="indirect",
        rule="by_hand",
        speaker=Speaker(organization_id="polri/polres-demak"),
    )
    question = "SELECT speaker, organization FROM quotes_with_speakers"
    assert ask([Article(text="Di", units=[body], quotes=[said])], question) == [(None, "Polres Demak")]


def test_events_of_regencies_leave_out_datelines_and_provinces(ask) -> None:
    articles = [
        located("33.21"),
        located("33.21.05", published=None, date="2024-10-02"),
        located("33.21", dateline=True),
        located("33"),
        located("33.10", published="2024-11-01", date="2024-10-31"),
    ]
    assert ask(articles, "SELECT code, month, type, events FROM events_by_regency_and_month") == [
        ("33.21", "2024-10", "kecelakaan", 2),
        ("33.10", "2024-11", "kecelakaan", 1),
    ]


def corpus() -> list[Article]:
    posts = ["Kapolres Demak", "Menteri ESDM", "Menteri Energi dan Sumber Daya Mineral (ESDM)", "Kapolres Kudus"]
    names = ["Bagas Prawira", "Bagas", "Ratna Dewi", "Sari Utami"]
    made = [
        article(
            person(names[n % 4], posts[(n // 2) % 4]),
            person("Joko Susilo", "Ketua RT", role="other", id="p2"),
            published=f"2024-{n % 9 + 1:02}-11",
            quotes=n % 3 + 1,
        )
        for n in range(40)
    ]
    made += [located(f"33.{10 + n % 5}", published=f"2024-0{n % 3 + 1}-01", dateline=n % 4 == 0) for n in range(24)]
    return made


def test_views_and_report_say_the_same(tmp_path) -> None:
    pytest.importorskip("duckdb")
    pytest.importorskip("pyarrow")
    from beritaparse.report.corpus.source import opened
    from beritaparse.report.corpus.tally import tally

    articles = corpus()
    base = sqlite3.connect(write(articles, tmp_path / "facts.sqlite"))
    with opened(write(articles, tmp_path / "facts.parquet")) as counted:
        counts = tally(counted)
    said: Counter[tuple[str, str]] = Counter()
    for number, n in zip(counts["said"]["person"], counts["said"]["n"], strict=True):
        one = counts["people"][number]
        said[one["name"], one["posts"][0]] += n
    rows = base.execute("SELECT name, position, quotes FROM most_quoted").fetchall()
    assert rows
    assert said == {(name, position): n for name, position, n in rows}
    areas: Counter[str] = Counter()
    for area, dateline, n in zip(*(counts["areas"][name] for name in ("regency", "dateline", "n")), strict=True):
        if not dateline:
            areas[counts["regencies"][area]] += n
    rows = base.execute("SELECT code, sum(events) FROM events_by_regency_and_month GROUP BY code").fetchall()
    assert sum(areas.values()) == 18
    assert areas == dict(rows)


@pytest.mark.parametrize("name", [*VIEWS])
def test_a_view_is_a_table_of_its_own(ask, tmp_path, name) -> None:
    articles = corpus()
    names = [column.name for column in columns_of(name)]
    rows = ask(articles, f"SELECT {', '.join(names)} FROM {name}")
    csv = write(articles, tmp_path / "o.csv", name).read_text(encoding="utf-8").splitlines()
    assert csv[0].split(",") == names
    assert len(csv) == len(rows) + 1
    assert not (tmp_path / "o.csv.work").exists()


def test_all_tables_have_names_of_their_own() -> None:
    assert len(set(NAMES)) == len(NAMES)
