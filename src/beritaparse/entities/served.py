"""The units that the holders of posts serve in: named in the post, implied by it, or told by what stands around."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from ..article import Position, Unit
from ..gazetteer.regions import find_region
from ..lexicon.positions import load as lexicon
from ..lexicon.units import by_form, by_head, in_full
from ..text.expressions import BLANK
from ..text.spelling import fold, slug, without_brackets
from .post_ends import Draft
from .unit_groups import make_units
from .unit_regions import DISTRICTS, REGENCIES
from .unit_spans import UnitSpan

_LED = re.compile(rf"{BLANK}yang{BLANK}(?:di(?:pimpin|komandoi|komandani)){BLANK}(?:langsung{BLANK})?(?:oleh{BLANK})?$")
_RESORTS = frozenset({"polres", "polresta", "polrestabes", "polres_metro"})
_DISTRICTS = frozenset({"polsek"})
_HOSTS = _RESORTS | {"polda", "polsek"}
_HOSTS_OF_PARTS = {"sat": _RESORTS, "dit": frozenset({"polda"}), "bid": frozenset({"polda"})}
_FAMILIES = (_RESORTS,)
_OFFICE_HEAD = re.compile(r"Ka(?P<office>(?:dis|din)[a-z]{2,})")
_OFFICE = re.compile(
    r"(?!Distrik)(?:Di[knps]|Bap|Kesbang)[a-z]{3,}(?!\w)"
)  # the short name of an office: `Disnakertrans`
_EXPLANATION = re.compile(r"\(([A-Z][\w-]{2,})\)")
_TITLE_BEHIND = re.compile(r" \(Ka[a-z]{3,}[^()]*\)$")  # `Kepala Dinas Pariwisata X | (Kadispar X)`
_NAME_WORD = re.compile(r"[A-Z][\w-]{2,}")
_REGIONAL = frozenset({"region", "local", "optional"})  # units that each region has one of
_MOST_BEGUN = 8  # words of a unit's name by whose first ones it is found
_MINISTRY = frozenset({"kementerian", "kejaksaan", "polri", "tni", "bnn", "kpk", "lembaga"})
_MOST_REGION_WORDS = 4
_IN_TOWNS = frozenset({"region", "local"})  # kinds of units that are called by where they are
_TOWN = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+)?")
_COMMISSION = re.compile(rf"[Kk]omisi{BLANK}(?:[IVX]{{1,4}}|[A-G])(?!\w)")
_LINK = re.compile(rf"{BLANK}(?:pada|di|dari){BLANK}(?=[A-Z])")
_SENTENCE_END = re.compile(r"[.!?][ \u00a0]|\n")


def make_positions(text: str, drafts: Iterable[Draft], units: list[Unit]) -> tuple[list[Position], list[Unit]]:
    """The posts with their units; ``units`` and those that the posts imply."""
    served = Served(text, units)
    positions = [served.position(draft) for draft in drafts]
    return positions, served.units


class Served:
    """The units of one document, and whose holders serve in them."""

    def __init__(self, text: str, units: Sequence[Unit]) -> None:
        self.text = text
        self.units = list(units)
        self._at = {(m.start, m.end): unit for unit in units for m in unit.mentions}
        self._by_name = {fold(unit.name): unit for unit in units}
        self._by_id = {unit.id: unit for unit in units}
        self._explains = {
            match[1]: unit
            for unit in units
            for m in unit.mentions
            for match in _EXPLANATION.finditer(m.text)
            if not find_region(match[1])  # `Dinas Kesehatan Kuantan Singingi (Kuansing)`
        }
        self._of_kind: dict[str, list[Unit]] = {}
        for unit in units:
            self._of_kind.setdefault(unit.kind, []).append(unit)
        named = [unit for unit in units if unit.mentions]
        self._named: dict[str, list[Unit]] = {}  # kind or service -> those of the page
        self._inside: dict[frozenset[str], Unit | None] = {}  # kinds -> the one unit of them inside others' names
        self._begun: dict[str, Unit] = {}  # the first words of a name -> the first unit of the page whose name goes on
        for unit in named:
            for sort in {unit.kind, unit.service}:
                self._named.setdefault(sort, []).append(unit)
            words = fold(unit.name).split()[:_MOST_BEGUN]
            for count in range(1, len(words)):
                self._begun.setdefault(" ".join(words[:count]), unit)
        self._turn = 0
        self._last: dict[str, Unit] = {}  # kind or service -> the same
        self._served: dict[str, tuple[int, Unit]] = {}  # kind -> the last one that a post so far serves in, and when
        self._before: tuple[int, Unit] | None = None  # where the post before ends, and its unit
        self._ruled: tuple[int, str] | None = None  # where the last post of a region ends, and the region as written

    def position(self, draft: Draft) -> Position:
        """The post with its unit, after those that stand before it."""
        unit = self._unit(draft)
        position = Position(
            start=draft.start,
            end=draft.end,
            text=self.text[draft.start : draft.end],
            title=draft.title,
            acting=draft.acting,
            former=draft.former,
            unit_id=unit.id if unit else None,
            rule=draft.rule,
        )
        if unit is not None:
            self._turn += 1
            self._served[unit.kind] = (self._turn, unit)
            self._last[unit.kind] = self._last[unit.service] = unit
            self._before = (draft.end, unit)
        region = _region_behind(self.text[draft.start + len(draft.title) : draft.end])
        if region:
            self._ruled = (draft.end, region)
        return position

    def _unit(self, draft: Draft) -> Unit | None:
        unit = self._at.get(draft.unit_at) if draft.unit_at else self._body(draft) or self._bare(draft)
        if unit is None and draft.rule in ("function_post", "commander_post") and not draft.widened:
            unit = self._led(draft) or self._host(draft)
        implied = _implied(draft, unit) or (self._in_town(draft) if unit is None else None)
        if implied is not None:
            unit = self._known(make_units(self.text, [implied])[0])
        part = self._led_part(draft, unit)
        if part is not None:
            unit = self._known(part)
        return unit or self._office(draft) or self._explained(draft) or self._beside(draft)

    def _known(self, made: Unit) -> Unit:
        """The unit of that name that the document has; else the one made, which no mention names."""
        unit = self._by_name.get(fold(made.name)) or self._by_id.get(made.id)
        if unit is None:
            unit = made.model_copy(update={"mentions": ()})
            self.units.append(unit)
            self._of_kind.setdefault(unit.kind, []).append(unit)
            self._by_name[fold(unit.name)] = unit
            self._by_id[unit.id] = unit
        return unit

    def _in_town(self, draft: Draft) -> UnitSpan | None:
        """``Lanal Maumere`` of a ``Danlanal Maumere``: the words up to the holder name where the unit is."""
        head = draft.head
        name = " ".join(self.text[draft.start + len(draft.title) : draft.end].split())
        if head is None or not draft.widened or head.name not in _IN_TOWNS or not _TOWN.fullmatch(name):
            return None
        return UnitSpan(draft.end, draft.end, head, head.head, name)

    def _led(self, draft: Draft) -> Unit | None:
        """``anggota Polsek X yang dipimpin Kanit Reskrim``: the unit that the holder leads."""
        match = _LED.search(self.text, max(0, draft.start - 40), draft.start)
        if match is None:
            return None
        return next((unit for (_, end), unit in self._at.items() if end == match.start()), None)

    def _host(self, draft: Draft) -> Unit | None:
        """The unit of a post that names none (``Wakapolres Kompol X``): the last one before it, or the only one."""
        title = self.text[draft.start : draft.end].casefold()
        hosts = _HOSTS - {"polsek"} if title.startswith(_of_resorts()) else _HOSTS
        kinds = _HOSTS_OF_PARTS.get(draft.part or "", hosts)
        if draft.rule == "commander_post":
            head = draft.head
            kinds = frozenset({head.kind}) if head else frozenset[str]()
            kinds = next((family for family in _FAMILIES if kinds <= family), kinds)
        before = [self._served[kind] for kind in kinds if kind in self._served]
        if before:
            return max(before, key=lambda served: served[0])[1]
        fitting = [unit for kind in kinds for unit in self._of_kind.get(kind, ())[:2]]
        if len(fitting) == 1:
            return fitting[0]
        within = (self._within(kinds) or self._neighbour(draft, kinds)) if not fitting else None
        if within is not None:
            return within
        part = by_form().get(lexicon().functions.part(draft.part).get(draft.function, ""))
        parts = [unit for unit in self._of_kind.get(part.kind, ()) if unit.parent_id] if part is not None else []
        return parts[0] if len(parts) == 1 else None  # only `Satreskrim Polres X` is named

    def _within(self, kinds: frozenset[str]) -> Unit | None:
        """``Polres X`` where the page names its Satlantas alone: the one unit of the kinds inside others' names."""
        if kinds in self._inside:
            return self._inside[kinds]
        found: dict[str, UnitSpan] = {}
        for unit in self._at.values():
            words = unit.name.split() if unit.parent_id else []
            for at in range(1, len(words) - 1):
                kind = by_head().get(words[at])
                if kind is not None and kind.kind in kinds:
                    name = " ".join(words[at + 1 :])
                    found[fold(name)] = UnitSpan(0, 0, kind, kind.head, name, unit.region_code)
                    break
        one = self._known(make_units(self.text, found.values())[0]) if len(found) == 1 else None
        self._inside[kinds] = one
        return one

    def _neighbour(self, draft: Draft, kinds: frozenset[str]) -> Unit | None:
        """``Polres Demak`` of the Kapolres in ``Sekda Demak A, Kapolres AKBP B``: that of the region just ruled."""
        if self._ruled is None or not kinds <= _HOSTS or (draft.rule != "commander_post" and draft.part != "sat"):
            return None  # `Sekda Demak A, Kabag Hukum B`
        end, region = self._ruled
        levels = DISTRICTS if kinds <= _DISTRICTS else REGENCIES
        kind = by_head()["Polsek" if levels is DISTRICTS else "Polres"]
        found = [each for each in find_region(region) if each.level in levels]
        # The police of a city can be its Polresta, Polrestabes or that of a regency.
        if len(found) != 1 or found[0].level == "city" or _SENTENCE_END.search(self.text, end, draft.start):
            return None
        span = UnitSpan(draft.end, draft.end, kind, kind.head, region, found[0].code)
        return self._known(make_units(self.text, [span])[0])

    def _beside(self, draft: Draft) -> Unit | None:
        """``Ketua KPU X, A, dan sekretaris, B``: a post of any body serves in that of the post before it."""
        if self._before is None or draft.unit is not None or draft.unit_at is not None:
            return None
        end, unit = self._before
        if self.text[draft.start : draft.end].casefold() not in lexicon().of_any_body or end > draft.start:
            return None
        return None if _SENTENCE_END.search(self.text, end, draft.start) else unit

    def _led_part(self, draft: Draft, parent: Unit | None) -> Unit | None:
        """``Ditjen Minerba Kementerian ESDM`` of its ``Dirjen``: the part of a body that the post names."""
        words = lexicon()
        body = words.leads.get(draft.title)
        if body is None or (parent is None and draft.title not in words.leads_alone):
            return None
        if parent is not None and (
            (body and parent.name.startswith(body)) or parent.service not in _MINISTRY | {"pemda"}
        ):
            return None
        rest = _LINK.sub(" ", " ".join(self.text[draft.start : draft.end].partition(draft.title)[2].split()))
        if draft.title in words.leads_named and (
            not rest or (parent is not None and any(rest.startswith(m.text) for m in parent.mentions))
        ):
            return None
        if not rest and parent is None:
            return None
        if not body and (rest.split()[0] not in words.leads_bodies or " " not in rest):
            return None  # `Panglima | TNI`, but `Panglima | Komando Operasi Udara III`
        name = f"{body} {rest or (parent.name if parent else '')}".strip()
        return Unit(
            id=f"{parent.id if parent else 'kementerian'}/{slug(name)}",
            name=name,
            kind="part",
            service=parent.service if parent else "kementerian",
            parent_id=parent.id if parent else None,
            region_code=parent.region_code if parent else None,
        )

    def _office(self, draft: Draft) -> Unit | None:
        """``Dishub Demak`` of its ``Kadishub``: the office of that name in the document, or one that is implied."""
        rest = " ".join(self.text[draft.start : draft.end].partition(draft.title)[2].split())
        match = _OFFICE_HEAD.fullmatch(draft.title)
        if match is None:
            return self._led_office(draft.title, rest) if rest and draft.unit_at is None else None
        short = match["office"].capitalize()
        forms = {fold(short), *in_full().get(fold(short), ())}
        named = [
            unit
            for unit in self.units
            if any(
                f"({short})" in m.text or fold(without_brackets(m.text)).startswith(tuple(forms)) for m in unit.mentions
            )
        ]
        if named:
            return named[0]
        if not rest:
            return None
        return self._known(
            Unit(id=f"pemda/{slug(f'{short} {rest}')}", name=f"{short} {rest}", kind="dinas", service="pemda")
        )

    def _led_office(self, title: str, rest: str) -> Unit | None:
        """The office whose name stands behind the title: ``Kadis Pariwisata X``, ``Kepala Diperpautkan X``."""
        led = lexicon().led_offices.get(title)
        if led is None and not (title == "Kepala" and _OFFICE.match(rest)):
            return None
        name = _TITLE_BEHIND.sub("", f"{led} {rest}" if led else rest)
        named = self._begun.get(fold(name))
        return named or self._known(Unit(id=f"pemda/{slug(name)}", name=name, kind="dinas", service="pemda"))

    def _explained(self, draft: Draft) -> Unit | None:
        """``Kepala Dikes Demak`` in an article on the ``Dinas Kesehatan (Dikes) Demak``."""
        if not self._explains or draft.unit_at is not None:
            return None
        words = _NAME_WORD.findall(self.text, draft.start, draft.end)
        return next((self._explains[word] for word in words if word in self._explains), None)

    def _bare(self, draft: Draft) -> Unit | None:
        """The ``KPU Demak`` of a ``Ketua KPU``: the only one of the article, else that of the post before."""
        if draft.unit is not None:
            return None
        kind = _bare_kind(self.text[draft.start : draft.end])
        named = self._named.get(kind, ()) if kind else ()
        return named[0] if len(named) == 1 else self._last.get(kind)

    def _body(self, draft: Draft) -> Unit | None:
        """The court of a ``hakim``, the prosecution of a ``Kasi Intel``, the council of a ``Sekwan``: the only one of
        the article, else that of the post before."""
        post = self.text[draft.start : draft.end].casefold()
        if not post.startswith(_serving()):
            return None
        served = next((kind for head, kind in lexicon().serves.items() if _begins(post, head)), None)
        if served is None or draft.unit is not None:
            return None
        named = self._named.get(served, ())
        unit = named[0] if len(named) == 1 else self._last.get(served)
        return self._commission(draft, unit) if unit is not None and served == "dprd" else unit

    def _commission(self, draft: Draft, council: Unit) -> Unit:
        """``Komisi III DPRD X`` of an ``anggota Komisi III`` in an article on the ``DPRD X``."""
        named = _COMMISSION.search(self.text, draft.start, draft.end)
        if named is None:
            return council
        own = f"Komisi {named.group().split()[-1]}"
        whole = re.sub(r"^Komisi \w+ ", "", council.name)
        return self._known(
            council.model_copy(
                update={
                    "id": f"{council.parent_id or council.id}/{slug(own)}",
                    "name": f"{own} {whole}",
                    "parent_id": council.id,
                    "mentions": (),
                }
            )
        )


@lru_cache(maxsize=4096)
def _bare_kind(post: str) -> str:
    """The kind of the unit whose head alone ends a post: ``Ketua KPU``; empty where none does."""
    words = post.split()
    kinds = (by_form().get(" ".join(words[at:])) for at in range(1, len(words)))
    kind = next((kind for kind in kinds if kind is not None), None)
    if kind is None or kind.subunit or kind.various or kind.name not in _REGIONAL:
        return ""
    return kind.kind


@lru_cache(maxsize=1024)
def _region_behind(complement: str) -> str:
    """The region that is all of a post's complement or ends it; empty where none does."""
    words = re.sub(r"\([^()]*\)", " ", complement).split()
    names = (" ".join(words[-count:]) for count in range(min(len(words), _MOST_REGION_WORDS), 0, -1))
    return next((name for name in names if find_region(name)), "")


@cache
def _of_resorts() -> tuple[str, ...]:
    return tuple(lexicon().of_resorts)


@cache
def _serving() -> tuple[str, ...]:
    return tuple(lexicon().serves)


def _begins(post: str, head: str) -> bool:
    return post.startswith(head) and not post[len(head) : len(head) + 1].isalnum()


def _implied(draft: Draft, inside: Unit | None) -> UnitSpan | None:
    """The unit that the holder serves in: Satreskrim Polres X of a Kasat Reskrim Polres X."""
    part = lexicon().functions.part(draft.part).get(draft.function)
    if part is None or inside is None or (draft.part == "unit" and inside.kind not in _RESORTS):
        return draft.unit
    head = by_form().get(part)
    if head is None or inside.kind == head.kind:
        return None
    parent_kind = next((kind for kind in by_head().values() if kind.kind == inside.kind), None)
    if parent_kind is None:
        return None
    if head.keep_form and draft.title.startswith("Direktur"):  # as the post spells it
        long = next((form for form in head.forms if form.casefold() == f"direktorat {draft.function}"), None)
        part = long or part
    parent = UnitSpan(draft.end, draft.end, parent_kind, inside.name, "", inside.region_code)
    return UnitSpan(draft.end, draft.end, head, part, "", parents=[parent])
