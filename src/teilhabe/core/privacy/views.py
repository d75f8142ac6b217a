"""The pages about privacy: register, what ends soon, proofs, and everything about one person."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from teilhabe.core.access.policy import VIEW
from teilhabe.core.access.routes import permitted, signed_in, user_of
from teilhabe.core.privacy import register as record
from teilhabe.core.privacy import selectors
from teilhabe.core.privacy.actions import EraseSubject, ExportSubject
from teilhabe.core.privacy.extract import as_json, extract_about
from teilhabe.core.privacy.forms import EraseForm
from teilhabe.core.privacy.models import DeletionProof
from teilhabe.core.privacy.paper import as_pdf
from teilhabe.core.privacy.policies import DELETION_PROOFS, human_for, is_about, may_erase, may_erase_account
from teilhabe.core.privacy.tables import PROOFS


@permitted(DeletionProof, VIEW)
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    context = {"activities": record.activities(), "controller": record.controller(), "here": "register"}
    return render(request, "privacy/register.html", context)


@permitted(DeletionProof, VIEW)
@require_safe
def register_file(request: HttpRequest, form: str) -> HttpResponse:
    content = record.as_csv() if form == "csv" else record.as_markdown()
    kind = "text/csv" if form == "csv" else "text/markdown"
    answer = HttpResponse(content, content_type=f"{kind}; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="verarbeitungen.{form}"'
    return answer


@permitted(DeletionProof, VIEW)
@require_safe
def ending(request: HttpRequest) -> HttpResponse:
    until = timezone.localdate() + selectors.AHEAD
    context = {"endings": selectors.endings(user_of(request), until), "until": until, "here": "ending"}
    return render(request, "privacy/ending.html", context)


@permitted(DeletionProof, VIEW)
@require_safe
def proofs(request: HttpRequest) -> HttpResponseBase:
    return PROOFS.respond(request, DELETION_PROOFS.reach(user_of(request)))


@signed_in
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What is stored about whoever is signed in."""
    user = user_of(request)
    return redirect("privacy:subject", model=user._meta.label_lower, key=user.pk)


@signed_in
@require_safe
def subject(request: HttpRequest, model: str, key: UUID) -> HttpResponse:
    row, user = _row_or_404(request, model, key), user_of(request)
    context = {
        "row": row,
        "extract": extract_about(human_for(user_of(request), row), user_of(request)),
        "is_me": is_about(user, row),
        "may_erase": may_erase(user, row) and not getattr(row, "erased_at", None),
        "page": selectors.address_of(row),
        "address": {"model": model, "key": key},
        "title": _("Meine Daten") if is_about(user, row) else str(row),
    }
    return render(request, "privacy/subject.html", context)


@signed_in
@require_safe
def subject_json(request: HttpRequest, model: str, key: UUID) -> HttpResponse:
    row = _row_or_404(request, model, key)
    ExportSubject(by=user_of(request), row=row, form="json").run()
    answer = JsonResponse(
        as_json(extract_about(human_for(user_of(request), row), user_of(request))),
        json_dumps_params={"ensure_ascii": False, "indent": 2},
    )
    return _handed_out(answer, "json")


@signed_in
@require_safe
def subject_pdf(request: HttpRequest, model: str, key: UUID) -> HttpResponse:
    row = _row_or_404(request, model, key)
    ExportSubject(by=user_of(request), row=row, form="pdf").run()
    paper = as_pdf(extract_about(human_for(user_of(request), row), user_of(request)), str(row))
    return _handed_out(HttpResponse(paper, content_type="application/pdf"), "pdf")


def _handed_out(answer: HttpResponse, form: str) -> HttpResponse:
    """Kept by no cache; the name of the file says nothing about whom it is about."""
    answer["Cache-Control"] = "no-store"
    answer["Content-Disposition"] = f'attachment; filename="auskunft-{timezone.localdate()}.{form}"'
    return answer


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, model: str, key: UUID) -> HttpResponse:
    """Says what goes and what stays, and asks before it does it."""
    row, user = _row_or_404(request, model, key), user_of(request)
    if not may_erase(user, row):
        raise PermissionDenied
    form = EraseForm(request.POST or None, asks_for_account=may_erase_account(user, row))
    if request.method == "POST" and form.is_valid():
        EraseSubject(by=user, row=row, with_account=form.cleaned_data.get("with_account", False)).run()
        messages.success(request, _("Die Daten sind gelöscht. Der Nachweis steht in der Liste, ohne Namen."))
        return redirect("privacy:proofs")
    held = selectors.holdings(human_for(user, row), user)
    context = {
        "row": row,
        "form": form,
        "goes": [each for each in held if each.fate == "delete"],
        "is_emptied": [each for each in held if each.fate == "blank"],
        "stays": [each for each in held if each.fate == "keep"],
        "back": reverse("privacy:subject", kwargs={"model": model, "key": key}),
    }
    return render(request, "privacy/erase.html", context, status=200 if request.method != "POST" else 422)


def _row_or_404(request: HttpRequest, model: str, key: UUID) -> Model:
    row = selectors.subject_row(user_of(request), model, key)
    if row is None:
        raise Http404
    return row
