"""Pictures in the workspace: the list, one picture, a new one, changes, another file, deletion."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from teilhabe.core.access.policy import ADD, CHANGE, DELETE, VIEW
from teilhabe.core.access.routes import permitted, user_of
from teilhabe.core.answers import confirm_page, form_page, said_in_form
from teilhabe.outreach.languages import own_name
from teilhabe.outreach.pictures.actions import AddPicture, ChangePicture, DeletePicture, ReplacePicture
from teilhabe.outreach.pictures.forms import NewPictureForm, PictureForm, ReplaceForm
from teilhabe.outreach.pictures.models import Picture
from teilhabe.outreach.pictures.policies import APPEARANCES, PICTURES
from teilhabe.outreach.pictures.selectors import missing_languages, uses, with_state
from teilhabe.outreach.pictures.tables import LIST


@permitted(Picture, VIEW)
def pictures(request: HttpRequest) -> HttpResponseBase:
    user = user_of(request)
    links = [(_("Bild aufnehmen"), reverse("pictures:picture_add"))] if PICTURES.allows(user, ADD) else []
    return LIST.respond(request, with_state(), links=links)


@permitted(Picture, VIEW, key="picture")
@require_safe
def picture(request: HttpRequest, picture: Picture) -> HttpResponseBase:
    user = user_of(request)
    state = with_state().get(pk=picture.pk)
    keeps = APPEARANCES.allows(user, VIEW)
    appearances = list(picture.appearances.select_related("person", "consent__text")) if keeps else []
    context = {
        "picture": state,
        "may_change": PICTURES.allows(user, CHANGE),
        "keeps": keeps,
        "alternatives": [(own_name(code), code, text) for code, text in picture.alternatives.items()],
        "missing": [own_name(code) for code in missing_languages(picture)],
        "appearances": appearances,
        "lacking": picture.people - picture.appearances.count(),
        "uses": uses(picture),
    }
    return render(request, "pictures/picture.html", context)


@permitted(Picture, ADD)
@require_http_methods(["GET", "HEAD", "POST"])
def picture_add(request: HttpRequest) -> HttpResponseBase:
    form = NewPictureForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with said_in_form(form, "file"):
            content = form.cleaned_data["file"]
            return redirect(AddPicture(by=user_of(request), content=content, values=form.values()).run())
    context = {"form": form, "back": reverse("pictures:pictures"), "title": _("Bild aufnehmen")}
    return render(request, "pictures/form.html", context)


@permitted(Picture, CHANGE, key="picture")
def picture_change(request: HttpRequest, picture: Picture) -> HttpResponseBase:
    form = PictureForm(request.POST or None, initial=PictureForm.initial_of(picture))
    return form_page(
        request,
        form,
        lambda: ChangePicture(by=user_of(request), picture=picture, values=form.values()).run(),
        done=_("Die Angaben zum Bild sind gespeichert."),
        back=picture.get_absolute_url(),
        template="pictures/form.html",
        title=_("Angaben zum Bild ändern"),
        picture=picture,
    )


@permitted(Picture, CHANGE, key="picture")
def picture_replace(request: HttpRequest, picture: Picture) -> HttpResponseBase:
    form = ReplaceForm(request.POST or None, request.FILES or None, initial={"people": picture.people})

    def save() -> None:
        data = form.cleaned_data
        ReplacePicture(by=user_of(request), picture=picture, content=data["file"], people=data["people"]).run()

    return form_page(
        request,
        form,
        save,
        done=_("Das Bild ist ersetzt."),
        back=picture.get_absolute_url(),
        template="pictures/form.html",
        title=_("Bild ersetzen"),
        lead=_(
            "Alternativtexte, Rechte und alle Stellen, an denen das Bild steht, bleiben. Die alte Datei verschwindet."
        ),
        picture=picture,
    )


@permitted(Picture, DELETE, key="picture")
@require_http_methods(["GET", "HEAD", "POST"])
def picture_delete(request: HttpRequest, picture: Picture) -> HttpResponseBase:
    """While something uses the picture, the page says what, and asks nothing."""
    if uses(picture):
        return redirect(f"{picture.get_absolute_url()}#uses")
    return confirm_page(
        request,
        lambda: DeletePicture(by=user_of(request), picture=picture).run(),
        done=_("Das Bild ist gelöscht."),
        back=reverse("pictures:pictures") if request.method == "POST" else picture.get_absolute_url(),
        title=_("Bild löschen"),
        question=_("„%(name)s“ und alle Angaben dazu verschwinden.") % {"name": picture.name},
        action=_("Löschen"),
        is_dangerous=True,
    )
