"""Syntax scores as the CoNLL 2018 shared task defined them (Zeman et al. 2018, `<https://aclanthology.org/K18-2001>`_).

A sentence or token counts where both of its ends are right.  Words are aligned by their offsets; words of multiword
tokens by the longest common subsequence of their forms inside the stretch that the tokens of both sides cover.  UPOS,
lemma, head (UAS) and head with relation (LAS, without subtype) count on aligned words; precision is over the words of
the system, recall over those of gold.  The tests compare with the task's script.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

from .conllu import Syntax, Word
from .tally import Tally, context

LAYERS = ("sentences", "tokens", "words", "upos", "lemmas", "uas", "las")
Row = list[int]


def score_syntax(pairs: Iterable[tuple[Syntax, Syntax]]) -> tuple[list[Tally], str, list[str]]:
    """Count the layers, name what the counts are of, and tell which layers the system does not give.

    The counts are of texts where there are several; of one text its sentences are what the intervals draw from, and
    what the system says counts to the gold sentence in which it begins.
    """
    listed = list(pairs)
    words = [word for _, predicted in listed for word in predicted.words]
    absent = {
        "upos": not any(word.upos for word in words),
        "lemmas": not any(word.lemma for word in words),
        "uas": not any(word.head >= 0 for word in words),
    }
    absent["las"] = absent["uas"]
    tallies = {layer: Tally(layer) for layer in LAYERS if not absent.get(layer)}
    for gold, predicted in listed:
        _score(tallies, gold, predicted, split=len(listed) == 1)
    notes = [f"left out, the engine gives none: {layer}" for layer in absent if absent[layer]]
    return list(tallies.values()), "sentences" if len(listed) == 1 else "documents", notes


def _score(tallies: dict[str, Tally], gold: Syntax, predicted: Syntax, *, split: bool) -> None:
    starts = [start for start, _ in gold.sentences] if split else [0]

    def part(start: int) -> int:
        return max(bisect_right(starts, start) - 1, 0)

    def count(layer: str, hits: Iterable[int], given: Iterable[int], wanted: Iterable[int]) -> None:
        rows: list[Row] = [[0, 0, 0] for _ in starts]
        for column, items in enumerate((hits, given, wanted)):
            for start in items:
                rows[part(start)][column] += 1
        for row in rows:
            tallies[layer].add(*row)

    for layer in ("sentences", "tokens"):
        wanted, given = set(getattr(gold, layer)), set(getattr(predicted, layer))
        count(layer, *((start for start, _ in spans) for spans in (wanted & given, given, wanted)))
        if layer == "sentences":
            _find_sentences(tallies[layer], gold, wanted, given)
    match = align(gold.words, predicted.words)
    for layer in [layer for layer in LAYERS[2:] if layer in tallies]:
        right = _comparer(layer, match, gold.words, predicted.words)
        hits = [i for i, j in match.items() if right(i, j)]
        count(
            layer,
            (gold.words[i].start for i in hits),
            (word.start for word in predicted.words),
            (word.start for word in gold.words),
        )
        _find_words(tallies[layer], gold, predicted, [(i, j) for i, j in match.items() if not right(i, j)])


def _comparer(
    layer: str, match: dict[int, int], gold: Sequence[Word], given: Sequence[Word]
) -> Callable[[int, int], bool]:
    """The test of an aligned pair of words."""

    def head(i: int, j: int) -> bool:
        return match.get(gold[i].head, -2) == given[j].head if gold[i].head >= 0 else given[j].head < 0

    tests: dict[str, Callable[[int, int], bool]] = {
        "words": lambda i, j: True,
        "upos": lambda i, j: gold[i].upos == given[j].upos,
        "lemmas": lambda i, j: gold[i].lemma in ("_", given[j].lemma),
        "uas": head,
        "las": lambda i, j: head(i, j) and gold[i].deprel == given[j].deprel,
    }
    return tests[layer]


def _find_sentences(tally: Tally, gold: Syntax, wanted: set[tuple[int, int]], given: set[tuple[int, int]]) -> None:
    """A boundary that is missed or spurious, with the words on both sides of it."""
    ends, ours = {end for _, end in wanted}, {end for _, end in given}
    for end in sorted(ends ^ ours):
        where = context(gold.text, end, end)
        told = (where.before[-30:] + " ‖" + where.after[:30]).strip()
        tally.find(gold.id, told if end in ends else None, told if end in ours else None, where)


def _find_words(tally: Tally, gold: Syntax, predicted: Syntax, wrong: Iterable[tuple[int, int]]) -> None:
    def told(layer: str, words: Sequence[Word], word: Word) -> str:
        head = words[word.head].form if word.head >= 0 else "root"
        return {"upos": word.upos, "lemmas": word.lemma, "uas": head, "las": f"{word.deprel} of {head}"}[layer]

    for i, j in wrong:
        one, other = gold.words[i], predicted.words[j]
        tally.find(
            gold.id,
            f"{one.form}: {told(tally.layer, gold.words, one)}",
            f"{other.form}: {told(tally.layer, predicted.words, other)}",
            context(gold.text, one.start, one.end),
        )


def align(gold: Sequence[Word], given: Sequence[Word]) -> dict[int, int]:
    """Which word of ``given`` is which of ``gold``, by index, in order."""
    match: dict[int, int] = {}
    for mine, theirs in _groups(gold, given):
        if any(gold[i].multiword for i in mine) or any(given[j].multiword for j in theirs):
            match.update(_common(gold, given, mine, theirs))
        else:
            place = {(given[j].start, given[j].end): j for j in theirs}
            for i in mine:
                span = (gold[i].start, gold[i].end)
                if span in place:
                    match[i] = place[span]
    return match


def _groups(gold: Sequence[Word], given: Sequence[Word]) -> Iterator[tuple[range, range]]:
    """Cut both sides into stretches: around multiword tokens as far as words reach into each other, else single words.

    Outside of multiword tokens two words are one only where their spans are the same, so words that reach into each
    other there need no stretch of their own.
    """
    i = j = 0
    while i < len(gold) and j < len(given):
        if not (gold[i].multiword or given[j].multiword):
            one, other = gold[i], given[j]
            if (one.start, one.end) == (other.start, other.end):
                yield range(i, i + 1), range(j, j + 1)
                i, j = i + 1, j + 1
            elif one.start <= other.start:
                i += 1
            else:
                j += 1
            continue
        if gold[i].multiword:
            end = gold[i].end
            j += not given[j].multiword and given[j].start < gold[i].start
        else:
            end = given[j].end
            i += gold[i].start < given[j].start
        first, other_first = i, j
        while _inside(gold, i, end) or _inside(given, j, end):
            if i < len(gold) and (j >= len(given) or gold[i].start <= given[j].start):
                end = max(end, gold[i].end) if gold[i].multiword else end
                i += 1
            else:
                end = max(end, given[j].end) if given[j].multiword else end
                j += 1
        yield range(first, i), range(other_first, j)


def _inside(words: Sequence[Word], index: int, end: int) -> bool:
    """Does the word belong to a stretch that ends at ``end``?  One that is cut by the end only if it is multiword."""
    if index >= len(words):
        return False
    return words[index].start < end if words[index].multiword else words[index].end <= end


def _common(gold: Sequence[Word], given: Sequence[Word], mine: range, theirs: range) -> Iterator[tuple[int, int]]:
    """The longest common subsequence of the forms of two stretches, case folded away."""
    a, b = [gold[i].form.lower() for i in mine], [given[j].form.lower() for j in theirs]
    longest = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for x in reversed(range(len(a))):
        for y in reversed(range(len(b))):
            same = longest[x + 1][y + 1] + 1 if a[x] == b[y] else 0
            longest[x][y] = max(same, longest[x + 1][y], longest[x][y + 1])
    x = y = 0
    while x < len(a) and y < len(b):
        if a[x] == b[y]:
            yield mine[x], theirs[y]
            x, y = x + 1, y + 1
        elif longest[x][y] == longest[x + 1][y]:
            x += 1
        else:
            y += 1
