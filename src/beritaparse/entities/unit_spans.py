"""A unit's name in the text, its id and its place in the hierarchy."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..gazetteer.regions import find_region, get_region
from ..lexicon.units import UnitKind
from ..lexicon.units import load as lexicon
from ..text.spelling import slug, without_brackets

LEVEL_WORD = re.compile(
    r"\b(?:Kabupaten|Kab\.?|Provinsi|Prov\.?|Perwakilan|[Kk]elas\s(?:[IVX]{1,3}\s?(?:[AB]\s)?|[A-D]\s)"
    r"(?:Khusus\s)?(?:(?:Non\s)?TPI)?)\s?(?=[A-Z])"
)


@dataclass(slots=True)
class UnitSpan:
    """A unit's name in the text, before identical units are put together."""

    start: int
    end: int
    kind: UnitKind
    head: str  # canonical head, or the form as written where the kind keeps it
    name: str
    code: str | None = None
    parents: list[UnitSpan] = field(default_factory=list)  # the next higher unit, if it is spelt out
    short: str = ""  # abbreviation of the head in brackets
    form: str = ""  # the head as written

    @property
    def canonical(self) -> str:
        own = f"{self.head} {self.name}".strip()
        if self.parents and (self.kind.subunit or self.kind.within or not self.name):
            return f"{own} {self.parents[0].canonical}"
        return own


def region_code(span: UnitSpan) -> str | None:
    """The Kemendagri code of the unit's jurisdiction, where it is one region."""
    if span.code is not None or not span.name:
        return span.code
    levels = {"local": {"district"}, "region": {"regency", "city", "province"}}.get(span.kind.name)
    found = find_region(LEVEL_WORD.sub("", span.name), levels) if levels else []
    return found[0].code if len(found) == 1 else None


def unit_id(span: UnitSpan) -> tuple[str, str | None]:
    """Return the stable id that spells out the hierarchy, and the parent's id."""
    kind = span.kind
    own = slug(without_brackets(f"{span.head} {LEVEL_WORD.sub('', span.name)}"))
    if span.parents:
        parent = unit_id(span.parents[0])[0]
        return f"{parent}/{own}", parent
    root = kind.service
    if kind.parent == "polri":
        polda = lexicon().poldas.get(region_code(span) or "") if kind.kind == "polda" else None
        return f"polri/{slug(polda) if polda else own}", "polri"
    if kind.kind in ("polri", "tni", "kpk"):
        return own, None
    if kind.parent == "polda" and not kind.subunit and (code := region_code(span)):
        polda = lexicon().polda_exceptions.get(code) or lexicon().poldas.get(code[:2])
        if polda:
            return f"polri/{slug(polda)}/{own}", f"polri/{slug(polda)}"
    if kind.kind == "polsek" and (code := region_code(span)) and (regency := get_region(code[:5])):
        polda = lexicon().polda_exceptions.get(regency.code) or lexicon().poldas.get(code[:2])
        if polda:
            return f"polri/{slug(polda)}/{own}", f"polri/{slug(polda)}"
    return f"{root}/{own}", root if root in ("polri",) else None
