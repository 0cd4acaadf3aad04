"""Every decision explains itself, and nobody pays for it who did not ask."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from beritaparse.cli import app
from beritaparse.explain import explain, to_text
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
