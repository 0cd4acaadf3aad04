"""What a description that points back tells of whoever it means: `pria kelahiran Solo itu`, `politikus PDIP ini`.

Input: the source as written.  Output: named features: `perempuan itu` tells less than `pelatih asal Belanda itu`.
"""

from __future__ import annotations

from ..lexicon.speech import words

_MOST_WORDS = 5


def told(written: str) -> list[str]:
    """How much a description tells: its words, what it says besides a noun, a name inside it."""
    tokens = written.split()[:-1]
    inside = [token.strip(",.()") for token in tokens[1:]]
    lists = words()
    more = any(token in lists.telling or token[:1].isdigit() for token in inside)
    return [
        f"words={min(len(tokens), _MOST_WORDS)}",
        f"more={more}",
        f"name inside={any(token[:1].isupper() for token in inside)} first={written[:1].isupper()}",
        f"thing={tokens[0].lower() in lists.not_speakers if tokens else True}",
    ]
