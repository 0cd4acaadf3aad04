"""Messages between a run and its workers over sockets: the length of a message, then the message, pickled."""

from __future__ import annotations

import pickle
import socket
import struct
from collections.abc import Iterator
from typing import Any

_HEAD = struct.Struct("!Q")
_PIECE = 1 << 18


def frame(message: Any) -> bytes:
    """Return the bytes that carry a message."""
    data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    return _HEAD.pack(len(data)) + data


def receive(stream: socket.socket) -> Any:
    """Wait for the next message.

    Raises EOFError when the other side is gone, and MemoryError when there is no room for the message, which is passed
    over.
    """
    (size,) = _HEAD.unpack(_exactly(stream, bytearray(_HEAD.size)))
    try:
        data = bytearray(size)
    except MemoryError:
        while size:
            size -= len(_exactly(stream, bytearray(min(size, _PIECE))))
        raise
    return pickle.loads(_exactly(stream, data))


def _exactly(stream: socket.socket, data: bytearray) -> bytearray:
    rest = memoryview(data)
    while rest:
        count = stream.recv_into(rest)
        if not count:
            raise EOFError("the other side is gone")
        rest = rest[count:]
    return data


class Inbox:
    """Bytes of messages as they arrive, in pieces of any size."""

    def __init__(self) -> None:
        self._data = bytearray()

    def fill(self, stream: socket.socket) -> bool:
        """Take what a stream that does not block holds; return False at its end."""
        while True:
            try:
                piece = stream.recv(_PIECE)
            except BlockingIOError:
                return True
            except OSError:  # the other side was killed
                return False
            if not piece:
                return False
            self._data += piece
            if len(piece) < _PIECE:
                return True

    def messages(self) -> Iterator[Any]:
        """Yield the messages that are whole."""
        at = 0
        try:
            while len(self._data) - at >= _HEAD.size:
                (size,) = _HEAD.unpack_from(self._data, at)
                begin = at + _HEAD.size
                if len(self._data) - begin < size:
                    return
                at = begin + size
                yield pickle.loads(memoryview(self._data)[begin:at])
        finally:
            if at:
                del self._data[:at]
