"""The share of a page's facts that stay when the page comes in another form: broken lines, tags, other marks.

    python benchmarks/forms.py [FORM …] [--set dev2] [--pages 40] [--show]

Reads the learning part of a set of ``../shared/gold``, our own test articles where that is absent.  A form changes
nothing that a reader would call content: what is found in the page as it is must be found in it.  Facts: persons
with their posts, units, places, quotations with their speakers, the main event's type and day.
"""

from __future__ import annotations

import argparse
import html
import re
import sys
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import gold

import beritaparse
from beritaparse.layout.html import extract

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).resolve().parents[1]
KINDS = ("person", "post", "unit", "place", "quote", "speaker", "type", "day")
_RANK = re.compile(r"\b(AKBP|AKP|Iptu|Ipda|Kompol|Aiptu|Aipda|Bripka)\b(?!\.)")


def paragraphs(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def curly(text: str) -> str:
    """Straight quotation marks as typographic ones, opening and closing by turns in each line."""
    made: list[str] = []
    is_open = False
    for char in text:
        if char == "\n":
            is_open = False
        elif char in '"“”':
            is_open = not is_open
            char = "“" if is_open else "”"
        made.append(char)
    return "".join(made)


def straight(text: str) -> str:
    return re.sub("[“”]", '"', re.sub("[‘’]", "'", text))


def lines(between: str, change: Callable[[str], str] = str) -> Callable[[str], str]:
    return lambda text: between.join(map(change, paragraphs(text)))


def wrapped(column: int) -> Callable[[str], str]:
    return lines("\n\n", lambda line: "\n".join(textwrap.wrap(line, column, break_on_hyphens=False)))


def replaced(pattern: str, by: str) -> Callable[[str], str]:
    return lambda text: re.sub(pattern, by, text)


FORMS: dict[str, Callable[[str], str]] = {
    "broken at 60": wrapped(60),
    "broken at 72": wrapped(72),
    "broken at 90": wrapped(90),
    "in one line": lines(" "),
    "a blank line between": lines("\n\n"),
    "a sentence a line": replaced(r"(?<=[a-z]{3}[.]) (?=[A-Z])", "\n"),
    "carriage returns": replaced("\n", "\r\n"),
    "indented": replaced(r"(?m)^(?=.)", "    "),
    "quoted mail": replaced(r"(?m)^(?=.)", "> "),
    "doubled blanks": replaced(" ", "  "),
    "hard blanks": replaced(" ", "\u00a0"),
    "zero width": replaced(r"(?<=\w)(?= )", "\u200b"),
    "soft hyphens": replaced(r"(?<=[a-z]{3})(?=[a-z]{3})", "\u00ad"),
    "straight marks": straight,
    "curly marks": curly,
    "guillemets": lambda text: curly(text).replace("“", "«").replace("”", "»"),
    "single marks": lambda text: curly(text).replace("“", "‘").replace("”", "’"),
    "doubled apostrophes": lambda text: re.sub("[“”]", "''", curly(text)),
    "italic quotations": lambda text: re.sub(r"(“[^“”\n]{5,300}”)", r"_\1_", curly(text)),
    "references": lambda text: html.escape(straight(text)),
    "tags of paragraphs": lines("", lambda line: f"<p>{html.escape(line, quote=False)}</p>"),
    "tags of line ends": lines("<br />\n", lambda line: html.escape(line, quote=False)),
    "page in HTML": lambda text: (
        extract(f"<html><body><article>{FORMS['tags of paragraphs'](text)}</article></body></html>").text
    ),
    "no blank behind a full stop": replaced(r"([a-z]{3}[\"”]?\.) (?=[A-Z])", r"\1"),
    "no blank behind a comma": replaced(r"(?<=[a-zA-Z\"”]), (?=\w)", ","),
    "a blank before marks": replaced(r"(?<=\w)([,.;:])(?=[ \n])", r" \1"),
    "ranks with full stops": lambda text: _RANK.sub(r"\1.", text),
}


def plain(text: str | None) -> str:
    """Letters and digits alone: how a fact is written differs with the form."""
    return re.sub(r"[^a-z0-9]", "", (text or "").lower())


def facts(article: beritaparse.Article) -> Iterator[tuple[str, ...]]:
    names = {person.id: person.name for person in article.persons}
    for person in article.persons:
        yield "person", plain(person.name)
        yield "post", plain(person.name), plain(person.position.text if person.position else None)
    yield from (("unit", plain(unit.name)) for unit in article.units)
    yield from (("place", plain(place.name)) for place in article.places)
    for quote in article.quotes:
        content = plain(html.unescape(quote.text))[:60]
        yield "quote", content
        if quote.speaker:
            yield "speaker", content, plain(names.get(quote.speaker.person_id or "") or quote.speaker.description)
    for event in article.events[:1]:
        yield "type", event.type
        yield "day", str(event.date)


def pages(name: str, most: int) -> list[tuple[str, str | None]]:
    if gold.GOLD.is_dir():
        rows = gold.rows_of(name, "learn")[:most]
        return [(row["text"], row.get("published")) for row in rows]
    print(f"{gold.GOLD} is absent: our own test articles", file=sys.stderr)
    own = [
        tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "tests" / "articles").glob("*.toml"))
    ]
    return [(page["text"], page.get("published")) for page in own]


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("form", nargs="*", default=list(FORMS))
    arguments.add_argument("--set", default="dev2")
    arguments.add_argument("--pages", type=int, default=40)
    arguments.add_argument("--engine", default="default")
    arguments.add_argument("--show", action="store_true", help="what was lost, page by page")
    options = arguments.parse_args()
    parser = beritaparse.load(options.engine)
    read = [
        (text, day, set(facts(parser.parse(text, published=day)))) for text, day in pages(options.set, options.pages)
    ]
    print(f"{'form':28} all    {'  '.join(f'{kind:>7}' for kind in KINDS)}")
    for form in options.form:
        known, kept = Counter[str](), Counter[str]()
        for text, day, told in read:
            lost = told - set(facts(parser.parse(FORMS[form](text), published=day)))
            known.update(fact[0] for fact in told)
            kept.update(fact[0] for fact in told - lost)
            if options.show and lost:
                print(f"  {text[:50]!r}: {sorted(lost)}")
        shares = "  ".join(f"{kept[kind] / known[kind]:7.3f}" if known[kind] else " " * 7 for kind in KINDS)
        print(f"{form:28} {kept.total() / known.total():.3f}  {shares}", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
