"""Make the pictures of the README and the documentation: the page of an article, a corpus report, the terminal.

    python scripts/pictures.py [--into docs/pictures] [NAME …]

Each in light and dark, by a Chromium of the system (or one that playwright installed).  The article is
``examples/deklarasi.txt``; the corpus of the report is invented: the texts below, filled from the gazetteer and with
the names of ``lexicon/constructions.toml``, the same in each run.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal

from rich.console import Console
from rich.terminal_theme import MONOKAI, TerminalTheme

import beritaparse
from beritaparse.gazetteer.regions import provinces_and_regencies
from beritaparse.lexicon.constructions import load as constructions
from beritaparse.report.terminal import show

ROOT = Path(__file__).resolve().parents[1]
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chromium-headless-shell")
FLAGS = ["--no-sandbox", "--disable-gpu", "--force-color-profile=srgb", "--hide-scrollbars"]
WIDTH = 1120
SHOWN = {"page": ("h1", ".q-content", 820), "report": ("#h-events", None, 1120)}
"""What stands at the upper edge of a picture, what the pointer rests on, and how high the picture is."""
LIGHT = TerminalTheme(
    (255, 255, 255),
    (36, 41, 47),
    [
        (36, 41, 47),
        (207, 34, 46),
        (17, 99, 41),
        (124, 82, 0),
        (9, 105, 218),
        (130, 80, 223),
        (27, 124, 131),
        (87, 96, 106),
    ],
    [
        (87, 96, 106),
        (164, 14, 38),
        (26, 127, 55),
        (99, 60, 1),
        (33, 139, 255),
        (164, 117, 249),
        (49, 146, 170),
        (36, 41, 47),
    ],
)
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
OUTLETS = ("kabarpesisir.news", "Kabarkini.id", "wartalereng.com", "suarakampung.id")
STORIES = (
    (9, "Polres {r} Ungkap Peredaran Sabu", "Satresnarkoba Polres {r} menangkap pengedar sabu berinisial {i} di {k}"),
    (8, "Dua Pencuri Motor Ditangkap Polres {r}", "Polres {r} menangkap dua pelaku pencurian sepeda motor di {k}"),
    (7, "Truk Tabrak Motor di {r}, Satu Tewas", "Sebuah truk menabrak sepeda motor di Jalan Raya {r}, {k}"),
    (6, "Banjir Rendam Ratusan Rumah di {r}", "Banjir merendam ratusan rumah di {k}"),
    (5, "Polres {r} Gelar Patroli Malam", "Polres {r} menggelar patroli malam di {k}"),
    (4, "Kebakaran Hanguskan Pasar di {r}", "Kebakaran menghanguskan puluhan kios pasar di {k}"),
    (4, "Deklarasi Pilkada Damai Digelar di {r}", "Polres {r} dan KPU {r} menggelar deklarasi pilkada damai di {k}"),
    (3, "Warga {r} Demo Tolak Tambang", "Ratusan warga menggelar unjuk rasa menolak tambang di {k}"),
    (3, "Longsor Tutup Jalan di {r}", "Tanah longsor menutup jalan di {k}"),
    (3, "Terdakwa Korupsi {r} Divonis", "Terdakwa korupsi dana desa divonis penjara di Pengadilan Negeri {r}"),
)
"""How often a story comes, its headline and its first sentence."""
VOICES = (
    "“Kami terus mendalami kasus ini,” kata Kapolres {r} AKBP {p}.",
    "“Petugas sudah berada di lokasi,” ujar Kepala BPBD {r}, {q}.",
    "“Kami minta warga tetap tenang,” kata Bupati {r} {q}.",
    "Seorang warga, {w}, mengaku terkejut mendengar kabar itu.",
    "Kapolres {r} AKBP {p} mengatakan, situasi sudah aman.",
)


def corpus(number: int) -> Iterator[dict[str, str]]:
    """Invented articles of half a year."""
    chance = random.Random(3)
    first, last = (constructions().fillings[kind] for kind in ("first", "last"))
    regencies = [r for r in provinces_and_regencies() if r.level == "regency"]
    chosen = chance.sample(regencies, 60)
    weights = [1 / (1 + place / 6) for place in range(len(chosen))]
    heads = {r.code: [f"{chance.choice(first)} {chance.choice(last)}" for _ in range(2)] for r in chosen}
    for at in range(number):
        where = chance.choices(chosen, weights)[0]
        _, headline, lead = chance.choices(STORIES, [often for often, *_ in STORIES])[0]
        day = date(2025, 1, 1) + timedelta(int(180 * chance.random() ** 0.8))
        name = where.official_name.removeprefix("Kabupaten ").strip()
        told = {
            "r": name,
            "d": name.upper(),
            "k": f"Kabupaten {name}",
            "t": f"{WEEKDAYS[day.weekday()]} ({day.day}/{day.month}/{day.year})",
            "p": heads[where.code][0],
            "q": heads[where.code][1],
            "w": f"{chance.choice(first)} {chance.choice(last)} ({chance.randint(20, 60)})",
            "i": "".join(chance.sample("ABDHKMRST", 2)),
        }
        paragraphs = [f"{{d}} - {lead}, {{t}}.", *chance.sample(VOICES, 2)]
        text = "\n\n".join(paragraph.format(**told) for paragraph in paragraphs)
        yield {
            "id": f"a{at:04}",
            "title": headline.format(**told),
            "text": text,
            "published": (day + timedelta(1)).isoformat(),
            "outlet": chance.choice(OUTLETS),
        }


def command(*words: str | Path, at: Path) -> None:
    subprocess.run([sys.executable, "-m", "beritaparse", *map(str, words)], check=True, cwd=at)


def page(folder: Path) -> Path:
    made = folder / "page.html"
    command("view", "deklarasi.txt", "-o", made, at=ROOT / "examples")
    return made


def report(folder: Path) -> Path:
    dump, facts, made = folder / "corpus.jsonl", folder / "facts.parquet", folder / "report.html"
    dump.write_text("".join(json.dumps(article) + "\n" for article in corpus(700)), encoding="utf-8")
    command("batch", dump, "-o", facts, "--workers", "1", at=folder)
    command("report", facts, "-o", made, at=folder)
    return made


def terminal(folder: Path, scheme: Scheme) -> Path:
    """What ``beritaparse parse --format pretty`` prints, as a web page."""
    console = Console(record=True, width=112, force_terminal=True, color_system="truecolor", file=io.StringIO())
    console.print("[bold]$[/] beritaparse parse examples/deklarasi.txt --format pretty\n", highlight=False)
    show(beritaparse.parse((ROOT / "examples" / "deklarasi.txt").read_text(encoding="utf-8")), console, text=False)
    theme = LIGHT if scheme == "light" else MONOKAI
    made = folder / f"terminal-{scheme}.html"
    made.write_text(console.export_html(theme=theme, code_format=TERMINAL), encoding="utf-8")
    return made


TERMINAL = """<!DOCTYPE html><meta charset="utf-8"><style>
{stylesheet}
body {{ margin: 0; background: {background}; color: {foreground}; display: inline-block; }}
pre {{ margin: 0; padding: 18px 22px; font: 14px/1.35 "DejaVu Sans Mono", Menlo, Consolas, monospace; }}
</style><pre><code>{code}</code></pre>"""


def picture(browser: Any, kind: str, source: Path, target: Path, scheme: Scheme) -> None:
    """Save a part of a page as ``SHOWN`` says, or the whole of it."""
    upper, touched, height = SHOWN.get(kind, (None, None, 400))
    view = {"width": WIDTH, "height": height}
    tab = browser.new_page(viewport=view, color_scheme=scheme, reduced_motion="reduce")
    tab.goto(source.as_uri())
    if upper:
        tab.evaluate("at => scrollTo(0, document.querySelector(at).getBoundingClientRect().top - 84)", upper)
    if touched:
        tab.locator(touched).first.hover()
    tab.wait_for_timeout(800)  # the charts are drawn
    (tab if upper else tab.locator("body")).screenshot(path=str(target))
    tab.close()


def main() -> int:
    from playwright.sync_api import sync_playwright

    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("names", nargs="*", default=["page", "report", "terminal"])
    arguments.add_argument("--into", type=Path, default=ROOT / "docs" / "pictures")
    options = arguments.parse_args()
    options.into.mkdir(parents=True, exist_ok=True)
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        makers = {"page": page, "report": report}
        for kind in options.names:
            made = makers[kind](folder) if kind in makers else None
            for scheme in SCHEMES:
                target = options.into / f"{kind}-{scheme}.png"
                picture(browser, kind, made or terminal(folder, scheme), target, scheme)
                print(target)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
