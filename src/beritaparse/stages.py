"""The one way through the house: the stages in their order, each with the layers that it owns.

A stage is a plain function of a :class:`~beritaparse.page.Page`; its module is imported when it is first needed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from typing import NamedTuple

from .page import Layers, Page, take
from .text.runs import together

Function = Callable[[Page], Layers]

ENGINES = ("default", "rules", "syntax", "stanza")
PLAIN = ("default", "rules")
"""Engines that are no more than these stages; the others parse syntax too, in spaCy's shell."""
_WITH_MODEL = ("default", "syntax", "stanza")


class Stage(NamedTuple):
    """``function`` in ``module`` writes ``layers`` and no others; any stage may add ``warnings``."""

    name: str
    module: str
    function: str
    layers: tuple[str, ...]
    engines: tuple[str, ...] = ENGINES
    component: str = ""
    """The spaCy component in which it runs, if it has none of its own name; ``-`` if spaCy's shell does its work."""
    together: str = ""
    """The function that reads many pages at once, if that is quicker than one by one; the layers are the same."""


STAGES: tuple[Stage, ...] = (
    # page -> layout -> sentences
    Stage("layout", "layout.stage", "layout_stage", ("text", "blocks", "title", "dateline", "byline")),
    Stage("sentences", "layout.sentences", "sentence_stage", ("sentences",)),
    # -> mentions
    Stage("tokens", "layout.tokens", "token_stage", ("tokens",), _WITH_MODEL, "-"),
    Stage("ner", "models.ner", "ner_stage", ("entities",), _WITH_MODEL, together="ner_stages"),
    Stage("recognised", "entities.recognised", "recognised_stage", ("recognised",), _WITH_MODEL, "-"),
    Stage("phrases", "gazetteer.phrases", "phrase_stage", ("phrases",)),
    Stage("ranks", "entities.ranks", "rank_stage", ("ranks",)),
    Stage("units", "entities.units", "unit_stage", ("units",)),
    Stage("positions", "entities.positions", "position_stage", ("positions", "implied_units", "holders", "changes")),
    Stage("units_of_posts", "entities.units", "with_implied", ("units",), component="positions"),
    Stage("facilities", "entities.facilities", "facility_stage", ("facilities",)),
    Stage("organizations", "entities.organizations", "organization_stage", ("organizations",)),
    Stage("persons", "entities.persons", "person_stage", ("names",)),
    # -> links
    Stage("places", "entities.places", "place_stage", ("places",)),
    # -> people
    Stage("people", "people.stage", "people_stage", ("persons", "settled_ranks")),
    Stage("ranks_of_people", "entities.ranks", "settled", ("ranks",), component="people"),
    # -> dates -> appointments -> quotes -> events
    Stage("dates", "dates.stage", "date_stage", ("dates",)),
    Stage("appointments", "people.appointments", "appointment_stage", ("appointments",)),
    Stage("quotes", "quotes.stage", "quote_stage", ("quotes",)),
    Stage("events", "events.stage", "event_stage", ("events", "facts")),
)


def function_of(stage: Stage) -> Function:
    """The stage's function, its module imported."""
    return getattr(import_module(f".{stage.module}", __package__), stage.function)


@cache
def functions(engine: str) -> tuple[Function, ...]:
    """The stages of an engine, ready to run in order."""
    return tuple(map(function_of, _stages(engine)))


def _stages(engine: str) -> list[Stage]:
    return [stage for stage in STAGES if engine in stage.engines]


def read(page: Page, engine: str) -> Page:
    """Run the stages of an engine over a page; the page is returned with all its layers."""
    for stage in functions(engine):
        take(page, stage(page))
    return page


def read_together(pages: Sequence[Page], engine: str) -> None:
    """Run the stages of an engine over many pages, each stage over all of them before the next one.

    The layers are those of :func:`read`, sooner: what a stage needs stays near the processor.
    """
    with together(len(pages)):
        for stage, function in zip(_stages(engine), functions(engine), strict=True):
            if stage.together:
                many = getattr(import_module(f".{stage.module}", __package__), stage.together)
                for page, made in zip(pages, many(pages), strict=True):
                    take(page, made)
            else:
                for page in pages:
                    take(page, function(page))
