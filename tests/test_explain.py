"""Every decision explains itself, and nobody pays for it who did not ask."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from beritaparse.cli import app
from beritaparse.explain import explain, explain_all, to_text
from beritaparse.report.page import to_html
from beritaparse.text.trace import is_on, tracing

TEXT = """DEMAK - Kapolres Demak AKBP Bagas Prawira menangkap pengedar sabu Rudi Hartawan (24), Rabu (16/10/2024).

"Pelaku sudah kami tahan," ujarnya.
"""


def test_a_speaker_is_explained_by_the_candidates_and_what_spoke_for_each(rules) -> None:
    found = explain(rules, "quote", 1, TEXT)
    assert "Bagas Prawira" in found.title
    assert ("cue", "direct.after", "ujarnya") in found.rules
    (decision,) = [decision for decision in found.decisions if decision.question == "quote.speaker"]
    names = [candidate.label for candidate in decision.candidates]
    assert any("Rudi Hartawan" in name for name in names)
    chosen = [candidate for candidate in decision.candidates if candidate.chosen]
    assert [candidate.label.split(" (")[0] for candidate in chosen] == ["Bagas Prawira"]
    assert chosen[0].reasons
    assert all(weight for candidate in decision.candidates for _, weight in candidate.reasons)
    assert any(line.file.startswith("cues") for line in found.lexicon)


@pytest.mark.parametrize(("kind", "words"), [("person", "commander_post"), ("place", "33.21"), ("event", "event ")])
def test_people_places_and_events_are_explained(rules, kind, words) -> None:
    assert words in to_text(explain(rules, kind, 1, TEXT))


def test_a_post_is_explained_by_the_readings_that_competed_for_its_words(rules) -> None:
    decision, role = explain(rules, "person", 1, TEXT).decisions
    assert (decision.question, role.question) == ("person.post", "person.role")
    assert role.candidates[0].label == "official"
    labels = {candidate.label: candidate.chosen for candidate in decision.candidates}
    assert labels["Bagas Prawira: Kapolres Demak (post_name)"]
    assert not labels["Bagas Prawira: no post (rank_name)"]
    assert all(candidate.reasons for candidate in decision.candidates)


def test_an_event_is_explained_by_its_likeliest_types_and_days(rules) -> None:
    found = explain(rules, "event", 1, TEXT)
    asked = {decision.question: decision for decision in found.decisions}
    assert {"event.type", "event.day"} <= asked.keys()
    best = asked["event.type"].candidates[0]
    assert (best.label, best.chosen) == ("narkoba", True)
    assert dict(best.reasons)["h:sabu"] > 0
    assert [(day.label, day.chosen) for day in asked["event.day"].candidates] == [("2024-10-16", True)]


def test_a_place_is_explained_by_its_namesakes_and_what_the_article_says(rules) -> None:
    text = TEXT.replace("Rudi Hartawan (24)", "Rudi Hartawan (24) di Desa Wonosari")
    names = [place.name for place in rules.parse(text).places]
    (decision,) = explain(rules, "place", names.index("Desa Wonosari") + 1, text).decisions
    (chosen,) = [candidate for candidate in decision.candidates if candidate.chosen]
    assert "33.21." in chosen.label
    assert ("named_in_article 33.21", 2.0) in chosen.reasons
    assert len(decision.candidates) > 10


def test_the_page_has_the_reasons_behind_its_entries(rules, tmp_path) -> None:
    article, found = explain_all(rules, TEXT)
    assert {kind for kind, _ in found} == {"quote", "person", "event", "place"}
    assert article == rules.parse(TEXT)
    page = to_html(article, reasons={key: to_text(explanation) for key, explanation in found.items()})
    assert page.count('class="why"') == len(found)
    assert 'class="why"' not in to_html(article)
    path = tmp_path / "page.txt"
    path.write_text(TEXT, encoding="utf-8")
    told = CliRunner().invoke(app, ["view", str(path), "--explain", "--lang", "id", "--engine", "rules"])
    assert "Mengapa?" in told.stdout
    assert "quote.speaker" in told.stdout


def test_reasons_are_not_given_where_names_are_masked(tmp_path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert CliRunner().invoke(app, ["view", str(path), "--explain", "--redact", "--engine", "rules"]).exit_code == 2


def test_the_article_is_the_same_with_the_trace_and_without(rules) -> None:
    assert not is_on()
    with tracing() as decisions:
        traced = rules.parse(TEXT)
    assert decisions
    assert not is_on()
    assert traced == rules.parse(TEXT)


def test_what_is_not_there_is_told(rules) -> None:
    with pytest.raises(IndexError, match="1 quotes; there is no number 7"):
        explain(rules, "quote", 7, TEXT)


def test_the_command(tmp_path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(TEXT, encoding="utf-8")
    good = CliRunner().invoke(app, ["explain", str(path), "--quote", "1", "--engine", "rules"])
    assert good.exit_code == 0
    assert "quote.speaker" in good.stdout
    assert CliRunner().invoke(app, ["explain", str(path), "--engine", "rules"]).exit_code == 2
    assert CliRunner().invoke(app, ["explain", str(path), "--quote", "9", "--engine", "rules"]).exit_code == 1
