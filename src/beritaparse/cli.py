"""The command ``beritaparse``."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from enum import Enum
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .annotation.command import convert
from .batch.command import batch
from .clock import within
from .commands import complain
from .corpus.command import link
from .evaluation.command import evaluate
from .lexicon import LexiconError
from .report.corpus.command import report
from .training.command import train

if TYPE_CHECKING:
    from .article import Article
    from .parser import Parser

app = typer.Typer(
    name="beritaparse",
    help="Read Indonesian news and hand back facts: people, ranks, posts, units, places, events, quotations.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)


class Format(str, Enum):
    json = "json"
    gold = "gold"
    pretty = "pretty"


class Language(str, Enum):
    en = "en"
    id = "id"


def _version(asked: bool) -> None:
    if asked:
        print(version("beritaparse"))
        raise typer.Exit


@app.callback()
def _root(  # pyright: ignore[reportUnusedFunction]
    told: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="the version")] = False,
) -> None:
    """Exit codes: 0 all read, 1 an input could not be read, 2 wrong usage."""


@app.command()
def parse(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE…", help="text, HTML, mail, PDF, Word or Markdown files; - is standard input"),
    ],
    format: Annotated[
        Format,
        typer.Option("--format", "-f", help="json: one object a line; gold: flat form; pretty: to read"),
    ] = Format.json,
    title: Annotated[str | None, typer.Option(help="the headline, if you know it")] = None,
    published: Annotated[str | None, typer.Option(help="ISO 8601 date: the reference for relative dates")] = None,
    outlet: Annotated[str | None, typer.Option(help="who published the page")] = None,
    url: Annotated[str | None, typer.Option(help="where the page was")] = None,
    html: Annotated[bool | None, typer.Option("--html/--text", help="input is HTML; detected by default")] = None,
    engine: Annotated[
        str, typer.Option(help="default: rules and packaged model; rules: rules alone; syntax; stanza")
    ] = "default",
    redact: Annotated[
        bool, typer.Option("--redact", help="mask the private persons' names that are recognised")
    ] = False,
    time_limit: Annotated[float, typer.Option(min=0.1, help="seconds for one page")] = 60.0,
    min_confidence: Annotated[
        float, typer.Option(min=0.0, max=1.0, help="leave out quotations whose speaker is less sure than this")
    ] = 0.0,
    min_event_confidence: Annotated[
        float, typer.Option(min=0.0, max=1.0, help="leave out events whose type is less sure than this")
    ] = 0.0,
) -> None:
    """Parse pages and print what was read, one article after the other."""
    parser = _load(engine)
    known = {"title": title, "published": published, "outlet": outlet, "url": url}
    failed = False
    for name in files:
        try:
            article = _article(parser, name, html, known, redact, time_limit)
        except (ImportError, OSError, ValueError) as error:
            _complain(name, error)
            failed = True
            continue
        article = article.sure_of(quotes=min_confidence, events=min_event_confidence)
        _out(lambda article=article: _print(article, format))
    if failed:
        raise typer.Exit(1)


@app.command()
def view(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="text, HTML, mail, PDF, Word or Markdown file; - is standard input")
    ],
    output: Annotated[str, typer.Option("--output", "-o", help="where the page goes; - is standard output")] = "-",
    lang: Annotated[Language, typer.Option(help="language of headings and labels")] = Language.en,
    title: Annotated[str | None, typer.Option(help="the headline, if you know it")] = None,
    published: Annotated[str | None, typer.Option(help="ISO 8601 date: the reference for relative dates")] = None,
    outlet: Annotated[str | None, typer.Option(help="who published the page")] = None,
    url: Annotated[str | None, typer.Option(help="where the page was")] = None,
    html: Annotated[bool | None, typer.Option("--html/--text", help="input is HTML; detected by default")] = None,
    engine: Annotated[str, typer.Option(help="default: rules and packaged model; rules: rules alone")] = "default",
    redact: Annotated[
        bool, typer.Option("--redact", help="mask the private persons' names that are recognised")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="behind each quotation, person, event and place, why it was read so")
    ] = False,
    time_limit: Annotated[float, typer.Option(min=0.1, help="seconds for one page")] = 60.0,
) -> None:
    """Parse one page and write what was read as a web page: marked text and fact sheet in one file."""
    if explain and redact:
        raise typer.BadParameter("the reasons name everybody: --explain cannot go with --redact")
    known = {"title": title, "published": published, "outlet": outlet, "url": url}
    parser = _load(engine)
    try:
        if explain:
            page = _explained(parser, file, html, known, lang.value, time_limit)
        else:
            article = _article(parser, file, html, known, redact, time_limit)
            page = within(time_limit, lambda: article.to_html(lang.value))
    except (ImportError, OSError, ValueError) as error:
        _complain(file, error)
        raise typer.Exit(1) from None
    if output == "-":
        _out(lambda: sys.stdout.write(page))
        return
    try:
        Path(output).write_text(page, encoding="utf-8")
    except OSError as error:
        _complain(output, error)
        raise typer.Exit(1) from None


@app.command()
def explain(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="text, HTML, mail, PDF, Word or Markdown file; - is standard input")
    ],
    quote: Annotated[int | None, typer.Option(help="the N-th quotation: who speaks, and why")] = None,
    person: Annotated[int | None, typer.Option(help="the N-th person: name, post, unit")] = None,
    event: Annotated[int | None, typer.Option(help="the N-th event: type, day, venue")] = None,
    place: Annotated[int | None, typer.Option(help="the N-th place")] = None,
    title: Annotated[str | None, typer.Option(help="the headline, if you know it")] = None,
    published: Annotated[str | None, typer.Option(help="ISO 8601 date: the reference for relative dates")] = None,
    html: Annotated[bool | None, typer.Option("--html/--text", help="input is HTML; detected by default")] = None,
    engine: Annotated[str, typer.Option(help="default: rules and packaged model; rules: rules alone")] = "default",
) -> None:
    """Say why a quotation, person, event or place was read so: rules, lexicon lines, and the candidates that lost."""
    from .explain import explain as explained
    from .explain import to_text

    asked = {"quote": quote, "person": person, "event": event, "place": place}
    wanted = [(kind, number) for kind, number in asked.items() if number is not None]
    if len(wanted) != 1:
        raise typer.BadParameter("name one thing: --quote N, --person N, --event N or --place N")
    kind, number = wanted[0]
    parser = _load(engine)
    try:
        text, given = _read(file, _bytes(file), html)
        given |= {key: value for key, value in (("title", title), ("published", published)) if value is not None}
        found = explained(parser, kind, number, text, **given)  # pyright: ignore[reportArgumentType]
    except IndexError as error:
        raise _fail(f"{file}: {error}") from None
    except (ImportError, OSError, ValueError) as error:
        _complain(file, error)
        raise typer.Exit(1) from None
    _out(lambda: print(to_text(found)))


def _load(engine: str) -> Parser:
    from .parser import load

    try:
        return load(engine)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--engine") from None
    except (ImportError, FileNotFoundError) as error:
        raise _fail(error) from None


def _explained(
    parser: Parser, name: str, html: bool | None, known: dict[str, str | None], lang: str, seconds: float
) -> str:
    """The page of one input with the reasons behind each entry."""
    from .explain import explain_all, to_text
    from .report.page import to_html

    data = _bytes(name)

    def explained() -> str:
        text, given = _read(name, data, html)
        given |= {key: value for key, value in known.items() if value is not None}
        article, found = explain_all(parser, text, id=None if name == "-" else name, **given)
        return to_html(article, lang, {key: to_text(explanation) for key, explanation in found.items()})

    return within(seconds, explained)


def _article(
    parser: Parser, name: str, html: bool | None, known: dict[str, str | None], redact: bool, seconds: float
) -> Article:
    """Read and parse one input; what the caller knows goes before what an HTML page says of itself."""
    data = _bytes(name)

    def read() -> Article:
        text, given = _read(name, data, html)
        given |= {key: value for key, value in known.items() if value is not None}
        article = parser.parse(text, id=None if name == "-" else name, **given)  # pyright: ignore[reportArgumentType]
        return article.redacted() if redact else article

    return within(seconds, read)


def _complain(name: str, error: Exception) -> None:
    """Tell why an input could not be read.  Exits where our words or those of the user's lexicon are the reason."""
    if isinstance(error, LexiconError):
        complain(error)
        raise typer.Exit(2) from None
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    complain(f"{name}: {reason}")


class Download(str, Enum):
    stanza = "stanza"


@app.command()
def download(
    what: Annotated[Download, typer.Argument(help="stanza: the official models for Indonesian")],
    dir: Annotated[str | None, typer.Option(help="where to; by default where Stanza looks for them")] = None,
) -> None:
    """Fetch models that do not come with the package."""
    from .models import stanza_engine

    try:
        stanza_engine.download(dir)
    except ImportError as error:
        raise _fail(error) from None
    except Exception as error:  # which library fails, and with which error, differs between versions of Stanza
        raise _fail(f"could not download the models; is there a network? ({type(error).__name__}: {error})") from None


def _fail(reason: object) -> typer.Exit:
    complain(reason)
    return typer.Exit(1)


def _bytes(name: str) -> bytes:
    return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()


def _read(name: str, data: bytes, html: bool | None) -> tuple[str, dict[str, str | None]]:
    """Return the text of one input and what it says of itself."""
    from .batch.single import read_single

    found = read_single(name, data, html)._asdict()
    return found.pop("text"), found


def _out(write: Callable[[], object]) -> None:
    """Write to standard output now, so that a full device is told here and not by a traceback at the end."""
    try:
        write()
        sys.stdout.flush()
    except BrokenPipeError:  # whoever reads has enough
        _drop_output()
        raise typer.Exit(1) from None
    except OSError as error:
        _complain("standard output", error)
        _drop_output()
        raise typer.Exit(1) from None


def _drop_output() -> None:
    """What is left in standard output has no place to go to."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _print(article: Article, format: Format) -> None:
    if format is Format.json:
        print(article.model_dump_json())
    elif format is Format.gold:
        print(json.dumps(article.to_gold(), ensure_ascii=False))
    else:
        from rich.console import Console

        from .report.terminal import show

        show(article, Console(soft_wrap=False, highlight=False))


app.command()(batch)
app.command()(link)
app.command()(report)
app.command()(evaluate)
app.command()(convert)
app.command()(train)


def main() -> None:
    """Entry point of the console script."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    app()


if __name__ == "__main__":
    main()
