from __future__ import annotations

import contextlib
import io
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

import beritaparse
from beritaparse.batch import BatchError, Job, Limits, run, runner
from beritaparse.batch.parts import Part

from .conftest import PAGE, lines

HERE = Path(__file__).parent
QUICK = "batch_engines:quick"
FRAGILE = "batch_engines:fragile"


def test_the_output_is_what_parse_gives_in_the_order_of_the_input(dump, tmp_path) -> None:
    output = tmp_path / "out.jsonl"
    summary = run(Job((dump(30),), str(output), engine="rules"), workers=2)
    assert (summary.counts.read, summary.counts.written, summary.counts.lost) == (30, 30, 0)
    parser = beritaparse.load("rules")
    expected = [parser.parse(PAGE.format(n=n), id=f"a{n}", published="2024-10-17") for n in range(30)]
    assert output.read_text("utf-8").splitlines() == [article.model_dump_json() for article in expected]
    assert not Path(f"{output}.work").exists()


@pytest.mark.parametrize("limit", [None, 400])
def test_progress_says_how_much_is_done_and_how_much_of_the_input(dump, tmp_path, limit) -> None:
    shares = []
    job = Job(
        (dump(300, name="a.jsonl"), dump(300, name="b.jsonl")), str(tmp_path / "o.jsonl"), engine=QUICK, limit=limit
    )
    run(job, workers=1, progress=lambda counts, share: shares.append((counts.read, share)))
    assert shares == sorted(shares)
    assert shares[-1] == (limit or 600, 1.0)
    assert shares[0][1] < 0.9 or limit  # read ahead by a bounded number of batches
    assert all(abs(share - read / 400) < 1e-9 for read, share in shares if limit)


def test_a_poisonous_article_costs_only_itself(dump, tmp_path) -> None:
    poison = {3: "MATI", 7: "LAMA", 8: "MATI lagi", 11: "BOROS", 15: "GALAT", 20: "\ud800", 39: "MATI"}
    output = tmp_path / "out.jsonl"
    job = Job((dump(40, poison),), str(output), engine=FRAGILE)
    summary = run(job, workers=2, limits=Limits(seconds=4.0))
    assert summary.counts.model_dump(include={"read", "written", "lost"}) == {"read": 40, "written": 33, "lost": 7}
    assert [row["id"] for row in lines(output)] == [f"a{n}" for n in range(40) if n not in poison]
    told = {row["id"]: (row["kind"], row["line"]) for row in lines(summary.errors)}
    assert told == {
        "a3": ("crashed", 4),
        "a7": ("timeout", 8),
        "a8": ("crashed", 9),
        "a11": ("memory", 12),
        "a15": ("failed", 16),
        "a20": ("invalid", 21),
        "a39": ("crashed", 40),
    }
    assert all(row["file"].endswith("dump.jsonl") and row["reason"] for row in lines(summary.errors))


def test_workers_are_replaced_without_loss(dump, tmp_path) -> None:
    output = tmp_path / "out.jsonl"
    run(Job((dump(60),), str(output), engine=QUICK), workers=2, limits=Limits(recycle=16))
    assert [row["id"] for row in lines(output)] == [f"a{n}" for n in range(60)]


def test_duplicates_are_said_and_dropped_on_demand(dump, tmp_path) -> None:
    source = dump(20, {12: PAGE.format(n=3), 13: PAGE.format(n=3)})
    kept = run(Job((source,), str(tmp_path / "all.jsonl"), engine=QUICK), workers=2)
    dropped = run(Job((source,), str(tmp_path / "few.jsonl"), engine=QUICK, dedupe=True), workers=2)
    assert (kept.counts.written, kept.counts.lost, kept.counts.duplicates) == (20, 0, 2)
    assert (dropped.counts.written, dropped.counts.lost, dropped.counts.duplicates) == (18, 2, 2)
    assert [(row["id"], row["kept"]) for row in lines(dropped.errors)] == [("a12", False), ("a13", False)]
    assert all(row["reason"].endswith("dump.jsonl:4") for row in lines(kept.errors))


def test_an_id_that_comes_again_with_another_text_is_told(tmp_path) -> None:
    rows = [("a", "Satu."), ("b", "Satu."), ("b", "Dua."), ("a", "Tiga."), ("", "Satu."), ("", "Empat.")]
    dump = tmp_path / "a.jsonl"
    dump.write_text("\n".join(json.dumps({"id": id, "text": text}) for id, text in rows))
    for dedupe, expected in ((False, [2, 3, 4, 5]), (True, [2, 4, 5])):  # what is dropped has taken no id
        output = str(tmp_path / f"o{dedupe}.jsonl")
        errors = lines(run(Job((str(dump),), output, engine=QUICK, dedupe=dedupe), workers=1).errors)
        assert [row["line"] for row in errors] == expected
        told = {row["line"]: (row["kind"], row["reason"]) for row in errors if row["kind"] == "id"}
        assert told[4] == ("id", f"same id as {dump}:1, another text")
        assert (3 in told) is not dedupe


def test_articles_without_id_get_a_hash_of_their_text(tmp_path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.jsonl").write_text(json.dumps({"text": f"Isi {name}."}) + '\n{"text": "Sama."}\n')
    run(Job((str(tmp_path / "*.jsonl"),), str(tmp_path / "out" / "o.jsonl"), engine=QUICK), workers=1)
    ids = [row["id"] for row in lines(tmp_path / "out" / "o.jsonl")]
    assert ids[1] == ids[3]
    assert len(set(ids)) == 3


def test_unreadable_dates_are_told_and_the_article_kept(tmp_path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": "Isi.", "date": "Tidak ditemukan"}))
    summary = run(Job((str(tmp_path / "a.jsonl"),), str(tmp_path / "o.jsonl"), engine=QUICK), workers=1)
    assert (summary.counts.written, summary.counts.problems) == (1, {"date": 1})


def test_an_empty_dump_gives_an_empty_output(tmp_path) -> None:
    (tmp_path / "a.jsonl").write_text("")
    summary = run(Job((str(tmp_path / "a.jsonl"),), str(tmp_path / "o.jsonl")), workers=1)
    assert summary.counts.read == 0
    assert (tmp_path / "o.jsonl").read_bytes() == b""


def test_a_finished_job_is_not_done_again_and_another_is_refused(dump, tmp_path) -> None:
    source, output = dump(4), tmp_path / "o.jsonl"
    first = run(Job((source,), str(output), engine=QUICK), workers=1)
    stamp = output.stat().st_mtime_ns
    again = run(Job((source,), str(output), engine=QUICK), workers=1)
    assert (again.counts, again.resumed) == (first.counts, 4)
    assert output.stat().st_mtime_ns == stamp
    with pytest.raises(BatchError, match="--overwrite"):
        run(Job((source,), str(output), engine=QUICK, limit=2), workers=1)
    assert run(Job((source,), str(output), engine=QUICK, limit=2), workers=1, overwrite=True).counts.read == 2


def test_an_unfinished_run_of_other_settings_or_input_is_not_taken_up(dump, tmp_path, monkeypatch) -> None:
    source, output = dump(40), str(tmp_path / "o.jsonl")
    monkeypatch.setattr("beritaparse.batch.runner._COMMIT_ITEMS", 8)
    monkeypatch.setattr("beritaparse.batch.runner._finish", interrupted)
    with pytest.raises(KeyboardInterrupt):
        run(Job((source,), output, engine=QUICK), workers=1)
    monkeypatch.undo()
    with pytest.raises(BatchError, match=r"other settings \(limit\)"):
        run(Job((source,), output, engine=QUICK, limit=5), workers=1)
    status = os.stat(source)
    Path(source).write_text(Path(source).read_text().replace("nomor 1,", "nomor X,"))
    os.utime(source, ns=(status.st_atime_ns, status.st_mtime_ns))
    with pytest.raises(BatchError, match="not what it was"):
        run(Job((source,), output, engine=QUICK), workers=1)
    assert run(Job((source,), output, engine=QUICK), workers=1, restart=True).counts.written == 40


def test_a_work_folder_in_which_nothing_was_done_is_in_nobodys_way(dump, tmp_path, monkeypatch) -> None:
    source, output = dump(4), str(tmp_path / "o.jsonl")
    with monkeypatch.context() as patch:
        patch.setattr(runner, "_parse_all", interrupted)
        with pytest.raises(KeyboardInterrupt):
            run(Job((source,), output, engine=QUICK), workers=1)
    assert run(Job((source,), output, engine=QUICK, limit=2), workers=1).counts.read == 2


@pytest.mark.skipif(sys.platform == "win32", reason="no such locks on Windows")
def test_two_runs_at_one_output_do_not_mix(dump, tmp_path, monkeypatch) -> None:
    source, output = dump(4), str(tmp_path / "o.jsonl")
    job = Job((source,), output, engine=QUICK)
    with runner.Store(f"{output}.work").alone(), pytest.raises(BatchError, match="another run is at work"):
        run(job, workers=1)
    Path(f"{output}.work.lock").write_bytes(b"")  # of a run that was killed
    assert run(job, workers=1).counts.read == 4
    assert not Path(f"{output}.work.lock").exists()


def test_an_output_that_cannot_be_written_is_told(dump, tmp_path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BatchError, match="file"):
        run(Job((dump(2),), str(tmp_path / "file" / "o.jsonl"), engine=QUICK), workers=1)


def test_standard_input_is_read_each_time(tmp_path, monkeypatch) -> None:
    job = Job(("-",), str(tmp_path / "o.jsonl"), engine=QUICK)
    for count in (2, 3):
        data = b"".join(b'{"text": "Isi %d."}\n' % n for n in range(count))
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(data)))
        assert run(job, workers=1, overwrite=True).counts.read == count


def interrupted(*_: object) -> None:
    raise KeyboardInterrupt


def test_engines_that_cannot_be_loaded_are_told(dump, tmp_path) -> None:
    for engine, reason in (
        ("nihil", "unknown engine"),
        ("batch_engines:no_parser", "must return"),
        ("batch_engines:broken", "no model here"),
    ):
        with pytest.raises(BatchError, match=reason):
            run(Job((dump(2),), str(tmp_path / "o.jsonl"), engine=engine), workers=1, restart=True)


OFTEN = "from beritaparse.batch import runner; runner._COMMIT_ITEMS = 16; from beritaparse.cli import main; main()"
"""The command, committing after every 16 articles, so that small dumps have many parts."""


def parts(output: Path) -> int:
    return len(list(Path(f"{output}.work").glob("part-*.json")))


def wait(process: subprocess.Popen[bytes], seconds: float) -> None:
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(timeout=seconds)


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_killed_at_random_moments_the_result_is_the_same_to_the_byte(dump, tmp_path) -> None:
    poison = {50: "", 133: PAGE.format(n=5)}
    source = dump(240, poison)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(HERE), *sys.path])}

    def start(output: Path) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-c", OFTEN, "batch", source, "-o", str(output), "--workers", "2", "--engine", QUICK]
        return subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)

    whole = tmp_path / "whole.jsonl"
    began = time.monotonic()
    assert start(whole).wait() == 1  # one record is empty
    duration = time.monotonic() - began
    expected = [Path(f"{whole}{suffix}").read_bytes() for suffix in ("", ".errors.jsonl")]
    chance = random.Random(7)
    kills = resumed = outputs = 0
    while kills < 8:
        output = tmp_path / f"killed{outputs}.jsonl"
        outputs += 1
        while True:
            process = start(output)
            if kills % 2:  # at any moment of its life, or soon after it has committed something
                wait(process, chance.uniform(0.3, 1.05) * duration)
            else:
                more = parts(output) + chance.randint(1, 4)
                while parts(output) < more and process.poll() is None:
                    time.sleep(0.002)
                wait(process, chance.uniform(0, 0.03))
            if process.poll() is None:
                process.send_signal(signal.SIGKILL)
                process.wait()
                kills += 1
                resumed += parts(output) > 0
                continue
            assert process.returncode == 1
            break
        assert [Path(f"{output}{suffix}").read_bytes() for suffix in ("", ".errors.jsonl")] == expected
    assert resumed > 1  # kills that left something to take up, or the test shows nothing


class Killed(BaseException):
    """Ends a run where a kill would."""


@pytest.mark.parametrize("step", range(4))
def test_killed_while_the_result_is_written(dump, tmp_path, monkeypatch, step) -> None:
    """Before the output, the errors, the summary, or before the work folder goes."""
    source, output, steps = dump(20, {4: ""}), tmp_path / "o.jsonl", iter(range(step))
    job = Job((source,), str(output), engine=QUICK)

    def dies_at_step(do):
        def stepped(*given) -> None:
            if next(steps, None) is None:
                raise Killed
            do(*given)

        return stepped

    with monkeypatch.context() as patch:
        patch.setattr(runner.outputs, "write", dies_at_step(runner.outputs.write))
        patch.setattr(runner.Store, "remove", dies_at_step(runner.Store.remove))
        with pytest.raises(Killed):
            run(job, workers=1)
    assert output.exists() == (step > 0)
    summary = run(job, workers=1)
    assert (summary.counts.read, summary.counts.written) == (20, 19)
    assert [row["id"] for row in lines(output)] == [f"a{n}" for n in range(20) if n != 4]
    assert [row["id"] for row in lines(summary.errors)] == ["a4"]
    assert not Path(f"{output}.work").exists()


def test_a_file_of_somebody_else_is_not_replaced_by_a_run_that_goes_on(dump, tmp_path, monkeypatch) -> None:
    output = tmp_path / "o.jsonl"
    job = Job((dump(20),), str(output), engine=QUICK)

    def dies(*given) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(runner, "_parse_all", dies)
        with pytest.raises(Killed):
            run(job, workers=1)
    assert Path(f"{output}.work").exists()
    output.write_text("mine")
    with pytest.raises(BatchError, match="--overwrite"):
        run(job, workers=1)
    assert output.read_text() == "mine"


@pytest.mark.slow
def test_ctrl_c_ends_cleanly_and_the_same_command_goes_on(dump, tmp_path) -> None:
    source, output = dump(120, {100: "LAMA"}), tmp_path / "o.jsonl"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(HERE), *sys.path])}
    command = [sys.executable, "-c", OFTEN, "batch", source, "-o", str(output), "--workers", "2"]
    process = subprocess.Popen(
        [*command, "--engine", FRAGILE],
        env=environment,
        stderr=subprocess.PIPE,
        start_new_session=True,
        # A shell lets what it starts in the background ignore Ctrl-C, and the tests may have been started so.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    while not list(Path(f"{output}.work").glob("part-*.json")) and process.poll() is None:
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)
    assert "the same command goes on" in process.communicate(timeout=30)[1].decode()
    assert process.returncode == 130
    assert not output.exists()
    done = subprocess.run(
        [*command, "--engine", FRAGILE, "--time-limit", "4"], env=environment, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "120 articles read, 119 written" in done.stderr
    assert "by an earlier run" in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("where", ["take", "problem", "article"])
@pytest.mark.parametrize("moment", [1, 7, 19])
def test_an_interrupt_while_results_are_taken_in_loses_none(dump, tmp_path, monkeypatch, where, moment) -> None:
    output = tmp_path / "o.jsonl"
    job = Job((dump(40, dict.fromkeys(range(0, 40, 2), "")),), str(output), engine=QUICK)
    done, times = getattr(Part, where), iter(range(1, 100))

    def interrupted(*given) -> None:
        done(*given)
        if next(times) == moment:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Part, where, interrupted)
        with pytest.raises(KeyboardInterrupt):
            run(job, workers=1)
    summary = run(job, workers=1)
    assert summary.counts.read == summary.counts.written + summary.counts.lost == 40
    assert [row["id"] for row in lines(output)] == [f"a{n}" for n in range(1, 40, 2)]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="limits the size of files as Linux does")
@pytest.mark.parametrize(("name", "size"), [("o.jsonl", 3000), ("o.sqlite", 60_000), ("o.duckdb", 60_000)])
def test_a_full_disk_is_told_and_the_run_can_go_on(dump, tmp_path, name, size) -> None:
    if name.endswith("duckdb"):
        pytest.importorskip("duckdb")
    source, output = dump(300), tmp_path / name
    small = f"import resource, runpy, sys; resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}));"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(HERE), *sys.path])}
    arguments = ["batch", source, "-o", str(output), "--workers", "1", "--engine", QUICK]
    code = f"{small} sys.argv[0] = 'beritaparse'; runpy.run_module('beritaparse.cli', run_name='__main__')"
    full = subprocess.run([sys.executable, "-c", code, *arguments], env=environment, capture_output=True, text=True)
    assert full.returncode == 2, full.stderr
    assert "the same command goes on from there" in full.stderr
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("o.")] == [f"{name}.work"]
    again = subprocess.run(
        [sys.executable, "-m", "beritaparse.cli", *arguments], env=environment, capture_output=True, text=True
    )
    assert again.returncode == 0, again.stderr
    assert "300 articles read, 300 written" in again.stderr
