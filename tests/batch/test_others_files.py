"""Files that no run has made are neither read for ours, nor written to, nor removed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from beritaparse.batch import BatchError, Job, run

from .conftest import lines

QUICK = "batch_engines:quick"
posix = pytest.mark.skipif(sys.platform == "win32", reason="links and locks of POSIX")


@pytest.fixture
def job(dump, tmp_path):
    return Job((dump(3),), str(tmp_path / "o.jsonl"), engine=QUICK)


def state(folder: Path) -> dict[str, str]:
    return {str(path): path.read_text() for path in sorted(folder.rglob("*")) if path.is_file()}


@posix
@pytest.mark.parametrize("planted", ["link", "dangling", "text", "pipe", "folder"])
def test_a_lock_of_somebody_else_is_not_touched(job, tmp_path, planted) -> None:
    lock, secret = tmp_path / "o.jsonl.work.lock", tmp_path / "secret"
    secret.write_text("mine")
    if planted == "link":
        lock.symlink_to(secret)
    elif planted == "dangling":
        lock.symlink_to(tmp_path / "nothing")
    elif planted == "text":
        lock.write_text("mine")
    elif planted == "pipe":
        os.mkfifo(lock)
    else:
        lock.mkdir()
    before = state(tmp_path)
    with pytest.raises(BatchError, match=r"o\.jsonl\.work\.lock: "):
        run(job, workers=1)
    assert state(tmp_path) == before
    assert not (tmp_path / "nothing").exists()


@pytest.mark.parametrize("restart", [False, True])
@pytest.mark.parametrize("ours", [False, True])
def test_a_work_folder_with_files_of_somebody_else_is_left_alone(job, tmp_path, restart, ours) -> None:
    work = tmp_path / "o.jsonl.work"
    work.mkdir()
    (work / "thesis.txt").write_text("mine")
    if ours:
        (work / "run.json").write_text("{}")
    before = state(tmp_path)
    with pytest.raises(BatchError, match=r"files that no run has made \(thesis\.txt\)"):
        run(job, workers=1, restart=restart)
    assert {**state(tmp_path)} == before


@posix
def test_a_work_folder_that_is_a_link_is_not_followed(job, tmp_path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "o.jsonl.work").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(BatchError, match="is a link"):
        run(job, workers=1)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_files_with_names_like_ours_stay(job, tmp_path) -> None:
    names = ("o.jsonl.tmp", "o.jsonl.errors.jsonl.tmp", "o.jsonl.work.gone", "o.jsonl.wal", "o.jsonl.work.tmp")
    for name in names:
        (tmp_path / name).write_text("mine")
    assert run(job, workers=1).counts.written == 3
    assert [(tmp_path / name).read_text() for name in names] == ["mine"] * len(names)


@pytest.mark.parametrize("name", ["o.jsonl.errors.jsonl", "o.jsonl.summary.json"])
def test_side_files_of_somebody_else_are_not_replaced_unasked(job, tmp_path, name) -> None:
    (tmp_path / name).write_text("mine")
    with pytest.raises(BatchError, match=f"{name} is there already .*--overwrite"):
        run(job, workers=1)
    assert (tmp_path / name).read_text() == "mine"
    assert run(job, workers=1, overwrite=True).counts.written == 3


def test_an_output_that_was_removed_is_made_anew(job, tmp_path) -> None:
    run(job, workers=1)
    (tmp_path / "o.jsonl").unlink()
    assert run(job, workers=1).counts.written == 3


@posix
def test_an_output_that_is_a_link_is_replaced_and_not_followed(job, tmp_path) -> None:
    (tmp_path / "secret").write_text("mine")
    (tmp_path / "o.jsonl").symlink_to(tmp_path / "secret")
    with pytest.raises(BatchError, match="--overwrite"):
        run(job, workers=1)
    run(job, workers=1, overwrite=True)
    assert (tmp_path / "secret").read_text() == "mine"
    assert len(lines(tmp_path / "o.jsonl")) == 3


@pytest.mark.parametrize("damage", ["", "[]", '{"setup": 1}', "\0"])
def test_damaged_side_files_are_told(job, tmp_path, damage) -> None:
    run(job, workers=1)
    (tmp_path / "o.jsonl.summary.json").write_text(damage)
    with pytest.raises(BatchError, match="not known to be of this job"):
        run(job, workers=1)
    work = tmp_path / "o.jsonl.work"
    work.mkdir()
    (work / "run.json").write_text(damage)
    (work / "part-0000000.json").write_text("{}")
    with pytest.raises(BatchError, match=r"damaged|other settings"):
        run(job, workers=1, overwrite=True)
    assert run(job, workers=1, overwrite=True, restart=True).counts.written == 3


@posix
def test_names_that_are_not_utf_8(tmp_path) -> None:
    folder = os.fsencode(tmp_path / "in")
    os.mkdir(folder)
    try:
        for name in (b"a\xff.txt", b"b.txt"):
            Path(os.fsdecode(folder + b"/" + name)).write_text(f"Isi {name!r}.")
    except OSError:
        pytest.skip("the file system takes only UTF-8")
    Path(os.fsdecode(folder + b"/c\xff.jsonl")).write_text("no json\n")
    job = Job((str(tmp_path / "in"),), str(tmp_path / "o.jsonl"), engine=QUICK)
    summary = run(job, workers=1)
    assert [Path(row["id"]).name for row in lines(summary.output)] == ["a\\xff.txt", "b.txt"]
    assert [Path(row["file"]).name for row in lines(summary.errors)] == ["c\\xff.jsonl"]
    assert run(job, workers=1).resumed == 3
