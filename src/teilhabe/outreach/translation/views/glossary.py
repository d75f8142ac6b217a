"""Pages of the glossary and of the translation memory."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from teilhabe.core.access.policy import ADD, CHANGE, DELETE, EXPORT, VIEW
from teilhabe.core.access.routes import permitted, user_of
from teilhabe.core.language import told
from teilhabe.errors import InputError
from teilhabe.outreach.translation import glossary_files
from teilhabe.outreach.translation.actions.memory import Forget
from teilhabe.outreach.translation.actions.terms import AddTerm, ChangeTerm, DeleteTerm, ExportTerms, ImportTerms
from teilhabe.outreach.translation.forms.terms import FileForm, TermForm
from teilhabe.outreach.translation.models import Remembered, Term
from teilhabe.outreach.translation.policies import MEMORY, TERMS
from teilhabe.outreach.translation.tables import MEMORY_LIST, TERMS_LIST


@permitted(Term, VIEW)
def terms(request: HttpRequest) -> HttpResponseBase:
    user = user_of(request)
    links = []
    if TERMS.allows(user, ADD):
        links += [
            (_("Begriff aufnehmen"), reverse("translation:term_add")),
            (_("Liste übernehmen"), reverse("translation:terms_import")),
            (_("Als CSV"), reverse("translation:terms_export")),
        ]
    return TERMS_LIST.respond(request, TERMS.reach(user), links=links)


@permitted(Term, ADD)
@require_http_methods(["GET", "HEAD", "POST"])
def term_add(request: HttpRequest) -> HttpResponseBase:
    form = TermForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            term = AddTerm(by=user_of(request), values=form.values).run()
        except InputError as error:
            form.add_error("text", told(error))
        else:
            messages.success(request, _("„%(term)s“ steht im Glossar.") % {"term": term})
            return redirect("translation:terms")
    return render(request, "translation/term.html", {"form": form, "title": _("Begriff aufnehmen")})


@permitted(Term, CHANGE, key="term")
@require_http_methods(["GET", "HEAD", "POST"])
def term(request: HttpRequest, term: Term) -> HttpResponseBase:
    form = TermForm(request.POST or None, term)
    if request.method == "POST" and form.is_valid():
        try:
            ChangeTerm(by=user_of(request), term=term, values=form.values).run()
        except InputError as error:
            form.add_error("text", told(error))
        else:
            messages.success(request, _("Der Begriff ist gespeichert."))
            return redirect("translation:terms")
    return render(request, "translation/term.html", {"form": form, "term": term, "title": term.text})


@permitted(Term, DELETE, key="term")
@require_http_methods(["GET", "HEAD", "POST"])
def term_delete(request: HttpRequest, term: Term) -> HttpResponseBase:
    if request.method == "POST":
        DeleteTerm(by=user_of(request), term=term).run()
        messages.success(request, _("„%(term)s“ ist aus dem Glossar gelöscht.") % {"term": term})
        return redirect("translation:terms")
    context = {
        "title": _("„%(term)s“ löschen?") % {"term": term},
        "question": _("Übersetzungen, in denen das Wort schon steht, bleiben, wie sie sind."),
        "action": _("Begriff löschen"),
        "is_dangerous": True,
        "back": reverse("translation:term", kwargs={"term": term.pk}),
    }
    return render(request, "confirm.html", context)


@permitted(Term, ADD)
@require_http_methods(["GET", "HEAD", "POST"])
def terms_import(request: HttpRequest) -> HttpResponseBase:
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            rows = glossary_files.read(form.cleaned_data["file"].read(glossary_files.MOST_BYTES + 1))
            count = ImportTerms(by=user_of(request), rows=rows).run()
        except InputError as error:
            form.add_error("file", told(error))
        else:
            done = ngettext("%(count)s Begriff ist übernommen.", "%(count)s Begriffe sind übernommen.", count)
            messages.success(request, done % {"count": count})
            return redirect("translation:terms")
    return render(request, "translation/terms_import.html", {"form": form})


@permitted(Term, EXPORT)
@require_safe
def terms_export(request: HttpRequest) -> HttpResponseBase:
    ExportTerms(by=user_of(request)).run()
    lines = (
        glossary_files.Line(each.language, each.text, each.note, each.is_kept, each.translations)
        for each in TERMS.reach(user_of(request), EXPORT)
    )
    answer = HttpResponse(glossary_files.write(lines), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="glossar.csv"'
    return answer


@permitted(Remembered, VIEW)
def memory(request: HttpRequest) -> HttpResponseBase:
    return MEMORY_LIST.respond(request, MEMORY.reach(user_of(request)))


@permitted(Remembered, DELETE, key="remembered")
@require_http_methods(["GET", "HEAD", "POST"])
def forget(request: HttpRequest, remembered: Remembered) -> HttpResponseBase:
    if request.method == "POST":
        Forget(by=user_of(request), remembered=remembered).run()
        messages.success(request, _("Der Eintrag ist gelöscht."))
        return redirect("translation:memory")
    context = {
        "title": _("Eintrag aus dem Speicher löschen?"),
        "question": _("Er wird nicht mehr vorgeschlagen. Übersetzungen, die ihn übernommen haben, bleiben."),
        "items": [remembered.source, remembered.text],
        "action": _("Eintrag löschen"),
        "is_dangerous": True,
        "back": reverse("translation:memory"),
    }
    return render(request, "confirm.html", context)
