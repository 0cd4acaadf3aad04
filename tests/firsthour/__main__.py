"""The first hour of a journalist, a spaCy user and a contributor:  ``./dev firsthour``  (``python tests/firsthour``).

Wheel and sdist are built and installed into fresh environments.  In that of the wheel every command and snippet of
README and documentation is run, every output read by pandas, Polars, DuckDB and a spreadsheet, and rules of spaCy are
set before and behind our components.  In a copy of the project the changes of ``docs/contributing.md`` are made;
``--each`` makes them one by one.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import contributions
import environment

HERE = Path(__file__).resolve().parent


def timed(what: str, do: Callable[[], object]) -> None:
    began = time.monotonic()
    said = do()
    print(f"{what}: well, {time.monotonic() - began:.0f} s", *([said] if isinstance(said, str) else []), flush=True)


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="firsthour-") as name, ThreadPoolExecutor(2) as pool:
        folder = Path(name)
        wheel, sdist = environment.built(folder / "dist")
        python = environment.installed(folder / "wheel", wheel)

        def newcomer() -> None:
            timed("contributions", lambda: contributions.walk(folder, python, each="--each" in sys.argv))

        def packages() -> None:
            environment.check_readme(wheel)
            environment.sdist_holds(sdist, folder)
            environment.check(folder, wheel, python)
            other = environment.installed(folder / "sdist", sdist)
            environment.check(folder, sdist, other)

        def script(part: str) -> Callable[[], str]:
            return lambda: environment.run(python, HERE / f"{part}.py", folder / part, at=folder).strip()

        def user() -> None:
            timed("wheel and sdist", packages)
            timed("tables", script("tables"))
            timed("rules of spaCy", script("spacy_rules"))
            timed("commands and snippets", script("pages"))

        parts = [pool.submit(user), pool.submit(newcomer)]
        wrong = [error for error in (part.exception() for part in parts) if error is not None]
        for error in wrong:
            print(error, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
