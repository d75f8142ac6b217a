"""Consent: record what a person agreed to, withdraw it; the texts, their versions and what changed between them."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from teilhabe.actors.actions.consents import AddConsentText, RecordConsent, WithdrawConsent
from teilhabe.actors.choices import wording_name
from teilhabe.actors.extensions import CONSEQUENCES
from teilhabe.actors.forms.consents import ConsentForm, ConsentTextForm, NewPurposeForm
from teilhabe.actors.models import Consent, ConsentText, Person
from teilhabe.actors.policies import CONSENT_TEXTS, PERSONS
from teilhabe.actors.selectors.consents import asked_before, consenting, purposes, texts_in_force, versions
from teilhabe.actors.text_changes import changes
from teilhabe.core.access.policy import ADD, CHANGE, VIEW
from teilhabe.core.access.routes import permitted, user_of
from teilhabe.core.answers import confirm_page, form_page

MOST_SHOWN = 50


@permitted(Person, CHANGE, key="person", makes=Consent)
def consent_add(request: HttpRequest, person: Person) -> HttpResponseBase:
    """First the text is chosen, then it stands there to be read out while the consent is recorded."""
    user = user_of(request)
    texts = {str(text.pk): text for text in texts_in_force()}
    text = texts.get(request.GET.get("text", ""))
    if text is None:
        named = [(each, wording_name(each.language)) for each in texts.values()]
        return render(request, "actors/consent_choose.html", {"person": person, "texts": named})
    form = ConsentForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: RecordConsent(
            by=user, person=person, text=text, way=form.cleaned_data["way"], given_at=form.given_at()
        ).run(),
        done=_("Die Einwilligung ist festgehalten."),
        back=person.get_absolute_url(),
        template="actors/consent_add.html",
        person=person,
        text=text,
    )


@permitted(Consent, CHANGE, key="consent")
def consent_withdraw(request: HttpRequest, consent: Consent) -> HttpResponseBase:
    question = _("„%(title)s“ gilt ab jetzt nicht mehr. Der Eintrag bleibt als Nachweis, bis seine Frist abläuft.")
    consequences = CONSEQUENCES.collect(consent) if consent.withdrawn_at is None else []
    return confirm_page(
        request,
        lambda: WithdrawConsent(by=user_of(request), consent=consent).run(),
        done=_("Die Einwilligung ist widerrufen."),
        back=consent.person.get_absolute_url(),
        title=_("Einwilligung widerrufen"),
        question=" ".join([question % {"title": consent.text.title}, *(each.told for each in consequences)]),
        action=_("Widerrufen"),
    )


@permitted(ConsentText, VIEW)
@require_safe
def consent_texts(request: HttpRequest) -> HttpResponseBase:
    """All purposes in their newest version."""
    found = [(purpose, ", ".join(map(wording_name, purpose.languages))) for purpose in purposes()]
    may_add = CONSENT_TEXTS.allows(user_of(request), ADD)
    return render(request, "actors/consent_texts.html", {"purposes": found, "may_add": may_add})


@permitted(ConsentText, VIEW)
@require_safe
def consent_purpose(request: HttpRequest, purpose: str) -> HttpResponseBase:
    """One purpose: its versions with what changed from each to the next, and who is still to be asked again."""
    user, found = user_of(request), versions(purpose)
    if not found:
        raise Http404
    texts = {(text.version, text.language): text for _version, texts in found for text in texts}
    shown = [
        (version, [(text, wording_name(text.language), _changed(text, texts)) for text in of_version])
        for version, of_version in found
    ]
    context = {
        "purpose": purpose,
        "title": found[0][1][0].title,
        "versions": shown,
        "agreed": consenting(purpose).count(),
        "outdated": asked_before(purpose).filter(pk__in=PERSONS.reach(user))[:MOST_SHOWN],
        "may_add": CONSENT_TEXTS.allows(user, ADD),
    }
    return render(request, "actors/consent_purpose.html", context)


def _changed(text: ConsentText, texts: dict[tuple[int, str], ConsentText]) -> list[tuple[str, str]]:
    former = texts.get((text.version - 1, text.language))
    return changes(former.text, text.text) if former else []


@permitted(ConsentText, ADD)
def consent_text_add(request: HttpRequest) -> HttpResponseBase:
    """A purpose that is not there yet."""
    form = NewPurposeForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: AddConsentText(by=user_of(request), **form.cleaned_data).run(),
        done=_("Der Einwilligungstext ist angelegt."),
        back=reverse("actors:consent_texts"),
        title=_("Neuer Zweck"),
    )


@permitted(ConsentText, ADD)
def consent_version_add(request: HttpRequest, purpose: str) -> HttpResponseBase:
    """The next version, begun from the newest one; with `?uebersetzung=1` the newest one in another language."""
    found = versions(purpose)
    if not found:
        raise Http404
    is_translation, newest = "uebersetzung" in request.GET, found[0][1][0]
    begun = {} if is_translation else {"language": newest.language, "title": newest.title, "text": newest.text}
    form = ConsentTextForm(request.POST or None, initial=begun)
    return form_page(
        request,
        form,
        lambda: AddConsentText(
            by=user_of(request), purpose=purpose, is_translation=is_translation, **form.cleaned_data
        ).run(),
        done=_("Der Einwilligungstext ist angelegt."),
        back=reverse("actors:consent_purpose", kwargs={"purpose": purpose}),
        title=_("Übersetzung: %(title)s") % {"title": newest.title}
        if is_translation
        else _("Neue Fassung: %(title)s") % {"title": newest.title},
        lead=_("Wer der alten Fassung zugestimmt hat, muss neu gefragt werden.") if not is_translation else "",
    )
