from __future__ import annotations

import os
import shutil

import pytest
from hypothesis import HealthCheck, settings

import beritaparse
from beritaparse import Article, Parser
from beritaparse.parser import build

settings.register_profile(
    "house", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
settings.load_profile("house")
"""A busy machine makes no test fail; parsers are fixtures."""

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chromium-headless-shell")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def rules() -> Parser:
    return beritaparse.load("rules")


@pytest.fixture(scope="session")
def parse_rules(rules: Parser):
    def parse(text: str, **given) -> Article:
        return rules.parse(text, **given)

    return parse


@pytest.fixture(scope="session")
def parse_default():
    """Parse with the packaged recogniser."""
    parser = beritaparse.load()

    def parse(text: str, **given) -> Article:
        return parser.parse(text, **given)

    return parse


@pytest.fixture(scope="session")
def parse_seen():
    """Parse with a recogniser that sees exactly the names it is told of, each sure; they are people if not labelled."""
    nlp = build("rules")  # one of its own: what is loaded is shared
    ruler = nlp.add_pipe("entity_ruler", before="beritaparse_units")
    parser = Parser(nlp)

    def parse(text: str, *names: str, label: str = "PER") -> Article:
        ruler.clear()  # type: ignore[attr-defined]
        ruler.add_patterns([{"label": label, "pattern": name} for name in names])  # type: ignore[attr-defined]
        return parser.parse(text)

    return parse


@pytest.fixture(scope="session")
def browser():
    """A Chromium of the system (BERITAPARSE_BROWSER names another), or the one that playwright has installed.

    Without one the tests are skipped; where BERITAPARSE_NEED_BROWSER is set, as in CI, they fail.
    """
    sync_api = pytest.importorskip("playwright.sync_api")
    program = os.environ.get("BERITAPARSE_BROWSER") or next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_api.sync_playwright() as playwright:
        if program is None and not os.path.exists(playwright.chromium.executable_path):
            give_up = pytest.fail if os.environ.get("BERITAPARSE_NEED_BROWSER") else pytest.skip
            give_up("no Chromium: apt-get install chromium, or playwright install chromium")
        started = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield started
        started.close()
