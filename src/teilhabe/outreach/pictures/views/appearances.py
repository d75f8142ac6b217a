"""Who is to be seen in a picture, and that they agree."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from teilhabe.actors.policies import PERSONS
from teilhabe.core.access.policy import CHANGE, DELETE, VIEW
from teilhabe.core.access.routes import permitted, user_of
from teilhabe.core.answers import confirm_page, form_page
from teilhabe.core.users.models import User
from teilhabe.outreach.pictures.actions import AddAppearance, RemoveAppearance, WithdrawAppearance
from teilhabe.outreach.pictures.forms import AppearanceForm
from teilhabe.outreach.pictures.models import Appearance, Picture


@permitted(Picture, CHANGE, key="picture", makes=Appearance)
def appearance_add(request: HttpRequest, picture: Picture) -> HttpResponseBase:
    """Search somebody and choose their consent, or note where it lies on paper."""
    user = user_of(request)
    may_search = PERSONS.allows(user, VIEW)
    text = request.GET.get("q", "").strip()[:100] if may_search else ""
    form = AppearanceForm(user, text, request.POST or None)

    return form_page(
        request,
        form,
        lambda: _add(user, picture, form.cleaned_data),
        done=_("Die Einwilligung ist beim Bild vermerkt."),
        back=picture.get_absolute_url(),
        template="pictures/appearance_add.html",
        picture=picture,
        may_search=may_search,
        text=text,
        nobody=bool(text) and not form.fields["consent"].queryset.exists(),  # type: ignore[attr-defined]  # a model choice
    )


def _add(user: User, picture: Picture, given: Mapping[str, Any]) -> None:
    consent = given.get("consent")
    AddAppearance(
        by=user,
        picture=picture,
        person=consent.person if consent else None,
        consent=consent,
        paper=given["paper"],
        expires_on=given["expires_on"],
    ).run()


@permitted(Appearance, CHANGE, key="appearance")
def appearance_withdraw(request: HttpRequest, appearance: Appearance) -> HttpResponseBase:
    return confirm_page(
        request,
        lambda: WithdrawAppearance(by=user_of(request), appearance=appearance).run(),
        done=_("Der Widerruf ist vermerkt. Das Bild ist nicht mehr zu sehen."),
        back=appearance.picture.get_absolute_url(),
        title=_("Widerruf vermerken"),
        question=_("Das Bild „%(name)s“ verschwindet sofort von allen öffentlichen Seiten.")
        % {"name": appearance.picture.name},
        action=_("Widerrufen"),
        is_dangerous=True,
    )


@permitted(Appearance, DELETE, key="appearance")
def appearance_remove(request: HttpRequest, appearance: Appearance) -> HttpResponseBase:
    return confirm_page(
        request,
        lambda: RemoveAppearance(by=user_of(request), appearance=appearance).run(),
        done=_("Der Eintrag ist entfernt."),
        back=appearance.picture.get_absolute_url(),
        title=_("Eintrag entfernen"),
        question=_("Die Einwilligung selbst bleibt. Sie gehört dann nicht mehr zu diesem Bild."),
        action=_("Entfernen"),
    )
