"""Pages on which a list of people is taken over, and people as visiting cards."""

from __future__ import annotations

import csv
import io
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django_tasks.base import Task

from teilhabe.actors.duplicates.wording import in_words
from teilhabe.actors.models import Person
from teilhabe.actors.policies import PERSONS
from teilhabe.actors.tables import PEOPLE
from teilhabe.actors.transfer.actions import Decide, Discard, ExportCards, HandIn, TellColumns, UndoImport
from teilhabe.actors.transfer.cards import card_of
from teilhabe.actors.transfer.columns import Target
from teilhabe.actors.transfer.drafts import draft_of
from teilhabe.actors.transfer.extensions import FURTHER_COLUMNS
from teilhabe.actors.transfer.forms import ColumnsForm, DecisionForm, UploadForm
from teilhabe.actors.transfer.jobs import check, take_over, undo
from teilhabe.actors.transfer.models import ImportedRow, PeopleImport
from teilhabe.actors.transfer.selectors import counts, people_with_cards, recent_imports, rows_in, targets_for
from teilhabe.actors.transfer.sheets import read_sheet
from teilhabe.actors.transfer.vcards import write_cards
from teilhabe.core.access.policy import ADD, CHANGE, DELETE, EXPORT, VIEW
from teilhabe.core.access.routes import permitted, user_of
from teilhabe.core.audit.action import Action
from teilhabe.core.jobs.job import enqueue
from teilhabe.core.language import page_language, told
from teilhabe.core.tables.asked import Asked
from teilhabe.errors import InputError
from teilhabe.text import Text

RECENT, SAMPLE, DOUBLES_SHOWN, FAULTY_SHOWN = 10, 5, 200, 100
State, RowState = PeopleImport.State, ImportedRow.State


@permitted(PeopleImport, ADD)
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            sheet = read_sheet(form.cleaned_data["file"].read())
        except InputError as error:
            form.add_error("file", told(error))
        else:
            made = HandIn(by=user_of(request), sheet=sheet).run()
            return redirect("actors:import_columns", made.pk)
    return render(request, "transfer/upload.html", {"form": form, "imports": recent_imports()[:RECENT]})


@permitted(PeopleImport, CHANGE, key="people_import")
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: HttpRequest, people_import: PeopleImport) -> HttpResponse:
    if people_import.state not in TellColumns.possible_in:
        return redirect("actors:import_page", people_import.pk)
    found = people_import.upload
    proposed = list(people_import.targets) or targets_for(found)
    form = ColumnsForm(found.header, proposed, request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = TellColumns(by=user_of(request), people_import=people_import, targets=form.targets)
        if _done(request, told, check):
            return redirect("actors:import_page", people_import.pk)
    samples = list(zip(*(cells for _number, cells in found.rows[:SAMPLE]), strict=True))
    context = {"import": people_import, "form": form, "columns": list(zip(found.header, form, samples, strict=True))}
    return render(request, "transfer/columns.html", context)


@permitted(PeopleImport, CHANGE, key="people_import")
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, people_import: PeopleImport) -> HttpResponse:
    """What comes next for this list: wait, decide, or read the report."""
    if people_import.state == State.UPLOADED:
        return redirect("actors:import_columns", people_import.pk)
    if people_import.state == State.CHECKED:
        return _decision(request, people_import)
    counted = counts(people_import)
    done = people_import.row_count - sum(counted.get(state, 0) for state in (RowState.NEW, RowState.DOUBLE))
    context = {
        "import": people_import,
        "done": 0 if people_import.state == State.CHECKING else done,
        "results": [(RowState(state).label, counted[state]) for state in RowState.values if counted.get(state)],
        "rows": rows_in(people_import, RowState.FAULTY, RowState.FAILED, RowState.LEFT)[:FAULTY_SHOWN],
        "can_undo": people_import.state == State.DONE,
    }
    return render(request, "transfer/progress.html" if people_import.is_busy else "transfer/report.html", context)


def _decision(request: HttpRequest, people_import: PeopleImport) -> HttpResponse:
    rows = list(rows_in(people_import, RowState.DOUBLE)[:DOUBLES_SHOWN])
    form = DecisionForm(rows, request.POST or None)
    if request.method == "POST" and form.is_valid():
        decided = Decide(by=user_of(request), people_import=people_import, choices=form.choices)
        if _done(request, decided, take_over):
            return redirect("actors:import_page", people_import.pk)
    cells = dict(people_import.upload.rows)
    targets, further = list(people_import.targets), FURTHER_COLUMNS.collect()
    drafts = {row.number: draft_of(cells[row.number], targets, further) for row in rows}
    new = rows_in(people_import, RowState.NEW)[:SAMPLE]
    counted = counts(people_import)
    context = {
        "import": people_import,
        "form": form,
        "doubles": [
            (row, drafts[row.number], in_words(row.reasons), field) for row, field in zip(rows, form, strict=True)
        ],
        "sample": [draft_of(cells[row.number], targets, further) for row in new],
        "faulty": rows_in(people_import, RowState.FAULTY)[:FAULTY_SHOWN],
        "count": {state: counted.get(state, 0) for state in ("new", "double", "faulty")},
        "shown": DOUBLES_SHOWN,
        "has_organisations": Target.ORGANISATION in targets,
    }
    return render(request, "transfer/decision.html", context)


@permitted(PeopleImport, DELETE, key="people_import")
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, people_import: PeopleImport) -> HttpResponse:
    if request.method == "POST" and _done(request, Discard(by=user_of(request), people_import=people_import)):
        messages.success(request, _("Die Liste ist gelöscht. Übernommen wurde nichts."))
        return redirect("actors:import")
    context = {
        "title": _("Liste verwerfen"),
        "question": _("Die hochgeladene Liste wird gelöscht. Übernommen wird nichts."),
        "action": _("Liste verwerfen"),
        "is_dangerous": True,
        "back": reverse("actors:import_page", args=[people_import.pk]),
    }
    return render(request, "confirm.html", context)


@permitted(PeopleImport, CHANGE, key="people_import")
@require_http_methods(["GET", "HEAD", "POST"])
def undo_import(request: HttpRequest, people_import: PeopleImport) -> HttpResponse:
    back = reverse("actors:import_page", args=[people_import.pk])
    if request.method == "POST" and _done(request, UndoImport(by=user_of(request), people_import=people_import), undo):
        return redirect(back)
    counted = counts(people_import)
    created, completed = counted.get(RowState.CREATED, 0), counted.get(RowState.COMPLETED, 0)
    context = {
        "title": _("Übernahme rückgängig machen"),
        "question": _("Was diese Liste gebracht hat, wird wieder entfernt."),
        "items": [
            _("%(count)s neu angelegte Personen werden gelöscht.") % {"count": created},
            _("Bei %(count)s Personen werden die Ergänzungen zurückgenommen.") % {"count": completed},
            _("Wer seitdem geändert wurde, bleibt. Sie lesen danach, wer das ist."),
        ],
        "action": _("Rückgängig machen"),
        "is_dangerous": True,
        "back": back,
    }
    return render(request, "confirm.html", context)


@permitted(PeopleImport, VIEW, key="people_import")
@require_safe
def report(request: HttpRequest, people_import: PeopleImport) -> HttpResponse:
    """Every row with its number and what became of it; none of what was written in it."""
    written = io.StringIO()
    lines = csv.writer(written, delimiter=";")
    lines.writerow([_("Zeile"), _("Ergebnis"), _("Hinweis")])
    for row in people_import.imported_rows.order_by("number").iterator():
        hint = " ".join(Text(*each).in_language(page_language()) for each in row.problems)
        if row.like_row:
            hint = _("gleicht Zeile %(number)s") % {"number": row.like_row}
        lines.writerow([row.number, row.get_state_display(), hint])
    answer = HttpResponse("\ufeff" + written.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="uebernahme-{people_import.pk}.csv"'
    return answer


@permitted(Person, EXPORT, key="person")
@require_safe
def person_card(request: HttpRequest, person: Person) -> HttpResponse:
    return _cards(request, list(people_with_cards(Person.objects.filter(pk=person.pk))), f"person-{person.pk}")


@permitted(Person, EXPORT)
@require_safe
def cards(request: HttpRequest) -> HttpResponse:
    """The people whom the list shows for the same search and filters."""
    asked = Asked(request.GET, PEOPLE.columns, PEOPLE.filters, PEOPLE.search, PEOPLE.order)
    people = asked.narrow(PERSONS.reach(user_of(request), EXPORT))
    return _cards(request, list(people_with_cards(people)), str(_("personen")))


def _cards(request: HttpRequest, people: list[Person], name: str) -> HttpResponse:
    ExportCards(by=user_of(request), people=people).run()
    answer = HttpResponse(write_cards(map(card_of, people)), content_type="text/vcard; charset=utf-8")
    prefix = "erfunden-" if settings.DEMO else ""
    answer["Content-Disposition"] = f'attachment; filename="{prefix}{name}.vcf"'
    return answer


def _done(request: HttpRequest, step: Action[Any], follow_up: Task[Any, None] | None = None) -> bool:
    """Take the step and ask for the job that follows, both or neither; False, and the reason told, where that fails."""
    try:
        with transaction.atomic():
            step.run()
            if follow_up is not None:
                enqueue(follow_up, step.target.pk)
    except InputError as error:
        messages.error(request, told(error))
        return False
    return True
