"""Files by path or by URL: on this machine with :mod:`os`, elsewhere (``s3://``, ``gs://`` …) through fsspec."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, cast
from urllib.parse import urlparse
from urllib.request import url2pathname

from .records import BatchError

_ERRORS, _SUMMARY = ".errors.jsonl", ".summary.json"
SETUP = "run.json"
WRITING = "writing"
"""Stands in the work folder once the result is being written: an output that is there may then be half of ours."""
_OWN = re.compile(
    r"(?:run\.json|writing|new(?:\.wal|\.tmp)?|part-\d+\.(?:gz|problems|seen|json)|piece-\d+-\d+\.(?:gz|jsonl)"
    r"|source-\d+\.json)(?:\.\d+\.tmp)?"
)
_LOCK = b"a run of beritaparse batch is at work\n"
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


def is_url(name: str) -> bool:
    """Is this a URL that needs fsspec?  ``file://`` does not: see :func:`plain`."""
    return _URL.match(name) is not None


def plain(name: str) -> str:
    """Return the path that a ``file://`` URL stands for, anything else as it is."""
    return url2pathname(urlparse(name).path) if name.startswith("file://") else name


def shown(name: str) -> str:
    """Return a name as text: bytes that are no UTF-8 are escaped."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def remote(url: str) -> tuple[Any, str]:
    """Return the file system of a URL and the path in it.  Raises BatchError where a package is missing."""
    try:
        from fsspec.core import url_to_fs

        return cast("tuple[Any, str]", url_to_fs(url))
    except ImportError as error:
        raise BatchError(f"{url}: {_remedy(url, error)}") from None
    except ValueError as error:
        raise BatchError(f"{url}: {error}") from None


_EXTRAS = {"http": "http", "https": "http", "s3": "s3", "s3a": "s3"}
"""What to install for URLs of a scheme."""


def _remedy(url: str, error: ImportError) -> str:
    """Which package to install for a URL; of schemes without an extra fsspec names it."""
    scheme = urlparse(url).scheme.lower()
    extra = "batch" if (error.name or "").partition(".")[0] == "fsspec" else _EXTRAS.get(scheme)
    if extra is None:
        return str(error)
    return f"a package for {scheme}:// is not installed: pip install 'beritaparse[{extra}]'"


def open_input(name: str) -> BinaryIO:
    """Open a file for reading, as it is stored."""
    if not is_url(name):
        return open(name, "rb")
    system, path = remote(name)
    return io.BufferedReader(system.open(path, "rb"), 1 << 20)


def stamp(name: str) -> list[Any]:
    """What tells one state of a file from another: size and time of the last change, or what the store has for it."""
    if not is_url(name):
        status = os.stat(name)
        return [status.st_size, status.st_mtime_ns]
    system, path = remote(name)
    facts = system.info(path)
    keys = ("ETag", "etag", "LastModified", "last_modified", "updated", "mtime", "created")
    return [facts.get("size"), next((str(facts[key]) for key in keys if facts.get(key)), None)]


def exists(name: str) -> bool:
    if not is_url(name):
        return os.path.exists(name)
    system, path = remote(name)
    return bool(system.exists(path))


def same(one: str, other: str) -> bool:
    """Are these names of one file, which need not be there?"""
    if is_url(one) or is_url(other):
        return one == other
    try:
        return os.path.samefile(one, other)
    except OSError:
        return os.path.realpath(one) == os.path.realpath(other)


def beside(output: str) -> tuple[str, str]:
    """The names of what a run writes beside its output: errors and summary."""
    return f"{output}{_ERRORS}", f"{output}{_SUMMARY}"


def summary_of(output: str) -> dict[str, Any] | None:
    """What the summary beside an output says; None where there is none that a run has written."""
    folder, _, name = output.rpartition("/")
    try:
        stored: Any = json.loads(Store(folder or ("/" if output.startswith("/") else ".")).read(name + _SUMMARY))
    except (OSError, ValueError):
        return None
    return stored if isinstance(stored, dict) and "setup" in stored else None


def is_ours(path: str) -> bool:
    """Has a run written this file: an output, what stands beside one, or a part of an unfinished one?"""
    folder = path.rpartition("/")[0]
    if folder.endswith(".work") and _OWN.fullmatch(path.rpartition("/")[2]):
        return True
    output = path
    for ending in (_ERRORS, _SUMMARY, ".work.lock"):
        output = output.removesuffix(ending)
    return exists(output + _SUMMARY) and summary_of(output) is not None


@contextmanager
def replacing(name: str, folder: str | None) -> Generator[Path, None, None]:
    """Give a path to write to, in a ``folder`` of ours beside ``name`` (``NAME.work``, made for it, where none is
    given); what was written gets that name only when it is whole."""
    if not is_url(name):
        passing = f"{name}.work" if folder is None else ""
        os.makedirs(folder or passing, exist_ok=True)
        temporary = Path(folder or passing, "new")
        temporary.unlink(missing_ok=True)
        try:
            yield temporary
            temporary.replace(name)
        finally:
            temporary.unlink(missing_ok=True)  # half a file on a disk that is full helps nobody
            if passing:
                with suppress(OSError):
                    os.rmdir(passing)
        return
    system, path = remote(name)
    with tempfile.TemporaryDirectory(prefix="beritaparse-") as made:
        temporary = Path(made) / Path(path).name
        yield temporary
        _write(system, path, lambda: system.put_file(str(temporary), path))


def _own(path: str) -> BinaryIO:
    """Open or make a lock of ours.  Raises BatchError for a link, and for a file of somebody else."""
    try:
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, 0o666)
    except OSError as error:
        link = " (a link is not followed)" if os.path.islink(path) else ""
        raise BatchError(f"{path}: {error.strerror}{link}") from error
    file = open(descriptor, "r+b", buffering=0)  # noqa: SIM115 - the caller closes it
    if not stat.S_ISREG(os.fstat(descriptor).st_mode) or file.read(len(_LOCK) + 1) not in (b"", _LOCK):
        file.close()
        raise BatchError(f"{path}: is there and not of beritaparse: move it, or choose another output")
    file.seek(0)
    return cast(BinaryIO, file)


def _is_file(descriptor: int, path: str) -> bool:
    """Is an open file still the one of that name?"""
    try:
        return os.path.samestat(os.fstat(descriptor), os.stat(path))
    except FileNotFoundError:
        return False


def _write(system: Any, path: str, write: Callable[[], None]) -> None:
    """Write a remote file, with the folder that it goes to where the store has folders."""
    try:
        write()
    except FileNotFoundError:
        system.makedirs(system._parent(path), exist_ok=True)
        write()


class Store:
    """A folder of files that are written whole or not at all."""

    def __init__(self, location: str) -> None:
        self.location = location
        self._system, self._root = remote(location) if is_url(location) else (None, location)

    def __reduce__(self) -> tuple[Any, ...]:
        return Store, (self.location,)  # a file system's connections stay in their process

    @contextmanager
    def alone(self) -> Generator[None, None, None]:
        """Keep other runs away.  Raises BatchError while there is one.

        The system lets go when a run ends, however it ends.  Object stores and Windows have no such lock.
        """
        try:
            import fcntl
        except ImportError:
            yield
            return
        if self._system is not None:
            yield
            return
        path = f"{self._root}.lock"
        while True:
            with _own(path) as file:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    raise BatchError(f"{self.location}: another run is at work there") from None
                except OSError:  # a file system without locks
                    pass
                if not _is_file(file.fileno(), path):
                    continue  # another run has just ended and taken it away
                file.truncate(0)
                file.write(_LOCK)
                file.flush()
                try:
                    yield
                finally:
                    if _is_file(file.fileno(), path):
                        Path(path).unlink(missing_ok=True)
                return

    def has(self, name: str) -> bool:
        path = f"{self._root}/{name}"
        return bool(self._system.exists(path)) if self._system is not None else os.path.isfile(path)

    def names(self) -> set[str]:
        """Return the names of all files; none where there is no folder."""
        if self._system is None:
            return set(os.listdir(self._root)) if os.path.isdir(self._root) else set()
        self._system.invalidate_cache()
        if not self._system.exists(self._root):
            return set()
        return {str(path).rpartition("/")[2] for path in self._system.find(self._root)}

    def read(self, name: str) -> bytes:
        path = f"{self._root}/{name}"
        return self._system.cat_file(path) if self._system is not None else Path(path).read_bytes()

    def write(self, name: str, data: bytes) -> None:
        path = f"{self._root}/{name}"
        system = self._system
        if system is not None:
            _write(system, path, lambda: system.pipe_file(path, data))  # an object appears when it is whole
            return
        os.makedirs(self._root, exist_ok=True)
        temporary = f"{path}.{os.getpid()}.tmp"  # two workers may do the same part when one was thought dead
        Path(temporary).unlink(missing_ok=True)
        try:
            with open(temporary, "xb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(temporary, path)
        except OSError as error:
            Path(temporary).unlink(missing_ok=True)
            raise OSError(error.errno, error.strerror, path) from error  # its writer is told the name it asked for

    def check(self) -> None:
        """Raise BatchError where the folder is not one that a run may write to: a link, or one with files that no run
        has made."""
        if self._system is None and os.path.islink(self._root):
            raise BatchError(f"{self._root}: is a link, which is not followed: move it, or choose another output")
        if self._system is None and os.path.exists(self._root) and not os.path.isdir(self._root):
            raise BatchError(f"{self._root}: is there and no folder: move it, or choose another output")
        foreign = sorted(name for name in self.names() if not _OWN.fullmatch(name))
        if foreign:
            raise BatchError(
                f"{self.location}: holds files that no run has made ({foreign[0]}): move them, or choose another output"
            )

    def remove(self) -> None:
        """Remove the folder and what runs have put there, so that what a kill in between leaves is a beginning that
        can be taken up: the last parts go first."""
        names = sorted((name for name in self.names() if _OWN.fullmatch(name)), key=_rank, reverse=True)
        if self._system is not None:
            for name in names:
                self._system.rm_file(f"{self._root}/{name}")
            self._system.invalidate_cache()
            if self._system.exists(self._root):  # where there are folders without files
                self._system.rmdir(self._root)
            return
        for name in names:
            path = Path(self._root, name)
            if path.is_dir() and not path.is_symlink():  # where DuckDB puts what does not fit its memory
                shutil.rmtree(path)
            path.unlink(missing_ok=True)
        with suppress(OSError):  # it is not there, or somebody has put something into it
            os.rmdir(self._root)


def _rank(name: str) -> tuple[int, str, str]:
    """What goes first stands last: what marks the end of work, then parts from the last one, its own record first."""
    if name in (SETUP, WRITING):
        return (0, "", name)
    stem, _, suffix = name.partition(".")
    return (2 if stem.startswith("source") else 1, stem, "~" if suffix.startswith("json") else suffix)
