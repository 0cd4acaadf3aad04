"""Reporting words in the text: by form, and beside a closing mark also when they are mistyped."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from ..lexicon.speech import CueForm, Shape, edge_forms, forms, second_halves, words
from ..text.runs import Anchored


class Cue(NamedTuple):
    """A reporting word at its place."""

    start: int
    end: int
    form: CueForm
    typo: bool = False

    def has(self, *shapes: Shape) -> bool:
        return not self.form.shapes.isdisjoint(shapes)


# Lost blanks glue a name to its cue (`kataKapolres`): a word ends before an inner capital.
_VERB_LIKE = re.compile(r"(?<![^\W\d_])[^\W\d_][a-z]+(?:-[a-z]{4,})?(?![a-z])")
_CAPITALS = re.compile(r"[A-Z]{3,}(?![^\W\d_])")  # `KATA KAPOLRES NGADA`, beside marks alone
# The same with a verb behind its subject: `Polres Siakmenyatakan`.
_GLUED_VERB = re.compile(r"me(?<=[^\W\d_]me)[mnlr][a-z]{4,13}(?![a-z])")
# A verb that may be a slip of one that reports: `menjelakan`, `bejanji`.
# (Two expressions: each is found by its first two letters, an alternation of both is not.)
_VERBS = (
    re.compile(r"me(?<![^\W\d_]me)[a-z]{5,13}(?![a-z])"),
    re.compile(r"be(?<![^\W\d_]be)r?[hj][a-z]{4,6}(?![a-z])"),
)
# A passive that opens a sentence: `Dijelaksannya, …`.
_PASSIVE = re.compile(r"Di(?<![^\W\d_]Di)[a-z]{6,15}nya(?![a-z])")
_LONGEST_TYPO = 14
_LONGEST_HALF = 16
_APART = ("di ", "Di ")
_SECOND = re.compile(r"\s([a-z]+)")
_SLIPPED = frozenset({"clause", "request"})
_SLIPPED_KINDS = frozenset({"neutral", "explanation", "emphasis", "addition", "request"})
_SHORTEST_SLIP = 8


@cache
def _known() -> Anchored:
    return Anchored(_VERB_LIKE, [*(written for written in _scanned() if " " not in written), *second_halves()])


@cache
def _scanned() -> dict[str, CueForm]:
    return edge_forms() | forms()


def scan(text: str, start: int, end: int) -> list[Cue]:
    """Return the reporting words between two offsets, in order."""
    known, halves = _scanned(), second_halves()
    found: list[Cue] = []
    for match in _known().finditer(text, start, end):
        word = match.group().lower()
        seconds = halves.get(word)
        second = _SECOND.match(text, match.end(), end) if seconds is not None else None
        if seconds is not None and second is not None and second[1] in seconds:
            found.append(Cue(match.start(), second.end(), known[f"{word} {second[1]}"]))
            continue
        form = known.get(word)
        if form is not None and not _in_compound(text, word, match.start(), match.end()):
            found.append(Cue(match.start(), match.end(), form))
    more = [
        Cue(match.start(), match.end(), form)
        for match in _GLUED_VERB.finditer(text, start, end)
        if (form := _behind_name(text, match)) is not None
    ]
    more += [
        Cue(match.start(), match.end(), form, typo=True)
        for verb in _VERBS
        for match in verb.finditer(text, start, end)
        if (form := slip(match.group())) is not None
    ]
    more += [
        Cue(match.start(), match.end(), form, typo=True)
        for match in _PASSIVE.finditer(text, start, end)
        if (form := slipped_passive(match.group().lower())) is not None
    ]
    return sorted([*found, *more]) if more else found


def _behind_name(text: str, match: re.Match[str]) -> CueForm | None:
    """The form that is glued to the end of a capitalised word, if it takes a subject."""
    at = match.start()
    form = forms().get(match.group())
    word = text[max(0, at - _LONGEST_HALF) : at].split()[-1]
    return form if form is not None and "active" in form.shapes and word[0].isupper() else None


@cache
def _verbs() -> tuple[str, ...]:
    """The verbs that take a subject and a clause, and are long enough to be told from others by a letter."""
    return tuple(
        written
        for written, form in forms().items()
        if "active" in form.shapes
        and form.takes in _SLIPPED
        and len(written) >= _SHORTEST_SLIP
        and " " not in written
        and (form.kind in _SLIPPED_KINDS or written in words().slipped)
    )


@lru_cache(maxsize=8192)
def slip(word: str) -> CueForm | None:
    """The form of a verb that ``word`` is a slip of by one letter: `menjelakan`; None for a word of its own."""
    if word in forms() or word in words().like_cues or len(word) < _SHORTEST_SLIP - 1:
        return None
    hit = extractOne(word, _verbs(), scorer=OSA.distance, score_cutoff=1)
    return forms()[hit[0]]._replace(shapes=frozenset({"active"})) if hit is not None else None


@cache
def _passives() -> tuple[str, ...]:
    """The passives of telling with `-nya`."""
    return tuple(
        written
        for written, form in forms().items()
        if "passive_nya" in form.shapes and form.takes == "clause" and form.kind in _SLIPPED_KINDS
    )


@lru_cache(maxsize=8192)
def slipped_passive(word: str) -> CueForm | None:
    """The form of a passive with `-nya` that ``word`` is a slip of by one letter; None for a word of its own."""
    if word in forms() or word in words().like_cues:
        return None
    hit = extractOne(word, _passives(), scorer=OSA.distance, score_cutoff=1)
    return forms()[hit[0]] if hit is not None else None


def at(text: str, start: int, *, fuzzy: bool) -> Cue | None:
    """Return the reporting word that stands at ``start``; with ``fuzzy`` also a mistyped one."""
    match = _VERB_LIKE.match(text, start) or _CAPITALS.match(text, start)
    if match is None:
        return None
    word = match.group().lower()
    form = forms().get(word)
    apart = forms().get(word + "nya") if text.startswith(" nya", match.end()) else None
    if apart is not None and not text[match.end() + 4 : match.end() + 5].isalpha():
        return Cue(match.start(), match.end() + 4, apart)  # `Sebut nya.`
    if form is not None and _in_compound(text, word, match.start(), match.end()):
        return None
    if form is not None:
        return Cue(match.start(), match.end(), form)
    form = mistyped(word) if fuzzy and match.group() == word else None
    return Cue(match.start(), match.end(), form, typo=True) if form else None


@cache
def _halves() -> frozenset[str]:
    """The words of compounds such as `tanya jawab`."""
    return frozenset(half for compound in words().compounds for half in compound.split())


def _in_compound(text: str, word: str, start: int, end: int) -> bool:
    """Is the word one half of a compound that reports nothing: `penanggung jawab`, `tanya jawab`, `di sebut`?"""
    if start > 3 and text.startswith(_APART, start - 3) and text[start - 4] in {" ", ","}:
        return True
    if word not in _halves():
        return False
    before = text[max(0, start - _LONGEST_HALF) : start].lower().split()[-1:]
    after = text[end : end + _LONGEST_HALF].lower().split()[:1]
    known = words().compounds
    return " ".join((*before, word)) in known or " ".join((word, *after)).strip(".,") in known


def is_quality(text: str, cue: Cue) -> bool:
    """`Usaha itu cukup` **menjanjikan** `bagi warga`: what something is like, and no report."""
    lists = words()
    if text[cue.start : cue.end] not in lists.qualities:
        return False
    return text[max(0, cue.start - _LONGEST_HALF) : cue.start].lower().split()[-1:] in _degrees()


@cache
def quality_lemmas() -> frozenset[str]:
    """The lemmas of reporting words that may tell what something is like."""
    return frozenset(form.lemma for word in words().qualities if (form := forms().get(word)) is not None)


@cache
def _degrees() -> list[list[str]]:
    return [[word] for word in words().degrees]


def is_noun(cue: Cue) -> bool:
    """Is the word a noun of saying as well: `pernyataan X bahwa …`?"""
    return cue.has("noun") or (cue.form.lemma in words().noun_lemmas and cue.has("base"))


def unlisted(text: str, start: int) -> Cue | None:
    """Return a word at ``start`` that may report though no list has it: with `-nya`, or in small letters."""
    match = _VERB_LIKE.match(text, start)
    if match is None:
        return None
    word = match.group().lower()
    lists = words()
    if word in forms() or word in lists.source_ends or word in lists.not_reporting or len(word) < 4:
        return None
    nya = word.endswith("nya") and len(word) > 6
    if not nya and match.group() != word:
        return None
    shape: Shape = "nya" if nya else "base"
    form = CueForm(word.removesuffix("nya"), "neutral", "nothing", True, frozenset({shape}))
    return Cue(match.start(), match.end(), form)


@cache
def _targets() -> tuple[str, ...]:
    """The forms that follow a quotation and are long enough to be told from other words."""
    after: frozenset[Shape] = frozenset({"base", "nya"})
    return tuple(written for written, form in forms().items() if form.shapes & after and len(written) >= 5)


def mistyped(word: str) -> CueForm | None:
    """Return the form that ``word`` is a slip of: a letter too many, too few or wrong, or two swapped.

    The first letter must be right; a word of fewer than five letters or a common word is no slip.  On real
    pages one slip finds `jelansya` and `ujarmya`; with two, ordinary words such as `tutup` would be `tutur`.
    """
    lists = words()
    if not 5 <= len(word) <= _LONGEST_TYPO or word in lists.not_cues or word in lists.source_ends:
        return None
    hit = extractOne(word, _targets(), scorer=OSA.distance, score_cutoff=1)
    if hit is None or hit[0][0] != word[0]:
        return None
    return forms()[hit[0]]
