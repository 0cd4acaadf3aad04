"""A browser for the tests of pages, tabs that remember what a page logs and asks for, and corpora to report on."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path

import pytest

from beritaparse import Article
from beritaparse.article import (
    Dateline,
    Event,
    Mention,
    Person,
    Place,
    Position,
    Quote,
    Speaker,
    Unit,
    Warning,
)
from beritaparse.batch import outputs


class Tab:
    """A page in the browser with what was logged (``noise``) and what was asked of the network (``asked``)."""

    def __init__(self, browser, address: str, **settings) -> None:
        self.page = browser.new_context(**settings).new_page()
        self.address = address
        self.noise: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.noise.append(message.text))
        self.page.on("pageerror", lambda error: self.noise.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.noise.append(dialog.message), dialog.dismiss()))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(address)

    def lit(self, name: str) -> str:
        texts = self.page.locator(f"main .m.{name}").all_inner_texts()
        return " | ".join(texts)


@pytest.fixture
def open_tab(browser, tmp_path) -> Callable[..., Tab]:
    """Open a page (its HTML) in a tab of its own; when the test ends, nothing was logged and nothing was fetched."""
    tabs: list[Tab] = []
    numbers = count()

    def opened(html: str, **settings) -> Tab:
        path = tmp_path / f"page-{next(numbers)}.html"
        path.write_text(html, encoding="utf-8")
        tabs.append(Tab(browser, path.as_uri(), **settings))
        return tabs[-1]

    yield opened
    for tab in tabs:
        assert tab.noise == []
        assert tab.asked == [tab.address]
        tab.page.context.close()


class Stories:
    """Articles of our own making, written as ``beritaparse batch`` writes them."""

    def __init__(self) -> None:
        self.articles: list[Article] = []
        self.problems: list[dict] = []

    def add(
        self,
        published: str | None = "2024-10-16",
        *,
        people: Sequence[Person] = (),
        quotes: Sequence[Speaker | None] = (),
        type: str | None = "deklarasi_damai",
        day: str | None = None,
        place: str | None = None,
        dateline_only: bool = False,
        outlet: str | None = "kabarpesisir.example",
        units: Sequence[tuple[str, str]] = (),
        warnings: Sequence[str] = (),
    ) -> None:
        """Add an article; ``place`` is the code of the main event's place, named after the dateline unless told."""
        where = Mention(start=18, end=23, text="Demak", rule="by_hand")
        origin = Mention(start=0, end=5, text="Demak", rule="by_hand")
        places = [
            Place(
                id="l1", name="Demak", level="regency", code=place, mentions=[origin, *([where] * (not dateline_only))]
            )
        ]
        event = Event(type=type, date=day, place_id="l1" if place else None) if type else None
        self.articles.append(
            Article(
                text="Demak, kabar - Di Demak.",
                published=published,
                outlet=outlet,
                dateline=Dateline(start=0, end=12, text="Demak, kabar", place="Demak", place_id="l1"),
                persons=tuple(people),
                places=places if place else (),
                events=(event,) if event else (),
                quotes=[
                    Quote(start=15, end=17, text="Di", kind="indirect", speaker=speaker, rule="by_hand")
                    for speaker in quotes
                ],
                units=[
                    Unit(id=id, name=id.rpartition("/")[2].replace("-", " ").title(), kind="polres", service=service)
                    for id, service in units
                ],
                warnings=[Warning(code=code, message="by hand") for code in warnings],
            )
        )

    def problem(self, kind: str, reason: str, kept: bool = False, **where) -> None:
        known = {"file": "dump.jsonl", "line": 1, "id": None}
        self.problems.append(known | where | {"kind": kind, "reason": reason, "kept": kept})

    def write(self, path: Path) -> Path:
        """Write all to ``path`` in the form that its name asks for, with the errors where ``batch`` puts them."""
        lines = [article.model_dump_json().encode() for article in self.articles]
        problems = [json.dumps(problem).encode() for problem in self.problems]
        outputs.write(lines, problems, str(path), outputs.format_of(str(path), None), None)
        path.with_name(path.name + ".errors.jsonl").write_bytes(b"".join(line + b"\n" for line in problems))
        return path

    @staticmethod
    def official(name: str, post: str, unit: str | None = None, id: str = "p1", **more) -> Person:
        """Somebody with an office: ``Kapolres Demak`` has the title ``Kapolres``."""
        place = Position(start=0, end=5, text=post, title=more.pop("title", post.split()[0]), rule="by_hand")
        return Person(id=id, name=name, position=place, unit_id=unit, role=more.pop("role", "official"), **more)


@pytest.fixture
def stories() -> Stories:
    return Stories()


@pytest.fixture
def contrast() -> Callable[[str, str], float]:
    """The ratio of contrast of two colours (``#rgb`` or ``#rrggbb``) as WCAG 2 defines it."""

    def luminance(colour: str) -> float:
        digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
        parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def ratio(one: str, other: str) -> float:
        lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
        return (lighter + 0.05) / (darker + 0.05)

    return ratio
