"""Tables of text: delimiter, header, and rows whose quotation marks are not what they should be."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Literal, NamedTuple

from .records import LARGEST, TooLargeError

_DELIMITERS = ",;\t|"
_NONE = "\x1f"
"""Delimits a table of one column: it stands in no text."""
_SAMPLE = 200
_SAMPLED = 1 << 20


class Row(NamedTuple):
    """A row from line ``line`` on; ``cells`` is None where it is no row, and ``problem`` says what is wrong."""

    line: int
    cells: list[str] | None
    problem: str | None = None
    large: bool = False


class _Lines:
    """Physical lines; those of a row that is none can be given back.

    Raises TooLargeError as the lines do, and a csv.Error where the lines of a row together are above the limit.
    """

    def __init__(self, lines: Iterable[str], largest: int) -> None:
        self._lines = iter(lines)
        self._back: deque[str | TooLargeError] = deque()
        self._largest, self._size = largest, 0
        self.taken: list[str] = []
        self.at = 1

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self._size > self._largest:
            raise _Endless(f"it ends within no {self._largest / (1 << 20):g} MB (--record-limit)")
        line = self._back.popleft() if self._back else next(self._lines)
        if isinstance(line, TooLargeError):
            raise line
        self.taken.append(line)
        self._size += len(line)
        return line

    def settle(self, lines: int) -> None:
        """Go on behind so many of the lines that were taken."""
        self._back.extendleft(reversed(self.taken[lines:]))
        self.at += lines
        self.taken.clear()
        self._size = 0

    def pass_over(self) -> None:
        """Go on behind a line that is too large."""
        self.settle(len(self.taken))
        self.at += 1

    def sample(self) -> list[str]:
        """Look at the first lines."""
        size = 0
        try:
            while len(self.taken) < _SAMPLE and size < _SAMPLED and (line := next(self._lines, None)) is not None:
                self.taken.append(line)
                size += len(line)
        except TooLargeError as error:
            self._back.append(error)
        sample = self.taken.copy()
        self.settle(0)
        return sample


class _Endless(csv.Error):
    """A mark is opened that no line closes."""


class Table:
    """The rows of a table of text; the first of them may be its header.

    ``knows`` tells whether cells look like a header: of the delimiters that are possible the one is taken whose first
    row does.  Quotation marks in cells are doubled or, where that alone fits, have a backslash.
    """

    def __init__(self, lines: Iterable[str], knows: Callable[[list[str]], bool], largest: int = LARGEST) -> None:
        csv.field_size_limit(max(largest + 1, csv.field_size_limit()))  # the lines are bounded
        self._lines, self._largest = _Lines(lines, largest), largest
        sample = self._lines.sample()
        blank = next((n for n, line in enumerate(sample) if line.strip("\ufeff \t\r\n")), len(sample))
        said = sample[blank].strip("\ufeff\r\n") if blank < len(sample) else ""
        delimiters = _DELIMITERS
        if said.lower().startswith("sep=") and len(said) == 5:  # how Excel is told
            blank, delimiters = blank + 1, said[4]
        for _ in range(blank):
            next(self._lines)
        self._lines.settle(blank)
        sample = sample[blank:]
        self.delimiter = max(delimiters, key=lambda one: self._fitness(sample, one, knows))
        if len(self._first(sample, self.delimiter)) < 2:
            self.delimiter = _NONE
        self._escape = self._escaping(sample)

    def _first(self, sample: list[str], delimiter: str) -> list[str]:
        try:
            return next(csv.reader(sample, delimiter=delimiter, strict=True), [])
        except csv.Error:
            return _loosely(sample[0], delimiter) or []

    def _fitness(self, sample: list[str], delimiter: str, knows: Callable[[list[str]], bool]) -> tuple[bool, int]:
        cells = self._first(sample, delimiter)
        return knows(cells), len(cells)

    def _escaping(self, sample: list[str]) -> Literal["\\"] | None:
        def wrong(escape: Literal["\\"] | None) -> int:
            lines = _Lines(sample, self._largest)
            return sum(row.problem is not None for row in _rows(lines, self.delimiter, escape))

        return "\\" if any('\\"' in line for line in sample) and wrong("\\") < wrong(None) else None

    def __iter__(self) -> Iterator[Row]:
        return _rows(self._lines, self.delimiter, self._escape)


def _rows(lines: _Lines, delimiter: str, escape: str | None) -> Iterator[Row]:
    reader = csv.reader(lines, delimiter=delimiter, escapechar=escape, strict=True)
    while True:
        line = lines.at
        large = False
        try:
            cells: list[str] | None = next(reader)
            problem = None
        except StopIteration:
            return
        except TooLargeError as error:
            cells, problem, large = None, str(error), True
            lines.pass_over()
        except csv.Error as error:
            cells = _loosely(lines.taken[0], delimiter)
            problem = "quotation marks within a cell are not doubled"
            if cells is None:
                problem = f"no CSV: a quotation mark is opened and not closed ({error})"
            lines.settle(1)
        else:
            lines.settle(len(lines.taken))
        if cells != []:
            yield Row(line, cells, problem, large)


def _loosely(line: str, delimiter: str) -> list[str] | None:
    """The cells of a line in which a quotation mark closes only before a delimiter or the end; None where one stays
    open."""
    rest = line.rstrip("\r\n")
    cells: list[str] = []
    while True:
        if not rest.startswith('"'):
            cell, found, rest = rest.partition(delimiter)
        elif (end := rest.find(f'"{delimiter}', 1)) > 0:
            cell, found, rest = rest[1:end], delimiter, rest[end + 2 :]
        elif len(rest) > 1 and rest.endswith('"'):
            cell, found = rest[1:-1], ""
        else:
            return None
        cells.append(cell.replace('""', '"').replace('\\"', '"'))
        if not found:
            return cells
