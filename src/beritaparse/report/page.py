"""One article as a web page: the text with its marks, and beside it the fact sheet, in one file without a network.

Whatever comes from the article is escaped where it lands (text, attribute, JSON in a script element), and the page's
own content security policy lets no script run but the one that is written here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from markupsafe import escape

from ..article import Article
from ..pages import assets, template
from .entries import SECTIONS, Mark, Sheet
from .segments import Segment, flows, levels
from .words import words

FRAME_HEIGHT = "40rem"
_LINES = ("near", "middle", "far")
"""CSS variables of the underlines, the one next to the text first."""
_ASIDE = ("cue", "source")
"""Parts of a quotation that are not counted as one."""


def to_html(article: Article, lang: str = "en", reasons: Mapping[tuple[str, int], str] | None = None) -> str:
    """Return the page of an article; ``lang`` is the language of headings and labels, ``en`` or ``id``.

    ``reasons`` say why something was read so, by its kind (``quote``, ``person``, ``event``, ``place``) and its number
    from 1; they stand behind its entry (:func:`beritaparse.explain.explain_all`).  Raises ValueError for another
    language.
    """
    say = words(lang)
    sheet = Sheet(article, say)
    for (layer, number), why in (reasons or {}).items():
        sheet.section(layer)[number - 1].why = why
    marks = sheet.marks
    painter = _Painter(marks)
    body = [
        [(piece, [painter.paint(segment) for segment in piece.segments]) for piece in flow]
        for flow in flows(article.text, marks, article.blocks)
    ]
    titles = [piece for flow in body for piece, _ in flow if piece.kind == "title"]
    sections = [(layer, sheet.section(layer)) for layer in SECTIONS]
    return template(__package__ or "").render(
        say=say,
        lang=lang,
        text=article.text.replace("\0", "\N{REPLACEMENT CHARACTER}"),
        article=article,
        link=_web_address(article.url),
        body=body,
        title_in_text=titles[0] if titles else None,
        has_noise=any(piece.noise for flow in body for piece, _ in flow),
        sections=[(layer, entries) for layer, entries in sections if entries],
        layers=[layer for layer in SECTIONS if any(mark.layer == layer for mark in marks)],
        counts=_counts(marks),
        places=painter.places(len(sheet.entries)),
        data={
            "layers": say.one,
            "parts": say.part,
            "entries": [
                {key: getattr(entry, key) for key in ("layer", "title", "notes", "rows", "tied")}
                for entry in sheet.entries
            ],
            "marks": [[mark.entry, mark.part, mark.rows] for mark in marks],
        },
        **assets(__package__ or ""),
    )


def to_frame(article: Article, lang: str = "en") -> str:
    """Return the page inside a frame of its own, for notebooks: its styles and its script stay inside."""
    page = escape(to_html(article, lang))
    title = escape(words(lang).text["frame"])
    style = f"width:100%;height:{FRAME_HEIGHT};border:0;resize:vertical"
    sandbox = "allow-scripts allow-popups allow-popups-to-escape-sandbox"
    return f'<iframe sandbox="{sandbox}" title="{title}" style="{style}" srcdoc="{page}"></iframe>'


class _Painter:
    """Says how each segment is drawn, and remembers where each mark begins."""

    def __init__(self, marks: list[Mark]) -> None:
        self.marks = marks
        drawn = [number for number, mark in enumerate(marks) if mark.layer != "quote"]
        self.level = dict(zip(drawn, levels([marks[number] for number in drawn]), strict=True))
        self.anchors: dict[int, int] = {}
        self.count = 0

    def paint(self, segment: Segment) -> dict[str, Any]:
        """Attributes of the element around a segment."""
        lines = {self.level[n]: self.marks[n].layer for n in segment.marks if n in self.level}
        attributes = {
            "class": " ".join(["m", *(f"q-{self.marks[n].part}" for n in segment.marks if n not in self.level)]),
            "data-m": " ".join(str(number) for number in segment.marks),
            "style": ";".join(f"--{_LINES[line]}:var(--{layer})" for line, layer in lines.items()),
        }
        for number in segment.begin:
            self.anchors[number] = self.count
        painted = {
            "start": segment.start,
            "end": segment.end,
            "attributes": {name: value for name, value in attributes.items() if value} if segment.marks else {},
            "id": self.count if segment.begin else None,
            "entry": self.marks[segment.begin[-1]].entry if segment.begin else None,
        }
        self.count += 1
        return painted

    def places(self, entries: int) -> list[list[int]]:
        """For each entry the anchors in the text where its marks begin, in order, each once; a quote's words alone."""
        found: list[dict[int, None]] = [{} for _ in range(entries)]
        for number, anchor in self.anchors.items():
            if self.marks[number].part not in _ASIDE:
                found[self.marks[number].entry][anchor] = None
        return [list(anchors) for anchors in found]


def _counts(marks: list[Mark]) -> dict[str, int]:
    """How many marks each layer has; of a quotation its words alone count."""
    counts: dict[str, int] = {}
    for mark in marks:
        if mark.part not in _ASIDE:
            counts[mark.layer] = counts.get(mark.layer, 0) + 1
    return counts


def _web_address(url: str | None) -> str | None:
    """``url`` if it leads to the web: a page may not carry ``javascript:`` into a link."""
    try:
        return url if url and urlsplit(url).scheme in ("http", "https") else None
    except ValueError:
        return None
