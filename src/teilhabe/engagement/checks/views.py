"""Certificates of conduct and declarations: the list, all of one volunteer, letters, records."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from teilhabe.core.access.policy import ADD, CHANGE, DELETE, VIEW
from teilhabe.core.access.routes import permitted, user_of
from teilhabe.core.answers import confirm_page, form_page
from teilhabe.engagement import sheets
from teilhabe.engagement.checks import letters, tables
from teilhabe.engagement.checks.actions import (
    DeleteInspection,
    PublishText,
    ReadInspection,
    RecordInspection,
    RemindOfCertificate,
    RequestCertificate,
    SignDeclaration,
    WithdrawRequest,
)
from teilhabe.engagement.checks.forms import InspectionForm, RequestForm, SignForm, TextForm
from teilhabe.engagement.checks.models import CertificateRequest, Declaration, DeclarationText, Inspection
from teilhabe.engagement.checks.policies import DECLARATIONS, TEXTS
from teilhabe.engagement.checks.selectors import (
    SHOWN,
    STANDINGS,
    concerned,
    current_texts,
    reasons_for,
    request_of,
    signings_of,
    with_standing,
)
from teilhabe.engagement.checks.terms import counts_until
from teilhabe.engagement.volunteers.models import Volunteer


def _page_of(volunteer: Volunteer) -> str:
    return reverse("checks:volunteer", kwargs={"volunteer": volunteer.pk})


@permitted(Inspection, VIEW)
def certificates(request: HttpRequest) -> HttpResponseBase:
    """Whoever needs one or has shown one."""
    links = [(_("Erklärungen"), reverse("checks:texts"))]
    return tables.CERTIFICATES.respond(request, concerned(user_of(request)), links=links)


@permitted(Volunteer, VIEW, key="volunteer")
@require_safe
def volunteer(request: HttpRequest, volunteer: Volunteer) -> HttpResponseBase:
    """Without the three facts: they have a page of their own, and the log notes who opens it."""
    user = user_of(request)
    known = with_standing(user).filter(pk=volunteer.pk).first()
    asked = request_of(volunteer) if known else None
    context = {
        "volunteer": volunteer,
        "known": known,
        "standing": STANDINGS[known.standing] if known else "",
        "until": counts_until(known.inspected_on) if known and known.standing in SHOWN else None,
        "asked": asked,
        "inspection": Inspection.objects.filter(volunteer=volunteer).first() if known else None,
        "may_ask": bool(known) and asked is None and reasons_for(volunteer).exists(),
        "signings": signings_of(user, volunteer),
        "may_sign": DECLARATIONS.allows(user, ADD),
        "may_write": TEXTS.allows(user, ADD),
    }
    return render(request, "checks/volunteer.html", context)


@permitted(Volunteer, CHANGE, key="volunteer", makes=CertificateRequest)
def request_add(request: HttpRequest, volunteer: Volunteer) -> HttpResponseBase:
    form = RequestForm(volunteer, request.POST or None)
    return form_page(
        request,
        form,
        lambda: RequestCertificate(
            by=user_of(request), volunteer=volunteer, opportunity=form.cleaned_data["opportunity"]
        ).run(),
        done=_("Angefordert. Drucken Sie jetzt den Brief: Damit ist das Führungszeugnis kostenlos."),
        back=_page_of(volunteer),
        title=_("%(person)s: Führungszeugnis anfordern") % {"person": volunteer},
        action=_("Anfordern"),
    )


@permitted(Volunteer, CHANGE, key="volunteer", makes=Inspection)
def inspection_add(request: HttpRequest, volunteer: Volunteer) -> HttpResponseBase:
    form = InspectionForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: RecordInspection(by=user_of(request), volunteer=volunteer, **form.cleaned_data).run(),
        done=_("Vermerkt. Bitte geben Sie das Führungszeugnis zurück; eine Kopie ist nicht erlaubt."),
        back=_page_of(volunteer),
        title=_("%(person)s: Führungszeugnis eingesehen") % {"person": volunteer},
        lead=_("Vermerkt werden nur diese drei Angaben. Ein früherer Vermerk wird damit ersetzt."),
        action=_("Vermerken"),
    )


@permitted(CertificateRequest, VIEW, key="certificate")
@require_safe
def letter(request: HttpRequest, certificate: CertificateRequest) -> HttpResponseBase:
    """With the confirmation that saves the fee."""
    return sheets.respond(letters.letter(certificate), "fuehrungszeugnis")


@permitted(CertificateRequest, CHANGE, key="certificate")
@require_POST
def remind(request: HttpRequest, certificate: CertificateRequest) -> HttpResponseBase:
    RemindOfCertificate(by=user_of(request), request=certificate).run()
    messages.success(request, _("Erinnert. Wer keine E-Mail-Adresse hat, braucht einen Anruf."))
    return redirect(certificate)


@permitted(CertificateRequest, DELETE, key="certificate")
def withdraw(request: HttpRequest, certificate: CertificateRequest) -> HttpResponseBase:
    return confirm_page(
        request,
        lambda: WithdrawRequest(by=user_of(request), request=certificate).run(),
        done=_("Das Führungszeugnis wird nicht mehr gebraucht."),
        back=certificate.get_absolute_url(),
        title=_("Anforderung zurückziehen"),
        question=_("Braucht %(person)s kein Führungszeugnis mehr?") % {"person": certificate.volunteer},
        action=_("Zurückziehen"),
    )


@permitted(Inspection, VIEW, key="inspection")
@require_safe
def inspection(request: HttpRequest, inspection: Inspection) -> HttpResponseBase:
    """The three facts; the log notes who opens them."""
    ReadInspection(by=user_of(request), inspection=inspection).run()
    answer = render(request, "checks/inspection.html", {"inspection": inspection})
    answer["Cache-Control"] = "no-store"
    return answer


@permitted(Inspection, DELETE, key="inspection")
def inspection_delete(request: HttpRequest, inspection: Inspection) -> HttpResponseBase:
    return confirm_page(
        request,
        lambda: DeleteInspection(by=user_of(request), inspection=inspection).run(),
        done=_("Der Vermerk ist gelöscht."),
        back=inspection.get_absolute_url(),
        title=_("Vermerk löschen"),
        question=_("%(person)s gilt danach als ohne Führungszeugnis. Das lässt sich nicht zurücknehmen.")
        % {"person": inspection.volunteer},
        action=_("Löschen"),
        is_dangerous=True,
    )


@permitted(DeclarationText, VIEW)
def texts(request: HttpRequest) -> HttpResponseBase:
    """All versions: an old signature belongs to an old wording."""
    may_add = TEXTS.allows(user_of(request), ADD)
    links = [(_("Neue Fassung"), reverse("checks:text_add"))] if may_add else []
    return tables.TEXT_LIST.respond(request, DeclarationText.objects.all(), links=links)


@permitted(DeclarationText, ADD)
def text_add(request: HttpRequest) -> HttpResponseBase:
    known = current_texts().filter(kind=request.GET.get("kind", "")).first()
    initial = {"kind": known.kind, "text": known.text} if known else {}
    form = TextForm(request.POST or None, initial=initial)
    return form_page(
        request,
        form,
        lambda: PublishText(by=user_of(request), **form.cleaned_data).run(),
        done=_("Die neue Fassung gilt ab heute."),
        back=reverse("checks:texts"),
        title=_("Neue Fassung einer Erklärung"),
        action=_("Herausgeben"),
    )


@permitted(DeclarationText, VIEW, key="text")
@require_safe
def text(request: HttpRequest, text: DeclarationText) -> HttpResponseBase:
    is_current = current_texts().filter(pk=text.pk).exists()
    context = {"text": text, "is_current": is_current, "may_write": TEXTS.allows(user_of(request), ADD)}
    return render(request, "checks/text.html", context)


@permitted(Volunteer, CHANGE, key="volunteer", makes=Declaration)
def sign(request: HttpRequest, volunteer: Volunteer) -> HttpResponseBase:
    if not current_texts().exists():
        raise Http404
    form = SignForm(request.POST or None, initial={"text": request.GET.get("text")})
    return form_page(
        request,
        form,
        lambda: SignDeclaration(by=user_of(request), volunteer=volunteer, **form.cleaned_data).run(),
        done=_("Die Unterschrift ist vermerkt."),
        back=_page_of(volunteer),
        title=_("%(person)s hat unterschrieben") % {"person": volunteer},
        action=_("Vermerken"),
    )
