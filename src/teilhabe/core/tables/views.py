"""Pages on which users keep, rename and delete their views of a list."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from teilhabe.core.access.policy import ADD, CHANGE, DELETE
from teilhabe.core.access.routes import permitted, user_of
from teilhabe.core.language import told
from teilhabe.core.tables.actions import ChangeView, DeleteView, SaveView
from teilhabe.core.tables.forms import ViewForm
from teilhabe.core.tables.models import SavedView
from teilhabe.core.tables.selectors import views_of
from teilhabe.errors import InputError


@permitted(SavedView, ADD)
@require_POST
def save_view(request: HttpRequest) -> HttpResponse:
    """Keeps what the list shows; a name that is taken can be given to it after a question."""
    user, post = user_of(request), request.POST
    limits = (("name", 80), ("table", 60), ("query", 1000))
    name, table, query = (post.get(each, "").replace("\0", "")[:limit] for each, limit in limits)  # PostgreSQL: no NUL
    former = views_of(user, table).filter(name__iexact=" ".join(name.split())).first()
    if former and "replace" not in post:
        return _ask_to_replace(request, former)
    try:
        if former:
            view = ChangeView(by=user, view=former, name=former.name, query=query).run()
        else:
            view = SaveView(by=user, user=user, table=table, name=name, query=query).run()
        messages.success(request, _("Die Ansicht „%(name)s“ ist gespeichert.") % {"name": view.name})
    except InputError as error:
        messages.error(request, told(error))
    return HttpResponseRedirect(f"{_back(request)}?{query}")


def _ask_to_replace(request: HttpRequest, former: SavedView) -> HttpResponse:
    hidden = {name: request.POST.get(name, "") for name in ("name", "table", "query", "back")}
    page = {
        "title": _("Ansicht „%(name)s“ ersetzen?") % {"name": former.name},
        "question": _("Sie haben schon eine Ansicht mit diesem Namen. Sie zeigt danach, was die Liste jetzt zeigt."),
        "hidden": {**hidden, "replace": "1"},
        "action": _("Ersetzen"),
        "back": f"{_back(request)}?{hidden['query']}",
    }
    return render(request, "confirm.html", page)


@permitted(SavedView, CHANGE, key="view")
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: HttpRequest, view: SavedView) -> HttpResponse:
    """Rename a view; the way to delete it."""
    back, former = _back(request), view.name
    form = ViewForm(request.POST or None, instance=view)
    if request.method == "POST" and form.is_valid():
        try:
            ChangeView(by=user_of(request), view=view, name=form.cleaned_data["name"], query=view.query).run()
        except InputError as error:
            form.add_error("name", forms.ValidationError(told(error)))
        else:
            return HttpResponseRedirect(f"{back}?{view.query}")
    delete = f"{reverse('tables:delete_view', kwargs={'view': view.pk})}?back={back}"
    page = {"form": form, "view": view, "former": former, "back": f"{back}?{view.query}", "delete": delete}
    return render(request, "tables/view.html", page)


@permitted(SavedView, DELETE, key="view")
@require_http_methods(["GET", "HEAD", "POST"])
def delete_view(request: HttpRequest, view: SavedView) -> HttpResponse:
    if request.method == "POST":
        DeleteView(by=user_of(request), view=view).run()
        messages.success(request, _("Die Ansicht „%(name)s“ ist gelöscht.") % {"name": view.name})
        return HttpResponseRedirect(_back(request))
    page = {
        "title": _("Ansicht „%(name)s“ löschen?") % {"name": view.name},
        "question": _("Die Einträge der Liste bleiben. Nur diese Auswahl von Filtern geht verloren."),
        "action": _("Ansicht löschen"),
        "back": f"{_back(request)}?{view.query}",
        "is_dangerous": True,
    }
    return render(request, "confirm.html", page)


def _back(request: HttpRequest) -> str:
    """The list from which somebody came: a path of this site, else the start page of the workspace."""
    address = request.POST.get("back") or request.GET.get("back", "")
    path = address.partition("?")[0]
    is_ours = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if is_ours else reverse("workspace:start")
