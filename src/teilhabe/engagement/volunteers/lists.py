"""Columns of foreign lists that are about volunteering: whoever has one of them filled becomes a volunteer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from teilhabe.actors.duplicates.cells import Cell, changed_cells, snapshot
from teilhabe.actors.folding import fold
from teilhabe.actors.models import Person
from teilhabe.actors.transfer.extensions import FURTHER_COLUMNS, TAKEN_OVER, Cells, FurtherColumn
from teilhabe.core.audit.action import By
from teilhabe.engagement.volunteers.actions import AddVolunteer, ChangeVolunteer
from teilhabe.engagement.volunteers.models import Skill, Volunteer
from teilhabe.engagement.volunteers.reading import read_day, read_hours, read_levels, read_week
from teilhabe.errors import InputError
from teilhabe.text import Text

LEVELS, SKILLS, WEEK, SINCE = "volunteers.levels", "volunteers.skills", "volunteers.week", "volunteers.since"
DISTRICTS, HOURS, LIMITS = "volunteers.districts", "volunteers.hours", "volunteers.limits"


def _fault_of(read: Callable[[str], object]) -> Callable[[str], Text | None]:
    def fault(cell: str) -> Text | None:
        try:
            read(cell)
        except InputError as error:
            return error.text
        return None

    return fault


def _parts(cell: str) -> list[str]:
    return [" ".join(part.split()) for part in cell.replace(";", ",").replace("\n", ",").split(",") if part.strip()]


def _skills(cell: str) -> list[str]:
    """Keys of the skills that are named, as they are called in any language."""
    known = {fold(name): skill.key for skill in Skill.objects.all() for name in (skill.key, *skill.names.values())}
    named = [known.get(fold(part)) for part in _parts(cell)]
    if None in named:
        raise InputError(
            "Eine der Fähigkeiten steht nicht in der Liste der Fähigkeiten.", "One of the skills is not in the list."
        )
    return [key for key in named if key]


@FURTHER_COLUMNS.fill
def columns() -> Iterator[FurtherColumn]:
    yield FurtherColumn(
        LEVELS,
        _("Ehrenamt: Sprachen mit Niveau"),
        "sprachniveau sprachlevel niveau languagelevel",
        _fault_of(read_levels),
    )
    yield FurtherColumn(
        SKILLS, _("Ehrenamt: Fähigkeiten"), "fahigkeiten fahigkeit kompetenzen kenntnisse skills", _fault_of(_skills)
    )
    yield FurtherColumn(
        WEEK,
        _("Ehrenamt: Zeit in der Woche"),
        "zeit zeiten verfugbarkeit verfugbar wann availability",
        _fault_of(read_week),
    )
    yield FurtherColumn(
        SINCE, _("Ehrenamt: dabei seit"), "dabeiseit seit ehrenamtlichseit beginn since", _fault_of(read_day)
    )
    yield FurtherColumn(
        DISTRICTS,
        _("Ehrenamt: würde gehen nach"),
        "einsatzort einsatzorte einsatzgebiet wunschstadtteil",
        lambda _cell: None,
    )
    yield FurtherColumn(
        HOURS, _("Ehrenamt: Stunden in der Woche"), "stunden stundenprowoche wochenstunden hours", _fault_of(read_hours)
    )
    yield FurtherColumn(LIMITS, _("Ehrenamt: was nicht geht"), "einschrankungen grenzen limits", lambda _cell: None)


@TAKEN_OVER.fill
def as_volunteer(by: By, person: Person, cells: Cells) -> Iterator[Cell | Model]:
    """A new volunteer, or what an existing one has not said yet; nothing is overwritten."""
    values = _values(cells)
    if not values:
        return
    known = Volunteer.objects.filter(person=person).first()
    if known is None:
        languages = [*person.languages, *(code for code in values.pop("languages", ()) if code not in person.languages)]
        told = {**values, "state": Volunteer.State.ACTIVE, "languages": languages}
        yield AddVolunteer(by=by, person=person, values=told).run()
        return
    before = snapshot(known)
    empty = {name: value for name, value in values.items() if hasattr(known, name) and not getattr(known, name)}
    ChangeVolunteer(by=by, volunteer=known, values=empty).run()
    yield from changed_cells(known, before)


def _values(cells: Cells) -> dict[str, Any]:
    """By name of field, and `languages` for those of the person."""
    found: dict[str, Any] = {}
    for cell in cells.get(LEVELS, ()):
        levels = read_levels(cell)
        found["languages"] = [*found.get("languages", ()), *levels]
        told = {code: level for code, level in levels.items() if level}
        found["language_levels"] = {**found.get("language_levels", {}), **told}
    for cell in cells.get(WEEK, ()):
        found["week"] = found.get("week", 0) | read_week(cell)
    for code, name, read in ((SKILLS, "skills", _skills), (DISTRICTS, "districts", _parts)):
        for cell in cells.get(code, ()):
            found[name] = list(dict.fromkeys([*found.get(name, ()), *read(cell)]))
    for code, name, convert in ((SINCE, "since", read_day), (HOURS, "hours_per_week", read_hours)):
        for cell in cells.get(code, ()):
            found[name] = convert(cell)
    if cells.get(LIMITS):
        found["limits"] = "\n".join(cells[LIMITS])
    return found
