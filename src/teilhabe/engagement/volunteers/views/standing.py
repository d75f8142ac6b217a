"""Whether somebody is there: active, on a break, gone, away for some days; and whether what we know is right."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from teilhabe.actors.policies import keeps
from teilhabe.core.access.policy import CHANGE, DELETE
from teilhabe.core.access.routes import permitted, user_of
from teilhabe.core.answers import confirm_page, form_page
from teilhabe.core.language import told
from teilhabe.engagement.volunteers.actions import (
    Activate,
    AddAbsence,
    Confirm,
    End,
    Pause,
    RemoveAbsence,
    RevokeLinks,
)
from teilhabe.engagement.volunteers.asking import AskAgain
from teilhabe.engagement.volunteers.extensions import ENDINGS
from teilhabe.engagement.volunteers.forms.volunteers import AbsenceForm, EndForm, PauseForm
from teilhabe.engagement.volunteers.models import Absence, Volunteer
from teilhabe.engagement.volunteers.policies import VOLUNTEERS
from teilhabe.errors import InputError


@permitted(Volunteer, CHANGE, key="volunteer")
@require_POST
def activate(request: HttpRequest, volunteer: Volunteer) -> HttpResponseBase:
    try:
        Activate(by=user_of(request), volunteer=volunteer).run()
    except InputError as error:
        messages.error(request, told(error))
    else:
        messages.success(request, _("%(person)s ist jetzt aktiv und wird vorgeschlagen.") % {"person": volunteer})
    return redirect(volunteer)


@permitted(Volunteer, CHANGE, key="volunteer")
def pause(request: HttpRequest, volunteer: Volunteer) -> HttpResponseBase:
    form = PauseForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: Pause(by=user_of(request), volunteer=volunteer, until=form.cleaned_data["until"]).run(),
        done=_("Die Pause ist eingetragen."),
        back=volunteer.get_absolute_url(),
        title=_("%(person)s macht Pause") % {"person": volunteer},
        lead=_("In der Pause gibt es keine neuen Vorschläge und keine Fragen. Was läuft, läuft weiter."),
        action=_("Pause eintragen"),
    )


@permitted(Volunteer, CHANGE, key="volunteer")
def end(request: HttpRequest, volunteer: Volunteer) -> HttpResponseBase:
    form = EndForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: End(by=user_of(request), volunteer=volunteer, reason=form.cleaned_data["reason"]).run(),
        done=_("%(person)s hat aufgehört. Danke für die Zeit!") % {"person": volunteer},
        back=volunteer.get_absolute_url(),
        title=_("%(person)s hört auf") % {"person": volunteer},
        lead=_(
            "Es gibt dann keine Vorschläge und keine Fragen mehr, und persönliche Links gelten nicht mehr. Zwei Jahre "
            "nach dem letzten Kontakt werden die Angaben gelöscht; wer zurückkommt, wird mit einem Klick wieder aktiv."
        ),
        template="volunteers/end.html",
        endings=[each.label for each in ENDINGS.collect(volunteer)],
        action=_("Hat aufgehört"),
    )


@permitted(Volunteer, CHANGE, key="volunteer")
@require_POST
def confirmed(request: HttpRequest, volunteer: Volunteer) -> HttpResponseBase:
    Confirm(by=user_of(request), volunteer=volunteer).run()
    messages.success(request, _("Vermerkt: Die Angaben stimmen."))
    return redirect(volunteer)


@permitted(Volunteer, CHANGE, key="volunteer")
@require_POST
def ask(request: HttpRequest, volunteer: Volunteer) -> HttpResponseBase:
    asked = AskAgain(by=user_of(request), volunteer=volunteer).run()
    if asked.reminded_at is None:
        messages.success(request, _("Die Frage geht jetzt per E-Mail hinaus."))
    else:
        messages.warning(request, _("Es gibt keine E-Mail-Adresse. Bitte fragen Sie am Telefon nach."))
    return redirect(volunteer)


@permitted(Volunteer, CHANGE, key="volunteer")
def revoke(request: HttpRequest, volunteer: Volunteer) -> HttpResponseBase:
    return confirm_page(
        request,
        lambda: RevokeLinks(by=user_of(request), volunteer=volunteer).run(),
        done=_("Alle persönlichen Links sind ungültig."),
        back=volunteer.get_absolute_url(),
        title=_("Persönliche Links ungültig machen"),
        question=_("Alte E-Mails und abonnierte Kalender führen dann ins Leere. Die nächste E-Mail bringt neue Links."),
        action=_("Ungültig machen"),
        is_dangerous=True,
    )


@permitted(Volunteer, CHANGE, key="volunteer")
def absence_add(request: HttpRequest, volunteer: Volunteer) -> HttpResponseBase:
    form = AbsenceForm(request.POST or None)
    is_own = not keeps(user_of(request), VOLUNTEERS)
    return form_page(
        request,
        form,
        lambda: AddAbsence(by=user_of(request), volunteer=volunteer, **form.cleaned_data).run(),
        done=_("Die Abwesenheit ist eingetragen."),
        back=volunteer.get_absolute_url(),
        title=_("Wann sind Sie nicht da?") if is_own else _("Wann ist %(person)s nicht da?") % {"person": volunteer},
        action=_("Eintragen"),
    )


@permitted(Absence, DELETE, key="absence")
def absence_remove(request: HttpRequest, absence: Absence) -> HttpResponseBase:
    return confirm_page(
        request,
        lambda: RemoveAbsence(by=user_of(request), absence=absence).run(),
        done=_("Die Abwesenheit ist entfernt."),
        back=absence.volunteer.get_absolute_url(),
        title=_("Abwesenheit entfernen"),
        question=_("%(days)s: Ist die Person in dieser Zeit doch da?") % {"days": absence},
        action=_("Entfernen"),
    )
