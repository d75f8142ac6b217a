"""An invitation, a job that failed, a kept view, people who may be one, a list on its way, somebody in a picture."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from tests.actors.duplicates.people import person
from tests.cast import Cast
from tests.core.accounts.signing_in import app_of
from tests.outreach.pictures.kept import make_picture

from teilhabe.actors.duplicates.jobs import find_duplicates
from teilhabe.actors.duplicates.models import PossibleDuplicate
from teilhabe.actors.models import Affiliation, Consent, ContactPoint
from teilhabe.core.accounts.models import Invitation, new_token
from teilhabe.core.audit.models import AuditEntry
from teilhabe.core.tables.models import SavedView
from teilhabe.core.users.models import Membership, User
from teilhabe.core.users.roles import Role
from teilhabe.outreach.pictures.actions import AddAppearance


def fill(cast: Cast) -> dict[str, str]:
    token = new_token()
    invited = User.objects.create_user("neu@probe.example", name="Ada Muster")
    Invitation.objects.issue(invited, token)
    view = SavedView.objects.create(user=cast.user(Role.COORDINATOR), table="people", name="Nord", query="q=a")
    person("Mohammed", "Karimi", ("mobile", "0171 3920002"), note="Kommt dienstags.", languages=["ar"])
    person("Muhammad", "Karimi", ("mobile", "0171 3920002"), district="Altstadt", languages=["de"])
    find_duplicates.call()
    pair = PossibleDuplicate.objects.filter(first__family_name="Karimi").latest("pk")
    peopled = make_picture(cast, people=1)
    appearance = AddAppearance(by=cast.user(Role.EDITOR), picture=peopled, paper="Ordner 3").run()
    auditor = cast.user(Role.AUDITOR)
    app_of(auditor)
    RecoveryCodes.activate(auditor)
    passkey = Authenticator.objects.create(
        user=auditor, type=Authenticator.Type.WEBAUTHN, data={"name": "Passkey 1", "credential": {}}
    )
    return {
        "passkey": str(passkey.pk),
        "token": token, "user": str(invited.pk), "view": str(view.pk), "peopled": str(peopled.pk),
        "appearance": str(appearance.pk), "affiliation": str(Affiliation.objects.earliest("pk").pk),
        "contact_point": str(ContactPoint.objects.filter(person__isnull=False).earliest("pk").pk),
        "consent": str(Consent.objects.earliest("pk").pk), "entry": str(AuditEntry.objects.latest("pk").pk),
        "first": str(pair.first_id), "second": str(pair.second_id),
        "membership": str(Membership.objects.earliest("pk").pk),
    }  # fmt: skip
