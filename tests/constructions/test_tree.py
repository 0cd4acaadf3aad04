"""The tree gives what its patterns give one by one, in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from beritaparse.constructions.patterns import Part, Pattern
from beritaparse.constructions.tree import Tree

WORDS = {"as": ("sebagai", "selaku"), "also": ("yang juga", "yang juga menjabat"), "who": ("yang",)}
ELEMENTS = ("NAME", "POST", "<as>", "<also>", "<who>", ",", "(")
PIECES = ("A", "BB", "p", "pq", "sebagai", "Selaku", "yang", "juga", "menjabat", ",", "(", ".")
Symbols = dict[str, Callable[[int], Iterator[tuple[int, object]]]]


def symbols(text: str) -> Symbols:
    """``A`` and ``BB`` are names, of which the second may end early; ``p`` and ``pq`` are posts."""

    def standing(*words: str) -> Callable[[int], Iterator[tuple[int, object]]]:
        return lambda pos: ((pos + len(word), word) for word in words if text.startswith(word, pos))

    return {"NAME": standing("A", "BB", "B"), "POST": standing("pq", "p")}


def one_by_one(pattern: Pattern, text: str, known: Symbols) -> Iterator[tuple[Part, ...]]:
    """The ways of a pattern by plain trying."""

    def rest(pos: int, index: int, made: tuple[Part, ...]) -> Iterator[tuple[Part, ...]]:
        if index == len(pattern.elements):
            yield made
            return
        element = pattern.elements[index]
        at = pos
        while made and at < min(pos + 3, len(text)) and text[at] == " ":
            at += 1
        if element.words is not None:
            match = element.words.match(text, at)
            if match is not None:
                yield from rest(match.end(), index + 1, (*made, Part(element.symbol, at, match.end(), match.group())))
                return  # words that stand there are not left out
        else:
            for end, value in known[element.symbol](at):
                yield from rest(end, index + 1, (*made, Part(element.symbol, at, end, value)))
        if element.optional:
            yield from rest(pos, index + 1, made)

    yield from rest(0, 0, ())


def sources() -> st.SearchStrategy[list[str]]:
    element = st.tuples(st.sampled_from(ELEMENTS), st.sampled_from(["", "?"])).map("".join)
    tail = st.lists(element, max_size=5).map(" ".join)
    return st.lists(tail.map(lambda rest: f"NAME {rest}".strip()), min_size=1, max_size=6)


def texts() -> st.SearchStrategy[str]:
    piece = st.tuples(st.sampled_from(PIECES), st.sampled_from([" ", "", "  ", "    "]))
    return st.lists(piece.map("".join), max_size=8).map("".join)


@settings(max_examples=300, deadline=None)
@given(sources(), texts())
def test_the_tree_gives_what_its_patterns_give(given_sources: Sequence[str], text: str) -> None:
    patterns = [Pattern(str(number), source, WORDS) for number, source in enumerate(given_sources)]
    known = symbols(text)
    found = [(match.pattern.name, match.parts) for match in Tree(patterns).matches(text, known, 0)]
    assert found == [(pattern.name, parts) for pattern in patterns for parts in one_by_one(pattern, text, known)]


def test_what_patterns_share_is_asked_for_once() -> None:
    asked: list[int] = []

    def name(pos: int) -> Iterator[tuple[int, object]]:
        asked.append(pos)
        yield pos + 1, "A"

    tree = Tree(Pattern("test", source, WORDS) for source in ("NAME", "NAME <as> NAME", "NAME , NAME", "NAME <who>"))
    assert len(tree.matches("A sebagai A", {"NAME": name}, 0)) == 2
    assert asked == [0, 10]
