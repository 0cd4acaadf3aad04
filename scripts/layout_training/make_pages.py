"""Articles furnished with menus, bylines, captions, links and footers of our own wording, each stretch with its label.

    python scripts/layout_training/make_pages.py [--number 3] [--seed 0]

prints pages made of the articles under ``tests/articles``, to be looked at.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

try:
    import tomllib
except ImportError:  # Python 3.10
    import tomli as tomllib

from beritaparse.gazetteer.regions import provinces_and_regencies
from beritaparse.layout.dateline import find as find_dateline

_SLOT = re.compile(r"\{(\w+)\}")
_SMALL = {"dan", "di", "ke", "dari", "yang", "untuk", "pada", "dengan", "oleh", "karena", "saat", "usai", "akibat"}
_ROOT = Path(__file__).resolve().parents[2]


_BARE = 0.15  # of the pages have no furniture at all
_CUT_OFF = 0.05  # of the pages break off in a sentence
_SUMMED = 0.06  # of the pages have a sentence of the article below the headline


Line = tuple[str, str, str | None]
"""Words, label and kind of furniture of one line, or of several at once."""


class Label(NamedTuple):
    """A stretch of a page: ``label`` is text, title or noise, ``kind`` the kind of noise."""

    start: int
    end: int
    label: str
    kind: str | None


class Story(NamedTuple):
    """An article without furniture."""

    title: str
    paragraphs: Sequence[str]


class FurnishedPage(NamedTuple):
    text: str
    labels: list[Label]
    title: str | None  # what the caller would tell
    place: str | None
    outlet: str | None


@cache
def words() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "furniture.toml").read_text(encoding="utf-8"))


def _told_to(paragraph: str, outlet: str) -> str:
    return f"{paragraph[:-1]}, katanya kepada {outlet}." if paragraph.endswith(".") else paragraph


@cache
def _places() -> list[str]:
    return sorted({region.name for region in provinces_and_regencies()})


class Furnisher:
    """Makes pages; the same seed makes the same pages.  ``held``: only the templates that are kept for testing.

    Of each table of templates one in five is held, so that what is measured has not been learnt by heart.
    """

    def __init__(self, stories: Sequence[Story], seed: int, held: bool | None = None) -> None:
        self._stories = stories
        self._chance = random.Random(seed)
        self._held = held
        self._facts: dict[str, str] = {}

    def _templates(self, table: str) -> list[tuple[str, str]]:
        return _choices(table, self._held)

    def page(self) -> FurnishedPage:
        """A page of a random story in a random house."""
        chance = self._chance
        story = chance.choice(self._stories)
        self._facts = {"outlet": self._outlet(), "place": chance.choice(_places())}
        self._facts["domain"] = self._domain()
        self._story = story
        bare = chance.random() < _BARE
        lines = [*([] if bare else self._top()), *self._headline(), *([] if bare else self._under())]
        body, place, outlet = self._body(bare)
        if chance.random() < _CUT_OFF:
            lines += [*body[:-1], self._cut_off(body[-1])]
        else:
            lines += [*body, *([] if bare else self._bottom())]
        return self._laid_out(lines, place, outlet)

    def _cut_off(self, line: Line) -> Line:
        """A paragraph whose end is lost, as in excerpts and behind the walls of paid pages."""
        content, label, kind = line
        words = content.partition("\0")[0].split(" ")
        return " ".join(words[: self._chance.randint(2, max(2, len(words) - 1))]), label, kind

    def _top(self) -> list[Line]:
        count = self._chance.choice((0, 0, 0, 1, 1, 2, 3, 5))
        lines = [self._noise("over") for _ in range(count)]
        if self._chance.random() < 0.06:  # the picture over the headline
            lines.append(self._noise("caption"))
        return lines

    def _headline(self) -> list[Line]:
        self._shown = self._chance.random() < 0.85
        if not self._shown:
            return []
        title = self._story.title
        if self._chance.random() < 0.2:  # a short one
            title = " ".join(title.split()[: self._chance.randint(3, 6)]).strip(",;:")
        if self._chance.random() < 0.1:
            title = title.upper()
        if self._chance.random() < 0.05:
            title = f"*{title}*"
        return [(title, "title", None)]

    def _under(self) -> list[Line]:
        chance = self._chance
        lines: list[Line] = []
        if self._shown and chance.random() < 0.12:
            lines.append((self._fill(chance.choice(words()["text"]["decks"])), "text", None))
        elif self._shown and chance.random() < _SUMMED:
            lines.append((_first_sentence(chance.choice(self._story.paragraphs)), "text", None))
        lines += [self._noise("under") for _ in range(chance.choice((0, 0, 1, 1, 2, 3, 4)))]
        if chance.random() < 0.35:
            caption = self._noise("caption")
            lines.append(caption)
            if chance.random() < 0.2:
                lines.append(caption)
            elif chance.random() < 0.15:
                lines.append(self._noise("credit"))
        if self._shown and chance.random() < 0.08:
            lines.append((self._story.title, "noise", "caption"))  # the headline again, of the picture
        return lines

    def _body(self, bare: bool) -> tuple[list[Line], str | None, str | None]:
        chance = self._chance
        paragraphs = list(self._story.paragraphs)
        if chance.random() < 0.35:  # a page of short paragraphs, or of very few
            paragraphs = [_first_sentence(paragraph) for paragraph in paragraphs[: chance.choice((1, 2, 3, 5, 8))]]
            if chance.random() < 0.3:
                paragraphs = [chance.choice(words()["text"]["short"]) for _ in paragraphs]
        if chance.random() < 0.15:  # the page's own outlet is told what it writes
            paragraphs[-1] = _told_to(paragraphs[-1], self._facts["outlet"])
        head, place, outlet = self._dateline()
        lines: list[Line] = [(head + paragraphs[0], "text", None)]
        restless = 0.0 if bare else chance.choice((0.0, 0.0, 0.05, 0.12, 0.25))
        for index, paragraph in enumerate(paragraphs[1:]):
            if chance.random() < restless:
                table = chance.choice(("amid", "amid", "amid", "credit", "caption"))
                lines.append(self._noise(table))
            elif chance.random() < 0.05:
                kind = chance.choice(("subheads", "lists", "speech", "lists"))
                lines += self._own_lines(kind)
            if chance.random() < restless / 4 and index:
                marker = chance.choice(("Baca Juga: ", "Baca juga: ", "BACA JUGA: "))
                paragraph += chance.choice(("", " ")) + "\0" + marker + self._other()
            lines.append((paragraph, "text", None))
        return lines, place, outlet

    def _own_lines(self, kind: str) -> list[Line]:
        """Short lines of the article: a heading, a line of speech, a list whose items are alike."""
        chance = self._chance
        if kind != "lists":
            return [(self._fill(chance.choice(words()["text"][kind])), "text", None)]
        shapes = [chance.choice(words()["text"][kind])] * chance.choice((1, 2, 4, 7))
        if chance.random() < 0.3:
            shapes.append(chance.choice(words()["text"][kind]))
        return [
            (self._fill(shape.replace("{item}", str(number))), "text", None) for number, shape in enumerate(shapes, 1)
        ]

    def _slot_headline_like(self) -> str:
        """A heading out of words of the story."""
        return " ".join(self._story.title.split()[: self._chance.randint(3, 6)])

    def _dateline(self) -> tuple[str, str | None, str | None]:
        chance = self._chance
        place, outlet = self._facts["place"], chance.choice((self._facts["outlet"], self._facts["domain"]))
        if chance.random() < 0.5:
            place = place.upper()
        shape = chance.choice(
            (
                *("", "", "", "{p}, {o} – ", "{o}, {p} - ", "{p} - "),
                *("{p} ({o}) – ", "{o} – ", "{p} | {o} — ", "{p}- ", "{p}, {o} | "),
            )
        )
        return (
            shape.format(p=place, o=outlet),
            place if "{p}" in shape else None,
            outlet if "{o}" in shape else None,
        )

    def _bottom(self) -> list[Line]:
        chance = self._chance
        lines: list[Line] = []
        if chance.random() < 0.4:
            text, label, kind = self._noise("mark")
            lines.append(("\1" + text if chance.random() < 0.6 else text, label, kind))
        count = chance.choice((0, 0, 1, 2, 3, 4, 6))
        lines += [self._noise("below") for _ in range(count)]
        if chance.random() < 0.4:
            lines += self._list()
        if chance.random() < 0.3:
            lines += [self._noise("foot") for _ in range(chance.choice((1, 2, 4)))]
        if chance.random() < 0.1:
            lines += self._list()
        return lines

    def _list(self) -> list[Line]:
        chance = self._chance
        table = words()["list"][0]
        head = chance.choice(table["heads"])
        shape = chance.choice(table["items"])
        items = [(self._fill(shape), "noise", "related_link") for _ in range(chance.choice((1, 2, 3, 4, 6)))]
        return [*([(head, "noise", "related_link")] if head else []), *items]

    def _noise(self, table: str) -> Line:
        template, kind = self._chance.choice(self._templates(table))
        return self._fill(template), "noise", kind

    def _fill(self, template: str) -> str:
        filled = template
        for _ in range(3):
            filled = _SLOT.sub(lambda match: self._slot(match.group(1)), filled)
        return filled

    def _slot(self, name: str) -> str:
        chance, slots = self._chance, words()["slots"]
        if name in self._facts:
            return self._facts[name]
        if hasattr(self, f"_slot_{name}"):
            return getattr(self, f"_slot_{name}")()
        if name in slots:
            return chance.choice(slots[name])
        number = {
            "day": lambda: str(chance.randint(1, 31)),
            "monthnumber": lambda: chance.choice(("{}", "{:02d}")).format(chance.randint(1, 12)),
            "year": lambda: str(chance.randint(2014, 2026)),
            "digit": lambda: str(chance.randint(1, 9)),
            "number": lambda: str(chance.randint(10, 1500)),
            "clock": lambda: f"{chance.randint(0, 23):02d}{chance.choice(':.')}{chance.randint(0, 59):02d}",
            "letter": lambda: chance.choice("ABHJKNRSTX"),
        }
        return number[name]() if name in number else "{" + name + "}"

    def _slot_name(self) -> str:
        slots, chance = words()["slots"], self._chance
        name = f"{chance.choice(slots['first'])} {chance.choice(slots['last'])}"
        longer = f"{name} {chance.choice(slots['last'])}"
        return chance.choice((name, name, name, name, name.upper(), name.split()[0], longer))

    def _initials(self, count: int) -> str:
        return "".join(self._chance.choice("abcdefghijklmnoprstuwyz") for _ in range(count))

    def _slot_initials(self) -> str:
        return self._chance.choice((self._initials(2), self._initials(3), self._initials(3), self._initials(3).title()))

    def _slot_initials3(self) -> str:
        return self._initials(3)

    def _slot_initials2(self) -> str:
        return self._initials(2).upper()

    def _slot_short(self) -> str:
        return self._initials(self._chance.choice((2, 3))).upper()

    def _slot_headline(self) -> str:
        return self._other()

    def _other(self) -> str:
        """The headline of another story, half of the time of one that has words with this one in common."""
        others = [self._chance.choice(self._stories) for _ in range(self._chance.choice((1, 12)))]
        own = set(self._story.title.lower().split())
        story = max(others, key=lambda other: len(own & set(other.title.lower().split())) * (other is not self._story))
        return story.title

    def _slot_lead(self) -> str:
        lead = self._chance.choice(self._stories).paragraphs[0]
        return " ".join(lead.split()[: self._chance.randint(8, 30)])

    def _slot_menu(self) -> str:
        mark = self._chance.choice((" ", " ", " | ", "  ", " • ", ", "))
        return mark.join(self._sections())

    def _slot_menulines(self) -> str:
        return "\n".join(self._sections())

    def _sections(self) -> list[str]:
        slots, chance = words()["slots"], self._chance
        names = chance.sample(slots["section"], chance.randint(3, 9))
        names[:0] = [chance.choice(("Beranda", "Home", "HOME", "BERANDA"))] if chance.random() < 0.7 else []
        if chance.random() < 0.3:
            names += chance.sample(slots["site"], 2)
        return [name.upper() for name in names] if chance.random() < 0.2 else names

    def _slot_menubullets(self) -> str:
        mark = self._chance.choice(("• ", "- ", "* ", "· ", "» ", "– ", "  • "))
        return "\n".join(mark + name for name in self._sections())

    def _slot_menuspaced(self) -> str:
        return "\n\n".join(self._sections())

    def _slot_caps(self) -> str:
        """The words in capitals that begin the text of a picture."""
        return " ".join(self._other().split()[: self._chance.randint(1, 3)]).strip(",;:").upper()

    def _slot_acting_caps(self) -> str:
        return self._slot_caps()

    def _slot_sentence(self) -> str:
        return self._chance.choice(words()["text"]["short"])

    def _slot_crumbs(self) -> str:
        slots, chance = words()["slots"], self._chance
        mark = chance.choice((" / ", " > ", " » ", " › ", " - ", "/", " | ", " >> "))
        names = chance.sample(slots["section"], chance.randint(1, 2))
        return mark.join([chance.choice(("Beranda", "Home", "Homepage", "Berita")), *names])

    def _slot_crumbs_headline(self) -> str:
        return self._slot_crumbs() + self._chance.choice((" / ", " > ", " » ", " ")) + self._story.title

    def _slot_tags(self) -> str:
        names = self._chance.sample(words()["slots"]["tag"], self._chance.randint(1, 5))
        return self._chance.choice((", ", " ", " | ")).join(names)

    def _slot_taglines(self) -> str:
        return "\n".join(self._chance.sample(words()["slots"]["tag"], self._chance.randint(2, 5)))

    def _slot_tagword(self) -> str:
        return self._chance.choice(words()["slots"]["tag"]).title().replace(" ", "")

    def _slot_networks(self) -> str:
        names = self._chance.sample(words()["slots"]["network"], self._chance.randint(2, 5))
        return self._chance.choice((" ", " ", ", ", " | ")).join(names)

    def _slot_networklines(self) -> str:
        return "\n".join(self._chance.sample(words()["slots"]["network"], self._chance.randint(2, 5)))

    def _slot_credit(self) -> str:
        return self._fill(self._chance.choice(self._templates("credit"))[0])

    def _outlet(self) -> str:
        slots, chance = words()["slots"], self._chance
        brand, media = chance.choice(slots["brand"]), chance.choice(slots["media"])
        glued = f"{brand}{media}"
        name = chance.choice((f"{media} {brand}", f"{brand} {media}", glued, f"{media}{brand}", glued.lower()))
        return chance.choice((name, name, name.upper(), name + chance.choice(slots["ending"])))

    def _domain(self) -> str:
        slots, chance = words()["slots"], self._chance
        name = chance.choice((slots["brand"], slots["media"]))
        stem = chance.choice(name).lower().replace(" ", "") + chance.choice(slots["media"]).lower()
        return stem + chance.choice(slots["ending"])

    def _laid_out(self, lines: list[Line], place: str | None, outlet: str | None) -> FurnishedPage:
        chance = self._chance
        gap = chance.choice(("\n", "\n\n", "\n\n", "\n\n\n"))
        text, labels = "", list[Label]()
        for content, label, kind in lines:
            if content.startswith("\1"):  # glued to the line before
                content = chance.choice(("", " ")) + content[1:]
            elif text:
                text += gap if chance.random() < 0.85 else "\n"
            own, _, link = content.partition("\0")
            if chance.random() < 0.03:
                own = own.replace(" ", "\u00a0", 1)
            labels.append(Label(len(text), len(text) + len(own), label, kind))
            text += own
            if link:
                labels.append(Label(len(text), len(text) + len(link), "noise", "related_link"))
                text += link
        told = self._story.title if chance.random() < 0.5 else None
        return FurnishedPage(text, labels, told, place, outlet)


def _first_sentence(paragraph: str) -> str:
    """The first sentence of a paragraph, or all of it."""
    end = re.search(r"[.!?][\"”]?(?=\s[A-Z“\"])", paragraph)
    return paragraph[: end.end()] if end and end.end() > 40 else paragraph


@cache
def _choices(table: str, held: bool | None) -> list[tuple[str, str]]:
    """Templates of a table with their kind; of each part one in five is held."""
    made: list[tuple[str, str]] = []
    for part in words()[table]:
        for number, template in enumerate(part["templates"]):
            if held is None or held == (number % 5 == 2):
                made.append((template, part["kind"]))
    return made


def without_dateline(line: str) -> str:
    found = find_dateline(line, 0, len(line))
    return line[found.end :].strip() if found else line


def own_stories() -> list[Story]:
    """The articles under ``tests/articles`` without their furniture."""
    made: list[Story] = []
    for path in sorted((_ROOT / "tests" / "articles").glob("*.toml")):
        article = tomllib.loads(path.read_text(encoding="utf-8"))
        text = article["text"]
        for piece in article.get("noise", ()):
            text = text.replace(piece, "")
        title = article.get("given_title") or article.get("title")
        paragraphs = [line.strip() for line in text.split("\n") if line.strip() and line.strip() != title]
        paragraphs = [without_dateline(paragraphs[0]), *paragraphs[1:]] if paragraphs else []
        if title and len(paragraphs) > 2:
            made.append(Story(title, paragraphs))
    return made


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--number", type=int, default=3)
    arguments.add_argument("--seed", type=int, default=0)
    options = arguments.parse_args()
    furnisher = Furnisher(own_stories(), options.seed)
    for _ in range(options.number):
        page = furnisher.page()
        for label in page.labels:
            print(f"{label.label:6} {label.kind or '':13} {page.text[label.start : label.end]!r}")
        print("=" * 100)
