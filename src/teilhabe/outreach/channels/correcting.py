"""What puts a dispatch right whose facts have changed: its own text with them, or a new one that says what changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import override

from teilhabe.outreach.channels.channel import Draft
from teilhabe.outreach.channels.drafting import draft_of
from teilhabe.outreach.channels.models import Dispatch
from teilhabe.outreach.channels.registry import CHANNELS
from teilhabe.outreach.channels.truth import Change, Wrong, put_right

State = Dispatch.State


@dataclass(frozen=True)
class Correction:
    """What to say instead; `is_in_place`: readers find the old text changed. `unfound`: what to put right by hand."""

    wrong: Wrong
    draft: Draft
    is_in_place: bool
    unfound: tuple[Change, ...]

    @property
    def dispatch(self) -> Dispatch:
        return self.wrong.dispatch


def correction_of(wrong: Wrong) -> Correction | None:
    """None where the channel is gone."""
    dispatch, channel = wrong.dispatch, CHANNELS.get(wrong.dispatch.channel)
    if channel is None:
        return None
    if channel.can_correct or dispatch.state == State.PLANNED:
        said = f"{dispatch.title}\n{dispatch.text}"
        unfound = tuple(change for change in wrong.changes if not change.now or change.told not in said)
        return Correction(wrong, _changed(dispatch, wrong.changes), True, unfound)
    return Correction(wrong, _anew(dispatch, wrong.changes), False, ())


def facts_now(dispatch: Dispatch, changes: Iterable[Change]) -> dict[str, str]:
    """The facts that the corrected text tells."""
    new = {change.key: change.now for change in changes}
    return {key: value for key, value in {**dispatch.facts, **new}.items() if value}


def _changed(dispatch: Dispatch, changes: tuple[Change, ...]) -> Draft:
    draft = draft_of(dispatch)
    return replace(
        draft,
        title=put_right(draft.title, changes),
        text=put_right(draft.text, changes),
        facts=facts_now(dispatch, changes),
    )


def _anew(dispatch: Dispatch, changes: tuple[Change, ...]) -> Draft:
    """In the language of the first one: what it was about, what it said, what is so now."""
    draft = draft_of(dispatch)
    with override(dispatch.language):
        about = dispatch.title or dispatch.text.strip().partition("\n")[0][:100]
        lines = [_("In unserer Nachricht „%(about)s“ hat sich etwas geändert.") % {"about": about}]
        lines += [_said(change) for change in changes]
        title = _("Berichtigung: %(about)s") % {"about": about}
    told = {change.key: change.now for change in changes if change.now}
    audience = {**draft.audience, "answers": dispatch.pk} if draft.audience else {}
    return replace(
        draft, title=title[:300], text="\n\n".join(lines), facts=told, audience=audience, picture=None, picture_text=""
    )


def _said(change: Change) -> str:
    if not change.now:
        return _("Das gilt nicht mehr: %(told)s") % {"told": change.told}
    return _("Bisher: %(told)s\nJetzt: %(now)s") % {"told": change.told, "now": change.now}
