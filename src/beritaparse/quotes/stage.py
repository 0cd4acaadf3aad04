"""Stage beritaparse_quotes: who said what.

Reads the text, blocks, sentences, persons, units, organisations and dates; returns the quotations in
reading order, and warns of quotation marks without partner.
"""

from __future__ import annotations

from ..article import ARTICLE_KINDS, Block, Quote, TimeExpression, Warning
from ..page import Layers
from ..page import Page as Whole
from . import contents
from .indirect import Indirect
from .names import Names
from .page import Attribution, Page
from .resolve import Resolved, Resolver
from .speech import Speech
from .turns import turns

_DAYS = frozenset({"day", "time", "part_of_day"})


def quote_stage(whole: Whole) -> Layers:
    """Find direct and reported speech, its cues and its speakers."""
    page, marks = read_page(whole)
    text = page.text
    speech = Speech(page)
    speech.read()
    indirect = Indirect(page, speech.used, {said.start for said in speech.said})
    indirect.read()
    taken = {(said.start, said.end) for said in speech.said}
    answers = [said for said in turns(page) if (said.start, said.end) not in taken]
    resolved = Resolver(page, [*speech.said, *indirect.said, *answers], indirect.topics).resolve()
    oddities = [
        Warning(code="unbalanced_quote", message=oddity.message, start=oddity.position, end=oddity.position + 1)
        for oddity in marks.oddities
    ]
    return {"quotes": [_quote(text, item, whole.dates) for item in resolved], "warnings": oddities}


def read_page(whole: Whole) -> tuple[Page, contents.Contents]:
    """Gather what the earlier layers say into the form that this stage reads."""
    text = whole.text
    blocks = whole.blocks
    last = max((at for at, block in enumerate(blocks) if block.kind in ARTICLE_KINDS), default=-1)
    # the last line heads nothing: it is the beginning of a paragraph that was cut off
    headings = [_is_heading(text, block) and at != last for at, block in enumerate(blocks)]
    lines = contents.paragraphs(
        text,
        [
            (block.start, block.end, heading)
            for block, heading in zip(blocks, headings, strict=True)
            if block.kind in ARTICLE_KINDS
        ],
    )
    marks = contents.read(text, lines)
    sentences = [(sentence.start, sentence.end) for sentence in whole.sentences if not headings[sentence.block]]
    names = Names(
        whole.persons,
        whole.units,
        whole.organizations,
        whole.positions,
        [mention for place in whole.places for mention in place.mentions],
    )
    return Page(text, lines, sentences, marks, names), marks


def _is_heading(text: str, block: Block) -> bool:
    """A headline reports nothing; a short paragraph taken for a subheading does, and ends in a full stop."""
    if block.kind == "subheading":
        return not text[block.start : block.end].rstrip(' \t\r\n\u00a0"”“’').endswith(".")
    return block.kind == "title"


def _quote(text: str, item: Resolved, dates: list[TimeExpression]) -> Quote:
    attribution = item.attribution
    cue = attribution.cue
    return Quote(
        start=attribution.start,
        end=attribution.end,
        text=text[attribution.start : attribution.end],
        kind=attribution.kind,
        cue=text[cue.start : cue.end] if cue else None,
        cue_start=cue.start if cue else None,
        cue_end=cue.end if cue else None,
        speaker=item.speaker,
        via_person_id=item.via.id if item.via else None,
        date=_date(attribution, dates),
        rule=attribution.rule if item.reason is None else f"{attribution.rule}:{item.reason}",
        confidence=None if item.confidence is None else round(item.confidence, 3),
    )


def _date(attribution: Attribution, dates: list[TimeExpression]) -> str | None:
    """The day that the attribution names: `kata X, Selasa (15/10/2024)`."""
    cue = attribution.cue
    if cue is None or cue.start < attribution.end:
        return None
    for date in dates:
        if cue.end <= date.start < attribution.scope_end and date.value and date.granularity in _DAYS:
            return date.value[:10]
    return None
