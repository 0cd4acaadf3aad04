"""The package as somebody installs it: a wheel and an sdist, each into a fresh environment.

What the package needs is not installed again: the environments see the packages of the one that runs this, behind
their own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from email import message_from_string
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = "Scripts/beritaparse.exe" if os.name == "nt" else "bin/beritaparse"


def run(*words: str | Path, at: Path, environment: dict[str, str] | None = None) -> str:
    """The output of a command; raises AssertionError with what it said where it fails."""
    kept = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "BERITAPARSE_LEXICON")}
    result = subprocess.run(
        [*map(str, words)],
        cwd=at,
        env={**kept, "PYTHONIOENCODING": "utf-8", **(environment or {})},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == 0, f"{' '.join(map(str, words))}\n{result.stdout}\n{result.stderr}"
    return result.stdout


def built(folder: Path) -> tuple[Path, Path]:
    """Make wheel and sdist, and return their paths."""
    run(sys.executable, "-m", "hatchling", "build", "-d", folder, "-t", "wheel", "-t", "sdist", at=ROOT)
    (wheel,), (sdist,) = folder.glob("*.whl"), folder.glob("*.tar.gz")
    return wheel, sdist


def installed(folder: Path, package: Path) -> Path:
    """Install a file into a new environment, without what it needs, and return that environment's Python."""
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    own = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", at=folder).strip()
    shared = [path for path in sys.path if path.endswith("site-packages")]
    (Path(own) / "shared.pth").write_text("\n".join(shared) + "\n", encoding="utf-8")
    pip = (sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check", "--quiet", "install")
    run(*pip, "--no-deps", "--no-index", "--no-build-isolation", "--ignore-installed", package, at=folder)
    where = run(python, "-c", "import beritaparse; print(beritaparse.__file__)", at=folder).strip()
    assert where.startswith(own), f"{package.name} is not what is imported: {where}"
    return python


def check(folder: Path, package: Path, python: Path) -> None:
    """The first things that somebody tries."""
    script = python.parent.parent / SCRIPT
    version = run(script, "--version", at=folder)
    assert version == run(python, "-m", "beritaparse", "--version", at=folder)
    assert version.split()[-1] in package.name, version
    page = ROOT / "examples" / "deklarasi.txt"
    assert "AKBP Bagas Prawira Nugraha, Kapolres Demak" in run(script, "parse", page, "--format", "pretty", at=folder)
    code = "import spacy; nlp = spacy.blank('ind'); nlp.add_pipe('beritaparse_layout'); print(nlp.pipe_names)"
    assert "beritaparse_layout" in run(python, "-c", code, at=folder), "spaCy finds language and factories"


def check_readme(wheel: Path) -> None:
    """What PyPI shows has no links that lead nowhere there, if the project says where it is."""
    with ZipFile(wheel) as opened:
        name = next(name for name in opened.namelist() if name.endswith(".dist-info/METADATA"))
        told = message_from_string(opened.read(name).decode("utf-8"))
    assert told["Description-Content-Type"] == "text/markdown"
    if any("github" in url for url in told.get_all("Project-URL", [])):
        text = str(told.get_payload())
        assert 'srcset="docs/' not in text, "a picture of the README is a relative link"
        assert "](docs/" not in text, "the README has a relative link"


def sdist_holds(sdist: Path, folder: Path) -> None:
    """What the tests need lies in the sdist."""
    import tarfile

    with tarfile.open(sdist) as opened:
        names = {name.partition("/")[2] for name in opened.getnames()}
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        print("what the sdist holds is not compared: no git, or no checkout")
        return
    tracked = run("git", "ls-files", at=ROOT).splitlines()
    kept = ("src/", "tests/", "docs/", "benchmarks/", "examples/", "scripts/", "packages/")
    missing = [name for name in tracked if name.startswith(kept) and name not in names]
    assert not missing, f"the sdist lacks {missing[:10]}"
