"""What candidates are told of the readings of the network."""

from __future__ import annotations

from beritaparse.entities.labelled import Labelled
from beritaparse.page import Entity, Page

TEXT = "Warga Pasar Inpres Manonda di Palu"


def labelled(*readings: Entity) -> Labelled:
    page = Page(TEXT)
    page.labelled = list(readings)
    return Labelled(page)


def test_a_stretch_is_told_its_own_labels_and_the_likeliest_other_extent() -> None:
    labels = labelled(
        Entity(6, 18, "FACILITY", 0.3),
        Entity(6, 26, "FACILITY", 0.6),
        Entity(6, 26, "ORG", 0.2),
        Entity(12, 26, "ORG", 0.06),
    )
    assert list(labels.features(6, 26)) == ["FACILITY 0.5", "ORG 0.15", "FACILITY shorter begins 0.3"]
    assert list(labels.features(6, 18)) == ["FACILITY 0.3", "FACILITY longer begins 0.5"]
    assert list(labels.features(12, 18)) == ["FACILITY longer inside 0.5"]
    assert labels.probability(6, 26, "FACILITY") == 0.6
    assert labels.probability(6, 26, "UNIT") == 0.0


def test_what_nothing_is_said_of_and_a_page_without_a_model() -> None:
    assert list(labelled(Entity(6, 18, "FACILITY", 0.3)).features(30, 34)) == ["none"]
    assert list(labelled().features(6, 18)) == ["blind"]
