"""From a page to an :class:`~beritaparse.article.Article`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from . import layers as layers
from .article import Article

STAGES: tuple[tuple[str, str], ...] = (
    # factory name, module that registers it; the order reads: page -> layout -> sentences -> mentions ->
    # links -> people -> dates -> quotes -> events
    ("beritaparse_layout", "layout.stage"),
    ("beritaparse_sentences", "layout.sentences"),
    ("beritaparse_phrases", "gazetteer.phrases"),
    ("beritaparse_ranks", "entities.ranks"),
    ("beritaparse_units", "entities.units"),
    ("beritaparse_positions", "entities.positions"),
    ("beritaparse_facilities", "entities.facilities"),
    ("beritaparse_organizations", "entities.organizations"),
    ("beritaparse_persons", "entities.persons"),
    ("beritaparse_places", "entities.places"),
    ("beritaparse_people", "people.stage"),
    ("beritaparse_dates", "dates.stage"),
    ("beritaparse_quotes", "quotes.stage"),
    ("beritaparse_events", "events.stage"),
)


def build() -> Language:
    """Make the rule pipeline."""
    from importlib import import_module

    from .language import Indonesian

    nlp = Indonesian()
    for name, module in STAGES:
        import_module(f".{module}", __package__)
        nlp.add_pipe(name)
    return nlp


class Parser:
    """Parses pages; make one with :func:`load` and keep it."""

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp

    def doc(
        self,
        text: str,
        *,
        title: str | None = None,
        published: datetime | None = None,
        outlet: str | None = None,
        url: str | None = None,
    ) -> Doc:
        """Run the pipeline and return the spaCy ``Doc`` with all layers."""
        doc = self.nlp.make_doc(text)
        doc._.berita_given_title = title
        doc._.berita_published = published
        doc._.berita_outlet = outlet
        doc._.berita_url = url
        return self.nlp(doc)

    def parse(self, text: str, *, id: str | None = None, **given: Any) -> Article:
        return assemble(self.doc(text, **given), id)

    def pipe(self, texts: Iterable[str]) -> Iterator[Article]:
        for text in texts:
            yield self.parse(text)


def assemble(doc: Doc, id: str | None) -> Article:
    """Gather the layers of a document into an ``Article``."""
    _ = doc._
    title = _.berita_title
    return Article(
        id=id,
        text=doc.text,
        title=_.berita_given_title or (title.text if title else None),
        published=_.berita_published,
        outlet=_.berita_outlet or (_.berita_dateline.outlet if _.berita_dateline else None),
        url=_.berita_url,
        dateline=_.berita_dateline,
        byline=_.berita_byline,
        **{name: tuple(getattr(_, layers.PREFIX + name)) for name in layers.LISTS},
    )


@cache
def load() -> Parser:
    return Parser(build())


def parse(text: str, **given: Any) -> Article:
    return load().parse(text, **given)
