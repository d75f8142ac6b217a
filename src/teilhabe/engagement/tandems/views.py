"""Clients, their suggestions and their tandems; the name behind a pseudonym has a page of its own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from teilhabe.actors.models import Person
from teilhabe.core.access.policy import CHANGE, VIEW
from teilhabe.core.access.routes import permitted, user_of
from teilhabe.core.answers import confirm_page, form_page
from teilhabe.core.language import told
from teilhabe.engagement.placements.selectors.reading import suggestible
from teilhabe.engagement.tandems import actions, steps
from teilhabe.engagement.tandems import forms as asked
from teilhabe.engagement.tandems.models import Client, ClientIdentity, Tandem, VolunteerWishes
from teilhabe.engagement.tandems.policies import CLIENTS, IDENTITIES, TANDEMS, WISHES
from teilhabe.engagement.tandems.selectors import clients_of, suggested_clients, suggested_volunteers, tandems_of
from teilhabe.engagement.tandems.tables import CLIENTS_LIST, TANDEM_LIST
from teilhabe.engagement.tandems.wording import topics_in_words
from teilhabe.engagement.volunteers.choices import languages_with_levels
from teilhabe.engagement.volunteers.models import Volunteer
from teilhabe.engagement.volunteers.timetable import in_words
from teilhabe.errors import InputError


@permitted(Tandem, VIEW)
def tandems(request: HttpRequest) -> HttpResponseBase:
    links = [(_("Begleitete Personen"), reverse("tandems:clients"))]
    return TANDEM_LIST.respond(request, tandems_of(user_of(request)), links=links)


@permitted(Client, VIEW)
def clients(request: HttpRequest) -> HttpResponseBase:
    links = [(_("Patenschaften"), reverse("tandems:tandems"))]
    return CLIENTS_LIST.respond(request, clients_of(user_of(request)), links=links)


@permitted(Client, VIEW, key="client")
@require_safe
def client(request: HttpRequest, client: Client) -> HttpResponseBase:
    """What they wish and who would suit; whoever looks after them finds the way to the name."""
    user = user_of(request)
    is_mine = CLIENTS.may(user, CHANGE, client)
    is_waiting = client.state == Client.State.WAITING
    context = {
        "client": client,
        "languages": languages_with_levels(sorted(client.language_levels), client.language_levels),
        "topics": topics_in_words(client.topics),
        "week": in_words(client.week),
        "tandems": tandems_of(user).filter(client=client).order_by("-proposed_on", "-pk"),
        "suggested": suggested_volunteers(client) if is_waiting and is_mine else [],
        "identity": IDENTITIES.reach(user).filter(client=client).first(),
        "is_mine": is_mine,
        "is_waiting": is_waiting,
        "may_hand_over": actions.HandOver(by=user, client=client, to=user).is_allowed(),
    }
    return render(request, "tandems/client.html", context)


@permitted(Person, VIEW, key="person", makes=Client)
def client_add(request: HttpRequest, person: Person) -> HttpResponseBase:
    form = asked.AddClientForm(request.POST or None)

    def save() -> None:
        profile = {name: value for name, value in form.cleaned_data.items() if name != "note"}
        note = form.cleaned_data["note"]
        actions.AddClient(by=user_of(request), person=person, profile=profile, note=note).run()

    return form_page(
        request,
        form,
        save,
        done=_("Die Anfrage ist eingetragen. Ab jetzt steht überall nur der Deckname."),
        back=reverse("tandems:clients"),
        title=_("%(person)s: Begleitung anfragen") % {"person": person},
        lead=_("Nur Sie sehen, wer hinter dem Decknamen steht. Wer begleitet, erfährt den Namen beim Kennenlernen."),
    )


@permitted(Client, CHANGE, key="client")
def client_change(request: HttpRequest, client: Client) -> HttpResponseBase:
    known = {name: getattr(client, name) for name in actions.PROFILE}
    form = asked.ClientForm(request.POST or None, initial=known)
    return form_page(
        request,
        form,
        lambda: actions.ChangeClient(by=user_of(request), client=client, profile=form.cleaned_data).run(),
        done=_("Gespeichert."),
        back=client.get_absolute_url(),
        title=_("%(client)s: Angaben ändern") % {"client": client},
    )


@permitted(ClientIdentity, VIEW, key="identity")
@require_safe
def identity(request: HttpRequest, identity: ClientIdentity) -> HttpResponseBase:
    """Who it is; the log notes who opens it."""
    actions.ReadIdentity(by=user_of(request), identity=identity).run()
    answer = render(request, "tandems/identity.html", {"identity": identity, "client": identity.client})
    answer["Cache-Control"] = "no-store"
    return answer


@permitted(Client, VIEW, key="client")
def hand_over(request: HttpRequest, client: Client) -> HttpResponseBase:
    """For the coordinator, or for the head of office where the coordinator is away."""
    form = asked.HandOverForm(client, request.POST or None)
    return form_page(
        request,
        form,
        lambda: actions.HandOver(by=user_of(request), client=client, **form.cleaned_data).run(),
        done=_("Übergeben. Den Namen liest ab jetzt nur die neue zuständige Person."),
        back=client.get_absolute_url(),
        title=_("%(client)s übergeben") % {"client": client},
        lead=_("Wer übergibt, sieht den Namen danach nicht mehr. Die Übergabe steht im Protokoll."),
        action=_("Übergeben"),
    )


@permitted(Client, CHANGE, key="client")
def leave(request: HttpRequest, client: Client) -> HttpResponseBase:
    return confirm_page(
        request,
        lambda: actions.Leave(by=user_of(request), client=client).run(),
        done=_("Die Anfrage ist beendet."),
        back=client.get_absolute_url(),
        title=_("%(client)s: Anfrage beenden") % {"client": client},
        question=_("Dann sucht niemand mehr eine Begleitung. Sie können die Anfrage wieder aufnehmen."),
        action=_("Anfrage beenden"),
    )


@permitted(Client, CHANGE, key="client")
@require_POST
def wait_again(request: HttpRequest, client: Client) -> HttpResponseBase:
    actions.WaitAgain(by=user_of(request), client=client).run()
    messages.success(request, _("Die Anfrage wartet wieder."))
    return redirect(client)


@permitted(Client, CHANGE, key="client", makes=Tandem)
@require_POST
def propose(request: HttpRequest, client: Client) -> HttpResponseBase:
    key = request.POST.get("volunteer", "")
    volunteer = get_object_or_404(suggestible(), pk=key if key.isdigit() else 0)
    try:
        made = steps.ProposeTandem(by=user_of(request), client=client, volunteer=volunteer).run()
    except InputError as error:
        messages.error(request, told(error))
        return redirect(client)
    messages.success(request, _("Vorgeschlagen. Fragen Sie jetzt beide, ob sie sich kennenlernen möchten."))
    return redirect(made)


@permitted(Volunteer, VIEW, key="volunteer", makes=Client)
@require_safe
def suitable(request: HttpRequest, volunteer: Volunteer) -> HttpResponseBase:
    """Who waits and would suit, by pseudonym."""
    user = user_of(request)
    context = {
        "volunteer": volunteer,
        "suggested": suggested_clients(volunteer, user),
        "tandems": tandems_of(user).filter(volunteer=volunteer).order_by("-proposed_on", "-pk"),
    }
    return render(request, "tandems/suitable.html", context)


@permitted(Volunteer, VIEW, key="volunteer", makes=VolunteerWishes)
def wishes(request: HttpRequest, volunteer: Volunteer) -> HttpResponseBase:
    row = WISHES.reach(user_of(request)).filter(volunteer=volunteer).first()
    known = {name: getattr(row, name) for name in asked.WishesForm.base_fields} if row else None
    form = asked.WishesForm(request.POST or None, initial=known)
    return form_page(
        request,
        form,
        lambda: actions.NoteWishes(by=user_of(request), volunteer=volunteer, wishes=form.cleaned_data).run(),
        done=_("Gespeichert."),
        back=volunteer.get_absolute_url(),
        title=_("%(person)s: Wünsche für Patenschaften") % {"person": volunteer},
    )


@permitted(Tandem, VIEW, key="tandem")
@require_safe
def tandem(request: HttpRequest, tandem: Tandem) -> HttpResponseBase:
    context = {
        "tandem": tandem,
        "check_ins": tandem.check_ins.order_by("-due_on", "-pk"),
        "meetings": tandem.meetings.all(),
        "is_mine": TANDEMS.may(user_of(request), CHANGE, tandem),
    }
    return render(request, "tandems/tandem.html", context)


@permitted(Tandem, CHANGE, key="tandem")
@require_POST
def meet(request: HttpRequest, tandem: Tandem) -> HttpResponseBase:
    try:
        steps.Meet(by=user_of(request), tandem=tandem).run()
    except InputError as error:
        messages.error(request, told(error))
    return redirect(tandem)


@permitted(Tandem, CHANGE, key="tandem")
def agree(request: HttpRequest, tandem: Tandem) -> HttpResponseBase:
    form = asked.AgreeForm(tandem, request.POST or None)
    return _step(request, tandem, form, steps.AgreeTandem, _("Patenschaft vereinbaren"))


@permitted(Tandem, CHANGE, key="tandem")
def decline(request: HttpRequest, tandem: Tandem) -> HttpResponseBase:
    return _step(request, tandem, asked.DeclineForm(request.POST or None), steps.DeclineTandem, _("Absage notieren"))


@permitted(Tandem, CHANGE, key="tandem")
def end(request: HttpRequest, tandem: Tandem) -> HttpResponseBase:
    return _step(request, tandem, asked.EndForm(request.POST or None), steps.EndTandem, _("Patenschaft beenden"))


@permitted(Tandem, CHANGE, key="tandem")
def check_in(request: HttpRequest, tandem: Tandem) -> HttpResponseBase:
    return _step(request, tandem, asked.CheckInForm(request.POST or None), steps.NoteCheckIn, _("Nachgefragt"))


@permitted(Tandem, CHANGE, key="tandem")
def meeting(request: HttpRequest, tandem: Tandem) -> HttpResponseBase:
    return _step(request, tandem, asked.MeetingForm(request.POST or None), steps.NoteMeeting, _("Treffen notieren"))


def _step(request: HttpRequest, tandem: Tandem, form: forms.Form, step: type[Any], title: str) -> HttpResponseBase:
    """The fields of the form are those of the action."""
    return form_page(
        request,
        form,
        lambda: step(by=user_of(request), tandem=tandem, **form.cleaned_data).run(),
        done=_("Gespeichert."),
        back=tandem.get_absolute_url(),
        title=title,
        lead=str(tandem),
    )
