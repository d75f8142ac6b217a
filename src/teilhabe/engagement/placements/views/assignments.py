"""The list of assignments, one assignment, how it goes and how it ends."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from teilhabe.actors.policies import keeps
from teilhabe.core.access.policy import CHANGE, VIEW
from teilhabe.core.access.routes import permitted, user_of
from teilhabe.core.answers import form_page
from teilhabe.engagement.placements.actions import EndAssignment, NoteFollowUp
from teilhabe.engagement.placements.forms import EndForm, FollowUpForm
from teilhabe.engagement.placements.models import Assignment
from teilhabe.engagement.placements.policies import ASSIGNMENTS
from teilhabe.engagement.placements.selectors.lists import assignments_of
from teilhabe.engagement.placements.tables import ASSIGNMENT_LIST


@permitted(Assignment, VIEW)
def assignments(request: HttpRequest) -> HttpResponseBase:
    return ASSIGNMENT_LIST.respond(request, assignments_of(user_of(request)))


@permitted(Assignment, VIEW, key="assignment")
@require_safe
def assignment(request: HttpRequest, assignment: Assignment) -> HttpResponseBase:
    """Notes are the office's; the organisation sees how to reach whoever does it."""
    context = {
        "assignment": assignment,
        "keeps": keeps(user_of(request), ASSIGNMENTS),
        "is_over": assignment.ends_on is not None and assignment.ends_on <= localdate(),
        "contact_points": assignment.volunteer.person.contact_points.order_by("-is_preferred", "pk"),
    }
    return render(request, "placements/assignment.html", context)


@permitted(Assignment, CHANGE, key="assignment")
def follow_up(request: HttpRequest, assignment: Assignment) -> HttpResponseBase:
    form = FollowUpForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: NoteFollowUp(by=user_of(request), assignment=assignment, **form.cleaned_data).run(),
        done=_("Notiert."),
        back=assignment.get_absolute_url(),
        title=_("Nachgefragt: %(assignment)s") % {"assignment": assignment},
        lead=_("Der nächste Tag zum Nachfragen ergibt sich von selbst: 2, 6 und 12 Wochen nach dem Beginn."),
    )


@permitted(Assignment, CHANGE, key="assignment")
def end(request: HttpRequest, assignment: Assignment) -> HttpResponseBase:
    form = EndForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: EndAssignment(by=user_of(request), assignment=assignment, **form.cleaned_data).run(),
        done=_("Der Einsatz ist beendet. Ein Platz ist wieder frei."),
        back=assignment.get_absolute_url(),
        title=_("Beenden: %(assignment)s") % {"assignment": assignment},
        lead=_("Der Nachweis des Einsatzes bleibt, damit ein Unfall auch später versichert ist."),
        action=_("Einsatz beenden"),
    )
