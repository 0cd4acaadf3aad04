"""Names of people beside a rank or a post: ``Kapolres X AKBP Budi``, ``Kompol Budi, Kapolsek X``."""

from __future__ import annotations

from bisect import bisect_right

from ..article import Position
from ..gazetteer.regions import find_region
from ..lexicon.places import world_names
from .name_book import NameBook
from .name_patterns import (
    AFTER_NAME,
    BESIDE,
    CLOSED,
    LIST,
    ON,
    OPEN,
    POST_GAP,
    TOLD,
    TWIN_NAMES,
    TWIN_POSTS,
    speech_after,
)
from .names import NameRun
from .unit_grammar import over_places

_FARTHEST = 120  # characters between a post and its holder's rank
_RANKED_RULES = frozenset({"commander_post", "function_post"})
_OPEN_RULES = frozenset({"open_post", "described_post", "unit_post", "office_post", "none_post"})


class Holders(NameBook):
    """Finds who holds the ranks and posts of a document."""

    def by_rank(self) -> None:
        for index, rank in enumerate(self.ranks):
            opening = OPEN.match(self.text, rank.end)
            run = self.name_at(opening.end()) if opening else None
            if run is not None and self.text[run.start : run.stop] not in world_names():  # `seorang Jenderal Israel`
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

    def _title_before(self, pos: int) -> int | None:
        """The post that only a blank parts from ``pos``."""
        index = bisect_right(self.post_ends, pos - 1) - 1
        return index if index >= 0 and self.post_ends[index] == pos - 1 and self.text[pos - 1] in " \u00a0" else None

    def by_post(self) -> None:
        for index, position in enumerate(self.positions):
            over = over_places(self.text, position.end, self.limit(position.end), self.barriers)
            gap = POST_GAP.match(self.text, over)
            if gap is None or gap.end() in self.rank_at:
                continue
            run = self.name_at(gap.end())
            if run is None or (position.rule in _RANKED_RULES and self._leads_to_rank(run, index)):
                continue
            comma = "," in gap.group()
            if (
                comma
                and TOLD.search(self.text, max(0, position.start - 10), position.start)
                and ON.match(self.text, run.stop)
            ):
                continue  # `kata warga kepada petugas Damkar, Budi sudah keluar`
            if comma and not self._name_like(run, position):
                continue
            if not comma and not self._in_list_of_posts(run) and self._is_more_of_the_post(position, run):
                continue
            self.add(run, "post_name", position=index)
            self._shared_post(index, run)

    def _leads_to_rank(self, run: NameRun, index: int) -> bool:
        """``Kasat Reskrim Polerstabes Demak, Kompol Budi``: words before a rank are no holder, the rank's is."""
        gap = POST_GAP.match(self.text, run.stop)
        rank = self.rank_at.get(gap.end()) if gap is not None else None
        if rank is None:
            return False
        opening = OPEN.match(self.text, self.ranks[rank].end)
        holder = self.name_at(opening.end()) if opening else None
        if holder is not None:
            self.add(holder, "rank_name", rank=rank, position=index)
        return True

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
            if gap is None and mention.rank is not None:
                gap = BESIDE.match(self.text, stop)  # `Serka Budi | Babinsa Koramil X`
            if gap is None:
                continue
            index = starts.get(gap.end())
            if index is not None and index not in used:
                used.add(index)
                self.found[start] = mention.model_copy(update={"position": index})
