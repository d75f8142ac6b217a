"""Suggestions for all opportunities of a city at once, beside the loop that asks everybody about everything.

    python benchmarks/matching.py [--people 2000] [--tasks 400] [--seed 0]

The instance: 21 parts of a week, each free with 22 %; 12 skills that 8 to 35 % hold; ten languages (97 % German, then
55 down to 5 %); 3 modules (40 % each); 2 to 12 hours a week. A task asks for German (80 %), another language (45 %),
each skill with 10 %, a module (30 %), 1 or 2 parts, 1 to 4 hours, and a district within reach.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from benchmarks.workloads.one_by_one import everybody_about_everything  # noqa: E402  # its path is set above

from teilhabe.matching.crowd import Crowd  # noqa: E402
from teilhabe.matching.ranking import rank  # noqa: E402
from teilhabe.matching.unfilled import lacks  # noqa: E402
from teilhabe.matching.values import Need, NeedKind, Person, Task  # noqa: E402

LANGUAGES = {"de": 97, "en": 55, "ar": 22, "uk": 18, "ru": 15, "tr": 12, "fa": 10, "ti": 8, "fr": 6, "ku": 5}
SKILLS = {f"skill {each}": 8 + each * 27 // 11 for each in range(12)}
MODULES = ("module 1", "module 2", "module 3")
DISTRICTS = [f"district {each}" for each in range(16)]
FIELDS = [f"field {each}" for each in range(8)]
ROUNDS = 7
RESULT = Path(__file__).parent / "results" / "matching.json"


def person(key: int, chance: random.Random) -> Person:
    held = [("skill", code) for code, share in SKILLS.items() if chance.random() * 100 < share]
    held += [("module", code) for code in MODULES if chance.random() < 0.4]
    return Person(
        key,
        languages={code: chance.randint(2, 6) for code, share in LANGUAGES.items() if chance.random() * 100 < share},
        holds=frozenset(held),
        week=sum(1 << part for part in range(21) if chance.random() < 0.22),
        # Within 8 km in a square of 10 by 10 km: about 87 % of all pairs.
        districts=frozenset(chance.sample(DISTRICTS, 14)),
        home=chance.choice(DISTRICTS),
        wishes=frozenset(chance.sample(FIELDS, 2)),
        age=chance.randint(16, 80),
        free_hours=chance.randint(2, 12),
        load=chance.choice((0, 0, 0, 1)),
        most=chance.choices((1, 2, 3), (70, 20, 10))[0],
        idle_days=chance.randint(0, 400),
    )


def task(key: int, chance: random.Random) -> Task:
    asked = [Need(NeedKind.LANGUAGE, "de")] if chance.random() < 0.8 else []
    if chance.random() < 0.45:
        asked.append(Need(NeedKind.LANGUAGE, chance.choice([code for code in LANGUAGES if code != "de"])))
    asked += [Need(NeedKind.SKILL, code) for code in SKILLS if chance.random() < 0.1]
    if chance.random() < 0.3:
        asked.append(Need(NeedKind.MODULE, chance.choice(MODULES)))
    parts = chance.randint(1, 2)
    return Task(
        key,
        asked=frozenset(asked),
        places=chance.randint(1, 10),
        week=sum(1 << part for part in chance.sample(range(21), parts)),
        parts=parts,
        hours=chance.randint(1, 4),
        district=chance.choice(DISTRICTS),
        fields=frozenset(chance.sample(FIELDS, 1)),
        priority=chance.choice((1, 1, 2)),
    )


def instance(people: int, tasks: int, seed: int) -> tuple[list[Person], list[Task]]:
    chance = random.Random(seed)  # noqa: S311  # an invented city
    return [person(key, chance) for key in range(people)], [task(key, chance) for key in range(tasks)]


def timed(
    what: Callable[[], Any], rounds: int = ROUNDS, clock: Callable[[], float] = perf_counter
) -> tuple[float, Any]:
    """The median in milliseconds, and the answer."""
    took = []
    for _round in range(rounds):
        start = clock()
        answer = what()
        took.append((clock() - start) * 1000)
    return round(sorted(took)[rounds // 2], 1), answer


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, number in (("people", 2000), ("tasks", 400), ("seed", 0)):
        arguments.add_argument(f"--{name}", type=int, default=number)
    given = arguments.parse_args()
    people, tasks = instance(given.people, given.tasks, given.seed)
    ours, found = timed(lambda: rank(tasks, Crowd(people)))
    worked, _ = timed(lambda: rank(tasks, Crowd(people)), clock=process_time)
    why, unfilled = timed(lambda: [lacks(each, crowd) for crowd in [Crowd(people)] for each in tasks])
    naive, same = timed(lambda: everybody_about_everything(people, tasks), 1)
    result = {
        "people": given.people,
        "opportunities": given.tasks,
        "seed": given.seed,
        "feasible pairs": sum(Crowd(people).able(each).bit_count() for each in tasks),
        "opportunities with a candidate": sum(bool(each) for each in found.values()),
        "opportunities that one need keeps people away from": sum(bool(each) for each in unfilled),
        "suggestions (ms, median of 7)": ours,
        "suggestions (ms of the processor, median of 7)": worked,
        "what is missing (ms, median of 7)": why,
        "pair by pair (ms, once)": naive,
        "same answer": found == same,
        "load": [round(each, 1) for each in os.getloadavg()],
    }
    RESULT.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
