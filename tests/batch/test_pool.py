"""The pool of workers by itself: nothing hangs, nothing is lost, whatever workers do."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from beritaparse.batch import BatchError, Limits, pool
from beritaparse.batch.pool import Pool
from beritaparse.batch.records import Failure

HERE = Path(__file__).parent
linux = pytest.mark.skipif(sys.platform != "linux", reason="signals and limits as Linux has them")


def results(made: Pool, *items: object, size: int = 8) -> list:
    batches = [items[at : at + size] for at in range(0, len(items), size)]
    try:
        return [result for _, found in made.run(batches) for result in found]
    finally:
        made.close()


def test_large_items_and_large_results_at_once(capfd) -> None:
    """Above the buffer of a socket both ways: neither side may wait for the other to read first."""
    items = [os.urandom(300_000 + n) for n in range(48)]
    assert results(Pool("pool_functions:echo", (), 2, Limits(seconds=20)), *items) == items
    assert capfd.readouterr().err == ""


def test_an_item_that_a_worker_has_no_room_for_costs_only_itself() -> None:
    large = bytes(180 << 20)
    made = results(Pool("pool_functions:echo", (), 1, Limits(megabytes=160)), "a", "b", large, "c")
    assert made[:2] + made[3:] == ["a", "b", "c"]
    assert made[2].kind == "memory"


@linux
def test_death_time_and_a_stop_cost_the_item_alone(monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(pool, "_GRACE", 0.5)
    items = ["a", "dies", "b", "sleeps", "c", "stops", "d", f"once {tmp_path / 'stopped'}", "e"]
    made = results(Pool("pool_functions:harmed", (), 2, Limits(seconds=1)), *items, size=3)
    assert [result if isinstance(result, str) else result.kind for result in made] == [
        "a",
        "crashed",
        "b",
        "timeout",
        "c",
        "timeout",
        "d",
        items[7],  # what was stopped once is done at the second try
        "e",
    ]
    assert made[1] == Failure("crashed", "the process that read it ended (exit code 3)")


@linux
@pytest.mark.parametrize("harm", [signal.SIGKILL, signal.SIGSTOP])
@pytest.mark.parametrize("workers", [1, 2])
def test_a_worker_that_is_harmed_while_it_starts_is_replaced(monkeypatch, tmp_path, harm, workers) -> None:
    monkeypatch.setattr(pool, "_START_SECONDS", 3.0)
    made = Pool("pool_functions:once", (str(tmp_path / "mark"), int(harm)), workers, Limits())
    assert results(made, *range(20)) == list(range(20))
    assert (tmp_path / "mark").exists()


@linux
@pytest.mark.parametrize("harm", [signal.SIGKILL, signal.SIGSTOP])
def test_the_process_that_forks_may_be_lost(monkeypatch, harm) -> None:
    monkeypatch.setattr(pool, "_END_SECONDS", 1.0)
    monkeypatch.setattr("beritaparse.batch.processes._END_SECONDS", 1.0)
    made = Pool("pool_functions:harmed", (), 2, Limits(recycle=8))
    found = made.run([[n] for n in range(400)])
    began = [next(found) for _ in range(4)]
    nursery = made._processes._process  # type: ignore[union-attr]
    os.kill(nursery.pid, harm)
    done = [result for _, batch in [*began, *found] for result in batch]
    made.close()
    assert done == list(range(400))
    assert nursery.returncode is not None


def test_workers_that_die_while_they_start_end_the_run() -> None:
    with pytest.raises(BatchError, match="exit code 3"):
        results(Pool("pool_functions:dies", (), 1, Limits()), 1)


@linux
def test_a_run_that_is_killed_leaves_no_worker(tmp_path) -> None:
    told = tmp_path / "pid"
    code = (
        f"import sys; sys.path.insert(0, {str(HERE)!r}); from beritaparse.batch.pool import *\n"
        f"list(Pool('pool_functions:ended_by_the_caller', (0,), 1, Limits()).run([[{str(told)!r}]]))"
    )
    run = subprocess.Popen([sys.executable, "-c", code])
    until = time.monotonic() + 60
    while not (told.exists() and told.read_text()) and time.monotonic() < until:
        time.sleep(0.05)
    worker = int(told.read_text())
    run.kill()
    run.wait()
    while Path(f"/proc/{worker}").exists() and time.monotonic() < until:
        time.sleep(0.05)
    assert not Path(f"/proc/{worker}").exists()


@linux
def test_a_worker_whose_run_does_not_look_ends_itself() -> None:
    """The system's timer ends an item: the run may be busy for long, and what comes of it is the same."""
    made = Pool("pool_functions:harmed", (), 1, Limits(seconds=0.5))
    found = made.run([["a"], ["sleeps"], ["b"]])
    first = next(found)
    time.sleep(1.5)
    assert first[1] + [result for _, batch in found for result in batch] == [
        "a",
        Failure("timeout", "took longer than 0.5 seconds"),
        "b",
    ]
    made.close()


def test_a_program_needs_no_guard_around_its_main_part(tmp_path) -> None:
    """Nothing of the caller's program runs in a worker."""
    program = tmp_path / "program.py"
    program.write_text(
        f"import sys\nsys.path.insert(0, {str(HERE)!r})\n"
        "from beritaparse.batch.pool import Pool, Limits\nprint('once')\n"
        "for _, found in Pool('pool_functions:modules', (), 2, Limits()).run([['program', '__mp_main__']]):\n"
        "    print(found)\n"
    )
    done = subprocess.run([sys.executable, str(program)], capture_output=True, text=True, timeout=60)
    assert done.stdout.split("\n") == ["once", "[False, False]", ""], done.stderr


def test_order_and_replacement() -> None:
    assert results(Pool("pool_functions:echo", (), 2, Limits(recycle=7)), *range(100)) == list(range(100))
