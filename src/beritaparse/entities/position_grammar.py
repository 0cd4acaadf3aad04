"""The grammar of posts: function word + unit + place (``Kanit Reskrim Polsek X``, ``Bupati Y``, ``Ketua RT 02``)."""

from __future__ import annotations

import re
from functools import cache

from ..gazetteer.regions import find_region
from ..lexicon import alternatives
from ..lexicon.offices import load as offices
from ..lexicon.organizations import load as organizations
from ..lexicon.positions import load as lexicon
from ..lexicon.units import by_head
from ..text.expressions import BLANK
from .names import Word, begins_name, capital_words, stops
from .post_ends import BRACKET, GAP, GRADE, HOLDER, Draft, PostEnds, after_gap, function_word, republic
from .unit_grammar import read_topic, read_unit_name
from .unit_regions import ADMIN, LOCAL, NameEnd, over_parent, read_region_name, region_prefix
from .unit_spans import UnitSpan

_NUMBER = re.compile(
    rf"{BLANK}(?:\d{{1,3}}(?:/RW{BLANK}?\d{{1,3}})?|[IVX]{{1,4}})"
    rf"(?:{BLANK}?/{BLANK}?(?:RW{BLANK})?\d{{1,3}}|,?{BLANK}RW{BLANK}\d{{1,3}})?(?!\w)"
)
_RT_PLACE = re.compile(rf",?{BLANK}(?=(?:RW|Desa|Dusun|Kelurahan|Kampung|Lingkungan){BLANK})")
_LOCAL_LEVEL = re.compile(
    rf"{BLANK}(?:Desa|Kelurahan|Kel\.?|Kecamatan|Kec\.?|Dusun|Gampong|Nagari|Kampung|Pekon|Lingkungan){BLANK}(?=[A-Z])"
)
_SERIAL = re.compile(rf"{BLANK}(?:\d{{1,2}}|[IVX]{{1,4}})(?={BLANK}?,|{BLANK}[A-Z])")
_ALSO = re.compile(rf"{BLANK}dan(?={BLANK}[A-Z])")
_FIELD = re.compile(rf"{BLANK}Bidang(?!\w)")
_HERE = re.compile(rf"{BLANK}setempat(?!\w)")
_APPOSED = re.compile(rf"(?<![\w.])[A-Z][\w.]*,{BLANK}(?:(?:salah{BLANK})?(?:satu|seorang){BLANK}|selaku{BLANK})?$")
_ANY_WORD = re.compile(r"[^\W\d_][\w'’/-]*")
_MOST_DESCRIBING = 7
_ARMED = frozenset({"polri", "tni_ad", "tni_al", "tni_au", "kejaksaan"})


@cache
def _division() -> re.Pattern[str]:
    return re.compile(rf"{BLANK}(?:dari{BLANK})?(?:{alternatives(lexicon().divisions)})(?={BLANK}[A-Z(])")


@cache
def _clients() -> re.Pattern[str]:
    return re.compile(rf"{BLANK}(?:dari{BLANK})?(?:{alternatives(lexicon().clients)})(?!\w)")


class Reader(PostEnds):
    """Reads posts in one document."""

    def read(self, start: int, end: int, keys: list[str], limit: int) -> Draft | None:
        """Read the post whose title is ``text[start:end]``; the first grammar of ``keys`` that fits."""
        for key in sorted(keys, key=self._priority):
            draft = self._read(start, end, key, limit)
            if draft is not None:
                here = _HERE.match(self.text, draft.end, limit)
                draft.end = here.end() if here else draft.end
                return draft
        return None

    @staticmethod
    def _priority(key: str) -> int:
        sort, _, rest = key.partition(":")
        if sort == "post":
            order = ("unit", "region", "local", "number", "none", "office", "open", "described")
            return 2 + order.index(lexicon().posts[int(rest)].complement)
        return 0 if sort == "commander" else 1

    def _read(self, start: int, end: int, key: str, limit: int) -> Draft | None:
        text = self.text
        sort, _, rest = key.partition(":")
        draft = Draft(start, end, text[start:end], f"{sort}_post")
        inside = next((at for at in range(start + 1, end) if self.unit_ends.get(at, 0) > end), None)
        whole = sort == "commander" and by_head()[rest].name == "none"  # `Kadiv Propam Polri`
        if inside is not None and (whole or sort in ("post", "function")):
            # `Kepala Dinas Perhubungan`: the title reaches into the unit
            draft.rule = "unit_post"
            draft.end = self.unit_ends[inside]
            self._adjacent_unit(draft, limit, comma=False)
            draft.unit_at = (inside, self.unit_ends[inside])
            return draft
        bracket = BRACKET.match(text, end, limit)
        if bracket:
            draft.end = bracket.end()
        if sort == "commander":
            self._commander(draft, rest, limit)
            if inside is not None and draft.unit is None and draft.unit_at is None:
                draft.end, draft.unit_at = self.unit_ends[inside], (inside, self.unit_ends[inside])
            return draft  # `Sekretaris | Satpol PP dan Damkar X`
        if sort == "function":
            number, _, function = rest.partition(":")
            draft.part, draft.function = lexicon().function_heads[int(number)].part, function
            return self._function(draft, limit)
        post = lexicon().posts[int(rest)]
        draft.rule = f"{post.complement}_post"
        return draft if getattr(self, f"_{post.complement}")(draft, limit) else None

    def _commander(self, draft: Draft, head: str, limit: int) -> None:
        kind = draft.head = by_head()[head]
        if kind.name == "none":  # `Kadiv Humas Polri`: of the division, whatever else is named
            behind = republic().match(self.text, draft.end, limit)
            draft.end = behind.end() if behind else draft.end
            self._adjacent_unit(draft, limit, comma=False, keep=True)
            draft.unit = UnitSpan(draft.end, draft.end, kind, head, "")
            return
        at = self._adjacent_unit(draft, limit, comma=False)
        if at is not None:
            return
        named = read_unit_name(self.text, draft.end, limit, kind, self.barriers)
        if named is None and kind.name == "number" and (grade := _NUMBER.match(self.text, draft.end, limit)):
            named = NameEnd(grade.start() + 1, grade.end(), None)
        if named is not None:
            draft.end = over_parent(self.text, named, limit, self.barriers)
            draft.unit = UnitSpan(named.start, named.end, kind, head, self.text[named.start : named.end], named.code)
            self._over_explained(draft, limit)
            self._adjacent_unit(draft, limit, comma=False, keep=True)
        elif kind.name == "number":  # `Dansatgas TMMD Ke-124 Kodim 0735/Surakarta`
            self._run_to_holder(draft, limit)

    def _over_explained(self, draft: Draft, limit: int) -> None:
        """``Gubernur Kalimantan Tengah (Kalteng)``: the region's other name belongs to the post."""
        bracket = BRACKET.match(self.text, draft.end, limit)
        if bracket and find_region(bracket.group().strip(" \u00a0()"), ADMIN):
            draft.end = bracket.end()

    def _function(self, draft: Draft, limit: int) -> Draft | None:
        """``Kasi Humas``, ``Kanit I Satreskrim``, ``Kasat Reskrim Polres X``."""
        text = self.text
        while True:
            gap = GAP.match(text, draft.end, limit)
            if gap is None or gap.end() in self.barriers:
                break
            if gap.end() in self.unit_ends:
                break
            grade = GRADE.match(text, draft.end, limit)
            if grade:
                draft.end = grade.end()
                continue
            next_words = capital_words(text, gap.end(), min(limit, gap.end() + 60), self.barriers)[:1]
            word = function_word(next_words[0].text) if next_words else None
            if word is not None and next_words[0].text.endswith("nya") and not word.endswith("nya"):
                draft.function = f"{draft.function} {word}".strip().lower()
                draft.end = next_words[0].end
                return draft  # `melalui Kasat Narkobanya`: of the unit just named
            if word is not None:
                draft.function = f"{draft.function} {word}".strip().lower()
                draft.end = next_words[0].end
                continue
            # `Kabag Ops dan SDM`, `Kasi Propam (Kasipropam)`
            bracket = BRACKET.match(text, draft.end, limit)
            if bracket and bracket.end() > draft.end:
                draft.end = bracket.end()
                continue
            break
        if draft.function and self._over_bare_unit(draft, limit):
            return draft
        at = self._adjacent_unit(draft, limit, comma=False)
        if at is None and not draft.function and draft.title.casefold() in lexicon().office_heads:
            return None  # an office of the administration: the grammar of `office` posts reads it
        if at is None and self._run_to_holder(draft, limit, joined=bool(draft.function)):
            draft.widened = draft.unit_at is None
            return draft
        glued = len(draft.title) > 6 or draft.function or at is not None
        return draft if glued or draft.end > draft.start + len(draft.title) else None

    def _over_bare_unit(self, draft: Draft, limit: int) -> bool:
        """``Kasat Intel Polres, AKP Budi``: the head of a unit that the text has named."""
        words = capital_words(self.text, after_gap(self.text, draft.end, limit), limit, self.barriers, 2)
        if len(words) != 1 or words[0].start in self.unit_ends:
            return False
        kind = by_head().get(words[0].text)
        if kind is None or kind.service not in _ARMED:
            return False
        draft.end = words[0].end
        return True

    def _none(self, draft: Draft, limit: int) -> bool:
        behind = republic().match(self.text, draft.end, limit)
        if behind:
            draft.end = behind.end()
        if self._adjacent_unit(draft, limit, comma=False) is None:
            country = read_region_name(self.text, draft.end, limit, self.barriers, frozenset(), "", guess=False)
            draft.end = country.end if country is not None else draft.end
        return True

    def _unit(self, draft: Draft, limit: int) -> bool:
        if self._adjacent_unit(draft, limit, comma=False) is not None:
            self._over_division(draft, limit)
            return True
        return draft.title in lexicon().heads_of_anything and (
            self._run_to_holder(draft, limit) or self._behind_region(draft, limit)
        )

    def _over_division(self, draft: Draft, limit: int) -> None:
        """``Anggota DPRD Demak| Fraksi Hijau|, Budi``: what somebody is in a body, up to the holder."""
        division = _division().match(self.text, draft.end, limit)
        whole, unit = draft.end, draft.unit_at
        if division is not None:
            draft.end = division.end()
            if not self._run_to_holder(draft, limit):
                draft.end = whole
            draft.unit_at = unit

    def _region(self, draft: Draft, limit: int) -> bool:
        named = read_region_name(self.text, draft.end, limit, self.barriers, ADMIN, "", guess=False)
        if named is not None:
            draft.end = named.end
            self._over_explained(draft, limit)
        elif draft.title.startswith("Asisten") and self._adjacent_unit(draft, limit, comma=False) is None:
            self._run_to_holder(draft, limit, joined=True)  # `Asisten II Pemkab X`, `Asisten Umum dan Kesra Setda X`
        if _FIELD.match(self.text, draft.end, limit):  # `Staf Ahli Bupati Bidang Ekonomi, Suwenda`
            self._run_to_holder(draft, limit)
        return True

    def _local(self, draft: Draft, limit: int) -> bool:
        if self._adjacent_unit(draft, limit, comma=False) is not None:
            return True
        level = _LOCAL_LEVEL.match(self.text, draft.end, limit)
        end = level.end() - 1 if level else draft.end
        named = read_region_name(self.text, end, limit, self.barriers, LOCAL, "", guess=True)
        if named is not None and not self._is_somebody(named.start, named.end, limit):
            serial = _SERIAL.match(self.text, named.end, limit)  # `Camat Ilir Barat | 1, Arif`
            numbered = serial is not None and not begins_name(self.text, named.end + 1)
            draft.end = serial.end() if serial and numbered else named.end
            # `Kepala Dusun Blang Gadeng, Sulaiman,`: the holder behind the comma leaves all words to the place.
            words = capital_words(self.text, named.start, limit, self.barriers, 4)
            end = words[-1].end if words else named.end
            apart = self._stands_behind_holder(draft) and self.text[end : end + 1] == ","
            if end > named.end and (apart or self._held_by_name(end, limit)):
                draft.end = end
        return True

    def _is_somebody(self, start: int, end: int, limit: int) -> bool:
        """``Lurah Andri``, and nobody behind a comma: words that are somebody's name elsewhere (villages are too)."""
        return self.person_words.issuperset(self.text[start:end].split()) and not self._held_by_name(end, limit)

    def _stands_behind_holder(self, draft: Draft) -> bool:
        return self.text[draft.start - 2 : draft.start] == ", " and draft.start - 2 in self.person_ends

    def _number(self, draft: Draft, limit: int) -> bool:
        match = _NUMBER.match(self.text, draft.end, limit)
        if match:
            draft.end = match.end()
        place = _RT_PLACE.match(self.text, draft.end, limit)
        if place:
            words = capital_words(self.text, place.end(), limit, self.barriers)
            draft.end = words[min(len(words), 4) - 1].end if words else draft.end
        return True

    def _office(self, draft: Draft, limit: int) -> bool:
        if self._adjacent_unit(draft, limit, comma=False) is not None:
            self._over_second_topic(draft, limit)
            return True
        if self._run_to_holder(draft, limit):
            return True
        if self._behind_region(draft, limit):
            return True
        topic = read_topic(self.text, draft.end, limit, self.barriers, known=" " not in draft.title)
        if topic is None and " " not in draft.title:  # `Kadispora Demak`
            topic = read_region_name(self.text, draft.end, limit, self.barriers, ADMIN, "", guess=False)
        if topic is not None:
            draft.end = topic.end
        if self.text[draft.start].isupper() and topic is None and "Kepala" in draft.title:
            return False
        self._adjacent_unit(draft, limit, comma=True)
        return True

    def _over_second_topic(self, draft: Draft, limit: int) -> None:
        """``Menteri Imigrasi| dan Pemasyarakatan|``: a unit's short name can be half of what a minister leads."""
        two = not lexicon().of_two_fields.isdisjoint(draft.title.casefold().split())
        join = _ALSO.match(self.text, draft.end, limit) if two else None
        topic = read_topic(self.text, join.end(), limit, self.barriers, known=True) if join is not None else None
        if topic is not None:
            draft.end = topic.end

    def _open(self, draft: Draft, limit: int) -> bool:
        if draft.title.casefold() in lexicon().spokesmen and self._over_client(draft, limit):
            return True
        if self._adjacent_unit(draft, limit, comma=False) is not None:
            return True
        words = capital_words(self.text, after_gap(self.text, draft.end, limit), limit, self.barriers)
        if words and self._stands_behind_holder(draft):
            words = self._over_full_stop(words, limit)
            draft.end = words[-1].end  # `Dian Martin, Ketua Asosiasi X Y`: the holder stands before
            return True
        region = region_prefix(words, ADMIN)[0] if draft.title.split()[-1].isupper() else 0
        if region:  # `Ketua PWI | Demak`
            draft.end = words[region - 1].end
            return True
        heads = organizations().capital_heads
        acronyms = [
            i for i, word in enumerate(words) if word.text.isupper() and len(word.text) > 1 and word.text not in heads
        ]
        held = bool(words) and self._is_held_behind(words[-1].end, limit)
        if self._run_to_holder(draft, limit):
            return True
        if acronyms and acronyms[-1] < 3 and not held:
            # No holder behind a comma: an acronym ends the body's name, the holder's follows.
            count = acronyms[-1] + 1
            words = words[: count + region_prefix(words[count:], ADMIN)[0]]  # `Ketua PWI Demak`
        elif words and not (held or self._barrier_after(words[-1].end, limit)):
            words = []
        if not words and draft.title[0].islower():
            words = self._client(draft, limit)
        if words:
            draft.end = words[-1].end
        return bool(words) or draft.title[0].isupper()

    def _over_full_stop(self, words: list[Word], limit: int) -> list[Word]:
        """``CV.`` and what follows: the words of a post that go on behind an abbreviation."""
        end = words[-1].end
        if words[-1].text not in lexicon().dotted_inside or self.text[end : end + 1] != ".":
            return words
        return [*words, *capital_words(self.text, after_gap(self.text, end + 1, limit), limit, self.barriers)]

    def _is_held_behind(self, pos: int, limit: int) -> bool:
        """Does a word that can begin a name stand behind a comma, none of a date (``Ketua PWI Demak, | Senin``)?"""
        comma = HOLDER.match(self.text, pos, limit)
        first = capital_words(self.text, comma.end(), limit, (), 1) if comma is not None else []
        return comma is not None and not (first and first[0].text.casefold() in stops())

    def _over_client(self, draft: Draft, limit: int) -> bool:
        """``kuasa hukum korban, | Rudi``, ``pengacara Siti Aminah, | Rudi``: the client before the holder."""
        client = _clients().match(self.text, draft.end, limit)
        end = client.end() if client is not None else draft.end
        words = capital_words(self.text, after_gap(self.text, end, limit), limit, (), 4)
        if words and (words[0].start in self.person_starts or client is not None):
            gap = HOLDER.match(self.text, words[-1].end, limit)
            if gap is not None and (gap.end() in self.person_starts or self._held_by_name(words[-1].end, limit)):
                draft.end = words[-1].end
                return True
        draft.end = end
        return client is not None

    def _described(self, draft: Draft, limit: int) -> bool:
        """``warga setempat, | Sukarna``: a few words without a verb up to a person; at least one of them."""
        at = after_gap(self.text, draft.end, limit)
        if at in self.unit_ends and _APPOSED.search(self.text, max(0, draft.start - 30), draft.start):
            draft.unit_at, draft.end = (at, self.unit_ends[at]), self.unit_ends[at]
            return True  # `Aipda PS, anggota Polsek X`
        words = lexicon().described
        pos, named = draft.end, False
        for count in range(_MOST_DESCRIBING):
            at = after_gap(self.text, pos, limit)
            if count and (self._held(pos, limit) or (not named and self._held_by_name(pos, limit))):
                draft.end = pos
                return True
            word = _ANY_WORD.match(self.text, at, limit) if at > pos else None
            if word is None or word.group() in words.never:
                return False
            if word.group().startswith(words.verbs) and word.group() not in words.nouns:
                return False
            if word.group().casefold() in offices().headline:
                return False
            if draft.unit_at and pos == draft.unit_at[1] and word.group()[0].isupper():
                draft.end = pos  # `perwakilan Dinas Pendidikan Aman Santoso`: the unit's name is over
                return True
            named = named or (word.group()[0].isupper() and at not in self.unit_ends)
            pos = self.unit_ends.get(at, word.end())
            if at in self.unit_ends and not draft.unit_at:
                draft.unit_at = (at, pos)
        return False

    def _client(self, draft: Draft, limit: int) -> list[Word]:
        """``kuasa hukum Kimberly Ryder, Machi Ahmad``: a person's name can be the complement, before a comma."""
        words = capital_words(self.text, after_gap(self.text, draft.end, limit), limit, (), 4)
        return words if words and self.text[words[-1].end : words[-1].end + 1] == "," else []
