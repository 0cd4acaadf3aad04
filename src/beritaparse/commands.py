"""How our commands tell of input that they cannot use."""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import contextmanager

import typer


@contextmanager
def exit_on_bad_input(code: int, *kinds: type[Exception]) -> Generator[None, None, None]:
    """Turn an OSError, a ValueError or one of ``kinds`` into one line on standard error and the exit code ``code``."""
    try:
        yield
    except (OSError, ValueError, *kinds) as error:
        reason = f"{error.filename}: {error.strerror}" if isinstance(error, OSError) and error.strerror else error
        print(f"beritaparse: {reason}", file=sys.stderr)
        raise typer.Exit(code) from None
