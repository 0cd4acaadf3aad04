"""Syntactic words as Universal Dependencies has them, and what becomes of them on spaCy's tokens."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

import numpy as np
from spacy.attrs import DEP, HEAD, IDX, LEMMA, LENGTH, POS, SENT_START
from spacy.parts_of_speech import IDS as UPOS
from spacy.tokens import Doc

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
    lexicon = load()
    made: list[Word] = []
    heads: list[int] = []  # token of each word's head; -1 for a root
    place: dict[int, int] = {}  # token -> index of the word that stands for it in the tree
    inner: dict[int, int] = {}  # word -> index of the word that it hangs on, inside its token
    for token in doc:
        if token.is_space:
            continue
        text, start = token.text, token.idx
        root = token.head.i == token.i
        word = Word(start, start + len(text), text, token.lemma_, token.pos_, "", -1, "root" if root else token.dep_)
        index = place[token.i] = len(made)
        above = -1 if root else token.head.i
        feats = token.morph.to_dict()
        value = feats.pop("Clitic", None)
        length = next((n for n in (3, 2) if text[-n:].lower() in lexicon.forms and len(text) > n), 0) if value else 0
        word = word._replace(feats="|".join(f"{key}={name}" for key, name in feats.items()))
        relation = lexicon.relations.get(value) if value and length else None
        if relation is None:
            made.append(word)
            heads.append(above)
            continue
        clitic = text[-length:]
        hung = Word(word.start, word.end, clitic, clitic.lower(), relation.upos, "", -1, relation.deprel)
        if word.upos == "ADP":
            # `menurutnya`: the preposition marks its clitic, which is what hangs in the sentence
            hung, word = hung._replace(deprel=word.deprel), word._replace(deprel="case")
            place[token.i] = index + 1
        made += [word._replace(text=text[:-length]), hung]
        heads += [above, above]
        inner[index if word.upos == "ADP" else index + 1] = place[token.i]
    return [
        word._replace(head=inner.get(index, place.get(heads[index], -1) if heads[index] >= 0 else -1))
        for index, word in enumerate(made)
    ]
