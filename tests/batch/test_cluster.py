"""The runner on Ray Data, on a small Ray instance that the tests start."""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from beritaparse.batch import BatchError, Job, Limits, run
from beritaparse.batch.pieces import Cut

from .conftest import PAGE, lines

ray = pytest.importorskip("ray", reason="Ray is not installed: ./dev ray")
pa = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")
HERE = Path(__file__).parent
QUICK = "batch_engines:quick"
FRAGILE = "batch_engines:fragile"


@pytest.fixture(scope="module")
def small_ray():
    """Two CPUs for as many actors as are asked for: the readers must find room beside them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join([str(HERE), *sys.path]))
        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        ray.init(
            address="local", num_cpus=2, include_dashboard=False, log_to_driver=False, object_store_memory=128 << 20
        )
        yield
        ray.shutdown()


@pytest.fixture(autouse=True)
def cut(monkeypatch):
    monkeypatch.setattr("beritaparse.batch.cluster.CUT", Cut(items=8, bytes=4096))


def both(tmp_path: Path, ending: str, limits: Limits | None = None, **job) -> tuple[Path, Path]:
    made = []
    for runner in ("local", "ray"):
        output = tmp_path / f"{runner}.{ending}"
        engine = job.get("engine", QUICK)
        run(Job(output=str(output), **{**job, "engine": engine}), workers=2, limits=limits, runner=runner)
        assert not Path(f"{output}.work").exists()
        made.append(output)
    return made[0], made[1]


def same(one: Path, two: Path) -> None:
    for suffix in ("", ".errors.jsonl"):
        assert Path(f"{one}{suffix}").read_bytes() == Path(f"{two}{suffix}").read_bytes(), suffix
    counts = [json.loads(Path(f"{path}.summary.json").read_bytes())["counts"] for path in (one, two)]
    assert counts[0] == counts[1]


@pytest.mark.usefixtures("small_ray")
class TestOnOneInstance:
    @pytest.mark.parametrize("dedupe", [False, True])
    def test_the_same_bytes_as_the_local_run(self, dump, tmp_path, dedupe) -> None:
        """Several inputs, some records that harm the parser, and texts that come again in another file."""
        one = dump(40, {3: "MATI", 11: "BOROS", 15: "GALAT", 20: "", 30: PAGE.format(n=2)}, "one.jsonl")
        two = dump(20, {7: "LAMA"}, "two.jsonl")
        packed = tmp_path / "three.jsonl.gz"
        packed.write_bytes(gzip.compress(b'{"text": "Isi.", "date": "entah"}\nno json\n' * 3))
        inputs = (one, two, str(packed))
        same(*both(tmp_path, "jsonl", Limits(seconds=2.0), inputs=inputs, engine=FRAGILE, dedupe=dedupe))
        told = [row["kind"] for row in lines(tmp_path / "ray.jsonl.errors.jsonl")]
        assert {"crashed", "memory", "failed", "invalid", "timeout", "duplicate", "date"} == set(told)

    def test_parquet_and_pages_to_parquet(self, tmp_path) -> None:
        rows = [{"isi_berita": PAGE.format(n=n), "tanggal": "2024-10-17"} for n in range(30)]
        parquet.write_table(pa.Table.from_pylist(rows), tmp_path / "a.parquet")
        (tmp_path / "pages").mkdir()
        for n in range(30):
            (tmp_path / "pages" / f"{n}.txt").write_text(PAGE.format(n=n + 20))
        same(*both(tmp_path, "parquet", inputs=(str(tmp_path / "a.parquet"), str(tmp_path / "pages"))))
        assert parquet.read_metadata(tmp_path / "ray.parquet").num_rows == 60

    def test_a_limit_is_that_of_the_whole_input(self, dump, tmp_path) -> None:
        inputs = (dump(20, name="one.jsonl"), dump(20, name="two.jsonl"))
        same(*both(tmp_path, "jsonl", inputs=inputs, limit=27))
        assert len(lines(tmp_path / "ray.jsonl")) == 27

    def test_by_url(self, dump, tmp_path) -> None:
        """``local:`` is fsspec's name for a path: what goes through it goes through fsspec."""
        source, url = dump(30, {4: ""}), f"local://{tmp_path}"
        run(Job((source,), str(tmp_path / "plain" / "o.jsonl"), engine=QUICK), workers=1)
        for runner in ("local", "ray"):
            output = f"{url}/out/{runner}.jsonl"
            summary = run(Job((f"{url}/*.jsonl",), output, engine=QUICK), workers=1, runner=runner)
            assert (summary.counts.written, summary.output) == (29, output)
            assert (tmp_path / f"out/{runner}.jsonl").read_bytes() == (tmp_path / "plain/o.jsonl").read_bytes()
            assert not (tmp_path / f"out/{runner}.jsonl.work").exists()
            with pytest.raises(BatchError, match="--overwrite"):
                run(Job((source,), output, engine=QUICK), runner=runner)
        assert lines(tmp_path / "out/ray.jsonl.errors.jsonl")[0]["file"].startswith("file://")

    def test_an_interrupted_run_goes_on_by_piece(self, dump, tmp_path) -> None:
        sources = (dump(40, name="one.jsonl"), dump(40, {9: PAGE.format(n=0)}, name="two.jsonl"))
        output = tmp_path / "ray.jsonl"
        job = Job(sources, str(output), engine=QUICK)

        def stop(counts, _) -> None:
            if counts.read >= 24:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            run(job, workers=2, runner="ray", progress=stop)
        assert not output.exists()
        with pytest.raises(BatchError, match=r"other settings \(runner\)"):
            run(job, workers=2)
        summary = run(job, workers=2, runner="ray")
        assert 24 <= summary.resumed <= 80  # tasks under way may end before the interrupt reaches them
        run(Job(sources, str(tmp_path / "local.jsonl"), engine=QUICK), workers=1)
        same(tmp_path / "local.jsonl", output)

    def test_a_changed_input_is_not_taken_up(self, dump, tmp_path) -> None:
        source, output = dump(40), str(tmp_path / "o.jsonl")

        def stop(*_: object) -> None:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            run(Job((source,), output, engine=QUICK), workers=1, runner="ray", progress=stop)
        for end in Path(f"{output}.work").glob("source-*.json"):
            end.unlink()  # as if it had been killed while it read
        status = os.stat(source)
        Path(source).write_text(Path(source).read_text().replace("nomor 1,", "nomor X,"))
        os.utime(source, ns=(status.st_atime_ns, status.st_mtime_ns))
        with pytest.raises(BatchError, match="not what it was"):
            run(Job((source,), output, engine=QUICK), workers=1, runner="ray")

    @pytest.mark.skipif(sys.platform != "linux", reason="finds the actor in /proc")
    def test_an_actor_that_dies_is_replaced(self, dump, tmp_path) -> None:
        source, killed = dump(64), set()

        def kill(*_: object) -> None:
            for process in map(int, filter(str.isdigit, os.listdir("/proc"))):
                with contextlib.suppress(OSError):
                    actor = b"ray::MapWorker" in Path(f"/proc/{process}/cmdline").read_bytes()
                    if actor and not killed and _descends(process, os.getpid()):
                        killed.add(process)
                        os.kill(process, signal.SIGKILL)

        summary = run(Job((source,), str(tmp_path / "ray.jsonl"), engine=QUICK), workers=2, runner="ray", progress=kill)
        assert killed
        assert summary.counts.written == 64
        run(Job((source,), str(tmp_path / "local.jsonl"), engine=QUICK), workers=1)
        same(tmp_path / "local.jsonl", tmp_path / "ray.jsonl")

    @pytest.mark.parametrize(
        ("engine", "column", "reason"),
        [("nihil", "text", "unknown engine"), ("batch_engines:dies", "text", "exit code 3"), (QUICK, "x", "no column")],
    )
    def test_what_goes_wrong_there_is_told_here(self, tmp_path, engine, column, reason) -> None:
        (tmp_path / "a.csv").write_text("text\nIsi.\n")
        job = Job((str(tmp_path / "a.csv"),), str(tmp_path / "o.jsonl"), {"text": column}, engine=engine)
        with pytest.raises(BatchError, match=reason):
            run(job, workers=1, runner="ray")

    def test_standard_input_is_refused(self, tmp_path) -> None:
        with pytest.raises(BatchError, match="standard input"):
            run(Job(("-",), str(tmp_path / "o.jsonl")), runner="ray")


def _descends(process: int, ancestor: int) -> bool:
    while process > 1 and process != ancestor:
        process = int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])
    return process == ancestor


def test_command_killed_and_given_again(dump, tmp_path) -> None:
    """``--engine ray``, as users say it, on an instance of its own; the second time it goes on."""
    source, output = dump(120), tmp_path / "ray.jsonl"
    small = "from beritaparse.batch import cluster, pieces; cluster.CUT = pieces.Cut(items=8)"
    command = [sys.executable, "-c", f"{small}; from beritaparse.cli import main; main()"]
    command += ["batch", source, "-o", str(output), "--engine", "ray", "--workers", "2"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    while len(list(Path(f"{output}.work").glob("piece-*.jsonl"))) < 2 and process.poll() is None:
        time.sleep(0.02)
    process.kill()
    process.wait()
    assert not output.exists()
    again = subprocess.run(command, capture_output=True, text=True)
    assert again.returncode == 0, again.stderr
    assert "120 articles read, 120 written" in again.stderr
    assert "by an earlier run" in again.stderr
    run(Job((source,), str(tmp_path / "local.jsonl")), workers=2)
    same(tmp_path / "local.jsonl", output)
