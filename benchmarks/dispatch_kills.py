"""What is said twice, and what is never said, when workers are killed between sending and writing it down?

    python benchmarks/dispatch_kills.py [--kills 60] [--each 90] [--readers 3600] [--lease SECONDS] [--write]

Dispatches go to a board that is asked by HTTP and to Facebook, answers under comments on Facebook, mails and a
newsletter to a mail server; all are real and mind their own process (`dispatch_peers.py`). When one of them has
received something, it may kill the worker that sent it, with `kill -9`, at a random moment until a little after its
answer: before the answer, before the receipt is stored, or after. A new worker takes over when the lease of the dead
one has passed. When all is done: is everything outside exactly once, and as the log says? A mail that came twice must
bear one Message-ID, so that its receiver keeps one; of a newsletter none may come twice, and where nobody can know
whether one went a person is shown it. Ends with 3 where not. Prints JSON; `--write` keeps it beside the other results,
part by part: with `--readers 0` or `--each 0` the rest of them stays as it is.
Lease, pauses and the time in which Facebook settles are shorter than the product's, so that time goes into kills.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import tempfile
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from benchmarks.dispatch_peers import LISTED_AFTER_SECONDS, READERS, Peers, peers  # noqa: E402  # its path is set above

RESULTS = ROOT / "benchmarks/results/dispatch_kills.json"
SETTLES_SECONDS = 2 * LISTED_AFTER_SECONDS
NEWSLETTER_PART = 40
"""Mails of one job: it has seventeen lives, and the next ones have theirs."""


def main() -> int:
    options = _options()
    with (
        tempfile.TemporaryDirectory(prefix="teilhabe-dispatches-") as folder,
        peers(options.kills, options.each) as met,
    ):
        told = _prove(options, folder, met)
    print(json.dumps(told, indent=1))
    if options.write:
        known = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
        RESULTS.write_text(f"{json.dumps({**known, **told}, indent=1)}\n")
    return 0 if all(part["promise_kept"] for part in told.values()) else 3


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Kills workers between sending and logging.")
    parser.add_argument("--kills", type=int, default=60, help="for each channel")
    parser.add_argument("--each", type=int, default=90, help="board, mails, posts, answers: so many of each")
    parser.add_argument("--readers", type=int, default=3600, help="of the newsletter")
    parser.add_argument("--lease", type=float, default=1.0)
    parser.add_argument("--write", action="store_true")
    return parser.parse_args()


def _prove(options: argparse.Namespace, folder: str, met: Peers) -> dict[str, Any]:
    _office(folder, met, options.lease)
    _ask_for(options, met)
    began = time.monotonic()
    shown = _work(met)
    machine = {
        "seconds": round(time.monotonic() - began, 1),
        "load_average": [round(each, 1) for each in os.getloadavg()],
    }
    return {name: {**part, **machine} for name, part in _parts(met.received(), shown).items()}


def _office(folder: str, met: Peers, lease: float) -> None:
    os.environ |= {"VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "teilhabe.project.settings"}
    os.environ |= {"MAIL_URL": f"smtp://127.0.0.1:{met.addresses['smtp']}", "PUBLIC_ADDRESS": "https://probe.example"}
    os.environ.pop("DATABASE_URL", None)
    import django

    django.setup()
    from django.conf import settings
    from django.urls import get_resolver
    from tests.outreach.channels.board import BoardChannel
    from tests.peers.graph import PAGE, SECRET, TOKEN

    from teilhabe.core.jobs import queue, worker
    from teilhabe.core.jobs.job import SCHEDULE
    from teilhabe.outreach.channels.facebook import settling
    from teilhabe.outreach.channels.registry import CHANNELS
    from teilhabe.outreach.newsletter import sending
    from teilhabe.project.schema import ensure_schema

    SCHEDULE.clear()
    CHANNELS["board"] = BoardChannel(met.addresses["board"])
    settings.FACEBOOK_ADDRESS, settings.FACEBOOK_PAGE = met.addresses["facebook"], PAGE
    settings.FACEBOOK_TOKEN, settings.FACEBOOK_APP_SECRET = TOKEN, SECRET
    settling.SETTLES, sending.PART = timedelta(seconds=SETTLES_SECONDS), NEWSLETTER_PART
    queue.LEASE, worker.POLL_SECONDS = timedelta(seconds=lease), 0.05
    queue.FIRST_PAUSE, queue.GROWTH = timedelta(seconds=1), 2
    ensure_schema()
    get_resolver().url_patterns  # noqa: B018  # or every worker would read them anew


def _ask_for(options: argparse.Namespace, met: Peers) -> None:
    from teilhabe.core.mail.sending import post
    from teilhabe.outreach.channels.models import Dispatch
    from teilhabe.outreach.channels.sending import order

    for number in range(options.each):
        for channel in ("board", "facebook"):
            told = {"channel": channel, "state": Dispatch.State.PLANNED, "text": f"Hinweis {number}"}
            order(Dispatch.objects.create(language="de", **told))
        post(f"amt{number}@probe.example", "Kurs", "Der Kurs ist frei.")
    for comment in met.addresses["comments"]:
        _answer(comment)
    if options.readers:
        _newsletter(options.readers)


def _answer(comment: str) -> None:
    from teilhabe.core.jobs.job import enqueue
    from teilhabe.outreach.channels.facebook.handling import SITE
    from teilhabe.outreach.channels.facebook.jobs import send_answer
    from teilhabe.outreach.inbox.models import Conversation, Entry

    asked = Conversation.objects.create(way="comment", path=f"{SITE}/{comment}")
    Entry.objects.create(conversation=asked, kind="incoming", way="comment", text="Wann?", external_id=comment)
    answer = {"kind": "answer", "way": "comment", "text": f"Um 18 Uhr, {comment}.", "delivery": "waiting"}
    enqueue(send_answer, Entry.objects.create(conversation=asked, **answer).pk, "comment")


def _newsletter(readers: int) -> None:
    from django.utils import timezone

    from teilhabe.outreach.channels.models import Dispatch
    from teilhabe.outreach.newsletter import sending
    from teilhabe.outreach.newsletter.models import Subscription

    names = (f"{READERS}{number}@probe.example" for number in range(readers))
    known = (Subscription(address=each, language="de", confirmed_at=timezone.now()) for each in names)
    Subscription.objects.bulk_create(known, batch_size=500)
    issue = {"channel": "newsletter", "state": "sent", "language": "de", "title": "Neues", "text": "Der Kurs ist frei."}
    sending.order(Dispatch.objects.create(**issue))


def _work(met: Peers) -> set[int]:
    """One worker at a time, a new one for each that is killed, until nothing is open; what was shown to a person."""
    shown: set[int] = set()
    while _is_open():
        worker = _fork()
        met.worker.value = worker
        while _is_open() and not os.waitpid(worker, os.WNOHANG)[0]:
            shown |= _undecided()
            time.sleep(0.02)
        if met.worker.value == worker:
            met.worker.value = 0
            os.kill(worker, signal.SIGTERM)
            os.waitpid(worker, 0)
    return shown


def _is_open() -> bool:
    from django_tasks_db.models import DBTaskResult

    return DBTaskResult.objects.exclude(status__in=("SUCCESSFUL", "FAILED")).exists()


def _undecided() -> set[int]:
    from teilhabe.outreach.channels.models import Dispatch

    return set(Dispatch.objects.filter(state=Dispatch.State.UNDECIDED).values_list("pk", flat=True))


def _fork() -> int:
    from django.db import connections

    from teilhabe.core.jobs.worker import Shift

    connections.close_all()
    worker = os.fork()
    if worker == 0:
        shift = Shift()
        signal.signal(signal.SIGTERM, shift.stop)
        try:
            shift.watch()
        finally:
            os._exit(0)
    return worker


def _parts(received: dict[str, Any], shown: set[int]) -> dict[str, dict[str, Any]]:
    kills = Counter(received["kills"])
    letters = Counter(map(tuple, received["letters"]))
    issues = Counter({key: count for key, count in letters.items() if key[0].startswith(READERS)})
    posts = _dispatches("facebook", Counter(received["posts"]), lambda row: row.text)
    parts = {
        "board": _dispatches("board", Counter(received["board"]), lambda row: f"d{row.pk}t1"),
        "facebook_posts": {**posts, "reads_refused": received["reads_refused"], "shown_to_a_person": len(shown)},
        "facebook_answers": _answers(Counter(map(tuple, received["answers"]))),
        "mail": _mails(letters - issues),
        "newsletter": _issues(issues),
    }
    names = {"facebook_posts": "posts", "facebook_answers": "answers"}
    asked = {name: part for name, part in parts.items() if part["ordered"]}
    return {name: {"kills": kills[names.get(name, name)], **part} for name, part in asked.items()}


def _dispatches(channel: str, outside: Counter[str], mark: Any) -> dict[str, Any]:
    """Each is there once and sent, or there at most once and a person is shown it."""
    from teilhabe.outreach.channels.models import Dispatch

    rows = list(Dispatch.objects.filter(channel=channel))
    states = Counter(str(row.state) for row in rows)
    sent = {mark(row) for row in rows if row.state == Dispatch.State.SENT}
    open_ = {mark(row) for row in rows if row.state == Dispatch.State.UNDECIDED}
    twice = sum(count > 1 for count in outside.values())
    return {
        "ordered": len(rows),
        "outside": len(outside),
        "outside_twice": twice,
        "attempts_after_a_kill_or_a_pause": sum(row.attempts - 1 for row in rows),
        "states": dict(states),
        "promise_kept": not twice and sent <= set(outside) <= sent | open_ and len(sent | open_) == len(rows),
    }


def _answers(outside: Counter[tuple[str, str]]) -> dict[str, Any]:
    from teilhabe.outreach.inbox.models import Entry

    rows = list(Entry.objects.filter(kind="answer"))
    sent = {row.text for row in rows if row.delivery == "sent"}
    open_ = {row.text for row in rows if row.delivery == "undecided"}
    said, twice = {text for _thread, text in outside}, sum(count > 1 for count in outside.values())
    return {
        "ordered": len(rows),
        "outside": len(said),
        "outside_twice": twice,
        "states": dict(Counter(str(row.delivery) for row in rows)),
        "promise_kept": not twice and sent <= said <= sent | open_ and len(sent | open_) == len(rows),
    }


def _mails(letters: Counter[tuple[str, str]]) -> dict[str, Any]:
    from teilhabe.core.mail.models import Message

    known = set(Message.objects.exclude(sent_at=None).values_list("to", "message_id"))
    ordered = Message.objects.count()
    return {
        "ordered": ordered,
        "received": len({to for to, _key in letters}),
        "received_again_with_the_same_id": sum(count - 1 for count in letters.values()),
        "received_with_another_id": len(letters) - len({to for to, _key in letters}),
        "promise_kept": set(letters) == known and len(known) == ordered,
    }


def _issues(letters: Counter[tuple[str, str]]) -> dict[str, Any]:
    from teilhabe.outreach.newsletter.models import Delivery

    rows = list(Delivery.objects.values_list("subscription__address", "message_id", "sent_at", "attempted_at"))
    sent = {(to, key) for to, key, sent_at, _attempted_at in rows if sent_at}
    open_ = {(to, key) for to, key, sent_at, attempted_at in rows if attempted_at and not sent_at}
    twice = sum(count > 1 for count in letters.values())
    return {
        "ordered": len(rows),
        "received": len(letters),
        "received_twice": twice,
        "shown_to_a_person": len(open_),
        "of_these_received": len(open_ & set(letters)),
        "promise_kept": not twice and sent <= set(letters) <= sent | open_ and len(sent) + len(open_) == len(rows),
    }


if __name__ == "__main__":
    sys.exit(main())
