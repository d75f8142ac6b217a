"""How soon does a changed fact stand in every text?

    python benchmarks/content_facts.py [--items 300]

Fills an empty database with items that all name one fact, each in as many languages as the site has, then changes the
fact once and asks for the shelf of every site language, as readers do. Prints JSON: seconds from the change to the last
fresh shelf, how many readings show the new value and how many segments are out of date; 3 where the goal is missed.
For comparison: in integreat-cms a changed contact or opening hour is text of each translation, and a saved page marks
all of its other languages as outdated (10 of 10, as its documentation and code were read elsewhere; not measured here).
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Sequence

GOAL_SECONDS = 1.0
NEW = "0631 222222"


def main(arguments: Sequence[str] | None = None) -> int:
    """0 where the goals are reached, 3 where they are not."""
    parser = argparse.ArgumentParser(description="Time from a changed fact to fresh texts.")
    parser.add_argument("--items", type=int, default=300)
    items = parser.parse_args(arguments).items
    with tempfile.TemporaryDirectory(prefix="teilhabe-benchmark-") as folder:
        os.environ.update(VAR_DIR=folder, DJANGO_SETTINGS_MODULE="teilhabe.project.settings")
        import django  # the database is known only now

        django.setup()
        result = _measured(items)
    print(json.dumps(result, indent=1))
    return 0 if result["reached"] else 3


def _measured(items: int) -> dict[str, object]:
    from django.conf import settings
    from django.core.management import call_command

    from teilhabe.core.audit.action import Operator
    from teilhabe.outreach.content.actions.facts import AddFact, ChangeFact
    from teilhabe.outreach.content.published import shelf

    call_command("migrate", verbosity=0)
    by = Operator("benchmark")
    values = {"key": "telefon", "name": "Telefon", "kind": "phone", "value": {"number": "0631 111111"}}
    fact = AddFact(by=by, values=values).run()
    _fill(items)
    languages = [code for code, _name in settings.LANGUAGES]
    for language in languages:
        shelf(language)
    begun, cpu = time.perf_counter(), time.process_time()
    ChangeFact(by=by, fact=fact, values={"value": {"number": NEW}}).run()
    shelves = [shelf(language) for language in languages]
    seconds, cpu = time.perf_counter() - begun, time.process_time() - cpu
    readings = [reading for each in shelves for reading in each.readings]
    fresh, outdated = sum(NEW in each.text for each in readings), sum(len(each.outdated) for each in readings)
    is_reached = seconds <= GOAL_SECONDS and fresh == items * len(languages) and not outdated
    return {
        "items": items, "languages": len(languages), "seconds": round(seconds, 3), "cpu_seconds": round(cpu, 3),
        "fresh_readings": fresh, "outdated_segments": outdated, "reached": is_reached,
        "alternative": "integreat-cms: 10 of 10 languages outdated, not measured here",
    }  # fmt: skip


def _fill(items: int) -> None:
    """Straight into the tables: what is measured is the change."""
    from django.conf import settings

    from teilhabe.outreach.content.editions import stamp
    from teilhabe.outreach.content.models import Edition, InfoItem, Revision, Variant
    from teilhabe.outreach.content.urgent_wording import variant_of

    rows = InfoItem.objects.bulk_create(InfoItem(key=f"item-{number}") for number in range(items))
    originals = {row.pk: Variant(item=row, language="de", title=row.key) for row in rows}
    Variant.objects.bulk_create(originals.values())
    kept = [variant_of(code) for code, _name in settings.LANGUAGES if code != "de"]
    others = [
        Variant(item=row, language=language, level=level, translated_from=originals[row.pk], title=row.key)
        for row in rows
        for language, level in kept
    ]
    Variant.objects.bulk_create(others)
    variants = [*originals.values(), *others]
    revisions = Revision.objects.bulk_create(Revision(variant=each, number=1, content=[]) for each in variants)
    body = "<p>" + "Wort " * 300 + "\ue000telefon\ue001</p>"
    text = "Wort " * 300 + "\ue000telefon\ue001"
    Edition.objects.bulk_create(
        (Edition(variant=variant, revision=revision, title=variant.title, html=body, text=text, facts=["telefon"])
         for variant, revision in zip(variants, revisions, strict=True)), batch_size=500,
    )  # fmt: skip
    stamp()


if __name__ == "__main__":
    sys.exit(main())
