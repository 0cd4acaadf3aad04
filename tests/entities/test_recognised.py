"""What is taken of a model's entities."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Span

from beritaparse.entities.recognised import recognised
from beritaparse.shell import DocPage


@pytest.mark.parametrize(
    ("scores", "people", "places"),
    [
        ((0.5, 0.99), [(0, 4), (13, 17)], []),  # one sense per discourse
        ((0.8, 0.99), [(13, 17)], [(0, 4)]),  # the model is sure of both
        ((0.5, 0.9), [(13, 17)], [(0, 4)]),  # of neither
    ],
)
def test_an_unsure_name_is_what_it_surely_is_elsewhere(scores, people, places) -> None:
    doc = spacy.blank("ind")("Raka hadir . Raka pulang .")
    doc.ents = [Span(doc, 0, 1, "LOC"), Span(doc, 3, 4, "PER")]
    doc._.berita_ent_scores = scores
    assert (recognised(DocPage(doc), "PER", 0.0), recognised(DocPage(doc), "LOC", 0.0)) == (people, places)


def test_a_model_without_scores_is_taken_at_its_word() -> None:
    doc = spacy.blank("ind")("Raka pulang .")
    doc.ents = [Span(doc, 0, 1, "PER")]
    assert recognised(DocPage(doc), "PER", 1.0) == [(0, 4)]
