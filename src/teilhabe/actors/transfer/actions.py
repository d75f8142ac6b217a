"""Take over a list of people: hand it in, tell the columns, decide, take over row by row, undo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from teilhabe.actors.duplicates.cells import Cell, as_json, changed_cells, snapshot
from teilhabe.actors.models import Affiliation, ContactPoint, Person
from teilhabe.actors.transfer.columns import NAMES
from teilhabe.actors.transfer.drafts import Draft
from teilhabe.actors.transfer.extensions import TAKEN_OVER
from teilhabe.actors.transfer.models import ImportedRow, KnownHeader, PeopleImport, Upload
from teilhabe.actors.transfer.selectors import header_key
from teilhabe.actors.transfer.sheets import Sheet
from teilhabe.core.access.policy import ADD, CHANGE, DELETE, EXPORT
from teilhabe.core.audit.action import Action
from teilhabe.core.audit.values import Values
from teilhabe.core.users.models import User
from teilhabe.errors import InputError

State = PeopleImport.State


@dataclass(frozen=True, kw_only=True)
class HandIn(Action[PeopleImport]):
    """Keep the rows of a sheet until they are taken over, a day at most."""

    verb = ADD
    sentence = _("hat eine Liste von Personen hochgeladen")
    sheet: Sheet

    @property
    def target(self) -> type[PeopleImport]:
        return PeopleImport

    def perform(self) -> PeopleImport:
        made = PeopleImport.objects.create(
            user=self.by if isinstance(self.by, User) else None,
            form=self.sheet.form,
            row_count=len(self.sheet.rows),
        )
        Upload.objects.create(people_import=made, header=list(self.sheet.header), rows=list(self.sheet.rows))
        return made


@dataclass(frozen=True, kw_only=True)
class _Step(Action[None]):
    """A step of an import, from one of the states in which it may be taken."""

    possible_in: ClassVar[tuple[str, ...]]
    people_import: PeopleImport

    @property
    def target(self) -> PeopleImport:
        return self.people_import

    def move_to(self, state: str, **values: Any) -> None:
        """InputError where somebody else was faster."""
        rows = PeopleImport.objects.filter(pk=self.people_import.pk, state__in=self.possible_in)
        if not rows.update(state=state, **values):
            raise InputError(
                "Das geht gerade nicht: Die Liste ist inzwischen schon weiter.",
                "This is not possible now: the list is further on already.",
            )
        self.people_import.refresh_from_db()


@dataclass(frozen=True, kw_only=True)
class TellColumns(_Step):
    """What each column means; remembered for the next list with this header."""

    verb = CHANGE
    sentence = _("hat die Spalten der {target} zugeordnet")
    possible_in = (State.UPLOADED, State.CHECKED)
    targets: Sequence[str]

    def perform(self) -> None:
        if not set(self.targets) & set(NAMES):
            raise InputError(
                "Bitte ordnen Sie mindestens eine Spalte dem Namen zu.", "Please tell which column holds the name."
            )
        targets = [str(target) for target in self.targets]
        KnownHeader.objects.update_or_create(
            key=header_key(self.people_import.upload.header), defaults={"targets": targets}
        )
        self.people_import.imported_rows.all().delete()
        self.move_to(State.CHECKING, targets=targets)


@dataclass(frozen=True, kw_only=True)
class Decide(_Step):
    """Take the rows over, those that may be there already as `choices` (by number of row) say."""

    verb = CHANGE
    sentence = _("hat die Übernahme der {target} begonnen")
    possible_in = (State.CHECKED,)
    choices: Mapping[int, str] = field(default_factory=dict)

    def perform(self) -> None:
        for choice in ImportedRow.Choice.values:
            numbers = [number for number, chosen in self.choices.items() if chosen == choice]
            rows = self.people_import.imported_rows.filter(state=ImportedRow.State.DOUBLE, number__in=numbers)
            rows.update(choice=choice)
        self.move_to(State.RUNNING)


@dataclass(frozen=True, kw_only=True)
class UndoImport(_Step):
    """Remove what the import created and take back what it completed, as far as nobody has touched it since."""

    verb = CHANGE
    sentence = _("hat die Übernahme der {target} rückgängig gemacht")
    possible_in = (State.DONE,)

    def perform(self) -> None:
        self.move_to(State.UNDOING)


@dataclass(frozen=True, kw_only=True)
class Discard(_Step):
    """Throw a list away that nobody has taken over."""

    verb = DELETE
    sentence = _("hat die {target} verworfen")
    possible_in = (State.UPLOADED, State.CHECKING, State.CHECKED)

    def perform(self) -> None:
        self.move_to(State.UPLOADED)
        PeopleImport.objects.filter(pk=self.people_import.pk).delete()


@dataclass(frozen=True, kw_only=True)
class TakeOver(Action[Person]):
    """A new person from a row, whole or not at all."""

    verb = ADD
    sentence = _("hat „{target}“ aus einer Liste übernommen")
    draft: Draft
    organisation_key: int | None = None

    @property
    def target(self) -> type[Person]:
        return Person

    def perform(self) -> Person:
        draft = self.draft
        person = Person.objects.create(
            given_name=draft.given_name,
            family_name=draft.family_name,
            preferred_language=draft.preferred_language,
            languages=list(draft.languages),
            district=draft.district,
            note=draft.note,
        )
        add_rows(person, draft, self.organisation_key)
        TAKEN_OVER.collect(self.by, person, dict(draft.further))
        return person


@dataclass(frozen=True, kw_only=True)
class Complete(Action[tuple[list[dict[str, Any]], list[list[Any]]]]):
    """Fill what is empty of a person and add the ways to reach them that are new; nothing is overwritten.

    The changed cells and the added rows, as `ImportedRow` keeps them.
    """

    verb = CHANGE
    sentence = _("hat „{target}“ aus einer Liste ergänzt")
    person: Person
    draft: Draft
    organisation_key: int | None = None

    @property
    def target(self) -> Person:
        return self.person

    def perform(self) -> tuple[list[dict[str, Any]], list[list[Any]]]:
        person = Person.objects.select_for_update().get(pk=self.person.pk)
        if person.merged_into_id or person.erased_at:
            raise InputError("Diese Person gibt es inzwischen nicht mehr.", "This person is no longer there.")
        before = snapshot(person)
        for name in ("given_name", "preferred_language", "district", "note"):
            setattr(person, name, getattr(person, name) or getattr(self.draft, name))
        person.languages = [*person.languages, *(code for code in self.draft.languages if code not in person.languages)]
        person.save()
        added = add_rows(person, self.draft, self.organisation_key)
        further = TAKEN_OVER.collect(self.by, person, dict(self.draft.further))
        added += [[each._meta.label_lower, as_json(each.pk)] for each in further if isinstance(each, Model)]
        changed = [*changed_cells(person, before), *(each for each in further if isinstance(each, Cell))]
        return [cell.written() for cell in changed], added


def add_rows(person: Person, draft: Draft, organisation_key: int | None) -> list[list[Any]]:
    """The contact points and the affiliation that the person does not have yet: pairs of model and key."""
    held = set(person.contact_points.values_list("kind", "key"))
    is_first = not held
    added: list[list[Any]] = []
    for (kind, value), key in draft.keyed:
        if (kind, key) not in held:
            point = ContactPoint.objects.create(person=person, kind=kind, value=value, is_preferred=is_first)
            is_first = False
            added.append([point._meta.label_lower, as_json(point.pk)])
    if organisation_key is not None:
        row, is_new = Affiliation.objects.get_or_create(person=person, organisation_id=organisation_key)
        added += [[row._meta.label_lower, as_json(row.pk)]] if is_new else []
    return added


@dataclass(frozen=True, kw_only=True)
class RemoveImported(Action[None]):
    """Delete a person that an import created and nobody has touched since."""

    verb = DELETE
    sentence = _("hat eine Person wieder entfernt, die aus einer Liste kam")
    person: Person

    @property
    def target(self) -> Person:
        return self.person

    def perform(self) -> None:
        self.person.delete()


@dataclass(frozen=True, kw_only=True)
class ExportCards(Action[None]):
    """That visiting cards of people were handed out, and how many."""

    verb = EXPORT
    sentence = _("hat Visitenkarten ausgegeben")
    people: Sequence[Person]

    @property
    def target(self) -> Person | type[Person]:
        return self.people[0] if len(self.people) == 1 else Person

    def perform(self) -> None:
        """The log is all that is written."""

    def after(self, row: Any) -> Values:
        return {"people": len(self.people)}
