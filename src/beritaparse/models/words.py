"""Syntactic words as Universal Dependencies has them, and what becomes of them on spaCy's tokens."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from spacy.attrs import DEP, HEAD, IDX, LEMMA, LENGTH, POS, SENT_START
from spacy.parts_of_speech import IDS as UPOS
from spacy.tokens import Doc, Token

from ..lexicon.clitics import load

if not Doc.has_extension("berita_words"):
    Doc.set_extension("berita_words", default=[])  # list[Word]; plain tuples after Doc.to_bytes


class Word(NamedTuple):
    """A syntactic word; its span is that of its token in the raw text, so `ujar` and `nya` share that of `ujarnya`."""

    start: int
    end: int
    text: str
    lemma: str
    upos: str
    feats: str
    head: int  # index of the head in doc._.berita_words; -1 for the root of a sentence
    deprel: str


def annotate(doc: Doc, words: list[Word]) -> None:
    """Give spaCy's tokens the syntax of the words in them.

    A token with several words (`ujarnya`; a name that Stanza splits) hangs where the highest one hangs and takes what
    the first one is; where a word has several tokens the first one takes it.  Others, and all outside of the
    sentences, stay without; sentences as well.
    """
    offsets = doc.to_array([IDX, LENGTH]).tolist()
    starts = [start for start, _ in offsets]
    place = [bisect_right(starts, word.start) - 1 for word in words]
    depth = depths(words)
    chosen: dict[int, int] = {}
    leading: dict[int, Word] = {}
    for index, token in enumerate(place):
        leading.setdefault(token, words[index])
        if token not in chosen or depth[index] < depth[chosen[token]]:
            chosen[token] = index
    flags = doc.to_array([SENT_START])
    sentence = np.cumsum(flags.astype("int64").reshape(-1) == 1).tolist()
    strings = doc.vocab.strings
    values = np.zeros((len(doc), 2), dtype="int64")
    labels = np.zeros((len(doc), 2), dtype="uint64")
    for token, index in chosen.items():
        word, first = words[index], leading[token]
        above = word.head
        while above >= 0 and place[above] == token:
            above = words[above].head
        inside = above >= 0 and sentence[place[above]] == sentence[token]
        values[token, 0] = place[above] - token if inside else 0
        values[token, 1] = UPOS.get(first.upos, 0)
        labels[token, 0] = strings.add(word.deprel if inside else "ROOT")
        labels[token, 1] = strings.add(first.lemma)
        doc[token].set_morph(first.feats)  # pyright: ignore[reportAttributeAccessIssue]
    array = np.concatenate([values.astype("uint64"), labels], axis=1)
    doc.from_array([HEAD, POS, DEP, LEMMA], array)  # pyright: ignore[reportArgumentType]
    # spaCy begins a sentence at each tree now: put ours back
    doc.from_array([SENT_START], flags.reshape(-1, 1))  # pyright: ignore[reportArgumentType]


def depths(words: list[Word]) -> list[int]:
    """How far each word is from the root of its sentence."""
    found = [-1] * len(words)
    for index in range(len(words)):
        path: list[int] = []
        above = index
        while above >= 0 and found[above] < 0:
            path.append(above)
            above = words[above].head
        depth = found[above] if above >= 0 else -1
        for step in reversed(path):
            depth += 1
            found[step] = depth
    return found


def words_of(doc: Doc) -> list[Word]:
    """The words of a document whose tokens have syntax: a token with the feature ``Clitic`` is two.

    White space is no word; what spaCy calls ``ROOT`` is ``root``.
    """
    parts: list[tuple[Word, int]] = []  # each with the token that it hangs on, -1 for a root
    place: dict[int, int] = {}  # token -> the word in it that hangs elsewhere
    for token in doc:
        if token.is_space:
            continue
        for word, above in _parts(token):
            if above != token.i:
                place[token.i] = len(parts)
            parts.append((word, above))
    return [word._replace(head=place.get(above, -1)) for word, above in parts]


def _parts(token: Token) -> Iterator[tuple[Word, int]]:
    """The words of one token, each with the token that it hangs on: its own where it hangs on the other word."""
    text, start = token.text, token.idx
    root = token.head.i == token.i
    above, relation = (-1, "root") if root else (token.head.i, token.dep_)
    feats = token.morph.to_dict()
    value = feats.pop("Clitic", "")
    features = "|".join(f"{key}={name}" for key, name in feats.items())
    word = Word(start, start + len(text), text, token.lemma_, token.pos_, features, -1, relation)
    kind = load().relations.get(value)
    length = next((n for n in (3, 2) if len(text) > n and text[-n:].lower() in load().forms), 0)
    if kind is None or not length:
        yield word, above
        return
    word = word._replace(text=text[:-length])
    form = text[-length:]
    clitic = Word(word.start, word.end, form, form.lower(), kind.upos, "", -1, kind.deprel)
    if word.upos == "ADP":
        # `menurutnya`: the preposition marks its clitic, which is what hangs in the sentence
        yield word._replace(deprel="case"), token.i
        yield clitic._replace(deprel=relation), above
    else:
        yield word, above
        yield clitic, token.i
