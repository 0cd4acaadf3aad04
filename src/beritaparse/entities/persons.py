"""Names of people in the text: by rank, post, honorific, age, announcing word, speech verb or model."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from ..article import Position, Rank
from ..gazetteer.regions import find_region
from ..intervals import Intervals
from ..layers import NameMention, article_spans, set_spans, text_of
from ..lexicon.organizations import load as organizations
from ..lexicon.people import load as people
from ..lexicon.positions import function_words
from ..runs import WholeWords
from ..spelling import fold
from .name_patterns import (
    AFTER_NAME,
    AGE,
    AGED_INITIALS,
    BACK_WORD,
    CLOSED,
    COMMA_NAME,
    INITIALS,
    INITIALS_ROLE,
    LIST,
    LIST_BEFORE,
    LIST_END,
    NICKNAME_BEFORE,
    NOMINAL,
    OPEN,
    OWN_INITIALS,
    POST_GAP,
    ROLE_BEHIND,
    TWIN_NAMES,
    TWIN_POSTS,
    alias,
    announced,
    honorific,
    initials_alias,
    speech,
    speech_after,
)
from .names import NameRun, Word, capital_words, lexicon, name_openers, read_name, stops
from .place_names import in_place_context
from .recognised import ORGANIZATION, PERSON, PERSON_SINGLE, PLACE, recognised
from .unit_grammar import over_places


class Finder:
    """Collects the names of one document, each with the first rule that found it."""

    def __init__(self, doc: Doc) -> None:
        self.text = text_of(doc)
        self.zones = list(article_spans(doc))
        self.zone_starts = [start for start, _ in self.zones]
        self.ranks: list[Rank] = doc._.berita_ranks
        self.positions: list[Position] = doc._.berita_positions
        self.found: dict[int, NameMention] = {}
        self.taken = Intervals()
        units = [(m.start, m.end) for unit in doc._.berita_units for m in unit.mentions]
        facilities = [(m.start, m.end) for f in doc._.berita_facilities for m in f.mentions]
        organizations = [(m.start, m.end) for o in doc._.berita_organizations for m in o.mentions]
        self.regional = {unit.id for unit in doc._.berita_units if unit.region_code}
        # `jalan Abdul Fatah` makes `Abdul Fatah` a street elsewhere too, unless something says that it is a person.
        self.streets = {
            fold(m.text.partition(" ")[2]) for f in doc._.berita_facilities if f.kind == "road" for m in f.mentions
        }
        closed = [*units, *facilities, *organizations]
        self.closed = Intervals(closed)
        self.barriers = {start for start, _ in closed}
        self.barriers.update(rank.start for rank in self.ranks)
        self.barriers.update(position.start for position in self.positions)
        self.posts = Intervals((position.start, position.end) for position in self.positions)
        self.post_starts = {position.start for position in self.positions}
        self.post_ends = [position.end for position in self.positions]
        self.rank_at = {rank.start: index for index, rank in enumerate(self.ranks)}
        self.ents = dict(recognised(doc, "PER", PERSON))
        self.people = Intervals(recognised(doc, "PER", 0.0))
        self.single = {start for start, _ in recognised(doc, "PER", PERSON_SINGLE)}
        self.has_model = bool(doc.ents)
        self.others = Intervals((*recognised(doc, "LOC", PLACE), *recognised(doc, "ORG", ORGANIZATION)))

    def limit(self, pos: int) -> int:
        """End of the block that ``pos`` lies in, or ``pos`` outside the article's blocks."""
        index = bisect_right(self.zone_starts, pos) - 1
        return max(pos, self.zones[index][1]) if index >= 0 else pos

    def closed_at(self, start: int, end: int) -> bool:
        """Does the stretch lie inside a unit, an organisation or a facility?"""
        return self.closed.covers(start, end)

    def add(
        self,
        run: NameRun,
        rule: str,
        *,
        rank: int | None = None,
        position: int | None = None,
        initials: bool = False,
    ) -> None:
        """Keep a name unless one is there already; a second rule may add rank or post."""
        start, end = self._trim(run)
        known = self.found.get(start)
        if known is not None:
            updates: dict[str, object] = {}
            if known.rank is None and rank is not None:
                updates["rank"] = rank
            if known.position is None and position is not None:
                updates["position"] = position
            if updates:
                self.found[start] = known.model_copy(update=updates)
            return
        if self.taken.overlaps(start, end) or self.closed_at(start, end):
            return
        age = AGE.match(self.text, run.stop)
        following = capital_words(self.text, end + 1, self.limit(start), (), 1)
        if rank is None and following and following[0].text in lexicon().venues:
            return  # `First Club`
        if rank is None and age is None and not (initials or run.honorifics) and self._is_no_name(start, end):
            return
        self.taken.add(start, end)
        self.found[start] = NameMention(
            start=start,
            end=end,
            text=self.text[start:end],
            rule=rule,
            honorifics=run.honorifics,
            degrees=run.degrees,
            rank=rank,
            position=position,
            age=int(age[1]) if age else None,
            initials=initials or is_initials(self.text[start:end]),
        )

    def _is_no_name(self, start: int, end: int) -> bool:
        """A region (`Sumatera Utara`), or one word that is an abbreviation or a word of posts: `RI`, `Reskrim`."""
        name = self.text[start:end]
        if " " in name or "\u00a0" in name:
            return bool(find_region(name, _REGIONS))
        return name.isupper() or name in function_words() or bool(find_region(name, _REGIONS))

    def _trim(self, run: NameRun) -> tuple[int, int]:
        """Where a statistical name ends inside the run, believe it: `Budi Santoso Gelar` is two things.

        Not where the rest of the run is another statistical name: `Komang Yogi` and `Arya Wiguna` are one.
        """
        end = run.end
        stop = self.ents.get(run.start, end)
        more = any(word.start in self.people for word in run.words if word.start > stop)
        if stop < end and not more and any(word.end == stop for word in run.words):
            return run.start, stop
        return run.start, end

    def name_at(self, pos: int, most: int = 6) -> NameRun | None:
        limit = self.limit(pos)
        if pos >= limit or pos in self.barriers:
            return None
        return read_name(self.text, pos, limit, self.barriers, most)

    # -- rules -------------------------------------------------------------------------------------

    def by_rank(self) -> None:
        for index, rank in enumerate(self.ranks):
            opening = OPEN.match(self.text, rank.end)
            run = self.name_at(opening.end()) if opening else None
            if run is not None:
                self.add(run, "rank_name", rank=index, position=self._post_before(rank.start))

    def _post_before(self, pos: int) -> int | None:
        """The post that ends right before ``pos`` (a comma or brackets may stand between)."""
        index = bisect_right(self.post_ends, pos) - 1
        if index < 0 or pos > self.post_ends[index] + _FARTHEST:
            return None
        end = self.post_ends[index]
        gaps = (
            POST_GAP.match(self.text, end),
            POST_GAP.match(self.text, over_places(self.text, end, self.limit(end), self.barriers)),
        )
        return index if any(gap is not None and gap.end() == pos for gap in gaps) else None

    def by_post(self) -> None:
        for index, position in enumerate(self.positions):
            over = over_places(self.text, position.end, self.limit(position.end), self.barriers)
            gap = POST_GAP.match(self.text, over)
            if gap is None or gap.end() in self.rank_at:
                continue
            run = self.name_at(gap.end())
            if run is None:
                continue
            comma = "," in gap.group()
            if comma and not self._name_like(run, position):
                continue
            if not comma and not self._in_list_of_posts(run) and self._is_more_of_the_post(position, run):
                continue
            self.add(run, "post_name", position=index)
            self._shared_post(index, run)

    def _in_list_of_posts(self, run: NameRun) -> bool:
        """``Kabag Umum Budi, Kabag Humas Rina``: the next post follows behind the comma."""
        gap = LIST.match(self.text, run.stop)
        return gap is not None and gap.end() in self.post_starts

    def _shared_post(self, index: int, first: NameRun) -> None:
        """``Bupati dan Wakil Bupati X, A dan B``: the first name has the first post, the second one the second."""
        before, post = self.positions[index - 1], self.positions[index]
        if not index or TWIN_POSTS.fullmatch(self.text, before.end, post.start) is None:
            return
        gap = TWIN_NAMES.match(self.text, first.stop)
        run = self.name_at(gap.end()) if gap is not None else None
        mention = self.found.get(first.start)
        if run is None or mention is None or mention.position != index:
            return
        self.found[first.start] = mention.model_copy(update={"position": index - 1})
        self.add(run, "post_name", position=index)

    def _is_more_of_the_post(self, position: Position, run: NameRun) -> bool:
        """A model is there and sees no person in the run behind a post whose own words may go on."""
        if not self.has_model or run.honorifics or run.degrees or self.people.overlaps(run.start, run.end):
            return False
        if position.rule == "unit_post" and position.unit_id in self.regional:
            return len(run.words) == 1 and CLOSED.match(self.text, run.stop) is None  # `Ketua DPRD Medan` is whole
        if position.rule == "none_post" and len(position.text) > len(position.title):
            return len(run.words) == 1  # `Presiden Amerika Serikat` is whole
        return position.rule in _OPEN_RULES or (len(run.words) == 1 and position.text == position.title)

    def _name_like(self, run: NameRun, position: Position) -> bool:
        """After a comma a capitalised run is the holder's name only with a sign: a model, a title, a verb."""
        if run.honorifics or run.degrees:
            return True
        if run.start in self.people:
            return True
        if run.start in self.others:
            return False
        if len(run.words) > 1 or speech_after().match(self.text, run.stop) is not None:
            return True
        # `Kadis Parpora Sijunjung, Afrineldi.`: one word behind a whole post, before a mark
        whole = position.text != position.title and CLOSED.match(self.text, run.stop) is not None
        return whole and not find_region(self.text[run.start : run.end])

    def by_post_after(self) -> None:
        """``Kompol Akmal SE MM, Kapolsek X``: the post stands behind the name."""
        starts = {position.start: index for index, position in enumerate(self.positions)}
        used = {mention.position for mention in self.found.values()}
        for start, mention in list(self.found.items()):
            if mention.position is not None:
                continue
            stop = self._stop(mention)
            gap = AFTER_NAME.match(self.text, stop)
            if gap is None:
                continue
            index = starts.get(gap.end())
            if index is not None and index not in used:
                used.add(index)
                self.found[start] = mention.model_copy(update={"position": index})

    def _stop(self, mention: NameMention) -> int:
        run = self.name_at(mention.start)
        return run.stop if run is not None and run.end == mention.end else mention.end

    def by_honorific(self) -> None:
        for start, end in self.zones:
            for match in honorific().finditer(self.text, start, end):
                run = self.name_at(match.start())
                if run is not None and run.honorifics:
                    self.add(run, "honorific_name")

    def by_opener(self) -> None:
        """``Anak Agung Ngurah Pranajaya``: titles and birth order that begin a name and belong to it."""
        for start, end in self.zones:
            for at in name_openers(self.text, start, end):
                run = self.name_at(at)
                if run is not None and len(run.words) > 2:
                    self.add(run, "opener_name")

    def by_announcement(self) -> None:
        for start, end in self.zones:
            for match in announced().finditer(self.text, start, end):
                if match["role"]:
                    for run in self._initial_list(match.end(), end):
                        name = self.text[run.start : run.end]
                        if len(name.replace(".", "")) > 3 or name.casefold() in stops() or run.start in self.barriers:
                            break
                        self.add(run, "role_initials", initials=True)
                    continue
                if match["initial"]:
                    for run in self._initial_list(match.end(), end):
                        self.add(run, "initials", initials=True)
                    continue
                run = self.name_at(match.end())
                if run is not None and self.sure_of_none(run):
                    continue
                if run is not None and (match["name"] not in people().weak_words or AGE.match(self.text, run.stop)):
                    self.add(run, "announced_name")

    def by_role_behind(self) -> None:
        """``JS, tersangka kasus korupsi``, ``MK yang menjadi korban``: initials before a word of roles."""
        for start, end in self.zones:
            for match in INITIALS_ROLE.finditer(self.text, start, end):
                name = match["name"]
                if name.casefold() in stops() or name in organizations().capital_heads:
                    continue
                if find_region(name, _REGIONS) or match.start() in self.barriers:
                    continue
                word = Word(match.start("name"), match.end("name"), name)
                run = NameRun(word.start, word.start, word.end, word.end, (), (), (word,))
                self.add(run, "initials_role", initials=True)

    def by_named_role_behind(self) -> None:
        """``dikendarai oleh Christiano, tersangka kasus``."""
        for start, end in self.zones:
            for match in ROLE_BEHIND.finditer(self.text, start, end):
                run = self.name_at(match.start())
                if run is not None and not in_place_context(self.text, match.start(), start):
                    self.add(run, "name_role")

    def by_alias(self) -> None:
        """``Budi Hartono alias Budi Kobra``, ``DF alias G``."""
        for start, end in self.zones:
            for match in initials_alias().finditer(self.text, start, end):
                word = Word(match.start(), match.end(), match.group())
                run = NameRun(word.start, word.start, word.end, word.end, (), (), (word,))
                self.add(run, "alias_initials", initials=True)
        for mention in list(self.found.values()):
            gap = alias().match(self.text, mention.end)
            run = self.name_at(gap.end()) if gap is not None else None
            if run is not None:
                self.add(run, "alias_name", initials=is_initials(self.text[run.start : run.end]))

    def by_list(self) -> None:
        """``Jenal Abidin, Abu Salem, Mariadi, dan Dedek``: who ends a list of people is one."""
        stops_at = {start: self._after_age(mention.end) for start, mention in self.found.items()}
        ends = frozenset(stops_at.values())
        for mention in sorted(self.found.values(), key=lambda mention: mention.start):
            before = self.text[max(0, mention.start - 8) : mention.start]
            glue = LIST_BEFORE.search(before)
            if glue is None or mention.start - len(before) + glue.start() not in ends:
                continue
            gap = LIST.match(self.text, stops_at[mention.start])
            run = self.name_at(gap.end(), 3) if gap is not None else None
            if run is not None and run.start not in self.found and LIST_END.match(self.text, run.stop):
                self.add(run, "list_name")

    def by_list_between(self) -> None:
        """``Kapolres AKBP A, B, Ustaz C``: who stands between two people in a list is one."""
        for mention in list(self.found.values()):
            gap = COMMA_NAME.match(self.text, self._after_age(self._stop(mention)))
            run = self.name_at(gap.end(), 4) if gap is not None else None
            if run is None or run.start in self.found or len(run.words) < 2 or self._is_other(run):
                continue
            behind = LIST.match(self.text, run.stop)
            if behind is None:
                continue
            after = self.name_at(behind.end())
            known = behind.end() in self.rank_at or (after is not None and after.start in self.found)
            if known and not find_region(self.text[run.start : run.end], _REGIONS):
                self.add(run, "list_name")

    def by_own_initials(self) -> None:
        """``Hidayat Nur Wahab (HNW)``: letters in brackets that are those of the name stand for it from there on."""
        for mention in list(self.found.values()):
            match = OWN_INITIALS.match(self.text, mention.end)
            if match is None or match[1] != "".join(word[0] for word in mention.text.split()):
                continue
            word = Word(match.start(1), match.end(1), match[1])
            self.add(
                NameRun(word.start, word.start, word.end, word.end, (), (), (word,)), "own_initials", initials=True
            )

    def by_bracket(self) -> None:
        """``Asnawi (Bang Dayat)``: the nickname in brackets stands behind its owner."""
        for mention in list(self.found.values()):
            match = NICKNAME_BEFORE.search(self.text, max(0, mention.start - 12), mention.start)
            if match is None or not mention.honorifics:
                continue
            begin = self._back(match.start(), max(0, match.start() - 60))
            run = self.name_at(begin) if begin is not None else None
            if run is not None and run.stop == match.start():
                self.add(run, "nickname_owner")

    def _after_age(self, pos: int) -> int:
        age = AGE.match(self.text, pos)
        return age.end() if age else pos

    def sure_of_none(self, run: NameRun) -> bool:
        """A model is there and sees no person here (`tempat hiburan bernama First Club`), and no age follows."""
        return self.has_model and run.start not in self.people and AGE.match(self.text, run.stop) is None

    def _initial_list(self, pos: int, limit: int) -> Iterator[NameRun]:
        """``IV, WI, dan NR`` after ``berinisial``."""
        while (match := INITIALS.match(self.text, pos, limit)) is not None:
            word = Word(match.start(), match.end(), match.group())
            yield NameRun(word.start, word.start, word.end, word.end, (), (), (word,))
            age = AGE.match(self.text, match.end(), limit)
            gap = LIST.match(self.text, age.end() if age else match.end(), limit)
            if gap is None:
                return
            pos = gap.end()

    def by_speech(self) -> None:
        for start, end in self.zones:
            for match in speech().finditer(self.text, start, end):
                run = self.name_at(match.end())
                if run is not None and not self._is_other(run):
                    self.add(run, "speech_name")

    def _is_other(self, run: NameRun) -> bool:
        return run.start in self.others

    def by_age(self) -> None:
        for start, end in self.zones:
            for match in AGE.finditer(self.text, start, end):
                letters = AGED_INITIALS.search(self.text, max(start, match.start() - 8), match.start())
                if letters is not None:
                    word = Word(letters.start(1), letters.end(1), letters[1])
                    run = NameRun(word.start, word.start, word.end, word.end, (), (), (word,))
                    self.add(run, "initials_age", initials=True)
                    continue
                begin = self._back(match.start(), start)
                run = self.name_at(begin) if begin is not None else None
                if run is not None and run.stop <= match.start() + 1:
                    self.add(run, "name_age")

    def _back(self, pos: int, floor: int) -> int | None:
        """Start of the capitalised words that end at ``pos``."""
        begin: int | None = None
        for _ in range(6):
            lowest = max(floor, pos - 30)
            piece = self.text[lowest:pos]
            word = BACK_WORD.search(piece)
            if word is None or (
                word.start() and not piece[word.start() - 1].isspace() and piece[word.start() - 1] not in "(\"“'"
            ):
                break
            if word.group()[0].isupper():
                if word.group().rstrip(".").casefold() in stops():
                    break
                begin = lowest + word.start()
            pos = lowest + word.start()
            if begin in self.barriers:
                break
            if pos - 1 < floor or self.text[pos - 1] not in " \u00a0":
                break
            pos -= 1
        return begin

    def by_model(self) -> None:
        for start, end in self.ents.items():
            if self.closed_at(start, end) or fold(self.text[start:end]) in self.streets:
                continue
            begin = start
            if start in self.posts:  # the model took the post along: `Sekda Kalteng` is no name
                stop = self.post_ends[bisect_right(self.post_ends, start)]
                begin = stop + len(self.text[stop:end]) - len(self.text[stop:end].lstrip(" \u00a0,"))
                if begin >= end:
                    continue
            begin = self.closed.end_of(begin)
            begin += len(self.text[begin:end]) - len(self.text[begin:end].lstrip(" \u00a0,"))
            if begin >= end:
                continue
            for word in capital_words(self.text, begin, end):
                if word.text.casefold() not in stops() and not NOMINAL.fullmatch(word.text):
                    break
                begin = word.end + 1  # `Pengemudi Budi`, `Kehadiran Budi`: the model took the noun along
            run = self.name_at(begin)
            if run is None or (len(run.words) == 1 and start not in self.single):
                continue
            self.add(run._replace(end=min(run.end, end) if run.end > end else run.end), "model")

    def by_repetition(self) -> None:
        """Later short forms of names already found: ``Sandy`` of ``Sandy Riz Akbar``."""
        parts: set[str] = set()
        initials = {mention.text for mention in self.found.values() if mention.initials}
        for mention in self.found.values():
            words = mention.text.split()
            parts.update(word for word in words if len(word) > 2 and word.casefold() not in stops())
            if mention.initials:
                parts.add(mention.text)
        if not parts:
            return
        whole = WholeWords(parts)
        for start, end in self.zones:
            pos = start
            for at, behind in whole.find(self.text, start, end):
                if at < pos:
                    continue
                pos = behind
                if at in self.taken or at in self.posts:
                    continue
                words = [self.text[at:behind]]
                stop = behind
                for word in capital_words(self.text, at, end, self.barriers)[1:]:
                    if word.text not in parts:
                        break
                    words.append(word.text)
                    stop = word.end
                run = NameRun(at, at, stop, stop, (), (), (Word(at, stop, words[0]),))
                before = self.text[at - 1 : at]
                follows = capital_words(self.text, at, end)
                if len(follows) > len(words) and follows[len(words)].text.casefold() not in stops():
                    continue  # part of another, longer name
                if before == "-" or self._part_of_longer(at, start):
                    continue
                self.add(run, "repeated_name", initials=self.text[at:stop] in initials)
                pos = stop

    def _part_of_longer(self, pos: int, floor: int) -> bool:
        """Is the word before capitalised too, inside the sentence (`Jalan Sandy`, `Bukit Sandy`)?"""
        begin = self._back(pos - 1, floor) if pos - 1 > floor and self.text[pos - 1] in " \u00a0" else None
        if begin is None or begin == floor:
            return False
        lead = self.text[max(floor, begin - 2) : begin].strip()
        return (lead not in ("", ".", '"', "“") and begin not in self.barriers) or self.text[
            begin:pos
        ].strip() == "Jalan"


_FARTHEST = 120  # characters between a post and its holder's rank
_REGIONS = frozenset({"province", "regency", "city"})
_OPEN_RULES = frozenset({"open_post", "described_post", "unit_post", "office_post", "none_post"})


def is_initials(name: str) -> bool:
    """``MS``, ``A``, ``A.S.`` are initials; ``Budi`` is not."""
    letters = name.replace(".", "").replace(" ", "")
    return 0 < len(letters) <= 4 and letters.isupper()


@Language.component(
    "beritaparse_persons",
    assigns=["doc._.berita_names"],
    requires=["doc._.berita_ranks", "doc._.berita_positions", "doc._.berita_units"],
)
def person_stage(doc: Doc) -> Doc:
    finder = Finder(doc)
    finder.by_rank()
    finder.by_post()
    finder.by_opener()
    finder.by_model()
    finder.by_age()
    finder.by_announcement()
    finder.by_role_behind()
    finder.by_named_role_behind()
    finder.by_speech()
    finder.by_honorific()
    finder.by_alias()
    finder.by_list()
    finder.by_list_between()
    finder.by_bracket()
    finder.by_own_initials()
    finder.by_repetition()
    finder.by_post_after()
    names = sorted(finder.found.values(), key=lambda name: name.start)
    doc._.berita_names = names
    set_spans(doc, "beritaparse_persons", ((name.start, name.end, "PERSON") for name in names))
    return doc
