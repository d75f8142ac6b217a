"""The workspace of one translation: source beside target, saved segment by segment, published as a whole."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from teilhabe.codes.language import SPOKEN_LANGUAGES, language_name
from teilhabe.core.access.policy import CHANGE, DELETE, VIEW
from teilhabe.core.access.routes import permitted, user_of
from teilhabe.core.language import page_language, told
from teilhabe.errors import InputError
from teilhabe.outreach.body.parts import WITH_ABOVE, stored
from teilhabe.outreach.body.segments import LEFT_OUT
from teilhabe.outreach.content.actions.publishing import Publish
from teilhabe.outreach.content.actions.texts import AddVariant
from teilhabe.outreach.content.models import InfoItem, Variant
from teilhabe.outreach.content.policies import PUBLISH, VARIANTS
from teilhabe.outreach.languages import is_rtl
from teilhabe.outreach.translation.actions.segments import Draft, SaveSegments
from teilhabe.outreach.translation.board import Board, board_of
from teilhabe.outreach.translation.machines.settings import is_set_up
from teilhabe.outreach.translation.models import MachineRun, Remembered
from teilhabe.outreach.translation.selectors.outlook import outlook
from teilhabe.outreach.translation.states import TO_DO, State

ALL, OPEN, REVIEW = "all", "open", "review"
SHOWN: dict[str, frozenset[State] | None] = {ALL: None, OPEN: TO_DO, REVIEW: frozenset({State.UNREVIEWED})}


@permitted(Variant, VIEW, key="variant")
@require_http_methods(["GET", "HEAD", "POST"])
def workspace(request: HttpRequest, variant: Variant) -> HttpResponseBase:
    """Saving keeps everything that was typed on the page, whichever button was pressed."""
    if variant.is_original:
        messages.info(request, _("Das ist das Original. Übersetzt wird aus ihm."))
        return redirect(variant.item)
    user, view = user_of(request), _view(request)
    if request.method != "POST":
        return _page(request, board_of(variant, user, only=SHOWN[view]), view)
    drafts = _with_suggestion(_drafts(request.POST), request.POST.get("take", ""))
    saved = SaveSegments(by=user, variant=variant, drafts=drafts).run()
    if saved.saved:
        count = len(saved.saved)
        done = ngettext("%(count)s Abschnitt ist gespeichert.", "%(count)s Abschnitte sind gespeichert.", count)
        messages.success(request, done % {"count": count})
    if not saved.refused and not saved.unreviewed:
        if not saved.saved:
            messages.info(request, _("Es war nichts zu speichern."))
        return redirect(f"{_address(variant)}?view={view}{_following(request.POST)}")
    board = board_of(variant, user, only=SHOWN[view], typed=drafts, saved=saved)
    return _page(request, board, view, has_errors=True)


def _view(request: HttpRequest) -> str:
    asked = request.POST.get("view") or request.GET.get("view", "")
    return asked if asked in SHOWN else ALL


def _address(variant: Variant) -> str:
    return reverse("translation:workspace", kwargs={"variant": variant.pk})


def _following(post: QueryDict) -> str:
    """The part of the address that leads to the segment after the one whose button was pressed."""
    keys = [name.removeprefix("text-") for name in post if name.startswith("text-")]
    pressed = post.get("save", "") or post.get("take", "").partition(":")[0]
    if pressed not in keys:
        return ""
    place = keys.index(pressed) + 1
    return f"#s-{keys[place]}" if place < len(keys) else f"#s-{pressed}"


def _drafts(post: QueryDict) -> dict[str, Draft]:
    keys = [name.removeprefix("text-") for name in post if name.startswith("text-")]
    return {
        key: Draft(
            _typed(post, key),
            post.get(f"seen-{key}", ""),
            is_still_right=f"right-{key}" in post,
            is_reviewed=f"reviewed-{key}" in post,
        )
        for key in keys
    }


def _typed(post: QueryDict, key: str) -> str:
    if f"above-{key}" in post:
        return WITH_ABOVE
    return LEFT_OUT if f"leave-{key}" in post else stored(post.get(f"text-{key}", ""))


def _with_suggestion(drafts: dict[str, Draft], chosen: str) -> dict[str, Draft]:
    """`chosen` is "key:entry", where somebody took what the memory suggests without scripts."""
    key, _colon, entry = chosen.partition(":")
    remembered = Remembered.objects.filter(pk=entry).first() if entry.isdecimal() and key in drafts else None
    return drafts if remembered is None else {**drafts, key: replace(drafts[key], text=remembered.text)}


def _page(request: HttpRequest, board: Board, view: str, *, has_errors: bool = False) -> HttpResponseBase:
    variant, user = board.variant, user_of(request)
    source = variant.translated_from
    assert source is not None
    context = {
        "board": board,
        "variant": variant,
        "item": variant.item,
        "source_variant": source,
        "view": view,
        "direction": direction(variant.language),
        "source_direction": direction(source.language),
        "language": language_name(variant.language, page_language()),
        "source_language": language_name(source.language, page_language()),
        "may_change": VARIANTS.allows(user, CHANGE),
        "may_publish": VARIANTS.allows(user, PUBLISH),
        "may_remove": VARIANTS.allows(user, DELETE) and not variant.translations.exists(),
        "has_errors": has_errors,
        "has_machine": is_set_up(),
        "run": MachineRun.objects.filter(variant=variant).first(),
    }
    return render(request, "translation/workspace.html", context)


@permitted(Variant, PUBLISH, key="variant")
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, variant: Variant) -> HttpResponseBase:
    """Says first what goes out and where the source stands in."""
    if request.method == "POST":
        try:
            Publish(by=user_of(request), variant=variant).run()
        except InputError as error:
            messages.error(request, told(error))
        else:
            messages.success(request, _("Die Übersetzung ist veröffentlicht."))
        return redirect(_address(variant))
    found = outlook(variant)
    context = {
        "variant": variant,
        "item": variant.item,
        "outlook": found,
        "obstacle": told(found.obstacle) if found.obstacle else "",
        "back": _address(variant),
        "language": language_name(variant.language, page_language()),
        "direction": direction(variant.language),
    }
    return render(request, "translation/publish.html", context)


@permitted(InfoItem, VIEW, key="item", makes=Variant)
@require_POST
def begin(request: HttpRequest, item: InfoItem) -> HttpResponseBase:
    """An empty translation of the original, or the one that is there already."""
    language, level = request.POST.get("language", ""), request.POST.get("level", "")
    known = item.variants.filter(language=language, level=level).first()
    source = item.variants.filter(translated_from=None).first()
    if known is None:
        if source is None or not _is_possible(language, level):
            messages.error(request, _("Diese Fassung kann es nicht geben."))
            return redirect("translation:coverage")
        known = AddVariant(by=user_of(request), item=item, language=language, level=level, translated_from=source).run()
    return redirect(_address(known))


def direction(language: str) -> str:
    """For `dir`; the frame of the page keeps a variable `is_rtl` of its own."""
    return "rtl" if is_rtl(language) else "ltr"


def _is_possible(language: str, level: str) -> bool:
    return language in SPOKEN_LANGUAGES and level in Variant.Level.values
