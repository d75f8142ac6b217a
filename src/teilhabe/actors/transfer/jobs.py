"""The long parts of an import: compare every row, take rows over in portions, undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.actors.duplicates.cells import as_cells, take_back
from teilhabe.actors.duplicates.selectors import entries
from teilhabe.actors.folding import fold
from teilhabe.actors.transfer.actions import Complete, RemoveImported, TakeOver
from teilhabe.actors.transfer.drafts import Draft, RowProblem, draft_of
from teilhabe.actors.transfer.extensions import FURTHER_COLUMNS
from teilhabe.actors.transfer.models import ImportedRow, PeopleImport, Upload
from teilhabe.actors.transfer.selectors import Double, doubles, fingerprint, organisations_by_name, rows_in
from teilhabe.core.jobs.job import enqueue, every, job, schedule
from teilhabe.core.users.models import User
from teilhabe.errors import InputError
from teilhabe.text import Text

ROWS_PER_PORTION = 50
SURE = 0.9
"""From here on we propose to complete who is there; below, to add somebody: nothing is lost, the night finds it."""

State, RowState, Choice = PeopleImport.State, ImportedRow.State, ImportedRow.Choice


@job(label=_("Liste von Personen prüfen"), in_transaction=False)
def check(people_import_pk: int) -> None:
    """Read every row and compare it with everybody; nothing of it is taken over yet."""
    found = _in_state(people_import_pk, State.CHECKING)
    if found is None:
        return
    targets, further = list(found.targets), FURTHER_COLUMNS.collect()
    drafts: dict[int, Draft] = {}
    rows: list[ImportedRow] = []
    for number, cells in found.upload.rows:
        try:
            drafts[number] = draft_of(cells, targets, further)
        except RowProblem as refusal:
            rows.append(_faulty(found, number, refusal.problems))
    alike = doubles(drafts, entries())
    rows += [_compared(found, number, alike.get(number)) for number in drafts]
    with transaction.atomic():
        if PeopleImport.objects.filter(pk=found.pk, state=State.CHECKING).update(state=State.CHECKED):
            ImportedRow.objects.filter(people_import=found).delete()
            ImportedRow.objects.bulk_create(rows, batch_size=500)


def _faulty(found: PeopleImport, number: int, problems: tuple[Text, ...]) -> ImportedRow:
    written = [list(problem) for problem in dict.fromkeys(problems)]
    return ImportedRow(people_import=found, number=number, state=RowState.FAULTY, choice=Choice.SKIP, problems=written)


def _compared(found: PeopleImport, number: int, double: Double | None) -> ImportedRow:
    if double is None:
        return ImportedRow(people_import=found, number=number, state=RowState.NEW)
    if double.row is not None:
        proposal = Choice.SKIP
    else:
        proposal = Choice.COMPLETE if double.likeness.probability >= SURE else Choice.CREATE
    return ImportedRow(
        people_import=found,
        number=number,
        state=RowState.DOUBLE,
        choice=proposal,
        person_id=double.person or None,
        like_row=double.row,
        probability=round(double.likeness.probability, 4),
        reasons=list(double.likeness.reasons),
    )


@job(label=_("Liste von Personen übernehmen"))
def take_over(people_import_pk: int) -> None:
    """Take the next rows over, then ask for the rest; at the end the uploaded list is deleted."""
    found = _in_state(people_import_pk, State.RUNNING)
    if found is None:
        return
    waiting = list(rows_in(found, RowState.NEW, RowState.DOUBLE)[:ROWS_PER_PORTION])
    if waiting:
        cells = dict(found.upload.rows)
        targets, further = list(found.targets), FURTHER_COLUMNS.collect()
        organisations = organisations_by_name()
        for row in waiting:
            draft = draft_of(cells[row.number], targets, further)
            _row_by_row(row, partial(_taken_over, found, row, draft, organisations))
        enqueue(take_over, found.pk)
        return
    Upload.objects.filter(people_import=found).delete()
    PeopleImport.objects.filter(pk=found.pk).update(state=State.DONE, finished_at=timezone.now())


def _row_by_row(row: ImportedRow, work: Callable[[], None]) -> None:
    """All or nothing: what fails leaves nothing of its row, and the sentence why."""
    try:
        with transaction.atomic():
            work()
    except (InputError, PermissionDenied, DatabaseError) as error:
        row.refresh_from_db()
        row.state, row.problems = RowState.FAILED, [list(_sentence(error))]
    row.save()


def _sentence(error: Exception) -> Text:
    if isinstance(error, InputError):
        return error.text
    if isinstance(error, PermissionDenied):
        return Text("Ihr Konto darf das nicht.", "Your account may not do this.")
    return Text("Die Datenbank nimmt diese Zeile nicht an.", "The database does not accept this row.")


def _taken_over(found: PeopleImport, row: ImportedRow, draft: Draft, organisations: dict[str, int]) -> None:
    if row.state == RowState.DOUBLE and row.choice == Choice.SKIP:
        row.state = RowState.SKIPPED
        return
    by = _owner(found)
    organisation = organisations.get(fold(draft.organisation)) if draft.organisation else None
    draft = _with_unknown_organisation(draft) if draft.organisation and organisation is None else draft
    if row.state == RowState.DOUBLE and row.choice == Choice.COMPLETE and row.person:
        row.changed, row.added = Complete(by=by, person=row.person, draft=draft, organisation_key=organisation).run()
        row.state = RowState.COMPLETED
        return
    row.person = TakeOver(by=by, draft=draft, organisation_key=organisation).run()
    row.fingerprint, row.state = fingerprint(row.person), RowState.CREATED


def _with_unknown_organisation(draft: Draft) -> Draft:
    """An organisation that we do not know is not made up: its name stands in the note."""
    note = "\n\n".join(filter(None, (draft.note, f"Organisation: {draft.organisation}")))
    return replace(draft, note=note, organisation="")


def _owner(found: PeopleImport) -> User:
    """Whoever handed the list in does what is done with it; InputError where their account is gone."""
    if found.user is None:
        raise InputError("Das Konto gibt es nicht mehr.", "The account no longer exists.")
    return found.user


@job(label=_("Übernahme rückgängig machen"))
def undo(people_import_pk: int) -> None:
    """Undo the next rows, the last ones first, then ask for the rest."""
    found = _in_state(people_import_pk, State.UNDOING)
    if found is None:
        return
    done = list(rows_in(found, RowState.CREATED, RowState.COMPLETED).order_by("-number")[:ROWS_PER_PORTION])
    for row in done:
        _row_by_row(row, partial(_undone, found, row))
    if done:
        enqueue(undo, found.pk)
    else:
        PeopleImport.objects.filter(pk=found.pk).update(state=State.UNDONE)


def _undone(found: PeopleImport, row: ImportedRow) -> None:
    if row.state == RowState.COMPLETED:
        left = take_back(as_cells(row.changed))
        left_rows = [each for each in row.added if not _removed(*each)]
        row.state = RowState.LEFT if left or left_rows else RowState.REMOVED
        row.changed = row.added = []
        return
    person = row.person
    if person is None or fingerprint(person) != row.fingerprint:
        row.state = RowState.LEFT
        return
    row.person, row.state, row.fingerprint = None, RowState.REMOVED, ""
    row.save()  # before the person goes, and the rows about them with it
    RemoveImported(by=_owner(found), person=person).run()


def _removed(model: str, key: object) -> bool:
    return bool(apps.get_model(model)._base_manager.filter(pk=key).delete()[0])


def _in_state(people_import_pk: int, state: str) -> PeopleImport | None:
    """None where it was discarded meanwhile, or done already."""
    return PeopleImport.objects.select_related("user").filter(pk=people_import_pk, state=state).first()


@job(label=_("Hochgeladene Listen löschen"))
def forget_uploads() -> None:
    """Lists that nobody took over are gone after a day."""
    PeopleImport.objects.filter(
        state__in=(State.UPLOADED, State.CHECKING, State.CHECKED),
        created_at__lt=timezone.now() - timedelta(days=1),
    ).delete()


schedule(forget_uploads, every(minutes=60))
