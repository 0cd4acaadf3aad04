"""What a report counts, from the forms in which ``batch`` writes."""

from __future__ import annotations

from datetime import date

import pytest

duckdb = pytest.importorskip("duckdb")
pytest.importorskip("pyarrow")

from beritaparse.article import Person, Rank, Speaker  # noqa: E402
from beritaparse.report.corpus.calendar import calendar  # noqa: E402
from beritaparse.report.corpus.source import ReportError, opened  # noqa: E402
from beritaparse.report.corpus.tally import tally  # noqa: E402

P1 = Speaker(person_id="p1")


def told(text: str) -> Speaker:
    return Speaker(description=text)


@pytest.fixture
def count(stories, tmp_path):
    """Count the stories as they are now."""

    def counted(name: str = "facts.parquet") -> dict:
        with opened(stories.write(tmp_path / name)) as base:
            return tally(base)

    return counted


def by(counts: dict, cube: str, column: str) -> dict:
    """Sum a list of columns by one of them, with the names that its numbers stand for."""
    names = {"step": None, "type": "types", "province": "provinces", "regency": "regencies", "outlet": "outlets"}
    names |= {"voice": "voices", "dateline": None}
    found: dict = {}
    listed = counts[names[column]] if names[column] else None
    for value, n in zip(counts[cube][column], counts[cube]["n"], strict=True):
        if listed is not None:
            value = listed[value] if 0 <= value < len(listed) else value
        found[value] = found.get(value, 0) + n
    return found


# Forms of the output


def fill(stories) -> None:
    kapolres = stories.official("Bagas Prawira", "Kapolres Demak", "polri/polda-jateng/polres-demak")
    bupati = stories.official("Ratna Dewi", "Bupati Demak", id="p2")
    units = [("polri/polda-jateng/polres-demak", "polri"), ("tni", "tni")]
    for n in range(3):
        stories.add(
            f"2024-10-1{n}", people=[kapolres, bupati], quotes=[P1, told("warga"), None], place="33.21", units=units
        )
    stories.add(
        None, day="2024-10-11", type="narkoba", place="33", dateline_only=True, outlet="Kabar", warnings=["x"] * 2
    )
    stories.add("2024-10-12", type=None, outlet=None)
    stories.problem("invalid", "no JSON")
    stories.problem("date", "no date", kept=True, line=None, id="a")


@pytest.mark.parametrize("name", ["facts.duckdb", "facts.sqlite"])
def test_a_database_gives_the_same_counts_as_parquet(stories, count, name) -> None:
    fill(stories)
    assert count(name) == count("facts.parquet")


def test_a_folder_of_parquet_counts_like_one_file(stories, tmp_path) -> None:
    folder = tmp_path / "parts"
    folder.mkdir()
    fill(stories)
    whole = stories.articles
    for number, part in enumerate((whole[:2], whole[2:])):
        stories.articles = part
        stories.write(folder / f"part-{number}.parquet")
    stories.articles = whole
    stories.problems.clear()
    with opened(stories.write(tmp_path / "all.parquet")) as one, opened(folder) as several:
        assert tally(one) == tally(several)


def test_an_output_without_articles_counts_nothing(count) -> None:
    counts = count()
    assert counts["totals"]["articles"] == 0
    assert counts["cells"]["n"] == counts["people"] == counts["warnings"] == []


def test_a_quote_in_a_path_is_only_a_quote(stories, count) -> None:
    fill(stories)
    assert count("it's.parquet")["totals"]["articles"] == 5


def test_a_pattern_in_a_path_is_only_its_characters(stories, count) -> None:
    """``facts[12].parquet`` is that file, not ``facts1.parquet`` and ``facts2.parquet``."""
    stories.add("2024-10-12")
    for name in ("facts1.parquet", "facts2.parquet", "factsa.parquet"):
        assert count(name)["totals"]["articles"] == 1
    stories.add("2024-10-13")
    assert count("facts[12].parquet")["totals"]["articles"] == 2
    assert count("facts*.parquet")["totals"]["articles"] == 2


def test_views_of_a_database_are_not_run(stories, tmp_path) -> None:
    """A database of somebody else can hold views that read files of who opens it."""
    path = stories.write(tmp_path / "facts.duckdb")
    with duckdb.connect(str(path)) as base:
        base.execute("ALTER TABLE errors RENAME TO others")
        base.execute(
            "CREATE VIEW errors AS SELECT content AS file, 1 AS line, content AS id, content AS kind, "
            f"content AS reason, false AS kept FROM read_text('{path}')"
        )
    with pytest.raises(ReportError, match="it lacks errors"), opened(path):
        pass


@pytest.mark.parametrize("name", ["facts.duckdb", "facts.sqlite", "facts.parquet"])
def test_once_an_output_is_read_no_file_is_opened(stories, tmp_path, name) -> None:
    path = stories.write(tmp_path / name)
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    for query in (f"SELECT * FROM read_text('{secret}')", "SET enable_external_access = true"):
        with pytest.raises(ReportError, match=r"disabled|locked"), opened(path) as base:
            base.execute(query)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty file"),
        (b'{"text": "x"}\n', "reads the Parquet, DuckDB or SQLite output of beritaparse batch"),
        (b"PAR1 and nothing of Parquet PAR1", "cannot be read"),
        (b"SQLite format 3\0 and no more", "cannot be read"),
    ],
)
def test_a_wrong_file_is_named_with_the_reason(tmp_path, content, reason) -> None:
    path = tmp_path / "facts.parquet"
    path.write_bytes(content)
    with pytest.raises(ReportError, match=f"facts.parquet: .*{reason}"), opened(path):
        pass


def test_tables_of_something_else(tmp_path) -> None:
    path = str(tmp_path / "other.parquet")
    with duckdb.connect() as base:
        base.execute(f"COPY (SELECT 1 AS article, 'a' AS text) TO '{path}'")
    with (
        pytest.raises(ReportError, match=r"without --table.*lacks published, outlet"),
        opened(tmp_path / "other.parquet"),
    ):
        pass
    with duckdb.connect(str(tmp_path / "other.duckdb")) as base:
        base.execute("CREATE TABLE articles (article INTEGER)")
    with pytest.raises(ReportError, match="lacks persons, units"), opened(tmp_path / "other.duckdb"):
        pass


def test_an_empty_folder(tmp_path) -> None:
    with pytest.raises(ReportError, match="a folder without Parquet files"), opened(tmp_path):
        pass


# When, from where, what


def test_an_article_counts_on_its_day_of_publication_else_on_that_of_its_event(stories, count) -> None:
    stories.add("2024-10-16T09:00:00+07:00", day="2024-09-01")
    stories.add(None, day="2024-10-18")
    stories.add(None, day="2024-10")
    stories.add("9024-10-16")
    counts = count()
    assert counts["steps"] | {"starts": counts["steps"]["starts"][::2]} == {
        "grain": "day",
        "starts": ["2024-10-16", "2024-10-18"],
        "end": "2024-10-19",
        "early": False,
        "late": False,
    }
    assert by(counts, "cells", "step") == {-1: 2, 0: 1, 2: 1}
    assert (counts["totals"]["first"], counts["totals"]["undated"]) == ("2024-10-16", 2)


def test_without_any_date_there_are_no_steps(stories, count) -> None:
    stories.add(None)
    counts = count()
    assert counts["steps"]["starts"] == []
    assert by(counts, "cells", "step") == {-1: 1}


def test_old_pages_do_not_squeeze_the_rest(stories, count) -> None:
    for n in range(40):
        stories.add(f"2024-10-{10 + n % 5}")
    stories.add("2003-05-01")
    stories.add("2031-05-01")
    counts = count()
    steps = counts["steps"]
    assert (steps["grain"], steps["early"], steps["late"]) == ("day", True, True)
    assert len(steps["starts"]) == 5
    assert by(counts, "cells", "step") == {0: 1, 1: 8, 2: 8, 3: 8, 4: 8, 5: 8, 6: 1}


@pytest.mark.parametrize(
    ("last", "grain", "steps"),
    [
        (date(2024, 2, 20), "day", 51),
        (date(2024, 12, 31), "week", 53),
        (date(2027, 12, 31), "month", 48),
        (date(2035, 12, 31), "quarter", 48),
        (date(2063, 12, 31), "year", 40),
    ],
)
def test_steps_are_as_fine_as_can_be_read(last, grain, steps) -> None:
    first = date(2024, 1, 1)
    times = calendar(first, first, last, last)
    assert (times.grain, len(times.starts), times.starts[0], times.early, times.late) == (
        grain,
        steps,
        first,
        False,
        False,
    )
    assert times.end > last


def test_too_many_combinations_lengthen_the_steps(stories, count, monkeypatch) -> None:
    for n in range(20):
        stories.add(f"2024-10-{10 + n}", place=f"{n + 11}" if n < 6 else "33")
    monkeypatch.setattr("beritaparse.report.corpus.tally.MOST_CELLS", 12)
    counts = count()
    assert counts["steps"]["grain"] == "week"
    assert sum(counts["cells"]["n"]) == 20


def test_outlets_in_other_case_are_one_and_rare_ones_are_put_together(stories, count, monkeypatch) -> None:
    monkeypatch.setattr("beritaparse.report.corpus.tally.OUTLETS", 2)
    for outlet in ("Kabar.id", "Kabar.id", "kabar.id ", "Suara", "Suara", "Pos", "", None):
        stories.add(outlet=outlet)
    counts = count()
    assert counts["outlets"] == ["Kabar.id", "Suara"]
    assert by(counts, "cells", "outlet") == {"Kabar.id": 3, "Suara": 2, 2: 1, -1: 2}
    assert counts["totals"]["outlets"] == 3


def test_a_place_that_only_the_dateline_names_is_told_apart(stories, count) -> None:
    stories.add(place="33.21")
    stories.add(place="33.21.05.2001", dateline_only=True)
    stories.add(place="33")
    stories.add(place=None)
    counts = count()
    assert by(counts, "cells", "province") == {"33": 3, -1: 1}
    assert by(counts, "cells", "dateline") == {0: 3, 1: 1}
    assert by(counts, "areas", "regency") == {"33.21": 2}
    assert (counts["totals"]["placed"], counts["totals"]["dateline"]) == (3, 1)


def test_errors_and_warnings(stories, count) -> None:
    stories.add(warnings=["weekday_conflict", "weekday_conflict"])
    stories.add(warnings=["weekday_conflict"])
    stories.problem("invalid", "no JSON", line=7, id="b")
    stories.problem("date", "no date", kept=True)
    counts = count()
    assert counts["warnings"] == [["weekday_conflict", 2, 3]]
    assert counts["errors"] == [["date", True, 1], ["invalid", False, 1]]
    assert counts["examples"][0] == ["dump.jsonl", 7, "b", "invalid", "no JSON", False]
    assert counts["totals"]["lost"] == 1


# Voices


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("salah seorang warga", "resident"),
        ("kuasa hukum korban", "lawyer"),
        ("keluarga korban", "victim"),
        ("pengamat politik", "expert"),
        ("Polisi", "police"),
        ("jaksa penuntut umum", "justice"),
        ("pihak perusahaan", "organization"),
        ("Pemerintah", "government"),
        ("seseorang di sana", "unclear"),
        ("kewargaan", "unclear"),
    ],
)
def test_a_described_voice(stories, count, text, voice) -> None:
    stories.add(quotes=[told(text)])
    assert by(count(), "spoken", "voice") == {voice: 1}


@pytest.mark.parametrize(
    ("person", "voice"),
    [
        ({"role": "suspect"}, "suspect"),
        ({"role": "victim", "initials": True}, "victim"),
        ({"role": "witness"}, "resident"),
        ({}, "person"),
    ],
)
def test_a_private_voice(stories, count, person, voice) -> None:
    stories.add(people=[Person(id="p1", name="Joko Susilo", **person)], quotes=[P1])
    assert by(count(), "spoken", "voice") == {voice: 1}


def test_officials_are_told_apart_by_their_unit_rank_or_post(stories, count) -> None:
    rank = Rank(start=0, end=5, text="Mayor", abbreviation="Mayor", full_name="Mayor", service="tni_ad", rule="by_hand")
    unit = "polri/polda-jateng/polres-demak"
    stories.add(people=[stories.official("Bagas Prawira", "Kasi Humas", unit)], quotes=[P1], units=[(unit, "polri")])
    stories.add(people=[Person(id="p1", name="Dimas Aji", role="official", rank=rank)], quotes=[P1])
    stories.add(people=[stories.official("Sari Utami", "Jubir KPK")], quotes=[P1])
    stories.add(people=[stories.official("Ratna Dewi", "Bupati Demak")], quotes=[P1])
    stories.add(people=[stories.official("Anton Wijaya", "Direktur Utama", role="other")], quotes=[P1])
    voices = {"police": 1, "military": 1, "justice": 1, "government": 1, "organization": 1}
    assert by(count(), "spoken", "voice") == voices


def test_a_body_that_speaks_for_itself(stories, count) -> None:
    stories.add(quotes=[Speaker(organization_id="tni", description="x")], units=[("tni", "tni")])
    stories.add(quotes=[Speaker(organization_id="org/pos", description="x")])
    assert by(count(), "spoken", "voice") == {"military": 1, "organization": 1}


def test_every_quotation_counts_once(stories, count) -> None:
    units = [("polri", "polri"), ("tni", "tni")]
    stories.add(people=[stories.official("Bagas Prawira", "Kapolri", "polri")], quotes=[P1, P1, None], units=units)
    counts = count()
    assert sum(counts["spoken"]["n"]) == counts["totals"]["quotes"] == 3


# People


PRIVATE = [
    {"role": "suspect"},
    {"role": "victim"},
    {"role": "witness"},
    {"role": "other"},
    {"role": "official", "initials": True},
    {"role": "official", "anonymous": True},
    {"role": "other", "post": "Ketua OSIS", "age": 17},
    {"role": "other", "post": "Orang Tua Joko"},
    {"role": "other", "post": "Kuasa Hukum Joko Susilo"},
    {"role": "suspect", "post": "Bupati Demak"},
]


@pytest.mark.parametrize("person", PRIVATE, ids=[" ".join(map(str, one.values())) for one in PRIVATE])
def test_private_people_are_never_named(stories, count, person) -> None:
    post = person.get("post")
    more = {key: value for key, value in person.items() if key != "post"}
    known = (
        stories.official("Zulham Batubara", post, title=" ".join(post.split()[:2]), **more)
        if post
        else Person(id="p1", name="Zulham Batubara", **more)
    )
    other = stories.official("Ratna Dewi", "Bupati Demak", id="p2")
    for _ in range(3):
        stories.add(people=[known, other], quotes=[P1])
    counts = count()
    assert "Zulham" not in str(counts)
    assert sum(counts["spoken"]["n"]) == 3


def test_masked_names_are_nobodys(stories, count) -> None:
    for _ in range(2):
        stories.add(people=[stories.official("██████ ███████", "Direktur Utama", role="other")], quotes=[P1])
    counts = count()
    assert counts["people"] == []
    assert by(counts, "spoken", "voice") == {"organization": 2}


def test_the_most_quoted_lead_by_articles(stories, count) -> None:
    bagas, ratna = stories.official("Bagas Prawira", "Kapolres Demak"), stories.official("Ratna Dewi", "Bupati Demak")
    stories.add(people=[bagas], quotes=[P1] * 5)
    for _ in range(2):
        stories.add(people=[ratna], quotes=[P1])
    stories.add(people=[stories.official("Sari Utami", "Camat Sayung")])
    counts = count()
    assert [one["name"] for one in counts["people"]] == ["Ratna Dewi", "Bagas Prawira"]
    assert dict(zip(counts["said"]["person"], counts["said"]["n"], strict=True)) == {0: 2, 1: 5}


def test_who_leads_in_one_province_is_there(stories, count, monkeypatch) -> None:
    monkeypatch.setattr("beritaparse.report.corpus.named.LEADERS", 1)
    monkeypatch.setattr("beritaparse.report.corpus.named.LEADERS_EACH", 1)
    for name, place, times in (("Ana Sari", "33", 3), ("Budi Rahman", "33", 2), ("Cici Lestari", "51", 1)):
        for _ in range(times):
            stories.add(people=[stories.official(name, "Camat Sayung")], quotes=[P1], place=place)
    assert [one["name"] for one in count()["people"]] == ["Ana Sari", "Cici Lestari"]


def test_spellings_of_one_post_are_one(stories, count) -> None:
    posts = [
        "Menteri ESDM",
        "Menteri ESDM",
        "Menteri Energi dan Sumber Daya Mineral (ESDM)",
        "Menteri\N{NO-BREAK SPACE}ESDM",
    ]
    for post in posts:
        stories.add(people=[stories.official("Bagas Prawira", post, title="Menteri")], quotes=[P1])
    assert count()["people"] == [{"name": "Bagas Prawira", "posts": ["Menteri ESDM"]}]


def test_an_enumeration_is_nobodys_post(stories, count) -> None:
    for day in ("2024-10-16", "2024-10-17"):
        for name, unit in (("Bagas Prawira", "polri"), ("Ratna Dewi", "polri"), ("Sari Utami", None)):
            stories.add(day, people=[stories.official(name, "Kapolri A, Kapolres B", unit)], quotes=[P1])
    counts = count()
    assert [one["posts"] for one in counts["people"]] == [[], [], []]
    assert counts["held"] == {"people": [], "posts": []}


def test_part_of_a_name_is_the_one_who_holds_the_post(stories, count) -> None:
    for name in ("Bagas Prawira Nugraha", "Bagas Prawira Nugraha", "Bagas"):
        stories.add(people=[stories.official(name, "Kapolres Demak")], quotes=[P1])
    stories.add(people=[stories.official("Bagas", "Camat Sayung")], quotes=[P1])
    people = count()["people"]
    assert [one["name"] for one in people] == ["Bagas Prawira Nugraha", "Bagas"]
    assert people[1]["posts"] == ["Camat Sayung"]


def test_holders_of_a_post_over_time(stories, count) -> None:
    def name(who: str, post: str, *days: str, **more) -> None:
        for day in days:
            stories.add(day, people=[stories.official(who, post, **more)])

    name("Bagas Prawira", "Kapolres Demak", "2024-01-02", "2024-03-01")
    name("Dimas Wicaksono", "Kapolres Demak", "2024-05-02", "2024-09-01", "2024-07-01")
    name("Dimas Wicaksonoo", "Kapolres Demak", "2024-10-02", "2024-10-03")
    name("Dimas W.", "Kapolres Demak", "2024-10-02", "2024-10-03")
    name("Eka Putra", "Kapolres Demak", "2024-05-02")
    name("Bagas Prawira", "Kapolres Kudus", "2024-04-01", "2024-05-01")
    name("Fajar Hadi", "Wali Kota", "2024-05-02", "2024-06-01", title="Wali Kota")
    name("Galih Seno", "Wali Kota", "2024-05-02", "2024-06-01", title="Wali Kota")
    held = count()["held"]
    assert held["posts"] == [
        {
            "title": "Kapolres Demak",
            "rows": [
                ["Dimas Wicaksono", "2024-05-02", "2024-10-03", 7],
                ["Bagas Prawira", "2024-01-02", "2024-03-01", 2],
            ],
        }
    ]
    assert [(one["title"], [row[0] for row in one["rows"]]) for one in held["people"]] == [
        ("Bagas Prawira", ["Kapolres Demak", "Kapolres Kudus"])
    ]


def test_pairs_in_the_same_articles(stories, count) -> None:
    bagas = stories.official("Bagas Prawira", "Kapolres Demak")
    ratna = stories.official("Ratna Dewi", "Bupati Demak", id="p2")
    sari = stories.official("Sari Utami", "Camat Sayung", id="p3")
    units = [("polri/polda-jateng", "polri"), ("polri/polda-jateng/polres-demak", "polri"), ("tni/kodim-0716", "tni")]
    for _ in range(2):
        stories.add(people=[bagas, ratna], units=units)
    stories.add(people=[bagas, sari])
    pairs = count()["pairs"]
    assert pairs["people"] == {"nodes": [["Bagas Prawira", 3], ["Ratna Dewi", 2]], "pairs": [[0, 1, 2]]}
    named = [{pairs["units"]["nodes"][a][0], pairs["units"]["nodes"][b][0]} for a, b, _ in pairs["units"]["pairs"]]
    assert named == [{"Polda Jateng", "Kodim 0716"}, {"Polres Demak", "Kodim 0716"}]
