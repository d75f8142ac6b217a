"""What one writes first: everybody is asked about everything, pair by pair. Asking all at once must say the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from teilhabe.matching.feasibility import meets, missing
from teilhabe.matching.ranking import WEIGHTS, Criterion, Suggestion
from teilhabe.matching.values import NeedKind, Person, Task


def everybody_about_everything(people: Sequence[Person], tasks: Sequence[Task]) -> dict[int, tuple[Suggestion, ...]]:
    found = {}
    for task in tasks:
        able = [suggestion(person, task) for person in people if not missing(person, task)]
        found[task.key] = tuple(sorted(able, key=lambda one: (-one.score, one.person))[:10])
    return found


def suggestion(person: Person, task: Task) -> Suggestion:
    points = tuple((criterion, number) for criterion, number in _points(person, task) if number)
    return Suggestion(task.key, person.key, sum(number for _, number in points), points, missing(person, task))


def _points(person: Person, task: Task) -> Iterator[tuple[Criterion, int]]:
    asked = [need for need in task.asked if need.kind is NeedKind.LANGUAGE]
    above = sum(max(0, person.languages.get(need.code, 0) - need.number) for need in asked)
    yield Criterion.LANGUAGE, above * WEIGHTS.level
    yield Criterion.MIX, WEIGHTS.mix * any(meets(person, need) for need in task.welcome())
    yield Criterion.WISH, WEIGHTS.wish * bool(task.fields & person.wishes)
    yield Criterion.KIND, _kind(person, task)
    near = task.district and task.district in {person.home, *person.districts}
    yield Criterion.DISTRICT, WEIGHTS.district * bool(near)
    spare = (person.week & task.week).bit_count() - task.parts if task.week else 0
    yield Criterion.TIME, max(0, min(spare, WEIGHTS.most_spare_parts)) * WEIGHTS.spare_part
    yield Criterion.IDLE, min(person.idle_days // 30, WEIGHTS.most_idle_months) * WEIGHTS.idle_month
    yield Criterion.LOAD, person.load * WEIGHTS.engaged + WEIGHTS.full * (person.load >= person.most)
    yield Criterion.PRIORITY, WEIGHTS.urgent * (task.priority > 1)


def _kind(person: Person, task: Task) -> int:
    if not task.kind or not person.kinds:
        return 0
    return WEIGHTS.kind if task.kind in person.kinds else WEIGHTS.other_kind
