"""Items: the list, one item with all its variants, a new one, changes, withdrawing and bringing back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from teilhabe.codes.language import SPOKEN_LANGUAGES, language_name
from teilhabe.core.access.policy import ADD, CHANGE, VIEW
from teilhabe.core.access.routes import permitted, user_of
from teilhabe.core.answers import confirm_page, form_page
from teilhabe.core.language import page_language, told
from teilhabe.errors import InputError
from teilhabe.outreach.content.actions.checking import CheckLater, next_check
from teilhabe.outreach.content.actions.items import AddItem, ChangeItem, Meanwhile, WithdrawItem
from teilhabe.outreach.content.actions.risk import DecideRisk
from teilhabe.outreach.content.actions.scheduling import ReturnItem
from teilhabe.outreach.content.actions.texts import AddVariant
from teilhabe.outreach.content.actions.writing import Written
from teilhabe.outreach.content.extensions import ITEM_SECTIONS
from teilhabe.outreach.content.forms.items import ItemForm, NewItemForm
from teilhabe.outreach.content.models import InfoItem, Variant
from teilhabe.outreach.content.policies import ITEMS, PUBLISH, REVIEW
from teilhabe.outreach.content.selectors.items import DUE_DAYS, item_page, items_listed
from teilhabe.outreach.content.selectors.reviews import asked, is_author
from teilhabe.outreach.content.states import BADGES
from teilhabe.outreach.content.tables import ITEMS_LIST


@permitted(InfoItem, VIEW)
def items(request: HttpRequest) -> HttpResponseBase:
    user = user_of(request)
    links = [(_("Information schreiben"), reverse("content:item_add"))] if ITEMS.allows(user, ADD) else []
    return ITEMS_LIST.respond(request, items_listed(user), links=links, waiting=asked(user).count())


@permitted(InfoItem, VIEW, key="item")
@require_safe
def item(request: HttpRequest, item: InfoItem) -> HttpResponseBase:
    """What readers see, what each variant lacks, and the one next step."""
    user, page = user_of(request), item_page(item)
    due = item.check_by is not None and (item.check_by - timezone.localdate()).days <= DUE_DAYS
    context = {
        "page": page,
        "badge": BADGES.get(page.state, ""),
        "rows": [(language_name(row.language, page_language()), row) for row in page.rows],
        "levels": Variant.Level.choices,
        "categories": item.categories.all(),
        "sections": ITEM_SECTIONS.collect(item, user),
        "may_write": ITEMS.allows(user, CHANGE),
        "is_due": due,
        "is_own": page.newest is not None and is_author(page.newest, user),
        "may_decide_risk": bool(item.risk_asked) and ITEMS.may(user, REVIEW, item),
        "is_own_wish": item.risk_asked_by_id == user.pk,
    }
    return render(request, "content/item.html", context)


@permitted(InfoItem, ADD)
@require_http_methods(["GET", "HEAD", "POST"])
def item_add(request: HttpRequest) -> HttpResponseBase:
    """What it is and for whom; the way leads on to its text."""
    user = user_of(request)
    form = NewItemForm(request.POST or None, initial={"owner": user.pk, "kind": request.GET.get("kind", "page")})
    if request.method == "POST" and form.is_valid():
        written = Written(form.cleaned_data["title"])
        added = AddItem(by=user, values=form.values(), written=written, categories=form.categories()).run()
        messages.success(request, _("„%(item)s“ ist angelegt. Jetzt der Text.") % {"item": added})
        return redirect("content:variant", variant=added.variants.get().pk)
    context = {"form": form, "title": _("Information schreiben"), "action": _("Weiter zum Text")}
    return render(request, "content/item_form.html", {**context, "back": reverse("content:items")})


@permitted(InfoItem, CHANGE, key="item")
def item_change(request: HttpRequest, item: InfoItem) -> HttpResponseBase:
    form = ItemForm.of(item, request.POST or None)

    def save() -> None:
        given = form.cleaned_data["seen"]
        try:
            ChangeItem(
                by=user_of(request), item=item, values=form.values(), categories=form.categories(), seen=given
            ).run()
        except Meanwhile:
            form.look_again()
            raise

    return form_page(
        request,
        form,
        save,
        done=_("Die Angaben sind gespeichert."),
        back=item.get_absolute_url(),
        template="content/item_form.html",
        title=_("%(item)s: Angaben ändern") % {"item": item},
    )


@permitted(InfoItem, PUBLISH, key="item")
def item_withdraw(request: HttpRequest, item: InfoItem) -> HttpResponseBase:
    return confirm_page(
        request,
        lambda: WithdrawItem(by=user_of(request), item=item).run(),
        done=_("„%(item)s“ ist zurückgezogen.") % {"item": item},
        back=item.get_absolute_url(),
        title=_("„%(item)s“ zurückziehen?") % {"item": item},
        question=_("Niemand sieht diese Information dann mehr, in keiner Sprache."),
        note=_("Die Texte bleiben hier. Sie können die Information jederzeit wieder veröffentlichen."),
        action=_("Zurückziehen"),
        is_dangerous=True,
    )


@permitted(InfoItem, PUBLISH, key="item")
def item_return(request: HttpRequest, item: InfoItem) -> HttpResponseBase:
    return confirm_page(
        request,
        lambda: ReturnItem(by=user_of(request), item=item).run(),
        done=_("„%(item)s“ ist wieder zu sehen.") % {"item": item},
        back=item.get_absolute_url(),
        title=_("„%(item)s“ wieder veröffentlichen?") % {"item": item},
        question=_("Alle Fassungen sind dann wieder so zu sehen, wie sie zuletzt waren."),
        action=_("Wieder veröffentlichen"),
    )


@permitted(InfoItem, REVIEW, key="item")
@require_POST
def item_risk(request: HttpRequest, item: InfoItem) -> HttpResponseBase:
    """A second person agrees to the lower risk, or it stays."""
    is_agreed = request.POST.get("decision") == "agree"
    try:
        DecideRisk(by=user_of(request), item=item, is_agreed=is_agreed).run()
    except InputError as error:
        messages.error(request, told(error))
    else:
        messages.success(request, _("Das Risiko ist gesenkt.") if is_agreed else _("Das Risiko bleibt, wie es ist."))
    return redirect(item)


@permitted(InfoItem, CHANGE, key="item")
@require_POST
def item_checked(request: HttpRequest, item: InfoItem) -> HttpResponseBase:
    CheckLater(by=user_of(request), item=item, check_by=next_check()).run()
    day = date_format(next_check(), "DATE_FORMAT")
    messages.success(request, _("Geprüft. Die nächste Prüfung ist am %(day)s fällig.") % {"day": day})
    return redirect(item)


@permitted(InfoItem, CHANGE, key="item")
@require_POST
def variant_add(request: HttpRequest, item: InfoItem) -> HttpResponseBase:
    """An empty variant for one place of the matrix, and on to where it is written."""
    language, level = request.POST.get("language", ""), request.POST.get("level", "")
    original = item.variants.get(translated_from=None)
    try:
        if language not in SPOKEN_LANGUAGES or level not in Variant.Level.values:
            raise InputError("Diese Sprache oder Stufe kennen wir nicht.", "We do not know this language or level.")
        made = AddVariant(
            by=user_of(request), item=item, language=language, level=level, translated_from=original
        ).run()
    except InputError as error:
        messages.error(request, told(error))
        return redirect(item)
    return redirect("content:variant", variant=made.pk)
