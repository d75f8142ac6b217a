"""People and tasks as hypothesis invents them: few values each, so that they often fit and often just miss."""

from __future__ import annotations

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from teilhabe.matching.values import Mix, Need, NeedKind, Person, Task

LANGUAGES, CODES, DISTRICTS, FIELDS = ("de", "ar", "ti"), ("first aid", "module 1"), ("Ost", "West"), ("a", "b")
HELD = (NeedKind.SKILL, NeedKind.MODULE, NeedKind.CHECK)
WEEK = st.integers(0, (1 << 21) - 1)

people = st.builds(
    Person,
    key=st.just(0),
    languages=st.dictionaries(st.sampled_from(LANGUAGES), st.integers(0, 6)),
    holds=st.frozensets(st.tuples(st.sampled_from(HELD).map(str), st.sampled_from(CODES)), max_size=4),
    week=WEEK,
    districts=st.frozensets(st.sampled_from(DISTRICTS), max_size=2),
    home=st.sampled_from(("", *DISTRICTS)),
    wishes=st.frozensets(st.sampled_from(FIELDS), max_size=2),
    kinds=st.frozensets(st.sampled_from(("shifts", "tandem")), max_size=2),
    age=st.none() | st.integers(14, 80),
    free_hours=st.none() | st.integers(0, 10),
    load=st.integers(0, 3),
    most=st.integers(1, 3),
    idle_days=st.integers(0, 500),
)
needs = st.one_of(
    st.builds(Need, st.just(NeedKind.LANGUAGE), st.sampled_from(LANGUAGES), st.integers(0, 6)),
    st.builds(Need, st.sampled_from(HELD), st.sampled_from(CODES)),
    st.builds(Need, st.just(NeedKind.AGE), number=st.integers(16, 21)),
)
tasks = st.builds(
    Task,
    key=st.just(0),
    asked=st.frozensets(needs, max_size=3),
    mixes=st.lists(st.builds(Mix, needs, st.integers(0, 3)), max_size=2).map(tuple),
    places=st.integers(1, 4),
    week=WEEK | st.just(0),
    parts=st.integers(1, 3),
    hours=st.integers(0, 5),
    district=st.sampled_from(("", *DISTRICTS)),
    fields=st.frozensets(st.sampled_from(FIELDS), max_size=2),
    kind=st.sampled_from(("", "shifts", "tandem")),
    priority=st.integers(1, 2),
)
crowds = st.lists(people, max_size=20).map(lambda found: [numbered(each, key) for key, each in enumerate(found)])

untimed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""Drawing a crowd takes its time on a busy machine, which says nothing about what is tested."""


def numbered(person: Person, key: int) -> Person:
    return Person(**{**vars(person), "key": key})
