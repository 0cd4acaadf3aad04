"""The flat document-level form in which gold files are written and scored."""

from __future__ import annotations

import re
from typing import Any

from .article import ARTICLE_KINDS, Appointment, Article, Person, Place, Position, Quote, Unit
from .gazetteer.glue import cuts, parted
from .gazetteer.regions import find_region
from .text.spelling import without_brackets


def to_gold(article: Article) -> dict[str, Any]:
    """Return the facts of an article as gold files hold them: names instead of ids, one entry each."""
    units = {unit.id: unit for unit in article.units}
    people = {person.id: person for person in article.persons}
    return {
        "id": article.id,
        "title": article.title,
        "text": article.text,
        "published": article.published.date().isoformat() if article.published else None,
        "dateline": {"place": article.dateline.place, "outlet": article.dateline.outlet} if article.dateline else None,
        "noise": [
            {"text": piece, "start": start, "end": start + len(piece)}
            for block in article.blocks
            if block.kind not in ARTICLE_KINDS
            for piece, start in [_trimmed(article.text, block.start, block.end)]
            if piece
        ],
        "persons": [_person(person, units) for person in article.persons],
        "units": [_unit_form(unit) for unit in article.units if unit.mentions],
        "orgs": [organization.name for organization in article.organizations],
        "places": [place.name for place in article.places if not _only_in_dateline(article, place)],
        "facilities": [facility.name for facility in article.facilities],
        "events": [
            {
                "type": event.type,
                "label": event.label,
                "date": event.date,
                "venue": event.venue,
                "place": event.place,
            }
            for event in article.events
        ],
        "appointments": [_appointment(appointment, people) for appointment in article.appointments],
        "quotes": [_quote(quote, people) for quote in article.quotes],
    }


def _appointment(appointment: Appointment, people: dict[str, Person]) -> dict[str, Any]:
    predecessor = people.get(appointment.predecessor_id) if appointment.predecessor_id else None
    return {
        "name": people[appointment.person_id].name,
        "position": appointment.position.text if appointment.position else None,
        "former": appointment.former.text if appointment.former else None,
        "predecessor": predecessor.name if predecessor else None,
        "date": appointment.date,
    }


def _only_in_dateline(article: Article, place: Place) -> bool:
    """A place that the dateline alone names has its entry there; names of units and posts elsewhere name no place."""
    line = article.dateline
    return line is not None and all(line.start <= mention.start < line.end for mention in place.mentions)


def _trimmed(text: str, start: int, end: int) -> tuple[str, int]:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    return piece.strip(), start + lead


def _person(person: Person, units: dict[str, Unit]) -> dict[str, Any]:
    aliases = dict.fromkeys(m.text for m in person.mentions if m.kind == "alias" and m.text != person.name)
    unit = units.get(person.unit_id) if person.unit_id else None
    return {
        "name": person.name,
        "rank": person.rank.abbreviation if person.rank else None,
        "position": parted(person.position.text) if person.position else None,
        "unit": _unit_served(person, unit, units) if unit else None,
        "role": person.role,
        "aliases": list(aliases),
    }


_MOST_REGION_WORDS = 4
_TOLD_WITH_PARENT = frozenset({"polres", "polresta", "polrestabes", "polres_metro"})
_POLDA_BEHIND = re.compile(r"(?<=\w)[ \u00a0](?:Polda|Kepolisian Daerah)[ \u00a0][^\n]*$")  # `Polres X | Polda Y`
_OWN_FORM = frozenset({"unit_region", "unit_local", "unit_optional"})
_NATIONAL = ("kementerian", "lembaga", "peradilan")


def _unit_served(person: Person, unit: Unit, units: dict[str, Unit]) -> str:
    """The unit as the post names it: ``Ketua DPRD Riau``: ``DPRD Riau``; ``Kabid Humas Polda Riau``: ``Bidang Humas
    Polda Riau``, whatever form of ``Polda Riau`` stands elsewhere."""
    post = person.position
    if post is None:
        return unit.name
    own = _named_in(unit, post)
    if own is not None:
        return own
    parent = units.get(unit.parent_id) if unit.parent_id else None
    whole = _named_in(parent, post) if parent is not None and unit.name.endswith(f" {parent.name}") else None
    return f"{unit.name.removesuffix(parent.name)}{whole}" if parent is not None and whole is not None else unit.name


def _named_in(unit: Unit, post: Position) -> str | None:
    """What the post calls the unit, where that is a whole name."""
    own = _OWN_FORM | {"unit_none"} if unit.service in _NATIONAL else _OWN_FORM
    named = (m for m in unit.mentions if m.rule in own and post.start <= m.start and m.end <= post.end)
    whole = (m.text for m in named if not any(cuts(word) for word in m.text.split()))
    # `petugas BPBD` of an article on the `BPBD Jombang`
    return next((text for text in whole if not unit.region_code or _ends_in_region(text)), None)


def _unit_form(unit: Unit) -> str:
    """The fullest form used in the text, if possible without brackets and not all in capitals."""
    forms = sorted(
        unit.mentions,
        key=lambda m: (
            bool(unit.region_code) and not _ends_in_region(m.text),
            -len(without_brackets(m.text)),
            "(" in m.text,
            m.text.isupper(),
            m.text != unit.name,  # `Porles Demak`
            m.start,
        ),
    )
    form = forms[0].text
    if any(cuts(word) for word in form.split()):
        return parted(unit.name)  # a lost blank is no part of the form: `PoldaSumatera Utara`
    if unit.region_code and not _ends_in_region(form) and unit.name.startswith(f"{form} "):
        return unit.name  # `Pemkab`, of which `Satpol PP Pemkab Demak` tells which one
    whole = unit.kind in _TOLD_WITH_PARENT and _POLDA_BEHIND.search(form)
    return form[: whole.start()] if whole else form


def _ends_in_region(name: str) -> bool:
    words = name.split()
    return any(find_region(" ".join(words[-count:])) for count in range(1, min(len(words), _MOST_REGION_WORDS + 1)))


def _quote(quote: Quote, people: dict[str, Person]) -> dict[str, Any]:
    speaker = quote.speaker
    person = people.get(speaker.person_id) if speaker and speaker.person_id else None
    via = people.get(quote.via_person_id) if quote.via_person_id else None
    return {
        "text": quote.text,
        "start": quote.start,
        "end": quote.end,
        "kind": quote.kind,
        "speaker": person.name if person else (speaker.description if speaker else None),
        "cue": quote.cue,
        "via": via.name if via else None,
    }
