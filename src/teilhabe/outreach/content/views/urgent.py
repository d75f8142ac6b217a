"""Urgent notices: what is out, a new one from a block or in own words, extend and end; who vouches for the words."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from teilhabe.core.access.policy import ADD, CHANGE, VIEW
from teilhabe.core.access.routes import permitted, user_of
from teilhabe.core.answers import form_page, said_in_form
from teilhabe.core.language import page_language
from teilhabe.outreach.body.inline import fill, inline_html
from teilhabe.outreach.content.actions.items import ChangeItem, WithdrawItem
from teilhabe.outreach.content.actions.urgent import ORIGINAL, ConfirmWording, Notice, PublishNotice, goes_out
from teilhabe.outreach.content.fact_readings import facts_as_html
from teilhabe.outreach.content.forms.urgent import BlockForm, NoticeForm, OwnWordsForm, UntilForm
from teilhabe.outreach.content.models import ConfirmedWording, InfoItem
from teilhabe.outreach.content.policies import ITEMS, PUBLISH
from teilhabe.outreach.content.selectors.urgent import confirmations, in_force
from teilhabe.outreach.content.urgent_wording import OWN_WORDS, VOUCHED, blocks, variant_of
from teilhabe.outreach.languages import is_rtl, language_of, own_name


@dataclass(frozen=True)
class Shown:
    """A notice in one language as readers will get it; `goes_out` is false where they get another language."""

    name: str
    language: str
    is_rtl: bool
    title: SafeString
    text: SafeString
    goes_out: bool
    is_vouched: bool


@permitted(InfoItem, VIEW)
@require_safe
def urgent(request: HttpRequest) -> HttpResponseBase:
    user = user_of(request)
    context = {
        "notices": [(each, [own_name(code) for code in each.languages], [own_name(code) for code in each.waiting])
                    for each in in_force()],
        "blocks": [(block.key, block.name.in_language(page_language())) for block in blocks().values()],
        "own": OWN_WORDS,
        "may_publish": ITEMS.allows(user, PUBLISH),
    }  # fmt: skip
    return render(request, "content/urgent.html", context)


@permitted(InfoItem, PUBLISH)
def urgent_add(request: HttpRequest, block: str) -> HttpResponseBase:
    """One form; a look at every language and the way out are two buttons of it."""
    form = _form(request, block)
    if request.method == "POST" and form.is_valid():
        if "preview" in request.POST:
            return _page(request, form, block, _shown(form))
        with said_in_form(form):
            until = form.cleaned_data["until"]
            PublishNotice(by=user_of(request), notices=form.notices(), until=until, risk=form.risk()).run()
            messages.success(
                request, _("Der Hinweis steht jetzt auf allen Seiten. Bitten Sie eine zweite Person, ihn zu lesen.")
            )
            return redirect("content:urgent")
    return _page(request, form, block, [])


def _form(request: HttpRequest, block: str) -> NoticeForm:
    if block == OWN_WORDS:
        return OwnWordsForm(request.POST or None)
    if block not in blocks():
        raise Http404
    return BlockForm(request.POST or None, block=blocks()[block], confirmed=confirmations())


def _page(request: HttpRequest, form: NoticeForm, block: str, shown: list[Shown]) -> HttpResponseBase:
    own = block == OWN_WORDS
    title = _("Eigene Worte") if own else blocks()[block].name.in_language(page_language())
    others = [
        each for each in form if own and each.name[:5] in ("title", "text_") and not each.name.endswith(f"_{ORIGINAL}")
    ]
    context = {"form": form, "title": title, "shown": shown, "others": others, "back": reverse("content:urgent")}
    return render(request, "content/urgent_add.html", context)


def _shown(form: NoticeForm) -> list[Shown]:
    """In every language of the site; one without words of its own is left out: its readers get another."""
    notices = form.notices()
    return [_one(code, name, notices[code], form.risk()) for code, name in settings.LANGUAGES if code in notices]


def _one(code: str, name: str, notice: Notice, risk: str) -> Shown:
    language, _level = variant_of(code)
    facts = facts_as_html(language)
    title, text = (
        mark_safe(fill(inline_html(each), facts))  # noqa: S308  # inline markup, as readers get it
        for each in (notice.title, notice.text)
    )
    is_vouched = code in VOUCHED or notice.is_vouched or notice.provenance == "human"
    return Shown(name, language, is_rtl(language), title, text, code == ORIGINAL or goes_out(risk, notice), is_vouched)


@permitted(InfoItem, CHANGE, key="item")
def urgent_extend(request: HttpRequest, item: InfoItem) -> HttpResponseBase:
    form = UntilForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: ChangeItem(by=user_of(request), item=item, values={"publish_until": form.cleaned_data["until"]}).run(),
        done=_("Der Hinweis ist verlängert."),
        back=reverse("content:urgent"),
        title=_("Verlängern: %(title)s") % {"title": item},
    )


@permitted(InfoItem, PUBLISH, key="item")
@require_POST
def urgent_end(request: HttpRequest, item: InfoItem) -> HttpResponseBase:
    """One click; the notice is kept and can be published again."""
    WithdrawItem(by=user_of(request), item=item).run()
    messages.success(request, _("Der Hinweis ist beendet. Niemand sieht ihn mehr."))
    return redirect("content:urgent")


@permitted(ConfirmedWording, VIEW)
@require_safe
def urgent_wordings(request: HttpRequest, language: str) -> HttpResponseBase:
    """All blocks in one language, to be read by somebody who knows it."""
    if language not in _foreign():
        raise Http404
    confirmed = confirmations()
    rows = [
        (block.key, block.wordings["de"], block.wordings[language], confirmed.get((block.key, language)),
         (block.key, language) in confirmed)
        for block in blocks().values() if language in block.wordings
    ]  # fmt: skip
    context = {
        "language": language, "name": own_name(language), "is_rtl": is_rtl(language), "rows": rows,
        "foreign": [(code, own_name(code)) for code in _foreign()], "back": reverse("content:urgent"),
    }  # fmt: skip
    return render(request, "content/urgent_wordings.html", context)


@permitted(ConfirmedWording, ADD)
@require_POST
def urgent_confirm(request: HttpRequest, language: str, block: str) -> HttpResponseBase:
    if language not in _foreign() or block not in blocks():
        raise Http404
    ConfirmWording(by=user_of(request), block=blocks()[block], language=language).run()
    messages.success(request, _("Der Text ist bestätigt. Er geht künftig ohne Rückfrage hinaus."))
    return redirect("content:urgent_wordings", language=language)


def _foreign() -> list[str]:
    """Languages whose words somebody has to vouch for."""
    return [language_of(code) for code, _name in settings.LANGUAGES if code not in VOUCHED]
