"""From an item to dispatches: which channels in which languages, what each would say, what stands against it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.http import QueryDict
from django.utils.safestring import SafeString

from teilhabe.core.language import told
from teilhabe.core.users.models import User
from teilhabe.errors import InputError
from teilhabe.outreach.channels.actions import ComposeDispatch, complaints
from teilhabe.outreach.channels.channel import Addressed, AudienceForm, Channel, Draft
from teilhabe.outreach.channels.drafting import languages_of, site_languages, variant_of
from teilhabe.outreach.channels.forms import TextForm
from teilhabe.outreach.channels.models import Dispatch
from teilhabe.outreach.channels.registry import CHANNELS
from teilhabe.outreach.content.models import InfoItem
from teilhabe.outreach.languages import is_rtl, language_of


@dataclass(frozen=True)
class Offer:
    """A channel in the composer: in which languages it can say the item, or why in none."""

    channel: Channel
    languages: tuple[str, ...]
    trouble: str


@dataclass(frozen=True)
class Target:
    """One channel in one language; written "channel:language" in addresses."""

    channel: Channel
    language: str

    @property
    def name(self) -> str:
        return f"{self.channel.key}:{self.language}"

    @property
    def prefix(self) -> str:
        """Of its fields."""
        return f"{self.channel.key}-{self.language}"

    @property
    def label(self) -> str:
        return f"{self.channel.label}, {dict(settings.LANGUAGES)[self.language]}"


@dataclass(frozen=True)
class Proposal:
    """What one target would say; `trouble` is why it cannot say anything at all."""

    target: Target
    draft: Draft | None
    form: TextForm | None
    audience_form: AudienceForm | None
    reach: str
    complaints: tuple[str, ...]
    trouble: str = ""
    is_first: bool = True
    """Whether it is the first of its channel, where all of them are asked for their readers."""

    @property
    def preview(self) -> SafeString | str:
        return self.target.channel.preview(self.draft) if self.draft is not None else ""

    @property
    def direction(self) -> str:
        return "rtl" if is_rtl(language_of(self.target.language)) else "ltr"

    @property
    def length(self) -> int:
        return len(self.draft.text) if self.draft is not None else 0


def offers(item: InfoItem) -> list[Offer]:
    """Every channel, those that cannot be used too, with the reason."""
    spoken = languages_of(item)
    written = [code for code in site_languages() if variant_of(item, code) is not None]
    return [
        Offer(channel, tuple(spoken if channel.limits.is_own_text else written), channel.is_ready())
        for channel in CHANNELS.values()
    ]


def targets_of(names: Iterable[str]) -> list[Target]:
    """Those that exist, each once, in the order of the channels and of the site's languages."""
    wanted = set(names)
    known = (Target(channel, language) for channel in CHANNELS.values() for language in site_languages())
    return [target for target in known if target.name in wanted]


def proposals(
    item: InfoItem, targets: Sequence[Target], data: QueryDict | None, planned_at: datetime | None
) -> list[Proposal]:
    """What each would say now, with what was written into the forms."""
    return [_proposal(item, target, targets, data, planned_at) for target in targets]


def _proposal(
    item: InfoItem, target: Target, targets: Sequence[Target], data: QueryDict | None, planned_at: datetime | None
) -> Proposal:
    try:
        draft = target.channel.draft(item, target.language)
    except InputError as error:
        return Proposal(target, None, None, None, "", (), told(error))
    form = TextForm(data, target.channel, draft, target.prefix) if target.channel.limits.is_own_text else None
    draft = replace(form.draft(), item=item) if form is not None else replace(draft, item=item)
    audience_form = _audience_form(target, targets, data)
    reach = ""
    if audience_form is not None and audience_form.is_bound and audience_form.is_valid():
        draft = replace(draft, audience=audience_form.audience())
        assert isinstance(target.channel, Addressed)
        reach = target.channel.reach(draft.audience, target.language)
    is_first = next(each for each in targets if each.channel is target.channel) == target
    against = _said_against(target, draft, planned_at)
    return Proposal(target, draft, form, audience_form, reach, against, is_first=is_first)


def _audience_form(target: Target, targets: Sequence[Target], data: QueryDict | None) -> AudienceForm | None:
    if not isinstance(target.channel, Addressed):
        return None
    languages = [each.language for each in targets if each.channel is target.channel]
    return target.channel.audience_form(data, target.language, languages)


def _said_against(target: Target, draft: Draft, planned_at: datetime | None) -> tuple[str, ...]:
    unready = target.channel.is_ready()
    found = [told(error) for error in complaints(target.channel, draft, planned_at)]
    return tuple([unready, *found] if unready else found)


def is_sound(found: Iterable[Proposal]) -> bool:
    """Whether all of them can go out."""
    return all(
        each.draft is not None
        and not each.complaints
        and (each.form is None or each.form.is_valid())
        and (each.audience_form is None or each.audience_form.is_valid())
        for each in found
    )


def compose(
    user: User, item: InfoItem, found: Iterable[Proposal], planned_at: datetime | None, *, is_draft: bool
) -> list[Dispatch]:
    """All of them or none; InputError where something has changed since it was shown."""
    with transaction.atomic():
        return [
            ComposeDispatch(
                by=user, channel=each.target.channel.key, item=item, draft=each.draft, planned_at=planned_at,
                is_draft=is_draft,
            ).run()
            for each in found
            if each.draft is not None
        ]  # fmt: skip
