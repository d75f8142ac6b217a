"""What a place is made of: facts, chosen here or made on the spot."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from teilhabe.core.access.policy import CHANGE
from teilhabe.core.access.routes import permitted, user_of
from teilhabe.core.answers import form_page
from teilhabe.core.language import page_language
from teilhabe.outreach.content.actions.places import SavePlace
from teilhabe.outreach.content.forms.places import CONTACTS, PlaceForm
from teilhabe.outreach.content.models import InfoItem, PlaceDetails
from teilhabe.outreach.facts.values import NAMES, FactKind

MADE_HERE = (FactKind.ADDRESS, FactKind.HOURS, *CONTACTS)


@permitted(InfoItem, CHANGE, key="item")
def place(request: HttpRequest, item: InfoItem) -> HttpResponseBase:
    details = PlaceDetails.objects.filter(item=item).first()
    initial = PlaceForm.initial_of(details) if details else {}
    form = PlaceForm(request.POST or None, initial=initial)
    return form_page(
        request,
        form,
        lambda: SavePlace(by=user_of(request), item=item, values=form.values(), contacts=form.contacts_chosen()).run(),
        done=_("Die Angaben zum Ort sind gespeichert."),
        back=item.get_absolute_url(),
        template="content/place.html",
        item=item,
        kinds=[(kind.value, NAMES[kind].in_language(page_language())) for kind in MADE_HERE],
    )
