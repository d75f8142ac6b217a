"""How well and how fast people who were entered twice are found among 10,000 invented ones.

python benchmarks/duplicates.py            writes benchmarks/results/duplicates.json

Planted are 500 second entries, each with one to two of the mistakes that offices make (another transliteration, a typo,
swapped names, a missing part, another district) and a telephone number or mail address in common; 100 more have nothing
but the name in common, and nobody could tell most of these from namesakes. As traps there are 500 relatives with the
same family name, number and district, and hundreds of pairs who by chance bear the same name in the same district.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "teilhabe.project.settings")
django.setup()

from teilhabe.actors.duplicates.comparing import Entry  # noqa: E402  # after setup, as models need it
from teilhabe.actors.duplicates.pairing import candidates, likely_pairs  # noqa: E402
from teilhabe.actors.folding import fold  # noqa: E402
from teilhabe.actors.invented import InventedPerson, invented_people  # noqa: E402
from teilhabe.actors.invented_names import DISTRICTS  # noqa: E402
from teilhabe.actors.reaching import contact_key  # noqa: E402

PEOPLE, PLANTED, NAME_ONLY, RELATIVES, SEED = 10_000, 500, 100, 500, 7
RESULTS = Path(__file__).parent / "results" / "duplicates.json"
SPELLINGS = (
    *(("ü", "ue"), ("ö", "oe"), ("ä", "ae"), ("sh", "sch"), ("kh", "ch"), ("j", "dsch"), ("y", "j"), ("v", "w")),
    *(("ou", "u"), ("u", "o"), ("e", "a"), ("i", "y"), ("ss", "s"), ("mm", "m"), ("k", "q"), ("ş", "s"), ("h", "")),
)


def main() -> int:
    random = Random(SEED)  # noqa: S311  # nothing is secret here
    people = [entry(f"{place:06}", person) for place, person in enumerate(invented_people(PEOPLE))]
    reached = [person for person in people if person.contacts]
    originals = random.sample(reached, PLANTED + NAME_ONLY)
    copies = [copied(random, each, keeps_contact=place < PLANTED) for place, each in enumerate(originals)]
    everybody = [*people, *copies, *(relative(random, each, people) for each in random.sample(reached, RELATIVES))]
    truth = [(copy.key[:-1], copy.key) for copy in copies]

    started = time.perf_counter()
    shown = {(pair.one.key, pair.other.key) for pair in likely_pairs(everybody)}
    seconds = time.perf_counter() - started
    found = [pair in shown for pair in truth]
    result = {
        "people": len(everybody),
        "pairs_compared": sum(1 for _ in candidates(everybody)),
        "pairs_shown": len(shown),
        "recall_with_a_contact_in_common": sum(found[:PLANTED]) / PLANTED,
        "recall_with_the_name_only": sum(found[PLANTED:]) / NAME_ONLY,
        "precision": round(sum(found) / len(shown), 4),
        "seconds": round(seconds, 2),
    }
    RESULTS.write_text(json.dumps(result, indent=1) + "\n")
    print(json.dumps(result, indent=1))
    if "-v" in sys.argv:
        explain(everybody, set(truth[:PLANTED]), shown)
    return 0


def explain(everybody: list[Entry], truth: set[tuple[str, ...]], shown: set[tuple[str, str]]) -> None:
    by_key = {each.key: each for each in everybody}
    for title, pairs in (("missed", truth - shown), ("wrong", shown - truth)):
        print(title, len(pairs))
        for one, other in sorted(pairs)[:25]:
            print(
                "  ",
                *(
                    f"{e.given_name}|{e.family_name}|{e.district}|{sorted(e.contacts)}"
                    for e in (by_key[one], by_key[other])
                ),
            )


def entry(key: str, person: InventedPerson) -> Entry:
    contacts = frozenset(contact_key(kind, value) for kind, value in person.contact_points if kind != "post")
    return Entry(key, person.given_name, person.family_name, contacts, fold(person.district))


def copied(random: Random, original: Entry, *, keeps_contact: bool) -> Entry:
    copy = replace(original, key=f"{original.key}b")
    for mistake in random.sample(MISTAKES, random.choice((1, 1, 2))):
        copy = mistake(random, copy)
    return replace(copy, contacts=frozenset(random.sample(sorted(original.contacts), 1) if keeps_contact else ()))


def transliterated(random: Random, person: Entry) -> Entry:
    given, family = (fold_some(random, name.lower()) for name in (person.given_name, person.family_name))
    return replace(person, given_name=given.title(), family_name=family.title())


def fold_some(random: Random, name: str) -> str:
    usable = [(old, new) for old, new in SPELLINGS if old in name[1:]]
    if not usable:
        return name
    old, new = random.choice(usable)
    return name[0] + name[1:].replace(old, new, 1)


def mistyped(random: Random, person: Entry) -> Entry:
    name = person.family_name
    place = random.randrange(1, max(2, len(name) - 1))
    kinds = (name[:place] + name[place + 1 :], name[:place] + random.choice("aeinrt") + name[place:],
             name[: place - 1] + name[place : place + 1] + name[place - 1] + name[place + 1 :])  # fmt: skip
    return replace(person, family_name=random.choice(kinds))


def swapped(_random: Random, person: Entry) -> Entry:
    return replace(person, given_name=person.family_name, family_name=person.given_name)


def with_second_name(random: Random, person: Entry) -> Entry:
    return replace(person, given_name=f"{person.given_name} {random.choice(('Maria', 'Ali', 'Anna', 'Jan'))}")


def without_hyphen(_random: Random, person: Entry) -> Entry:
    return replace(person, family_name=person.family_name.split("-")[0])


def moved(random: Random, person: Entry) -> Entry:
    return replace(person, district=fold(random.choice(DISTRICTS)))


def without_district(_random: Random, person: Entry) -> Entry:
    return replace(person, district="")


MISTAKES: list[Callable[[Random, Entry], Entry]] = [
    *(transliterated, mistyped, swapped, with_second_name, without_hyphen, moved, without_district),
]


def relative(random: Random, of: Entry, people: list[Entry]) -> Entry:
    """Somebody of the same family: same number, family name and district, a given name of its own."""
    given = of.given_name
    while given == of.given_name:
        given = random.choice(people).given_name
    return replace(of, key=f"{of.key}r", given_name=given)


if __name__ == "__main__":
    sys.exit(main())
