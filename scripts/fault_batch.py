"""Random faults on batch runs: workers and the run itself killed or stopped, inputs that break off, records that are
too large or poisonous, a disk that is full.

    python scripts/fault_batch.py [--runs 20] [--records 60] [--seed 1] [--keep FOLDER]

A supervisor with a clock of its own starts each run, does its harm, and starts the same command again until it is done.
It fails (exit code 1, with the seed of the run) where a command takes longer than its time, where records that were
read are neither in the output nor in the errors, and where the result is not that of a run without harm, to the byte.
"""

from __future__ import annotations

import argparse
import contextlib
import gzip
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SECONDS = 300.0
"""Longest time of one command."""
ENGINE = "fault_engine:engine"
SLOW = 6.0
"""Time limit of an article in the runs; the poison sleeps for longer."""
CODE = (
    "from beritaparse.batch import pool, runner; runner._COMMIT_ITEMS = 8; pool._GRACE = 1.0;"
    " pool._START_SECONDS = 60.0; pool._END_SECONDS = 20.0; import resource, sys; size = int(sys.argv.pop(1));"
    " size and resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)); from beritaparse.cli import main; main()"
)
FAULTS = (
    "kill run",
    "stop run",
    "kill worker",
    "stop worker",
    "kill nursery",
    "stop nursery",
    "full disk",
    "interrupt",
)
ENGINE_CODE = """
import os, signal, time
from beritaparse import Parser
from beritaparse.page import Page, take
from beritaparse.stages import STAGES, function_of

class Fragile(Parser):
    def page(self, text, **_):
        page = Page(text)
        for stage in STAGES[:2]:  # layout and sentences, so that a start costs little
            take(page, function_of(stage)(page))
        return page

    def parse(self, text, **given):
        time.sleep(0.01)
        if "MATI" in text:
            os.kill(os.getpid(), signal.SIGSEGV)
        if "LAMA" in text:
            time.sleep(60)
        if "GALAT" in text:
            raise RuntimeError("a defect")
        return super().parse(text, **given)

def engine():
    return Fragile()
"""


def inputs(folder: Path, records: int, chance: random.Random) -> int:
    """Write mixed inputs; return how many records they hold, those that cannot be read included."""
    folder.mkdir()

    def text(number: int) -> str:
        body = f"DEMAK - Kapolres Demak memimpin apel nomor {number}, Rabu (16/10/2024). " * chance.choice((1, 3, 40))
        poison = chance.random()
        if poison < 0.06:
            return body + chance.choice(("MATI", "GALAT", "LAMA"))
        return "" if poison < 0.09 else body * 400 if poison < 0.12 else body

    rows = [{"id": f"a{number}", "text": text(number)} for number in range(records)]
    third = records // 3
    jsonl = "".join(json.dumps(row) + "\n" for row in rows[:third])
    (folder / "a.jsonl").write_text(jsonl + "no json\n")
    (folder / "b.json").write_text(json.dumps(rows[third : 2 * third], indent=1))
    (folder / "d.csv").write_text("id,text\n" + "".join(f'{row["id"]},"{row["text"]}"\n' for row in rows[2 * third :]))
    packed = gzip.compress("".join(json.dumps(row | {"id": "z" + row["id"]}) + "\n" for row in rows[:third]).encode())
    (folder / "e.jsonl.gz").write_bytes(
        packed[: chance.choice((len(packed), len(packed) * 2 // 3))]
    )  # it may break off
    for number in range(5):
        (folder / f"f{number}.txt").write_text(f"Isi halaman {number}.")
    (folder / "g.doc").write_text("of no kind that is read")
    return records


class HungError(Exception):
    """A command took longer than its time."""


class Run:
    """A command that is under way, and the processes that it has."""

    def __init__(self, folder: Path, output: Path, size: int) -> None:
        command = [sys.executable, "-c", CODE, str(size), "batch", str(folder), "-o", str(output), "--workers", "2"]
        command += ["--engine", ENGINE, "--time-limit", str(SLOW), "--record-limit", "1"]
        path = os.pathsep.join([str(folder.parent), *sys.path])
        self._began = time.monotonic()
        self.process = subprocess.Popen(
            command, env=os.environ | {"PYTHONPATH": path}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )

    def children(self, pid: int) -> list[int]:
        with contextlib.suppress(OSError):
            return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
        return []

    def harm(self, fault: str, chance: random.Random) -> None:
        what, _, whom = fault.partition(" ")
        nursery = self.children(self.process.pid)
        workers = [child for pid in nursery for child in self.children(pid)]
        found = {"run": [self.process.pid], "nursery": nursery, "worker": workers}.get(whom, [self.process.pid])
        if not found:
            return
        pid = chance.choice(found)
        with contextlib.suppress(ProcessLookupError):
            if what == "stop":
                os.kill(pid, signal.SIGSTOP)
                if whom == "run":
                    time.sleep(chance.uniform(0.1, 2.5))
                    os.kill(pid, signal.SIGCONT)
            else:
                os.kill(pid, signal.SIGINT if what == "interrupt" else signal.SIGKILL)

    def wait(self, seconds: float) -> int | None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            return self.process.wait(seconds)
        if time.monotonic() - self._began > SECONDS:
            self.process.kill()
            raise HungError(f"took longer than {SECONDS:g} seconds")
        return None

    def told(self) -> str:
        return self.process.stderr.read().decode() if self.process.stderr else ""


def done(folder: Path, output: Path, faults: list[str], chance: random.Random) -> Iterator[str]:
    """Run the command until it is done, with one fault for each start; yield what is wrong."""
    while True:
        fault = faults.pop() if faults else ""
        run = Run(folder, output, chance.choice((2_000, 20_000)) if fault == "full disk" else 0)
        until = time.monotonic() + chance.uniform(0.2, 4.0)
        while fault and fault != "full disk" and time.monotonic() < until and run.wait(0.02) is None:
            pass
        if fault and fault != "full disk" and run.process.poll() is None:
            run.harm(fault, chance)
        while (code := run.wait(1.0)) is None:
            pass
        told = run.told()
        if "Traceback" in told and not fault.startswith(("kill", "interrupt")):
            yield f"a traceback after {fault or 'nothing'}: {told[-600:]}"
        if code in (0, 1) and "Traceback" not in told:
            return
        if not fault:
            yield f"exit code {code} without a fault: {told[-600:]}"
            return


def accounted(output: Path) -> str | None:
    counts = json.loads(Path(f"{output}.summary.json").read_text())["counts"]
    written = len(output.read_text().splitlines())
    lost = sum(not json.loads(line)["kept"] for line in Path(f"{output}.errors.jsonl").read_text().splitlines())
    if counts["read"] != counts["written"] + counts["lost"] or (written, lost) != (counts["written"], counts["lost"]):
        return f"{counts}, but {written} articles and {lost} errors"
    return None


def one(seed: int, records: int, folder: Path) -> list[str]:
    """Do one run with faults beside one without; return what is wrong.

    Every ten seeds read the same inputs; what comes of them without harm is made once, in ``folder``.
    """
    (folder / "fault_engine.py").write_text(ENGINE_CODE)
    source, whole, harmed = folder / f"in{seed // 10}", folder / f"whole{seed // 10}.jsonl", folder / "harmed.jsonl"
    chance = random.Random(seed)
    faults = [chance.choice(FAULTS) for _ in range(chance.randint(1, 4))]
    wrong: list[str] = []
    try:
        if not whole.exists():
            inputs(source, records, random.Random(seed // 10))
            wrong += done(source, whole, [], chance)
        wrong += done(source, harmed, faults.copy(), chance)
    except HungError as error:
        return [f"{faults}: {error}"]
    if wrong:
        return wrong
    for output in (whole, harmed):
        if (reason := accounted(output)) is not None:
            wrong.append(reason)
    for suffix in ("", ".errors.jsonl"):
        if Path(f"{whole}{suffix}").read_bytes() != Path(f"{harmed}{suffix}").read_bytes():
            wrong.append(f"{faults}: another result{suffix}")
    if wrong:
        return wrong
    left = [path.name for path in folder.iterdir() if ".work" in path.name and "lock" not in path.name]
    return [f"{faults}: left behind: {left}"] if left else []


def seeds(first: int, runs: int, records: int, keep: str | None) -> int:
    """Do the runs; return how many failed."""
    failed = done_runs = 0
    folder = Path(tempfile.mkdtemp())
    try:
        for seed in range(first, first + runs):
            if seed % 10 == 0:
                shutil.rmtree(folder)
                folder.mkdir()
            for path in folder.glob("harmed.jsonl*"):
                shutil.rmtree(path) if path.is_dir() else path.unlink()
            wrong = one(seed, records, folder)
            if wrong and keep:
                shutil.copytree(folder, Path(keep) / str(seed))
            failed += bool(wrong)
            done_runs += 1
            for reason in wrong:
                print(f"seed {seed}: {reason}", flush=True)
            if done_runs % 10 == 0:
                print(f"{done_runs} runs, {failed} failed", flush=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return failed


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    options.add_argument("--runs", type=int, default=20)
    options.add_argument("--records", type=int, default=60)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--keep", help="where the files of a run that fails are kept")
    given = options.parse_args()
    failed = seeds(given.seed, given.runs, given.records, given.keep)
    print(f"{given.runs} runs, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
