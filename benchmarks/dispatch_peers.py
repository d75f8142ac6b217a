"""The world outside of `dispatch_kills.py`: a board, Facebook and a mail server that kill whoever hands them something.

They live in a process of their own, so that workers can be forked from one without threads, and answer what is asked
through a pipe: what they have received, and how often they killed.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import random
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from multiprocessing.connection import Connection
from typing import Any

ANSWERS_AFTER_SECONDS = 0.06
STRIKES_WITHIN_SECONDS = 0.1
STRIKES: Mapping[str, float] = {"board": 0.7, "mail": 0.7, "posts": 0.7, "answers": 0.7, "newsletter": 0.035}
"""How many of the things received cost the life of their sender; of the newsletter several are under way at once."""
LISTED_AFTER_SECONDS = 1.5
"""So much later Facebook lists what it has taken."""
READS_REFUSED = 0.1
"""How often Facebook does not let us look."""
SEED = 23
READERS = "leserin"
"""How the addresses of the newsletter begin."""


@dataclass
class Peers:
    """Where they are, whom they may kill, and what they received."""

    addresses: Mapping[str, Any]
    worker: Any
    asking: Connection

    def received(self) -> dict[str, Any]:
        self.asking.send("received")
        return dict(self.asking.recv())


@contextmanager
def peers(kills: int, answers: int) -> Iterator[Peers]:
    """They kill at most so often for each channel; Facebook has so many comments to answer."""
    worker = multiprocessing.Value("i", 0)
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.Process(target=_receive, args=(theirs, worker, kills, answers), daemon=True)
    process.start()
    yield Peers(ours.recv(), worker, ours)
    ours.send("end")
    process.join()


def _receive(asked: Connection, worker: Any, kills: int, answers: int) -> None:
    from aiosmtpd.controller import Controller
    from tests.peers.graph import PAGE, graph_server
    from tests.peers.noticeboard import noticeboard
    from tests.servers import free_port

    executioner = Executioner(worker, kills)
    letters = Letters(executioner)
    with ExitStack() as open_:
        board, facebook = open_.enter_context(noticeboard()), open_.enter_context(graph_server())
        _deadly_board(board, executioner)
        _deadly_facebook(facebook, executioner)
        comments = [facebook.comment(f"Frage {number}").id for number in range(answers)]
        server = Controller(letters, hostname="127.0.0.1", port=free_port())
        server.start()
        addresses = {"board": board.address, "facebook": facebook.address, "comments": comments, "smtp": server.port}
        asked.send(addresses)
        while asked.recv() == "received":
            said = [(each.thread, each.message) for each in facebook.comments.values() if each.author == PAGE]
            asked.send({
                "board": [notice["mark"] for notice in board.notices.values()],
                "posts": [post.message for post in facebook.posts.values()],
                "answers": said,
                "letters": letters.received,
                "kills": dict(executioner.kills),
                "reads_refused": executioner.reads_refused,
            })  # fmt: skip
        server.stop()


class Executioner:
    """Kills whoever is at work, at a random moment soon, as often as asked for."""

    def __init__(self, worker: Any, most: int) -> None:
        self._worker, self._most = worker, most
        self.kills: Counter[str] = Counter()
        self.reads_refused = 0
        self.chance = random.Random(SEED)  # noqa: S311  # moments that can be repeated
        self._lock = threading.Lock()

    def strike(self, channel: str) -> None:
        with self._lock:
            victim = self._worker.value
            if victim and self.kills[channel] < self._most and self.chance.random() < STRIKES[channel]:
                moment = self.chance.uniform(0, STRIKES_WITHIN_SECONDS)
                threading.Timer(moment, self._kill, [victim, channel]).start()

    def _kill(self, victim: int, channel: str) -> None:
        with self._lock:
            if self._worker.value == victim and self.kills[channel] < self._most:
                self._worker.value = 0
                self.kills[channel] += 1
                os.kill(victim, signal.SIGKILL)


def _deadly_board(board: Any, executioner: Executioner) -> None:
    pin = board.pin

    def pinned(notice: dict[str, str]) -> int:
        number: int = pin(notice)
        executioner.strike("board")
        time.sleep(ANSWERS_AFTER_SECONDS)
        return number

    board.pin = pinned


def _deadly_facebook(facebook: Any, executioner: Executioner) -> None:
    """It lists late, forgets to refuse the same words twice, and does not always let us look."""
    from tests.peers.graph import PAGE, Refusal

    facebook.listed_after_seconds, facebook.same_words_seconds = LISTED_AFTER_SECONDS, 0
    call = facebook.call

    def called(method: str, path: str, values: dict[str, str], file: bytes) -> dict[str, Any]:
        if method == "GET" and path == f"{PAGE}/feed" and executioner.chance.random() < READS_REFUSED:
            executioner.reads_refused += 1
            raise Refusal(10, status=403)
        answer: dict[str, Any] = call(method, path, values, file)
        if method == "POST":
            executioner.strike("posts" if path == f"{PAGE}/feed" else "answers")
            time.sleep(ANSWERS_AFTER_SECONDS)
        return answer

    facebook.call = called


class Letters:
    """What the mail server took: who it went to and its Message-ID."""

    def __init__(self, executioner: Executioner) -> None:
        self._executioner = executioner
        self.received: list[tuple[str, str]] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802  # as aiosmtpd calls it
        to = str(envelope.rcpt_tos[0])
        self.received.append((to, str(message_from_bytes(envelope.content)["Message-ID"])))
        self._executioner.strike("newsletter" if to.startswith(READERS) else "mail")
        await asyncio.sleep(ANSWERS_AFTER_SECONDS)
        return "250 taken"
