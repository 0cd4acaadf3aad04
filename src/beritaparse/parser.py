"""From a page to an :class:`~beritaparse.article.Article`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from functools import cache
from os import PathLike
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar

from pydantic import TypeAdapter, ValidationError

from .article import Article
from .assembly import assemble
from .dates.published import read_published
from .page import Page
from .stages import ENGINES, PLAIN, read, read_together
from .text.folding import fold
from .text.zones import local

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Published = datetime | date | str | None

MAX_LENGTH = 1_000_000
"""Characters of a page that are read; what lies behind is kept as a block of kind ``other``."""


class Record(TypedDict, total=False):
    """One input of :meth:`Parser.pipe`; only ``text`` is required."""

    text: str
    id: str | None
    title: str | None
    published: Published
    outlet: str | None
    url: str | None


def build(engine: str = "default", models: str | None = None) -> Language:
    """Make a spaCy pipeline: ``rules`` alone, ``default`` with the packaged name recogniser, ``syntax`` with the
    packaged syntax as well, or ``stanza`` with Stanza's instead (``models``: the directory of its models)."""
    _check_engine(engine, models)
    from .language import build

    return build(engine, models)


def _check_engine(engine: str, models: str | None) -> None:
    if engine not in ENGINES:
        raise ValueError(f"unknown engine {engine!r}: choose one of {', '.join(ENGINES)}")
    if models is not None and engine != "stanza":
        raise ValueError(f"a directory of models is for the engine 'stanza', not for {engine!r}")


class Parser:
    """Parses pages.  Make one with :func:`load` and keep it.

    An engine that needs no spaCy reads pages with the plain stages; its pipeline ``nlp`` is built when it is asked for.
    With the others, and with a pipeline of the user's own, or one that was changed, the pipeline reads them.
    """

    def __init__(self, nlp: Language | None = None, engine: str | None = None, models: str | None = None) -> None:
        if nlp is None:
            engine = engine or "default"
            _check_engine(engine, models)
        self.engine = engine
        self.models = models
        self._nlp = nlp
        self._built: list[tuple[str, Any]] = []
        if nlp is None and engine not in PLAIN:
            self._nlp = build(engine or "default", models)  # what is missing is said now

    @property
    def nlp(self) -> Language:
        """The spaCy pipeline, with a component for each stage."""
        if self._nlp is None:
            self._nlp = build(self.engine or "default", self.models)
            self._built = list(self._nlp.pipeline)
        return self._nlp

    def _is_plain(self) -> bool:
        """Do the stages alone give what the pipeline would?"""
        return self.engine in PLAIN and (self._nlp is None or self._nlp.pipeline == self._built)

    def page(
        self,
        text: str,
        *,
        title: str | None = None,
        published: Published = None,
        outlet: str | None = None,
        url: str | None = None,
    ) -> Page:
        """Read at most ``MAX_LENGTH`` characters and return the page with all layers, those between stages too.

        Its offsets are those in ``page.raw``, the text that was read; ``page.fold`` leads back to ``text``.
        """
        return self._read(_page(text, title, published, outlet, url))

    def doc(
        self,
        text: str,
        *,
        title: str | None = None,
        published: Published = None,
        outlet: str | None = None,
        url: str | None = None,
    ) -> Doc:
        """Run the pipeline over at most ``MAX_LENGTH`` characters and return the ``Doc`` with all layers.

        A ``Doc`` holds the text that it was made of: what :meth:`parse` reads over (:mod:`beritaparse.text.folding`:
        tags, characters without width) stands in the stages' way here.
        """
        from .shell import run

        return run(self.nlp, _page(text, title, published, outlet, url, folds=False))

    def parse(
        self,
        text: str,
        *,
        id: str | None = None,
        title: str | None = None,
        published: Published = None,
        outlet: str | None = None,
        url: str | None = None,
    ) -> Article:
        """Read one page.

        ``text`` is the raw page: plain text, tags and references in it are read over (a whole page in HTML is for
        :func:`beritaparse.layout.html.extract`, which finds its article); all offsets are counted in it,
        ``published`` a datetime, a date or a string with a date in it, ISO 8601 or as sites print it (``16 Oktober
        2024 06:40 WIB``): the reference for relative dates.  A moment in a zone that is none of Indonesia's (UTC) is
        taken as the moment in WIB that it is, so that the day is that of readers.  Missing values of pandas (NaN, NaT,
        NA) are None.

        Raises TypeError for a text that is no string, and ValueError for lone surrogates (they are no text)
        and for a ``published`` that is no date.  Everything else gives an ``Article``, with warnings if
        need be.
        """
        _check(text)
        page = self.page(text, title=title, published=published, outlet=outlet, url=url)
        return assemble(page, text, _some(id))

    def pipe(
        self, texts: Iterable[str | Record | Mapping[str, Any]], *, n_process: int = 1, batch_size: int = 32
    ) -> Iterator[Article]:
        """Read many pages, in order; each is a text or a mapping with the arguments of :meth:`parse`.

        ``batch_size`` pages are read together, which is quicker than one after the other, by this process or by
        ``n_process`` workers; the articles are the same whatever the numbers.  An input that cannot be read raises
        the error of :meth:`parse` with its number.
        """
        if n_process < 1 or batch_size < 1:
            raise ValueError("n_process and batch_size must be at least 1")
        records = (_record(number, item) for number, item in enumerate(texts))
        if n_process == 1:
            for first, part in _parts(records, batch_size):
                yield from self._together(first, part)
            return
        if self.engine is None:
            raise ValueError("several processes need an engine that they can load by name; this one is an object")
        from .workers import read_in_processes

        yield from read_in_processes(Parser._reader, (self.engine, self.models), records, n_process, batch_size)

    @staticmethod
    def _reader(engine: str, models: str | None) -> Callable[[int, Sequence[dict[str, Any]]], Iterator[Article]]:
        """How a worker process reads its records."""
        return _load_named(engine, models)._together

    def _together(self, first: int, records: Sequence[dict[str, Any]]) -> Iterator[Article]:
        """Read some records, of which the first has the number ``first``; what cannot be read ends it."""
        begun: list[tuple[Page, str, str | None]] = []
        failed: Exception | None = None
        try:
            begun.extend(self._begun(**record) for record in records)
        except (TypeError, ValueError) as error:
            failed = type(error)(f"record {first + len(begun)}: {error}")
            failed.__cause__ = error
        if self._is_plain():
            read_together([page for page, _, _ in begun], self.engine or "")
            yield from (assemble(*each) for each in begun)
        else:
            yield from (assemble(self._read(page), text, id) for page, text, id in begun)
        if failed is not None:
            raise failed

    def _begun(
        self,
        text: str,
        *,
        id: str | None = None,
        title: str | None = None,
        published: Published = None,
        outlet: str | None = None,
        url: str | None = None,
    ) -> tuple[Page, str, str | None]:
        """The page that is read of a text, the whole text, and its id; raises what :meth:`parse` raises."""
        _check(text)
        return _page(text, title, published, outlet, url), text, _some(id)

    def _read(self, page: Page) -> Page:
        if self._is_plain():
            return read(page, self.engine or "")
        from .shell import DocPage, run

        made = DocPage(run(self.nlp, page))
        made.fold = page.fold
        return made


_MOST_TOGETHER = 100_000
"""Characters of pages that are read together; a page alone may have more."""


def _parts(records: Iterator[dict[str, Any]], size: int) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    """Records by ``size``, fewer of long pages, each part with the number of its first one.

    What came before an input that raises is a part too.
    """
    first = length = 0
    part: list[dict[str, Any]] = []
    try:
        for record in records:
            part.append(record)
            length += len(record["text"]) if isinstance(record["text"], str) else 0
            if len(part) == size or length >= _MOST_TOGETHER:
                yield first, part
                first += len(part)
                part, length = [], 0
    except Exception:
        if part:
            yield first, part
        raise
    if part:
        yield first, part


def _record(number: int, item: str | Record | Mapping[str, Any]) -> dict[str, Any]:
    if isinstance(item, str):
        return {"text": item}
    if not isinstance(item, Mapping) or "text" not in item:  # pyright: ignore[reportUnnecessaryIsInstance]
        raise TypeError(f"record {number}: expected a text or a mapping with the key 'text'")
    unknown = [key for key in item if key not in _KEYS]
    if unknown:
        raise TypeError(f"record {number}: unknown key {unknown[0]!r}; the keys are {', '.join(_KEYS)}")
    return dict(item)


_KEYS = tuple(Record.__annotations__)


def _page(
    text: str, title: str | None, published: Published, outlet: str | None, url: str | None, *, folds: bool = True
) -> Page:
    text = text[:MAX_LENGTH]
    folded = fold(text) if folds else None
    return Page(
        folded.text if folded else text,
        fold=folded,
        given_title=_some(title),
        published=_datetime(published),
        outlet=_some(outlet),
        url=_some(url),
    )


V = TypeVar("V")
_MISSING = frozenset({"NaTType", "NAType"})


def _some(value: V | None) -> V | None:
    """A value; None for what tables have where nothing is: NaN, pandas' NaT and NA."""
    if isinstance(value, str) or value is None:
        return value
    return None if type(value).__name__ in _MISSING or (isinstance(value, float) and value != value) else value


def _check(text: str) -> None:
    if not isinstance(text, str):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise TypeError(f"the text must be a str, not {type(text).__name__}")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ValueError(f"the text holds a lone surrogate at offset {error.start}: decode it properly") from None


_DATETIME: TypeAdapter[datetime] = TypeAdapter(datetime)


def _datetime(published: Published) -> datetime | None:
    published = _some(published)
    if published is None:
        return None
    if isinstance(published, datetime):
        return local(published)
    if isinstance(published, date):
        return datetime.combine(published, time())
    found = read_published(published) if isinstance(published, str) else None  # pyright: ignore[reportUnnecessaryIsInstance]
    if found is not None:
        return found
    try:
        return local(_DATETIME.validate_python(published))
    except ValidationError:
        raise ValueError(
            f"published holds no date: {published!r} (2024-10-16, 2024-10-16T06:40+07:00, 16 Oktober 2024 06:40 WIB)"
        ) from None


@cache
def _load_named(engine: str, models: str | None) -> Parser:
    return Parser(engine=engine, models=models)


def load(engine: str | Language = "default", *, models: str | PathLike[str] | None = None) -> Parser:
    """Return a parser; one per named engine and process.

    ``engine`` is ``default`` (rules and the packaged model), ``rules`` (rules alone), ``syntax`` (default and the
    packaged syntax), ``stanza`` (default and Stanza's syntax; ``models`` is the directory of its models, if it is not
    Stanza's own), or a spaCy pipeline of your own that holds our components.  Raises ValueError for an unknown name and
    for a pipeline without our components (it warns of single ones that are missing), ImportError where Stanza is
    missing and FileNotFoundError where its models are.
    """
    if isinstance(engine, str):
        return _load_named(engine, None if models is None else str(models))
    if models is not None:
        raise ValueError("a directory of models is for the engine 'stanza'")
    from .shell import check

    check(engine)
    return Parser(engine)


def parse(
    text: str,
    *,
    id: str | None = None,
    title: str | None = None,
    published: Published = None,
    outlet: str | None = None,
    url: str | None = None,
) -> Article:
    """Read one page with the default parser; see :meth:`Parser.parse`."""
    return load().parse(text, id=id, title=title, published=published, outlet=outlet, url=url)
