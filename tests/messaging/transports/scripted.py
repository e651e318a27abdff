"""A server that says exactly what a test tells it to, for the answers no real mail server gives."""

import socket
import threading
import time
from collections.abc import Sequence
from types import TracebackType
from typing import Self


class ScriptedServer:
    """Accepts one connection and says one line after another, each but the first when something was said to it.

    Between two letters of a line it waits *slow* seconds. What it heard stands in *heard*.
    """

    def __init__(self, says: Sequence[bytes], slow: float = 0) -> None:
        self.heard: list[bytes] = []
        self._says = says
        self._slow = slow
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self._thread = threading.Thread(target=self._serve)

    def _serve(self) -> None:
        connection, _ = self._listening.accept()
        with connection:
            for number, line in enumerate(self._says):
                if number and not self._hear(connection):
                    return
                self._say(connection, line)
            self._hear(connection)

    def _hear(self, connection: socket.socket) -> bool:
        try:
            heard = connection.recv(65_536)
        except OSError:
            return False
        self.heard += [heard] if heard else []
        return bool(heard)

    def _say(self, connection: socket.socket, line: bytes) -> None:
        step = 1 if self._slow else max(len(line), 1)
        for start in range(0, len(line), step):
            time.sleep(self._slow)
            try:
                connection.sendall(line[start : start + step])
            except OSError:
                return

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._thread.join(10)
        self._listening.close()
