"""The channel: a mail of its own for everybody whom a dispatch is meant for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from teilhabe.core.mail.sending import post
from teilhabe.errors import InputError
from teilhabe.outreach.channels.channel import AudienceForm, Draft, Limits, Receipt, Refused
from teilhabe.outreach.channels.drafting import drafted, source_of
from teilhabe.outreach.channels.mail.audience import Reader, readers_of, reasons
from teilhabe.outreach.channels.mail.forms import GroupForm
from teilhabe.outreach.channels.mail.wording import body_of
from teilhabe.outreach.channels.models import Addressee, Dispatch
from teilhabe.outreach.channels.showing import as_paragraphs
from teilhabe.outreach.content.models import InfoItem

PER_TRANSACTION = 200


class GroupMail:
    key = "mail"
    label: str | Promise = _("E-Mail an Gruppen")
    limits = Limits(longest_text=20_000, longest_title=200, has_title=True)
    can_correct = False
    can_recall = False

    def is_ready(self) -> str:
        return ""

    def audience_form(self, data: QueryDict | None, language: str, languages: Sequence[str]) -> AudienceForm:
        return GroupForm(data, language=language, languages=languages)

    def reach(self, audience: Mapping[str, object], language: str) -> str:
        found = readers_of(audience, language)
        people = sum(reader.person is not None for reader in found)
        organisations = len(found) - people
        counts = (
            ngettext("%(count)s Person", "%(count)s Personen", people) % {"count": people},
            ngettext("%(count)s Organisation", "%(count)s Organisationen", organisations) % {"count": organisations},
        )
        return ", ".join(counts)

    def draft(self, item: InfoItem, language: str) -> Draft:
        source = source_of(item, language)
        reading = source.reading
        text = "\n\n".join(part for part in (reading.summary, reading.text) if part)
        return drafted(item, source, text, title=reading.title)

    def complaints(self, draft: Draft, planned_at: datetime | None) -> Sequence[InputError]:
        if draft.title.strip():
            return ()
        return [InputError("Der Betreff fehlt.", "The subject is missing.")]

    def preview(self, draft: Draft) -> SafeString:
        return format_html("<p><strong>{}</strong></p>{}", draft.title, as_paragraphs(_written(draft)))

    def send(self, dispatch: Dispatch) -> Receipt:
        """Only the database is written to: each mail has its Message-ID there before anything goes out."""
        found = readers_of(dispatch.audience, dispatch.language)
        if not found and not dispatch.addressees.exists():
            raise Refused("Zurzeit passt niemand zu dieser Auswahl, der E-Mail bekommen möchte.")
        left = self._left(dispatch, found)
        for start in range(0, len(left), PER_TRANSACTION):
            with transaction.atomic():
                for reader in left[start : start + PER_TRANSACTION]:
                    _post(dispatch, reader)
        return Receipt(f"mail {dispatch.pk}")

    def find(self, dispatch: Dispatch) -> Receipt | None:
        """None: `send` goes on where it stopped, and nobody gets a second one."""
        return None

    def correct(self, dispatch: Dispatch, correction: Dispatch) -> Receipt:
        raise Refused("Eine E-Mail lässt sich nicht mehr ändern.")

    def recall(self, dispatch: Dispatch) -> None:
        raise Refused("Eine E-Mail lässt sich nicht zurückholen.")

    def _left(self, dispatch: Dispatch, found: Iterable[Reader]) -> list[Reader]:
        """Those who have none yet, one for each address."""
        written = set(dispatch.addressees.values_list("message__to", flat=True))
        seen = {str(address).lower() for address in written if address}
        held = set(dispatch.addressees.values_list("person_id", "organisation_id"))
        left: dict[str, Reader] = {}
        for reader in found:
            if reader.key not in seen and (reader.person, reader.organisation) not in held:
                left.setdefault(reader.key, reader)
        return list(left.values())


def _post(dispatch: Dispatch, reader: Reader) -> None:
    draft = Draft(dispatch.language, dispatch.text, dispatch.title, dispatch.link, audience=dispatch.audience)
    message = post(
        reader.address, dispatch.title, _written(draft, reader), language=dispatch.language, subject=reader.person
    )
    Addressee.objects.create(
        dispatch=dispatch, person_id=reader.person, organisation_id=reader.organisation, message=message
    )


def _written(draft: Draft, reader: Reader | None = None) -> str:
    """A reader who is an organisation is told another reason."""
    is_person = reader is None or reader.person is not None
    return body_of(draft, reasons(draft.audience, draft.language) if is_person else "")
