"""Document-level scores: what a reader would write down of an article, against what a parser does.

Names are compared as :mod:`.folding` folds them; of events the main one counts; quotations are matched by overlap, and
their speakers count on matched quotations only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from .folding import Fold, fold, fold_name, fold_place, fold_rank, fold_unit, fold_words, scored_unit
from .goldfile import GoldArticle, GoldPerson, GoldQuote, Stretch
from .tally import Context, Tally, context

OVERLAP = 0.7
"""Least intersection over union, in characters, of two quotations that are one."""
_SHARE = 0.75
"""Least share of common words, of the shorter one, of two descriptions of a speaker that are one."""

_ATTRIBUTES: tuple[tuple[str, Callable[[GoldPerson], str]], ...] = (
    ("rank", lambda person: fold_rank(person.rank)),
    ("position", lambda person: fold_words(person.position)),
    ("unit", lambda person: scored_unit(person.position, person.unit)),
)
_LISTS: tuple[tuple[str, Fold], ...] = (
    ("units", fold_unit),
    ("orgs", fold_words),
    ("places", fold_place),
    ("facilities", fold_words),
)
_EVENT: tuple[tuple[str, Fold], ...] = (("type", str), ("date", str), ("venue", fold_words))
KINDS = ("all", "direct", "indirect")
LAYERS = (
    "persons",
    *(f"person.{attribute}" for attribute, _ in _ATTRIBUTES),
    *(layer for layer, _ in _LISTS),
    "dateline.place",
    *(f"event.{attribute}" for attribute, _ in _EVENT),
    "noise",
    *(f"quotes.{kind}{end}" for kind in KINDS for end in ("", "+speaker")),
    "quotes.via",
)


def score_articles(golds: Mapping[str, GoldArticle], predictions: Mapping[str, GoldArticle]) -> list[Tally]:
    """Count the layers of all gold articles; one without a prediction counts as one in which nothing was found."""
    tallies = {layer: Tally(layer) for layer in LAYERS}
    for key, gold in golds.items():
        predicted = predictions.get(key) or GoldArticle(id=key, text=gold.text)
        _score_people(tallies, gold, predicted)
        for layer, folding in _LISTS:
            wanted, given = _forms(getattr(gold, layer), folding), _forms(getattr(predicted, layer), folding)
            tallies[layer].add_sets(key, gold.text, wanted, given)
        _score_single(tallies, gold, predicted)
        _score_noise(tallies["noise"], gold, predicted)
        _score_quotes(tallies, gold, predicted)
    return list(tallies.values())


def _forms(words: Iterable[str], folding: Fold) -> dict[str, str]:
    return {folding(form): form for form in words if folding(form)}


def people(persons: Iterable[GoldPerson]) -> dict[str, GoldPerson]:
    """Persons by folded name."""
    return {fold_name(person.name): person for person in persons if fold_name(person.name)}


def _score_people(tallies: Mapping[str, Tally], gold: GoldArticle, predicted: GoldArticle) -> None:
    wanted, given = people(gold.persons), people(predicted.persons)

    def names(rows: Mapping[str, GoldPerson]) -> dict[str, str]:
        return {name: person.name for name, person in rows.items()}

    tallies["persons"].add_sets(gold.id, gold.text, names(wanted), names(given))
    for attribute, read in _ATTRIBUTES:

        def values(
            rows: Mapping[str, GoldPerson], attribute: str = attribute, read: Callable[[GoldPerson], str] = read
        ) -> dict[str, str]:
            return {
                f"{name} | {value}": f"{person.name} | {getattr(person, attribute)}"
                for name, person in rows.items()
                if (value := read(person))
            }

        tallies[f"person.{attribute}"].add_sets(gold.id, gold.text, values(wanted), values(given))


def _score_single(tallies: Mapping[str, Tally], gold: GoldArticle, predicted: GoldArticle) -> None:
    """Layers with one value at most: the place of the dateline, and of the main event type, date and venue."""
    both = (gold, predicted)
    places = [_one(row.dateline.place if row.dateline else None, fold_place) for row in both]
    tallies["dateline.place"].add_sets(gold.id, gold.text, *places, single=True)
    for attribute, folding in _EVENT:
        values = [_one(getattr(row.events[0], attribute) if row.events else None, folding) for row in both]
        about = "" if attribute == "venue" else _head(gold)
        tallies[f"event.{attribute}"].add_sets(gold.id, gold.text, *values, single=True, about=about)


def _head(gold: GoldArticle) -> str:
    """The headline, or how the text begins: where a type or a day stands no single word tells."""
    return gold.title or " ".join(gold.text[:200].split())[:120]


def _one(value: str | None, folding: Fold) -> dict[str, str]:
    return {folding(value): value} if value else {}


def _score_noise(tally: Tally, gold: GoldArticle, predicted: GoldArticle) -> None:
    """Noise counts by characters that are not white space."""
    text = gold.text

    def covered(pieces: Sequence[Stretch]) -> set[int]:
        return {
            index
            for start, end in located(pieces, text)
            for index in range(max(start, 0), min(end, len(text)))
            if not text[index].isspace()
        }

    wanted, given = covered(gold.noise_stretches), covered(predicted.noise_stretches)
    tally.add(len(wanted & given), len(given), len(wanted))
    for start, end in _runs(wanted - given, text):
        tally.find(gold.id, text[start:end], None, context(text, start, end))
    for start, end in _runs(given - wanted, text):
        tally.find(gold.id, None, text[start:end], context(text, start, end))


def _runs(indices: set[int], text: str) -> list[tuple[int, int]]:
    """Stretches of neighbouring characters, white space between them included."""
    runs: list[tuple[int, int]] = []
    for index in sorted(indices):
        if runs and not text[runs[-1][1] : index].strip():
            runs[-1] = (runs[-1][0], index + 1)
        else:
            runs.append((index, index + 1))
    return runs


def located(pieces: Iterable[Stretch], text: str) -> list[tuple[int, int]]:
    """Where pieces stand in the text, in order; ``(-1, -1)`` for one that is not found."""
    found: list[tuple[int, int]] = []
    cursor = 0
    for piece in pieces:
        if piece.start is not None and piece.end is not None:
            found.append((piece.start, piece.end))
            continue
        at = text.find(piece.text, cursor) if piece.text else -1
        if at < 0 and piece.text:
            at = text.find(piece.text)
        if at < 0:
            found.append((-1, -1))
            continue
        found.append((at, at + len(piece.text)))
        cursor = at
    return found


def overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Intersection over union of two stretches."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared / (max(one[1], other[1]) - min(one[0], other[0])) if shared > 0 else 0.0


class _Quotes(NamedTuple):
    """The quotations of an article, where they stand, and which of gold and prediction are one."""

    gold: Sequence[GoldQuote]
    predicted: Sequence[GoldQuote]
    gold_spans: Sequence[tuple[int, int]]
    predicted_spans: Sequence[tuple[int, int]]
    match: dict[int, int]


def _matched(gold: GoldArticle, predicted: GoldArticle) -> _Quotes:
    wanted, given = located(gold.quotes, gold.text), located(predicted.quotes, gold.text)
    pairs = sorted(
        ((overlap(a, b), i, j) for i, a in enumerate(wanted) for j, b in enumerate(given)),
        reverse=True,
    )
    match: dict[int, int] = {}
    used: set[int] = set()
    for value, i, j in pairs:
        if value >= OVERLAP and i not in match and j not in used:
            match[i] = j
            used.add(j)
    return _Quotes(gold.quotes, predicted.quotes, wanted, given, match)


def _score_quotes(tallies: Mapping[str, Tally], gold: GoldArticle, predicted: GoldArticle) -> None:
    quotes = _matched(gold, predicted)
    right = {
        i
        for i, j in quotes.match.items()
        if same_speaker(quotes.gold[i].speaker, quotes.predicted[j].speaker, gold.persons)
    }
    back = {j: i for i, j in quotes.match.items()}
    for kind in KINDS:
        wanted = [i for i, quote in enumerate(quotes.gold) if _is(quote, kind)]
        given = [j for j, quote in enumerate(quotes.predicted) if _is(quote, kind)]
        found = [i for i in wanted if i in quotes.match]
        plain, spoken = tallies[f"quotes.{kind}"], tallies[f"quotes.{kind}+speaker"]
        plain.add(len(found), len(given), len(wanted))
        spoken.add(len(right.intersection(found)), len(given), len(wanted))
        for i in wanted:
            where = _context(gold.text, quotes.gold_spans[i])
            if i not in quotes.match:
                plain.find(gold.id, _told(quotes.gold[i]), None, where)
                spoken.find(gold.id, _told(quotes.gold[i]), None, where)
            elif i not in right:
                speaker = quotes.predicted[quotes.match[i]].speaker
                spoken.find(gold.id, f"<- {quotes.gold[i].speaker}", f"<- {speaker}", where)
        for j in given:
            if j not in back:
                plain.find(gold.id, None, _told(quotes.predicted[j]), _context(gold.text, quotes.predicted_spans[j]))
    _score_relays(tallies["quotes.via"], gold, quotes)


def _score_relays(tally: Tally, gold: GoldArticle, quotes: _Quotes) -> None:
    wanted = {i: via for i, quote in enumerate(quotes.gold) if (via := quote.via)}
    given = {i: via for i, j in quotes.match.items() if (via := quotes.predicted[j].via)}
    hits = sum(i in given and fold_name(via) == fold_name(given[i]) for i, via in wanted.items())
    tally.add(hits, len(given), len(wanted))
    for i in sorted(wanted.keys() | given.keys()):
        if fold_name(wanted.get(i)) != fold_name(given.get(i)):
            tally.find(gold.id, wanted.get(i), given.get(i), _context(gold.text, quotes.gold_spans[i]))


def _is(quote: GoldQuote, kind: str) -> bool:
    return kind == "all" or quote.kind == kind or (kind == "direct" and quote.kind == "mixed")


def _told(quote: GoldQuote) -> str:
    return f"{quote.text} <- {quote.speaker}"


def _context(text: str, span: tuple[int, int]) -> Context:
    return context(text, *span) if span[0] >= 0 else Context("", "", "")


def same_speaker(gold: str | None, predicted: str | None, persons: Iterable[GoldPerson]) -> bool:
    """Are two names or descriptions the same speaker?  Persons of the article go by their aliases too."""
    if not gold or not predicted:
        return not gold and not predicted
    forms = {fold_name(gold)}
    is_person = False
    for person in persons:
        is_person = is_person or fold_name(person.name) == fold_name(gold)
        if fold_name(person.name) in forms:
            forms.update(fold_name(alias) for alias in person.aliases)
    if fold_name(predicted) in forms:
        return True
    if is_person:
        return False
    one, other = set(fold(gold).split()), set(fold(predicted).split())
    return bool(one and other) and len(one & other) / min(len(one), len(other)) >= _SHARE
