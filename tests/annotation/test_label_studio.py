"""Label Studio: exports that we wrote ourselves to gold, and articles to tasks and back."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from beritaparse.annotation.convert import Target, convert
from beritaparse.annotation.gold import canonical_rank
from beritaparse.annotation.label_studio import config
from beritaparse.evaluation import FileError, evaluate
from beritaparse.evaluation.goldfile import GoldArticle

TEXT = (
    "DEMAK, kabarpesisir.news - Ajun Komisaris Besar Polisi Bagas Prawira, Kapolres Demak, mengatakan situasi aman.\n"
    "“Kami siap,” ujar Bagas di Aula Sanika. Baca juga: Lain\n"
    "Tersangka MS (22) ditangkap Satreskrim."
)


def result(id: str, words: str, label: str, nth: int = 0) -> dict:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    value = {"start": start, "end": start + len(words), "text": words, "labels": [label]}
    return {"id": id, "from_name": "label", "to_name": "text", "type": "labels", "value": value}


def field(id: str, name: str, *words: str) -> dict:
    return {"id": id, "from_name": name, "to_name": "text", "type": "textarea", "value": {"text": list(words)}}


def relation(one: str, other: str, name: str) -> dict:
    return {"from_id": one, "to_id": other, "type": "relation", "direction": "right", "labels": [name]}


RESULT = [
    result("d", "DEMAK", "DATELINE"),
    result("o", "kabarpesisir.news", "OUTLET"),
    result("r", "Ajun Komisaris Besar Polisi", "RANK"),
    result("p", "Bagas Prawira", "OFFICIAL"),
    result("j", "Kapolres Demak", "POSITION"),
    relation("p", "j", "position"),
    field("p", "unit", "Polres Demak"),
    result("c", "mengatakan", "CUE"),
    result("q1", "situasi aman", "QUOTE_INDIRECT"),
    relation("q1", "p", "speaker"),
    relation("c", "q1", "cue"),
    result("q2", "Kami siap,", "QUOTE_DIRECT"),
    field("q2", "cue", "ujar"),
    result("a", "Bagas", "ALIAS", 1),
    relation("p", "a", "alias"),
    relation("q2", "a", "speaker"),
    result("f", "Aula Sanika", "FACILITY"),
    result("n", "Baca juga: Lain", "NOISE"),
    result("s", "MS", "SUSPECT"),
    result("u", "Satreskrim", "UNIT"),
    {
        "id": "e",
        "from_name": "event_type",
        "to_name": "text",
        "type": "choices",
        "value": {"choices": ["proses_hukum"]},
    },
    field("e2", "event_date", "2024-10-16"),
    result("v", "Aula Sanika", "VENUE"),
]
TASK = {
    "id": 17,
    "data": {"text": TEXT, "article_id": "demak-1", "title": "Situasi Aman", "published": "2024-10-17"},
    "annotations": [{"was_cancelled": True, "result": []}, {"was_cancelled": False, "result": RESULT}],
}
GOLD = {
    "id": "demak-1",
    "text": TEXT,
    "title": "Situasi Aman",
    "published": "2024-10-17",
    "dateline": {"place": "DEMAK", "outlet": "kabarpesisir.news"},
    "noise": [{"text": "Baca juga: Lain", "start": TEXT.index("Baca"), "end": TEXT.index("Baca") + 15}],
    "persons": [
        {
            "name": "Bagas Prawira",
            "rank": "AKBP",
            "position": "Kapolres Demak",
            "unit": "Polres Demak",
            "role": "official",
            "aliases": ["Bagas"],
        },
        {"name": "MS", "rank": None, "position": None, "unit": None, "role": "suspect", "aliases": []},
    ],
    "units": ["Satreskrim"],
    "orgs": [],
    "places": [],
    "facilities": ["Aula Sanika"],
    "events": [
        {"type": "proses_hukum", "label": None, "date": "2024-10-16", "venue": "Aula Sanika", "place": None},
    ],
    "quotes": [
        {
            "text": words,
            "start": TEXT.index(words),
            "end": TEXT.index(words) + len(words),
            "kind": kind,
            "speaker": "Bagas Prawira",
            "cue": cue,
            "via": None,
        }
        for words, kind, cue in (("situasi aman", "indirect", "mengatakan"), ("Kami siap,", "direct", "ujar"))
    ],
}


def converted(path, target=Target.gold) -> tuple[list[dict], list[str]]:
    notes: list[str] = []
    text = "".join(convert([path], target, notes.append))
    return [json.loads(line) for line in text.splitlines()], notes


def write(path, value) -> object:
    path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    return path


def test_an_export_becomes_a_gold_article(tmp_path) -> None:
    rows, notes = converted(write(tmp_path / "export.json", [TASK]))
    assert (rows, notes) == ([GOLD], [])


def test_tasks_one_a_line(tmp_path) -> None:
    rows, _ = converted(write(tmp_path / "export.jsonl", json.dumps(TASK) + "\n" + json.dumps(TASK) + "\n"))
    assert rows == [GOLD, GOLD]


def test_the_short_form_has_marks_alone(tmp_path) -> None:
    short = {"id": 3, "text": TEXT, "label": [one["value"] for one in RESULT if "labels" in one.get("value", {})]}
    ((row,), _) = converted(write(tmp_path / "min.json", [short]))
    assert row["id"] == "3"
    assert [(person["name"], person["rank"], person["role"]) for person in row["persons"]] == [
        ("Bagas Prawira", "AKBP", "official"),
        ("MS", None, "suspect"),
    ]
    assert (row["units"], row["dateline"]["place"], len(row["quotes"])) == (["Satreskrim"], "DEMAK", 2)


def test_a_rank_right_before_a_name_belongs_to_it_and_others_do_not(tmp_path) -> None:
    text = "Kapolres Demak, AKBP Budi. AKP Adi tiba, Iptu hadir. Cahyo pergi."
    words = [
        ("Kapolres Demak", "POSITION"),
        ("AKBP", "RANK"),
        ("Budi", "PERSON"),
        ("Iptu", "RANK"),
        ("Cahyo", "PERSON"),
    ]
    value = [
        {"start": text.index(w), "end": text.index(w) + len(w), "text": w, "labels": [label]} for w, label in words
    ]
    ((row,), _) = converted(write(tmp_path / "min.json", [{"id": 1, "text": text, "label": value}]))
    assert [(p["name"], p["rank"], p["position"]) for p in row["persons"]] == [
        ("Budi", "AKBP", "Kapolres Demak"),
        ("Cahyo", None, None),
    ]


def test_ranks_become_canonical_where_the_lexicon_knows_them() -> None:
    assert [canonical_rank(rank) for rank in ("Ajun Komisaris Polisi", "AKP", "Panglima", None)] == [
        "AKP",
        "AKP",
        "Panglima",
        None,
    ]


def test_offsets_that_count_emoji_twice_are_put_right(tmp_path) -> None:
    value = {"start": 3, "end": 7, "text": "Budi", "labels": ["PERSON"]}
    ((row,), _) = converted(write(tmp_path / "e.json", [{"id": 1, "text": "😀 Budi", "label": [value]}]))
    assert row["persons"][0]["name"] == "Budi"


def test_unfinished_and_double_tasks_are_said(tmp_path) -> None:
    empty = {"id": 1, "data": {"text": "x"}, "annotations": []}
    double = TASK | {"annotations": [TASK["annotations"][1]] * 2}
    rows, notes = converted(write(tmp_path / "export.json", [empty, double]))
    assert (rows, notes) == (
        [GOLD],
        ["1: no annotation, passed over", "demak-1: 2 annotations, the first one is taken"],
    )


@pytest.mark.parametrize(
    ("task", "reason"),
    [
        ([1], r"1: no task of Label Studio: expected an object, not int"),
        ([{"id": 1, "data": {"image": "x"}}], "1: no text: expected one of text"),
        ([{"data": {"text": "x"}, "annotations": [{}]}], r"1: no task of Label Studio \(KeyError: 'result'\)"),
        (
            [TASK, {"id": 1, "text": "x", "label": [{"start": 0, "end": 9, "labels": ["PER"]}]}],
            "2: the mark 0:9 does not",
        ),
        (
            [{"id": 1, "text": "x", "label": [{"start": 0, "end": 1, "text": "y", "labels": ["A"]}]}],
            "1: 'y' does not stand",
        ),
        (
            [TASK | {"annotations": [{"result": [*RESULT, relation("p", "f", "friend")]}]}],
            "1: no relation 'friend' between",
        ),
        (
            [TASK | {"annotations": [{"result": [relation("p", "f", "rank")]}]}],
            "1: a relation to a mark that is not there",
        ),
        ("[", "no JSON"),
    ],
)
def test_tasks_that_cannot_be_read_are_named(tmp_path, task, reason) -> None:
    path = write(tmp_path / "export.json", task)
    with pytest.raises(FileError, match=rf"export.json:? ?{reason}"):
        converted(path)


def test_what_the_parser_reads_goes_to_label_studio_and_comes_back_the_same(tmp_path, parse_rules) -> None:
    """Pre-annotation: parse, convert to tasks, accept every prediction, convert back, score: right in all layers."""
    page = (Path(__file__).parents[2] / "examples" / "deklarasi.txt").read_text(encoding="utf-8")
    article = parse_rules(f"{page}\n😀", id="demak-1", title="Deklarasi", published="2024-10-17")
    gold = write(tmp_path / "gold.jsonl", json.dumps(article.to_gold()) + "\n")
    for source in (gold, write(tmp_path / "articles.jsonl", article.model_dump_json() + "\n")):
        notes: list[str] = []
        tasks = json.loads("".join(convert([source], Target.labelstudio, notes.append)))
        assert notes == []
        (prediction,) = tasks[0].pop("predictions")
        names = {one["from_name"] for one in prediction["result"]}
        assert {"label", "rank", "position", "unit", "speaker", "cue", "event_type"} <= names
        tasks[0]["annotations"] = [{"result": prediction["result"]}]
        rows, _ = converted(write(tmp_path / "export.json", tasks))
        back = write(tmp_path / "back.jsonl", json.dumps(rows[0]) + "\n")
        compared = evaluate([gold], predictions=back)
        assert compared.findings == ()
        assert compared.scores["quotes.all+speaker"].gold == 5
        assert rows[0]["published"] == "2024-10-17"


def test_what_has_no_place_in_the_text_is_said(tmp_path) -> None:
    gold = GoldArticle(id="a", text="Budi hadir.", units=("Polres Demak",), noise=("Iklan",))
    notes: list[str] = []
    "".join(convert([write(tmp_path / "gold.jsonl", gold.model_dump_json())], Target.labelstudio, notes.append))
    assert notes == [
        "a: 'Iklan' is not in the text and has no mark",
        "a: 'Polres Demak' is not in the text and has no mark",
    ]


def test_the_configuration_has_every_label_and_field_of_the_scheme() -> None:
    root = ET.fromstring(config())
    labels = {label.get("value") for label in root.iter("Label")}
    used = {one["value"]["labels"][0] for one in RESULT if "labels" in one.get("value", {})}
    assert used <= labels
    assert {area.get("name") for area in root.iter("TextArea")} >= {"rank", "speaker", "via", "event_date"}
    assert {relation.get("value") for relation in root.iter("Relation")} >= {"rank", "speaker"}
    assert "narkoba" in {choice.get("value") for choice in root.iter("Choice")}
