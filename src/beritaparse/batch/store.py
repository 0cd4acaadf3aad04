"""Files by path or by URL: on this machine with :mod:`os`, elsewhere (``s3://``, ``gs://`` …) through fsspec."""

from __future__ import annotations

import io
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast
from urllib.parse import urlparse
from urllib.request import url2pathname

from .records import BatchError

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


def is_url(name: str) -> bool:
    """Is this a URL that needs fsspec?  ``file://`` does not: see :func:`plain`."""
    return _URL.match(name) is not None


def plain(name: str) -> str:
    """Return the path that a ``file://`` URL stands for, anything else as it is."""
    return url2pathname(urlparse(name).path) if name.startswith("file://") else name


def remote(url: str) -> tuple[Any, str]:
    """Return the file system of a URL and the path in it.  Raises BatchError where a package is missing."""
    try:
        from fsspec.core import url_to_fs

        return cast("tuple[Any, str]", url_to_fs(url))
    except ImportError as error:
        raise BatchError(f"{url}: {error} (fsspec comes with: pip install 'beritaparse[batch]')") from None
    except ValueError as error:
        raise BatchError(f"{url}: {error}") from None


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


@contextmanager
def replacing(name: str) -> Generator[Path, None, None]:
    """Give a path to write to; what was written gets the ``name`` only when it is whole."""
    if not is_url(name):
        temporary = Path(f"{name}.tmp")
        temporary.parent.mkdir(parents=True, exist_ok=True)
        temporary.unlink(missing_ok=True)
        try:
            yield temporary
            temporary.replace(name)
        finally:
            temporary.unlink(missing_ok=True)  # half a file on a disk that is full helps nobody
        return
    system, path = remote(name)
    with tempfile.TemporaryDirectory(prefix="beritaparse-") as folder:
        temporary = Path(folder) / Path(path).name
        yield temporary
        _write(system, path, lambda: system.put_file(str(temporary), path))


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
            try:
                os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
                opened = open(path, "wb")  # noqa: SIM115 - closed below
            except OSError as error:
                raise BatchError(f"{path}: {error.strerror}") from error
            with opened as file:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    raise BatchError(f"{self.location}: another run is at work there") from None
                except OSError:  # a file system without locks
                    pass
                if not _is_file(file.fileno(), path):
                    continue  # another run has just ended and taken it away
                try:
                    yield
                finally:
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
        try:
            with open(temporary, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(temporary, path)
        except OSError as error:
            Path(temporary).unlink(missing_ok=True)
            raise OSError(error.errno, error.strerror, path) from error  # its writer is told the name it asked for

    def remove(self, last: str) -> None:
        """Remove the folder, so that a kill in between leaves no half that looks whole: here it is renamed first,
        elsewhere the file ``last`` goes last."""
        if self._system is not None:
            for name in sorted(self.names(), key=lambda name: name == last):
                self._system.rm_file(f"{self._root}/{name}")
            self._system.invalidate_cache()
            if self._system.exists(self._root):  # where there are folders without files
                self._system.rmdir(self._root)
            return
        gone = f"{self._root}.gone"
        shutil.rmtree(gone, ignore_errors=True)
        if os.path.isdir(self._root):
            os.replace(self._root, gone)
        shutil.rmtree(gone, ignore_errors=True)
