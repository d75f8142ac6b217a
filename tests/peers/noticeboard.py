"""A board on loopback to which notices are pinned by HTTP: the least that a channel can be.

Checklist (2026-11-23). Imitated: POST /notices (form: text, mark) → 201 {"id"}; GET /notices?mark= → the notices with
this mark; PUT and DELETE /notices/{id}; 400 for a text with the word VERBOTEN; an answer that never comes although the
notice hangs (`deaf` times); 503 (`busy` times). After no documentation: it is nobody's protocol, only HTTP (RFC 9110).
Not imitated: signing in, rate limits, plans of the board's own; for these see the Graph server.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


@dataclass
class Board:
    """What hangs there, by number, and how the board is minded."""

    address: str = ""
    notices: dict[int, dict[str, str]] = field(default_factory=dict)
    pinned: int = 0
    asked: int = 0
    deaf: int = 0
    mute: int = 0
    busy: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def pin(self, notice: dict[str, str]) -> int:
        with self.lock:
            self.pinned += 1
            self.notices[self.pinned] = notice
            return self.pinned

    def spend(self, name: str) -> bool:
        """Whether one of its moods is left, and takes it."""
        with self.lock:
            left = getattr(self, name)
            setattr(self, name, max(0, left - 1))
            return bool(left)


@contextmanager
def noticeboard() -> Iterator[Board]:
    board = Board()
    handler = type("Handler", (_Handler,), {"board": board})
    with _Server(("127.0.0.1", 0), handler) as server:
        board.address = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield board
        server.shutdown()
        thread.join()


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Whoever asked has gone, or was killed."""


class _Handler(BaseHTTPRequestHandler):
    board: Board

    def do_POST(self) -> None:
        form = self._form()
        if self.board.spend("busy"):
            return self._answer(503)
        if "VERBOTEN" in form.get("text", ""):
            return self._answer(400)
        number = self.board.pin(form)
        if self.board.spend("deaf"):
            self.close_connection = True
            return self.connection.close()
        self._answer(201, {"id": number})

    def do_GET(self) -> None:
        self.board.asked += 1
        if self.board.spend("mute"):
            self.close_connection = True
            return self.connection.close()
        mark = parse_qs(urlsplit(self.path).query).get("mark", [""])[0]
        self._answer(200, {"ids": [key for key, each in self.board.notices.items() if each["mark"] == mark]})

    def do_PUT(self) -> None:
        form, number = self._form(), self._number()
        self.board.notices[number] = {**self.board.notices[number], **form}
        self._answer(200, {"id": number})

    def do_DELETE(self) -> None:
        found = self.board.notices.pop(self._number(), None)
        self._answer(204 if found is not None else 404)

    def _number(self) -> int:
        return int(self.path.rpartition("/")[2])

    def _form(self) -> dict[str, str]:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        return {name: values[0] for name, values in parse_qs(body).items()}

    def _answer(self, status: int, told: object = None) -> None:
        body = b"" if told is None else json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""
