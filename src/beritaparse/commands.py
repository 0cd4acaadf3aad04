"""How our commands tell of input that they cannot use."""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import contextmanager

import typer

_CONTROLS = (
    {code: 0x2400 + code for code in range(32) if code not in b"\t\n\r"}
    | {0x0D: 0x20, 0x7F: 0x2421}
    | dict.fromkeys(range(0x80, 0xA0), 0xFFFD)
)


def harmless(text: object) -> str:
    """Return a text of somebody else as a terminal may show it, character for character: controls, by which it could
    write to the clipboard or over what stands there, become their pictures."""
    return str(text).translate(_CONTROLS)


def complain(reason: object) -> None:
    """Tell on standard error what cannot be done."""
    print(f"beritaparse: {harmless(reason)}", file=sys.stderr)


@contextmanager
def exit_on_bad_input(code: int, *kinds: type[Exception]) -> Generator[None, None, None]:
    """Turn an OSError, a ValueError or one of ``kinds`` into one line on standard error and the exit code ``code``."""
    try:
        yield
    except (OSError, ValueError, *kinds) as error:
        reason = f"{error.filename}: {error.strerror}" if isinstance(error, OSError) and error.strerror else error
        complain(reason)
        raise typer.Exit(code) from None
