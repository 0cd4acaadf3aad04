"""``python -m beritaparse``: the command ``beritaparse``."""

from __future__ import annotations

from .cli import main

if __name__ == "__main__":
    main()
