"""How long until 10,000 readers have their newsletter, beside Django's plain way of sending one mail after the other?

    python benchmarks/newsletter.py [--mails 10000] [--plain 300]        writes benchmarks/results/newsletter.json

The job of the product, with all it stores, on a SQLite database as the product sets it up, against a mail server
(aiosmtpd) in a process of its own, which counts what it gets and how often. Beside it `send_mail` in a loop with the
same words, on a smaller number, as it opens a connection for each. Ends with 3 where a mail is missing or came twice.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
RESULTS = Path(__file__).parent / "results" / "newsletter.json"


def main() -> int:
    options = _options()
    if options.serve:
        serve(options.serve)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        result = _measured(options, Path(folder))
    print(json.dumps(result, indent=1))
    if options.mails >= 10_000:
        RESULTS.write_text(json.dumps(result, indent=1) + "\n")
    return 0 if result["missing"] == result["twice"] == 0 else 3


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Sends a newsletter.")
    parser.add_argument("--mails", type=int, default=10_000)
    parser.add_argument("--plain", type=int, default=300)
    parser.add_argument("--serve", type=int, help=argparse.SUPPRESS)
    return parser.parse_args()


def _measured(options: argparse.Namespace, folder: Path) -> dict[str, Any]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "teilhabe.project.settings",
        "VAR_DIR": str(folder),
        "MAIL_URL": f"smtp://127.0.0.1:{port}",
        "PUBLIC_ADDRESS": "https://probe.example",
    }
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    dispatch = _readers_and_issue(options.mails)
    with mail_server(port) as taken:
        seconds, processor = _timed(lambda: _send(dispatch))
    with mail_server(port):
        plain_seconds, _processor = _timed(lambda: _send_plainly(dispatch, options.plain))
    counts = taken()
    return {
        "mails": options.mails,
        "seconds": round(seconds, 1),
        "mails_per_second": round(options.mails / seconds),
        "processor_seconds_of_the_sender": round(processor, 1),
        "load_average": [round(each, 1) for each in os.getloadavg()],
        "plain_send_mail": {"mails": options.plain, "mails_per_second": round(options.plain / plain_seconds)},
        "missing": options.mails - len(counts),
        "twice": sum(1 for count in counts.values() if count > 1),
    }


def _timed(work: Any) -> tuple[float, float]:
    began, used = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - began, time.process_time() - used


def _readers_and_issue(count: int) -> Any:
    from django.utils import timezone

    from teilhabe.outreach.channels.models import Dispatch
    from teilhabe.outreach.newsletter.models import Subscription

    Subscription.objects.bulk_create(
        (
            Subscription(address=f"leserin{number}@probe.example", language="de", confirmed_at=timezone.now())
            for number in range(count)
        ),
        batch_size=500,
    )
    section = "## Sprachcafé\n\nJeden **Montag** im Haus Nord.\n\n[Mehr lesen](https://probe.example/de/x/)\n\n"
    return Dispatch.objects.create(channel="newsletter", language="de", title="Neues", text=section * 6)


def _send(dispatch: Any) -> None:
    from teilhabe.core.jobs.working import work_off
    from teilhabe.outreach.newsletter import sending

    sending.order(dispatch)
    while work_off():
        pass


def _send_plainly(dispatch: Any, count: int) -> None:
    from django.core.mail import send_mail

    from teilhabe.outreach.newsletter.composing import issue_of

    issue = issue_of(dispatch)
    for number in range(count):
        send_mail(issue.subject_line, issue.text, None, [f"plain{number}@probe.example"], html_message=issue.html)


@contextmanager
def mail_server(port: int) -> Iterator[Any]:
    """Yields what tells, once it has ended, how often each recipient got a mail."""
    process = subprocess.Popen([sys.executable, __file__, "--serve", str(port)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    process.stdout.readline()
    said: list[str] = []
    try:
        yield lambda: Counter(json.loads(said[0]))
    finally:
        process.send_signal(signal.SIGTERM)
        said.append(process.communicate()[0])


def serve(port: int) -> None:
    from aiosmtpd.controller import Controller

    counts: Counter[str] = Counter()

    class Letterbox:
        async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802  # aiosmtpd's name
            counts.update(envelope.rcpt_tos)
            return "250 OK"

    controller = Controller(Letterbox(), hostname="127.0.0.1", port=port)
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
    controller.start()
    print("ready", flush=True)
    signal.sigwait({signal.SIGTERM})
    controller.stop()
    print(json.dumps(counts), flush=True)


if __name__ == "__main__":
    sys.exit(main())
