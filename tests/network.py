"""A network of one's own: servers in this process, reached without a socket of any network.

Tests of the client must pass where there is no network at all, not even the loopback: every
connection the client makes is one end of a socket pair, and the other end is a handler's.
"""

from __future__ import annotations

import itertools
import socket
import threading
from http.server import BaseHTTPRequestHandler


class Network:
    """Who listens where, and which addresses were connected to: (host, port) in order."""

    def __init__(self) -> None:
        self.reached: list[tuple[str, int]] = []
        self.stopping = threading.Event()
        """Set when the test is over: a handler that waits looks at `self.server.stopping`."""
        self._handlers: dict[tuple[str, int], type[BaseHTTPRequestHandler]] = {}
        self._ports = itertools.count(49_152)
        self._threads: list[threading.Thread] = []

    def serve(self, handler: type[BaseHTTPRequestHandler]) -> str:
        """Answer by `handler` at an address, which is returned."""
        place = ("127.0.0.1", next(self._ports))
        self._handlers[place] = handler
        return f"http://{place[0]}:{place[1]}"

    def connect(self, place: tuple[str, int], timeout: float) -> socket.socket:
        """In place of `socket.create_connection`; ConnectionRefusedError where nobody listens."""
        self.reached.append(place)
        if place not in self._handlers:
            raise ConnectionRefusedError(place)
        near, far = socket.socketpair()
        near.settimeout(timeout)
        thread = threading.Thread(target=self._answer, args=(self._handlers[place], far, place))
        thread.start()
        self._threads.append(thread)
        return near

    def close(self) -> None:
        """Let every handler end."""
        self.stopping.set()
        for thread in self._threads:
            thread.join()

    def _answer(
        self, handler: type[BaseHTTPRequestHandler], far: socket.socket, place: tuple[str, int]
    ) -> None:
        with far:
            try:
                handler(far, place, self)  # type: ignore[arg-type]
            except ConnectionError:
                return  # the client has seen enough
