"""Fills the tables of people."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from . import people
from .overlooked import Found, Listed, Names, credible
from .people import Link
from .profiles import Profile, read_profiles
from .tables import Owners, Pages, fill, name_of
from .weights import load
from .write_tenures import write_tenures

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def write_people(base: DuckDBPyConnection, pages: Pages) -> None:
    """Fill the tables of people and of their tenures; reads ``articles`` and the work tables."""
    import pyarrow as pa

    profiles, spelt = read_profiles(base)
    links = people.links(profiles, min(LEAST_LINK, load().people.threshold))
    groups = people.cluster(profiles, links)
    owner = {at: number for number, group in enumerate(groups) for at in group}
    owners = Owners({}, [], [])
    for number, group in enumerate(groups):
        mentions = [mention for at in group for mention in profiles[at].mentions]
        founder = min(
            mentions, key=lambda m: (pages.hours[m[0]] is None, pages.hours[m[0]] or 0.0, pages.ids[m[0]], m[1])
        )
        owners.ids.append(name_of("person", pages.ids[founder[0]], founder[1]))
        owners.names.append(_called([spelt[mention][-1] for mention in mentions]))
        owners.of.update(dict.fromkeys(mentions, number))
    extra = _overlooked(base, pages, profiles, groups, spelt)
    _mentions(base, owners)
    rows = [
        (owners.ids[found.person], pages.ids[found.page], None, found.name, None, None, None, None, "corpus")
        for found in extra
    ]
    fill(base, "person_mentions", rows)
    base.execute("""
        INSERT INTO people
        SELECT person_id, NULL, list(DISTINCT name ORDER BY name), true, count(DISTINCT m.article_id), min(day),
               max(day)
        FROM person_mentions m JOIN articles a USING (article_id) GROUP BY person_id ORDER BY person_id""")
    public = [any(_public(profiles[at]) for at in group) for group in groups]
    base.register("incoming", pa.table({"person_id": owners.ids, "name": owners.names, "public": public}))
    base.execute(
        "UPDATE people SET name = i.name, public = i.public FROM incoming i WHERE i.person_id = people.person_id"
    )
    base.unregister("incoming")
    fill(base, "person_links", _person_links(profiles, links, owner, owners))
    base.execute("""
        INSERT INTO story_people
        SELECT a.story_id, m.person_id, count(DISTINCT m.article_id)
        FROM person_mentions m JOIN articles a USING (article_id) GROUP BY ALL ORDER BY 1, 3 DESC, 2""")
    write_tenures(base, pages, profiles, owner, owners)


def _mentions(base: DuckDBPyConnection, owners: Owners) -> None:
    """Tell of each person that the articles list who it is."""
    import pyarrow as pa

    page, local = zip(*owners.of, strict=True) if owners.of else ((), ())
    number = pa.array(owners.of.values(), pa.int32())
    ids = pa.array(owners.ids, pa.string()).take(number)
    columns = {"page": pa.array(page, pa.int32()), "local": pa.array(local, pa.string()), "person_id": ids}
    base.register("incoming", pa.table(columns))
    base.execute("""
        INSERT INTO person_mentions
        SELECT i.person_id, article_id, local, name, rank, post, unit, role, 'parser'
        FROM incoming i JOIN work.persons p USING (page, local) JOIN work.pages USING (page) ORDER BY page, local""")
    base.unregister("incoming")


def _public(profile: Profile) -> bool:
    """Whether a profile makes a person public: an office, a post or a rank; journalists are left out of lists."""
    return not profile.private and profile.scope is None and profile.role != "author"


def _called(names: Sequence[str]) -> str:
    """The name that most articles use, of those of two words and more where there are some."""
    counts = Counter(names)
    whole = {name: n for name, n in counts.items() if " " in name} or counts
    return min(whole, key=lambda name: (-whole[name], -len(name), name))


LEAST_LINK = 0.2
"""Probability from which on a link between people is told, also where it was not followed."""


def _person_links(
    profiles: Sequence[Profile], links: Iterable[Link], owner: Mapping[int, int], owners: Owners
) -> list[Any]:
    rows: list[Any] = []
    for link in links:
        if link.probability >= LEAST_LINK:
            a, b = profiles[link.left], profiles[link.right]
            reasons = ", ".join([f'"{name}": {round(value, 2)}' for name, value in link.reasons.items()])
            rows.append(
                (
                    owners.ids[owner[link.left]], owners.ids[owner[link.right]], " ".join(a.name), a.post,
                    " ".join(b.name), b.post, link.probability, f"{{{reasons}}}",
                )
            )  # fmt: skip
    return sorted(rows, key=lambda row: (row[0], row[1], -row[6], row[2], row[4]))


def _overlooked(
    base: DuckDBPyConnection,
    pages: Pages,
    profiles: Sequence[Profile],
    groups: Sequence[Sequence[int]],
    spelt: Mapping[tuple[int, str], Sequence[str]],
) -> list[Found]:
    names = Names(profiles, groups, spelt)
    listed: dict[int, list[Listed]] = defaultdict(list)
    owner = {at: number for number, group in enumerate(groups) for at in group}
    for at, profile in enumerate(profiles):
        for page, local in profile.mentions:
            listed[page].append(Listed(owner[at], profile.name, spelt[page, local]))
    made: list[Found] = []
    cursor = base.execute("SELECT page, body FROM work.pages")  # in whatever order: to sort all texts takes memory
    while rows := cursor.fetchmany(1000):
        for page, body in rows:
            made += names.overlooked(page, pages.story[page], body, listed[page])
    made.sort(key=lambda one: one.page)
    return credible(made, [len({page for at in group for page, _ in profiles[at].mentions}) for group in groups])
