"""The dates of an event, and a look at the next ones before they are saved."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from teilhabe.core.access.policy import CHANGE
from teilhabe.core.access.routes import permitted, user_of
from teilhabe.core.answers import said_in_form
from teilhabe.core.language import page_language
from teilhabe.outreach.calendar.occurrences import Happening, in_words, next_dates
from teilhabe.outreach.content.actions.events import SaveDates
from teilhabe.outreach.content.forms.events import DatesForm
from teilhabe.outreach.content.models import EventDates, InfoItem
from teilhabe.outreach.content.plans import happening_of, is_readable
from teilhabe.outreach.content.selectors.events import places

SHOWN = 5


@permitted(InfoItem, CHANGE, key="item")
def event_dates(request: HttpRequest, item: InfoItem) -> HttpResponseBase:
    stored = EventDates.objects.filter(item=item).first()
    dates = stored if stored and is_readable(stored) else None
    initial = DatesForm.initial_of(dates) if dates else {}
    form = DatesForm(request.POST or None, initial=initial, places=places())
    planned = happening_of(dates) if dates else None
    if request.method == "POST" and form.is_valid():
        with said_in_form(form):
            if "preview" not in request.POST:
                SaveDates(by=user_of(request), item=item, values=form.values()).run()
                messages.success(request, _("Die Termine sind gespeichert."))
                return redirect("content:event_dates", item=item.pk)
            planned = form.happening()
    context = {"form": form, "item": item, "told": _told(planned), "back": item.get_absolute_url()}
    return render(request, "content/event_dates.html", context)


def _told(happening: Happening | None) -> tuple[str, list[str]] | None:
    """The plan in words, and its next dates."""
    if happening is None:
        return None
    following = next_dates(happening, timezone.now(), SHOWN)
    each = (
        [Happening(one.starts_at, one.ends_at) for one in following]
        if not happening.is_all_day
        else [Happening(one.starts_at, one.starts_at, True) for one in following]
    )
    return in_words(happening, page_language()), [in_words(one, page_language()) for one in each]
