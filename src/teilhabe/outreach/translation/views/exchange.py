"""Files for agencies: out, back with a preview, and taken over."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from teilhabe.core.access.policy import CHANGE, EXPORT
from teilhabe.core.access.routes import permitted, user_of
from teilhabe.core.language import page_language, told
from teilhabe.errors import InputError
from teilhabe.outreach.content.models import InfoItem, Variant
from teilhabe.outreach.languages import is_rtl
from teilhabe.outreach.translation.actions.exchange import Change, Outcome, compare, packed, take_over, unpacked
from teilhabe.outreach.translation.exchange.formats import FORMATS, read
from teilhabe.outreach.translation.exchange.units import Parcel
from teilhabe.outreach.translation.exchange.xml import MOST_BYTES
from teilhabe.outreach.translation.forms.terms import FileForm
from teilhabe.outreach.translation.selectors.coverage import Target, site_targets
from teilhabe.outreach.translation.selectors.exchange import parcel_of, parcel_of_language
from teilhabe.outreach.translation.views.coverage import name_of

SOURCE = Target("de", Variant.Level.STANDARD)
"""What agencies translate from where a whole language is taken out."""
MOST_SHOWN = 200
LARGEST_PREVIEW = 2 << 20
"""Bytes of a preview; Django takes fields up to 2.5 MB."""


@permitted(Variant, CHANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def exchange(request: HttpRequest) -> HttpResponseBase:
    """What can be taken out, and the place to bring a file back."""
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            changes = compare(read(form.cleaned_data["file"].read(MOST_BYTES + 1)))
            return _preview(request, changes)
        except InputError as error:
            form.add_error("file", told(error))
    chosen = request.GET.get("variant", "")
    variant = Variant.objects.filter(pk=chosen).exclude(translated_from=None).first() if chosen.isdecimal() else None
    targets = [(f"{each.language}-{each.level}", name_of(each)) for each in site_targets() if each != SOURCE]
    context = {"form": form, "variant": variant, "formats": FORMATS.values(), "targets": targets}
    return render(request, "translation/exchange.html", context)


def _preview(request: HttpRequest, changes: list[Change]) -> HttpResponseBase:
    known = [change for change in changes if change.pair]
    pack = packed(known)
    if len(pack.encode()) > LARGEST_PREVIEW:
        raise InputError(
            "In der Datei ändert sich zu viel auf einmal. Bringen Sie sie in mehreren Teilen zurück.",
            "Too much changes in the file at once. Bring it back in several parts.",
        )
    context = {
        "changes": [change for change in known if not change.is_conflict][:MOST_SHOWN],
        "count": sum(not change.is_conflict for change in known),
        "conflicts": [(change, change.outcome == Outcome.SOURCE_CHANGED) for change in known if change.is_conflict],
        "doubtful": sum(bool(change.doubts) for change in known),
        "unknown": [change for change in changes if change.pair is None][:MOST_SHOWN],
        "pack": pack,
        "rtl": [code for code, _name in settings.LANGUAGES if is_rtl(code)],
        "language": page_language(),
    }
    return render(request, "translation/preview.html", context)


@permitted(Variant, CHANGE)
@require_POST
def take(request: HttpRequest) -> HttpResponseBase:
    """Takes over what the preview showed, all of it or nothing."""
    try:
        accepted = unpacked(request.POST.get("pack", ""), request.POST.getlist("conflict"))
        with transaction.atomic():
            done = take_over(accepted, user_of(request))
    except InputError as error:
        messages.error(request, told(error))
        return redirect("translation:exchange")
    saved = ngettext("%(count)s Abschnitt ist übernommen.", "%(count)s Abschnitte sind übernommen.", done.saved)
    messages.success(request, saved % {"count": done.saved})
    if done.unreviewed:
        text = _("%(count)s davon gelten noch als ungeprüft: ein Zeichen fehlt oder eine zweite Person muss prüfen.")
        messages.warning(request, text % {"count": done.unreviewed})
    if done.refused:
        text = _("%(count)s sind nicht übernommen: Sie haben sich seit der Vorschau geändert oder sind zu lang.")
        messages.warning(request, text % {"count": done.refused})
    return redirect("translation:coverage")


@permitted(Variant, CHANGE, key="variant")
@require_safe
def variant_file(request: HttpRequest, variant: Variant, kind: str) -> HttpResponseBase:
    parcel = parcel_of(variant, only_to_do="open" in request.GET)
    return _file(request, parcel, kind, f"{variant.item.key}-{variant.language}-{variant.level}")


@permitted(InfoItem, EXPORT)
@require_safe
def language_file(request: HttpRequest) -> HttpResponseBase:
    """All that is to do in one language, translated from German."""
    language, _dash, level = request.GET.get("target", "").partition("-")
    if Target(language, level) not in site_targets() or Target(language, level) == SOURCE:
        messages.error(request, _("Wählen Sie eine Sprache."))
        return redirect("translation:exchange")
    parcel = parcel_of_language(SOURCE.language, language, level)
    return _file(request, parcel, request.GET.get("kind", ""), f"{_('offen')}-{language}-{level}")


def _file(request: HttpRequest, parcel: Parcel, kind: str, name: str) -> HttpResponseBase:
    if kind not in FORMATS or not parcel.units:
        messages.info(request, _("Da ist nichts zu tun: Die Datei wäre leer."))
        return redirect("translation:exchange")
    chosen = FORMATS[kind]
    answer = HttpResponse(chosen.write(parcel), content_type=chosen.content_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}.{chosen.ending}"'
    return answer
