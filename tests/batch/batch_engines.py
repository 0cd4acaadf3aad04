"""Engines that worker processes load by name: a quick one, and one that some pages harm."""

from __future__ import annotations

import os
import signal
import time
from typing import Any

import spacy

from beritaparse import Article, Parser


class Quick(Parser):
    """Segments only, so that a worker is there at once."""

    def __init__(self) -> None:
        nlp = spacy.blank("ind")
        nlp.add_pipe("beritaparse_layout")
        nlp.add_pipe("beritaparse_sentences")
        super().__init__(nlp)


class Fragile(Quick):
    def parse(self, text: str, **given: Any) -> Article:
        if "MATI" in text:
            os.kill(os.getpid(), signal.SIGSEGV)
        if "LAMA" in text:
            time.sleep(600)
        if "BOROS" in text:
            raise MemoryError
        if "GALAT" in text:
            raise RuntimeError("the parser has a defect")
        return super().parse(text, **given)


def quick() -> Parser:
    return Quick()


def fragile() -> Parser:
    return Fragile()


def no_parser() -> object:
    return object()


def broken() -> Parser:
    raise RuntimeError("no model here")


def dies() -> Parser:
    os._exit(3)
