"""What stands around people's names: ages, announcing words, reporting words, posts."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ..lexicon import alternatives
from ..lexicon.names import load as names_lexicon
from ..lexicon.people import load as lexicon
from ..lexicon.speech import Shape, forms
from ..text.expressions import BLANK
from ..text.runs import Anchored
from .names import spaced_honorific

_AGE = rf"\({BLANK}?(?:usia{BLANK}|umur{BLANK})?(\d{{1,3}})(?:{BLANK}?(?:tahun|thn|th)\.?)?{BLANK}?(?:\)|,(?!\d))"
AGE = re.compile(rf"{BLANK}?{_AGE}")
# What is looked for all over an article begins with a character or a class of them and looks back from behind it: the
# engine finds that many times sooner than an expression that begins by looking back.
AGES = re.compile(_AGE)
AGE_BEFORE = re.compile(rf"{BLANK}?\(\d{{1,3}}(?:{BLANK}?(?:tahun|thn|th)\.?)?\)$")
INITIALS = re.compile(r"(?:[A-Z]\.){2,4}[A-Z]?(?!\w)|[A-Z]\.[A-Z](?!\w)|[A-Z]{1,5}(?!\w)")
OPEN = re.compile(rf"{BLANK}{{0,2}}[,:]?{BLANK}{{0,2}}\(?")
AFTER_NAME = re.compile(
    rf"{BLANK}?,{BLANK}{{0,2}}(?:(?:selaku|sebagai|yang juga|yang menjabat|seorang|salah satu|salah seorang){BLANK})?"
    rf"|{BLANK}(?:selaku|sebagai|yang menjabat sebagai|yang menjabat|yang juga|merupakan|adalah|menjabat sebagai"
    rf"|yang kini menjabat|menjabat){BLANK}|{BLANK}?\("
)
BESIDE = re.compile(rf"{BLANK}(?=[A-Z]|anggota{BLANK})")
ROLE_BEHIND = re.compile(
    rf"[A-Z](?<=[a-z]{BLANK}.)(?=[a-z]+(?:{BLANK}[A-Z][a-z]+){{0,3}},{BLANK}(?:tersangka|terdakwa|korban|pelaku)(?!\w))"
)
ROLES_BEHIND = re.compile(rf",{BLANK}(?:tersangka|terdakwa|korban|pelaku)(?!\w)")
"""What a text has if :data:`ROLE_BEHIND` is found in it: most have none."""
LIST = re.compile(rf"(?:,{BLANK}|,?{BLANK}(?:dan|serta|dengan){BLANK})(?=[A-Z])")
LIST_BEFORE = re.compile(rf"(?:,{BLANK}|,?{BLANK}(?:dan|serta|dengan){BLANK})$")
LIST_END = re.compile(rf"[.,;]|{BLANK}(?:dan|serta|masing-masing|yang){BLANK}")
TOLD = re.compile(rf"(?<!\w)[Kk]epada{BLANK}$")  # a post behind it has been spoken to
ON = re.compile(rf"{BLANK}[a-z]")
BACK_WORD = re.compile(r"(?:[A-Z][\w'’`.-]*|binti|bin|van|al|br)$")


AGED_INITIALS = re.compile(r"(?<![\w.])([A-Z]{1,4})$")
STREET = re.compile(rf"(?:Jalan|Jln?\.?){BLANK}(?:[A-Za-z]{{1,4}}\.?{BLANK}){{0,3}}$")
# Who is named by `bernama`: somebody with a role, a calling, an age; not a place or a programme.
HUMAN = re.compile(
    rf"(?<!\w)(?i:korban|pelaku|tersangka|terdakwa|saksi|warga|pria|wanita|perempuan|bocah|anak|pemuda|remaja|nelayan|petani"
    rf"|pelajar|mahasiswa|siswa|siswi|guru|santri|balita|bayi|ibu|bapak|kakek|nenek)(?:{BLANK}[a-z-]{{2,12}}){{0,2}},?{BLANK}(?:yang{BLANK})?$"
)
PAIR = re.compile(rf"[a-z]({BLANK}?[-–]{BLANK}?)(?=[A-Z][a-z])")
WORD_BEFORE = re.compile(rf"(?<![\w.])([A-Z][a-z]+){BLANK}$")
COMMA_NAME = re.compile(rf",{BLANK}(?=[A-Z])")
NICKNAME_BEFORE = re.compile(rf"{BLANK}\((?:[A-Z][a-z]+{BLANK})$")
NOMINAL = re.compile(r"(?:Ke|Pe)[a-z]{4,}an")  # nouns with the confixes ke-an and pe-an: `Kehadiran`, `Penangkapan`
OWN_INITIALS = re.compile(rf"{BLANK}\(([A-Z]{{2,5}})\)")


@cache
def credit() -> re.Pattern[str]:
    """``(Reporter: Budi | Editor: Ani)``: who made the page or the picture."""
    words = alternatives(lexicon().credits)
    return re.compile(rf"\({BLANK}?(?i:{words})(?:{BLANK}oleh)?{BLANK}?[:/|]{BLANK}?[^()\n]{{1,80}}\)")


@cache
def alias() -> re.Pattern[str]:
    """Between two names of one person."""
    return re.compile(rf"{BLANK}?[,(]?{BLANK}?(?:{alternatives(lexicon().alias_words)}){BLANK}(?=[A-Z])")


@cache
def alias_words() -> Anchored:
    """The words that stand between two names of one person."""
    words = lexicon().alias_words
    return Anchored(alternatives(words), words)


@cache
def initials_alias() -> re.Pattern[str]:
    """``AW`` in ``AW alias Bowo``."""
    return re.compile(rf"[A-Z](?<![\w.(].)[A-Z]{{0,3}}(?={BLANK}(?:{alternatives(lexicon().alias_words)}){BLANK}[A-Z])")


@cache
def initial_roles() -> re.Pattern[str]:
    """``tersangka``, ``korban`` …: those who may be named by initials."""
    return re.compile(rf"(?<!\w)(?:{alternatives(lexicon().initial_roles)})(?!\w)", re.IGNORECASE)


@cache
def initials_role() -> re.Pattern[str]:
    """``JS, tersangka kasus``, ``MK yang menjadi korban``, ``SD mengaku``: initials before a role or a deed."""
    people = lexicon()
    roles, verbs = alternatives(people.initials_are), alternatives(people.initials_do)
    gap = rf",{BLANK}(?:selaku{BLANK}|seorang{BLANK})?|{BLANK}(?:yang{BLANK}menjadi|selaku){BLANK}"
    return re.compile(rf"(?P<name>[A-Z](?<![\w(.].)[A-Z]{{1,3}})(?=(?:(?:{gap})(?:{roles})|{BLANK}(?:{verbs}))(?!\w))")


@lru_cache(maxsize=256)
def initials_with_roles(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Where the initials of :func:`initials_role` stand in a block; two stages ask."""
    return tuple([match.span("name") for match in initials_role().finditer(text, start, end)])


@cache
def announced() -> Anchored:
    """A word that announces a name, before the name."""
    people = lexicon()
    pattern = re.compile(
        rf"(?<!\w)(?:(?P<initial>{alternatives(people.initial_words)})|(?P<role>{alternatives(people.initial_roles)})"
        rf"|(?P<name>{alternatives(people.name_words)})){BLANK}[(\"“'‘]?(?=[A-Z])"
    )
    return Anchored(pattern, (*people.initial_words, *people.initial_roles, *people.name_words))


def _reporting(*shapes: Shape) -> list[str]:
    """Reporting words of some shapes."""
    return [
        written
        for word, form in forms().items()
        if not form.shapes.isdisjoint(shapes)
        for written in ((word, word.capitalize()) if "according" in form.shapes else (word,))
    ]


@cache
def speech() -> Anchored:
    """``kata Sandy``: a reporting word right before a name."""
    words = (*_reporting("base", "according", "passive"), *lexicon().leading)
    return Anchored(rf"(?<!\w)(?:{alternatives(words)}){BLANK}(?=[A-Z])", words)


@cache
def honorific() -> Anchored:
    """``Drs. `` before a name, ``Drs.`` glued to it; ``Haji`` not where pilgrims are meant."""
    honorifics = names_lexicon().honorifics
    return Anchored(
        rf"(?<![\w./])(?:(?:{alternatives(honorifics)})(?:{BLANK}|(?<=\.))(?=[A-Z])|{spaced_honorific()})", honorifics
    )


@cache
def pilgrims() -> re.Pattern[str]:
    """``Jemaah `` before ``Haji``; searched in the text before it."""
    return re.compile(rf"(?<!\w)(?:{alternatives(names_lexicon().pilgrims)}){BLANK}$", re.IGNORECASE)
