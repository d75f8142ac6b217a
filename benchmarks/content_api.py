"""What does it cost to give 300 items in 11 languages to other programs and to readers?

    python benchmarks/content_api.py [--items 300] [--rounds 100]

Fills a fresh database with items of about 5 kB in every language, in words of their own rather than a few repeated,
serves it on this machine as `teilhabe-office serve` does for a city, and counts the processor time of the server's
processes: the list warm, the list after every change, 304, one item, search, and the weight of a public page.
Prints JSON beside what others need for the same content (measured elsewhere: integreat-cms 2026 with PostgreSQL and
Redis, Wagtail 8 API on SQLite); 3 where a goal is missed.
"""

from __future__ import annotations

import argparse
import gzip
import http.client
import itertools
import json
import os
import platform
import random
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

LETTERS = {
    "de": "aabcdeeefghiiklmnnoprrssttuuvwzäöü",
    "ar": "اابتثجحخدذرزسشصضطعغفقكلمنهوي",
    "cyrillic": "аабвгдееєжзииіїйклмнооопрстуфхцчшщьюя",
    "fa": "اابپتجچخدرزسشعغفقکگلمنهوی",
    "ti": "ሀለሐመሰረሸቀበተነአከወዘየደገጠፈሉሚራሰብትኣን",
}
LATIN = dict.fromkeys(("de", "en", "tr", "fr", "sq"), "de")
ALPHABETS = {**LATIN, "ar": "ar", "uk": "cyrillic", "ru": "cyrillic", "fa": "fa", "prs": "fa", "ti": "ti"}
WORDS_KNOWN = 8_000
BYTES_OF_A_TEXT = 5_000
GOALS = {
    "list_cpu_ms": 60,
    "list_cold_cpu_ms": 60,
    "list_gzip_bytes": 500_000,
    "not_modified_cpu_ms": 5,
    "page_bytes": 50_000,
}
OTHERS = {"integreat_cms_pages_cpu_ms": 1300, "wagtail_api_pages_cpu_ms": 300}
START_SECONDS = 30
TICKS = os.sysconf("SC_CLK_TCK")


def main(arguments: Sequence[str] | None = None) -> int:
    """0 where the goals are reached, 3 where they are not."""
    options = _parser().parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="teilhabe-benchmark-") as folder:
        languages = ",".join(ALPHABETS)
        os.environ.update(VAR_DIR=folder, SITE_LANGUAGES=languages, DJANGO_SETTINGS_MODULE="teilhabe.project.settings")
        subprocess.run(_office("migrate"), check=True, stdout=subprocess.DEVNULL)
        change = _filled(options.items)
        with _server() as (port, process):
            report = _measured(port, process, change, options.rounds)
    missed = [name for name, most in GOALS.items() if report[name] > most]
    machine = {"python": platform.python_version(), "processors": os.cpu_count()}
    size = {"items": options.items, "languages": len(ALPHABETS)}
    result = {**size, **machine, "goals": GOALS, "missed": missed, **report, "others": OTHERS}
    print(json.dumps(result, ensure_ascii=False, indent=1))
    return 3 if missed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=100)
    return parser


def _office(*command: str) -> list[str]:
    return [sys.executable, "-m", "teilhabe.project.office", *command]


class Writer:
    """Texts of one language: words of its letters, common ones often, as Zipf and Mandelbrot found."""

    def __init__(self, language: str) -> None:
        self.chance = random.Random(language)  # noqa: S311  # the same texts every time
        letters = LETTERS[ALPHABETS[language]]
        lengths = [3, 4, 5, 6, 7, 8, 9, 11]
        self.words = ["".join(self.chance.choices(letters, k=self.chance.choice(lengths))) for _ in range(WORDS_KNOWN)]
        self.weights = list(itertools.accumulate(1 / (place + 2.7) for place in range(WORDS_KNOWN)))

    def sentence(self, words: int) -> str:
        return " ".join(self.chance.choices(self.words, cum_weights=self.weights, k=words)).capitalize() + "."

    def paragraphs(self) -> list[str]:
        found: list[str] = []
        while sum(len(each.encode()) for each in found) < BYTES_OF_A_TEXT:
            found.append(" ".join(self.sentence(self.chance.randint(6, 14)) for _ in range(4)))
        return found


def _filled(items: int) -> Callable[[], None]:
    """Writes the content; returns what changes one item, as an editor who publishes would."""
    import django  # the database is known only now

    django.setup()
    from django.db import transaction

    from teilhabe.outreach.content.editions import stamp
    from teilhabe.outreach.content.models import Category, Edition, InfoItem

    with transaction.atomic():
        known = [
            Category.objects.create(kind="topic", key=f"topic-{at}", names={"de": f"Thema {at}"}) for at in range(12)
        ]
        made = InfoItem.objects.bulk_create([InfoItem(key=f"item-{at}") for at in range(items)])
        for at, item in enumerate(made):
            item.categories.set([known[at % 12]])
        for language in ALPHABETS:
            _write(language, made)
        stamp()

    def change() -> None:
        edition = Edition.objects.filter(variant__language="ar").order_by("?").first()
        assert edition is not None
        edition.title += "."
        edition.save(update_fields=["title"])
        stamp()

    return change


def _write(language: str, items: Sequence[Any]) -> None:
    from teilhabe.outreach.body.blocks import Kind
    from teilhabe.outreach.body.html import Shown, page_html
    from teilhabe.outreach.content.models import Edition, Revision, Variant

    writer = Writer(language)
    sources = {each.item_id: each for each in Variant.objects.filter(translated_from=None)}
    variants = Variant.objects.bulk_create(
        [Variant(item=item, language=language, translated_from=sources.get(item.pk)) for item in items]
    )
    revisions = Revision.objects.bulk_create([Revision(variant=each, number=1, content=[]) for each in variants])
    editions = []
    for revision in revisions:
        texts = writer.paragraphs()
        html = page_html(Shown(f"s{at}", Kind.PARAGRAPH, text) for at, text in enumerate(texts))
        fields = {"title": writer.sentence(4), "summary": writer.sentence(12), "html": html, "text": "\n".join(texts)}
        editions.append(Edition(variant=revision.variant, revision=revision, **fields))
    Edition.objects.bulk_create(editions)


@contextmanager
def _server() -> Iterator[tuple[int, int]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = _office("serve", "--port", str(port), "--no-worker")
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        _wait_until_ready(port)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(timeout=START_SECONDS)


def _wait_until_ready(port: int) -> None:
    end = time.monotonic() + START_SECONDS
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)


def _measured(port: int, process: int, change: Callable[[], None], rounds: int) -> dict[str, Any]:
    ask = _asker(port)
    path = "/api/v1/ar/items"
    for _round in range(16):  # every process of the server has put everything together once
        _etag, body = ask(path)
        ask("/api/v1/ar/search?q=abc")
    word = quote(json.loads(gzip.decompress(body))["items"][7]["title"].split()[0])

    def cpu(times: int, do: Callable[[], object], before: Callable[[], object] = lambda: None) -> float:
        total = 0.0
        for _time in range(times):
            before()
            start = _seconds(process)
            do()
            total += _seconds(process) - start
        return round(1000 * total / times, 2)

    report = {
        "list_cpu_ms": cpu(rounds, lambda: ask(path)),
        "list_cold_cpu_ms": cpu(max(rounds // 8, 5), lambda: ask(path), before=change),
    }
    for _round in range(16):
        etag, body = ask(path)
        ask("/api/v1/ar/search?q=abc")
    return {
        **report,
        "list_gzip_bytes": len(body),
        "list_bytes": len(gzip.decompress(body)),
        "not_modified_cpu_ms": cpu(rounds, lambda: ask(path, etag)),
        "item_cpu_ms": cpu(rounds, lambda: ask("/api/v1/ar/items/item-7")),
        "search_cpu_ms": cpu(rounds, lambda: ask(f"/api/v1/ar/search?q={word}")),
        "page_bytes": _page_weight(ask),
    }


def _asker(port: int) -> Callable[..., tuple[str, bytes]]:
    def ask(path: str, etag: str = "") -> tuple[str, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        headers = {"Accept-Encoding": "gzip", **({"If-None-Match": etag} if etag else {})}
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        if answer.status != (304 if etag else 200):
            raise RuntimeError(f"{path}: {answer.status} {body[:200]!r}")
        return answer.headers.get("ETag") or "", body

    return ask


def _seconds(process: int) -> float:
    """Processor time of a process and everything it has started."""
    total = 0.0
    for folder in [Path(f"/proc/{process}"), *_children(process)]:
        fields = (folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        total += (int(fields[11]) + int(fields[12])) / TICKS
    return total


def _children(process: int) -> Iterator[Path]:
    for task in Path(f"/proc/{process}/task").iterdir():
        for child in (task / "children").read_text(encoding="utf-8").split():
            yield Path(f"/proc/{child}")
            yield from _children(int(child))


def _page_weight(ask: Callable[..., tuple[str, bytes]]) -> int:
    """HTML and style sheets of a public page, compressed, without pictures and scripts."""
    from django.urls import reverse
    from django.utils.translation import override

    with override("ar"):
        path = reverse("information:item", kwargs={"key": "item-7"})
    body = ask(path)[1]
    page = gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body
    sheets = re.findall(rb'<link rel="stylesheet" href="([^"]+)"', page)
    return len(body) + sum(len(ask(sheet.decode())[1]) for sheet in sheets)


if __name__ == "__main__":
    sys.exit(main())
