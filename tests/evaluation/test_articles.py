"""Document-level scores; where the corpora are at hand, the figures of the scorer that defines them."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

from beritaparse.evaluation import FileError, evaluate
from beritaparse.evaluation.articles import LAYERS, located, overlap, same_speaker, score_articles
from beritaparse.evaluation.goldfile import GoldArticle, GoldPerson, Stretch, read_gold, read_predictions, unfound
from beritaparse.evaluation.tally import evaluation

TEXT = (
    "Demak - Kapolres Demak AKBP Bagas Prawira mengatakan situasi aman.\n"
    "“Kami siap menjaga warga,” ujarnya di Aula Sanika.\nBaca juga: Lain\n"
    "Menurut warga sekitar, jalan rusak."
)
GOLD = {
    "id": "a",
    "text": TEXT,
    "title": "Situasi Aman",
    "dateline": {"place": "Demak", "outlet": None},
    "noise": ["Baca juga: Lain"],
    "persons": [
        {
            "name": "Bagas Prawira",
            "rank": "AKBP",
            "position": "Kapolres Demak",
            "unit": "Polres Demak",
            "role": "official",
            "aliases": ["Bagas"],
        }
    ],
    "units": ["Polres Demak"],
    "places": ["Demak"],
    "facilities": ["Aula Sanika"],
    "events": [{"type": "patroli_pengamanan", "date": "2024-10-16", "venue": "Aula Sanika"}],
    "quotes": [
        {"text": "situasi aman", "kind": "indirect", "speaker": "Bagas Prawira", "cue": "mengatakan"},
        {"text": "Kami siap menjaga warga,", "kind": "direct", "speaker": "Bagas Prawira", "cue": "ujarnya"},
        {"text": "jalan rusak", "kind": "indirect", "speaker": "warga sekitar", "cue": "Menurut"},
    ],
}  # fmt: skip


def scores(gold: dict, predicted: dict | None):
    golds = {gold["id"]: GoldArticle.model_validate(gold)}
    given = {gold["id"]: GoldArticle.model_validate(predicted)} if predicted else {}
    return evaluation(score_articles(golds, given))


def changed(**values) -> dict:
    return json.loads(json.dumps(GOLD)) | values


def test_the_gold_article_itself_is_right_in_all_layers() -> None:
    result = scores(GOLD, GOLD)
    assert list(result.scores) == list(LAYERS)
    assert {name for name, score in result.scores.items() if score.f1 < 1} == {"orgs", "quotes.via"}
    assert result.findings == ()


def test_without_a_prediction_everything_is_missed() -> None:
    result = scores(GOLD, None)
    assert {score.f1 for score in result.scores.values()} == {0.0}
    assert {finding.kind for finding in result.findings} == {"missed"}


def test_names_are_folded_but_attributes_belong_to_their_person() -> None:
    person = GOLD["persons"][0] | {"name": "H. BAGAS PRAWIRA, S.I.K.", "position": "kapolres demak"}
    result = scores(GOLD, changed(persons=[person], units=["Mapolres Demak"], places=["Kab. Demak"]))
    for layer in ("persons", "person.rank", "person.position", "person.unit", "units", "places"):
        assert result.scores[layer].f1 == 1, layer
    other = scores(GOLD, changed(persons=[person | {"name": "Bagas"}]))
    assert [other.scores[layer].f1 for layer in ("persons", "person.rank")] == [0, 0]


def test_a_wrong_attribute_is_shown_with_its_person() -> None:
    person = GOLD["persons"][0] | {"rank": "AKP"}
    result = scores(GOLD, changed(persons=[person]))
    (finding,) = result.findings
    assert (finding.layer, finding.expected, finding.given) == (
        "person.rank",
        "Bagas Prawira | AKBP",
        "Bagas Prawira | AKP",
    )
    assert finding.at == "Bagas Prawira"


def test_only_the_main_event_counts() -> None:
    other = {"type": "narkoba", "label": None, "date": None, "venue": None, "place": None}
    assert scores(GOLD, changed(events=[*GOLD["events"], other])).findings == ()
    result = scores(GOLD, changed(events=[other, *GOLD["events"]]))
    told = {f.layer: (f.expected, f.given, f.before) for f in result.findings}
    assert told["event.type"] == ("patroli_pengamanan", "narkoba", "Situasi Aman")
    assert told["event.date"] == ("2024-10-16", None, "Situasi Aman")


def test_noise_counts_by_characters() -> None:
    result = scores(GOLD, changed(noise=["juga: Lain\nMenurut"]))
    score = result.scores["noise"]
    assert (score.gold, score.predicted, score.recall) == (13, 16, 9 / 13)
    assert [(f.expected, f.given) for f in result.findings] == [("Baca", None), (None, "Menurut")]


def test_quotes_match_by_overlap_and_speakers_on_matched_ones() -> None:
    quotes = [
        {"text": "mengatakan situasi aman", "kind": "indirect", "speaker": "Bagas"},
        {"text": "Kami siap menjaga warga", "kind": "direct", "speaker": "warga"},
        {"text": "jalan rusak", "kind": "indirect", "speaker": "salah satu warga sekitar"},
    ]
    result = scores(GOLD, changed(quotes=quotes))
    assert [result.scores[f"quotes.{kind}"].f1 for kind in ("all", "direct", "indirect")] == pytest.approx(
        [2 / 3, 1, 0.5]
    )
    assert result.scores["quotes.all+speaker"].f1 == pytest.approx(1 / 3)
    assert result.scores["quotes.direct+speaker"].f1 == 0
    told = [(f.layer, f.kind, f.at) for f in result.findings if f.layer.startswith("quotes.all")]
    assert ("quotes.all", "missed", "situasi aman") in told
    assert ("quotes.all", "spurious", "mengatakan situasi aman") in told
    assert ("quotes.all+speaker", "different", "Kami siap menjaga warga,") in told


def test_mixed_quotes_count_as_direct_ones() -> None:
    quotes = [quote | {"kind": "mixed"} if quote["kind"] == "direct" else quote for quote in GOLD["quotes"]]
    assert scores(changed(quotes=quotes), GOLD).scores["quotes.direct"].f1 == 1


def test_relays() -> None:
    relayed = [GOLD["quotes"][0] | {"via": "Slamet"}, *GOLD["quotes"][1:]]
    assert scores(changed(quotes=relayed), changed(quotes=relayed)).scores["quotes.via"].f1 == 1
    result = scores(changed(quotes=relayed), GOLD)
    assert (result.scores["quotes.via"].gold, result.scores["quotes.via"].f1) == (1, 0)
    assert [f.expected for f in result.findings if f.layer == "quotes.via"] == ["Slamet"]


@pytest.mark.parametrize(
    ("gold", "predicted", "same"),
    [
        (None, None, True),
        (None, "Bagas", False),
        ("Bagas Prawira", "bagas", True),
        ("Bagas Prawira", "Bagas Prawira Nugraha", False),
        ("salah seorang warga desa", "seorang warga desa", True),
        ("salah seorang warga desa", "warga kota", False),
        ("tokoh agama", "pihak keluarga", False),
    ],
)
def test_speakers(gold, predicted, same) -> None:
    persons = [GoldPerson(name="Bagas Prawira", aliases=("Bagas",))]
    assert same_speaker(gold, predicted, persons) is same


def test_where_stretches_stand() -> None:
    pieces = [Stretch(text="b"), Stretch(text="a"), Stretch(text="x"), Stretch(text="?", start=0, end=1)]
    assert located(pieces, "ab ab") == [(1, 2), (3, 4), (-1, -1), (0, 1)]
    assert overlap((0, 4), (2, 6)) == 2 / 6
    assert overlap((0, 4), (4, 6)) == 0


# Files


def write(path: Path, *rows) -> Path:
    lines = (row if isinstance(row, str) else json.dumps(row) for row in rows)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("{", "2: no JSON"),
        ("[1]", "2: expected a JSON object"),
        ({"text": "x"}, "2: id: Field required"),
        ({"id": "b", "text": "x", "person": []}, "2: person: Extra inputs are not permitted"),
        ({"id": "b", "text": "x", "persons": [{"nama": "x"}]}, r"2: persons.0.name: Field required; persons.0.nama"),
        ({"id": "b", "text": "x", "quotes": [{"text": "x", "kind": "langsung"}]}, "2: quotes.0.kind: Input should be"),
        ({"id": "a", "text": "x"}, "2: the id 'a' comes twice"),
    ],
)
def test_a_gold_line_that_is_wrong_is_named(tmp_path, row, reason) -> None:
    path = write(tmp_path / "gold.jsonl", GOLD, row)
    with pytest.raises(FileError, match=f"gold.jsonl:{reason}"):
        read_gold([path])


def test_predictions_are_matched_by_id(tmp_path) -> None:
    golds = read_gold([write(tmp_path / "gold.jsonl", GOLD, {"id": "b", "text": "x"})])
    given = read_predictions(write(tmp_path / "p.jsonl", {"id": "b", "units": ["Polri"], "score": 1}), golds)
    assert given["b"].units == ("Polri",)
    with pytest.raises(FileError, match=r"p.jsonl:1: no gold article has the id 'c'"):
        read_predictions(write(tmp_path / "p.jsonl", {"id": "c"}), golds)


def test_strings_that_are_not_in_the_text_are_noted() -> None:
    article = GoldArticle.model_validate(
        changed(text=TEXT.replace("Baca juga", "Baca\u00a0juga"), dateline={"place": "Kudus"}, quotes=[
            {"text": "situasi tenang", "kind": "indirect"},
            {"text": "situasi aman", "kind": "indirect", "start": 3, "end": 15},
        ])
    )  # fmt: skip
    assert list(unfound(article)) == [
        "dateline.place 'Kudus' is not in the text",
        "quote 'situasi tenang' is not in the text",
        "'situasi aman' does not stand at 3:15",
    ]


def test_what_the_parser_writes_can_be_scored(tmp_path, parse_rules) -> None:
    """`parse --format gold` is a gold file: scored against itself it is right throughout."""
    rows = [
        parse_rules(TEXT + f" {n}", id=str(n), title="Situasi Aman", published="2024-10-17").to_gold() for n in "12"
    ]
    path = write(tmp_path / "gold.jsonl", *rows)
    result = evaluate([path], engine="rules")
    assert (result.documents, result.findings, result.notes) == (2, (), ())
    assert result.scores["quotes.all+speaker"].f1 == 1
    assert result.scores["persons"].gold == 2


SHARED = Path(__file__).parents[3] / "shared" / "gold"


@pytest.mark.skipif(not (SHARED / "score.py").is_file(), reason="the gold articles are not at hand")
def test_the_figures_are_those_of_the_scorer_of_the_gold_articles(tmp_path, rules) -> None:
    spec = importlib.util.spec_from_file_location("score", SHARED / "score.py")
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    golds = scorer.read(SHARED / "dev.jsonl")
    rows = [
        rules.parse(gold["text"], id=gold["id"], title=gold["title"], published=gold["published"]).to_gold()
        for gold in golds.values()
    ]
    predictions = write(tmp_path / "p.jsonl", *rows[:-1])
    expected = {name: tally.row() for name, tally in scorer.score(golds, scorer.read(predictions)).items()}
    result = evaluate([SHARED / "dev.jsonl"], predictions=predictions)
    figures = {
        name: {key: pytest.approx(value) for key, value in score.model_dump(exclude={"low", "high"}).items()}
        for name, score in result.scores.items()
    }
    assert list(figures) == list(expected)
    assert expected == figures
