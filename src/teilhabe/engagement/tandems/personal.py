"""What is known of those who accompany somebody and of those who are accompanied."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from teilhabe.actors.personal import COORDINATION
from teilhabe.core.privacy.declarations import (
    WITH_SUBJECT,
    Erasure,
    LegalBasis,
    PersonalData,
    Purpose,
    Retention,
    declare,
)
from teilhabe.engagement.tandems.models import CheckIn, Client, ClientIdentity, Meeting, Tandem, VolunteerWishes

TANDEMS = Purpose(
    "tandems",
    _("Patenschaften vermitteln und begleiten"),
    _(
        "Das Büro bringt Menschen zusammen, die begleiten und begleitet werden möchten. Wer begleitet wird, weiß nur "
        "die Person, die im Büro für sie zuständig ist."
    ),
)
ONE_COORDINATOR = (_("die im Büro zuständige Person, sonst niemand"),)
AFTERWARDS = Retention(
    after="left_on", years=1, reason=_("So lange kann eine Patenschaft noch einmal aufgenommen werden.")
)

# The client comes before the identity: once that is gone, nothing leads from the person to the client.
declare(
    PersonalData(
        model=Client,
        subject="identity__person",
        fields=(
            "language_levels",
            "age_group",
            "gender",
            "wished_ages",
            "wished_gender",
            "topics",
            "district",
            "way",
        ),
        told=("pseudonym", "state", "requested_on", "left_on"),
        impersonal=("id", "pseudonym", "coordinator", "programme", "state", "week", "requested_on", "left_on"),
        purpose=TANDEMS,
        legal_basis=LegalBasis.CONSENT,
        retention=AFTERWARDS,
        recipients=COORDINATION,
        on_erasure=Erasure.BLANK,
        confided_to="coordinator",
    ),
    PersonalData(
        model=ClientIdentity,
        subject="person",
        fields=("note",),
        mentions=("note",),
        impersonal=("id", "client", "person"),
        purpose=TANDEMS,
        legal_basis=LegalBasis.CONSENT,
        retention=Retention(after="client__left_on", years=1, reason=AFTERWARDS.reason),
        recipients=ONE_COORDINATOR,
        confided_to="client__coordinator",
    ),
    PersonalData(
        model=VolunteerWishes,
        subject="volunteer__person",
        fields=("gender", "wished_gender", "wished_ages", "topics"),
        impersonal=("id", "volunteer"),
        purpose=TANDEMS,
        legal_basis=LegalBasis.CONSENT,
        retention=WITH_SUBJECT,
        recipients=COORDINATION,
    ),
    PersonalData(
        model=Tandem,
        subject="volunteer__person",
        fields=("ending", "declined_by", "reason"),
        told=("state", "proposed_on", "met_on", "agreed_on", "ended_on"),
        impersonal=(
            "id",
            "volunteer",
            "client",
            "coordinator",
            "assignment",
            "state",
            "proposed_on",
            "met_on",
            "agreed_on",
            "ended_on",
            "declined_on",
        ),
        purpose=TANDEMS,
        legal_basis=LegalBasis.CONSENT,
        retention=Retention(after="ended_on", years=3, reason=_("So lange wird gezählt, warum Patenschaften enden.")),
        recipients=COORDINATION,
        on_erasure=Erasure.BLANK,
    ),
    PersonalData(
        model=CheckIn,
        subject="tandem__volunteer__person",
        fields=("due_on", "done_on", "outcome"),
        impersonal=("id", "tandem"),
        purpose=TANDEMS,
        legal_basis=LegalBasis.CONSENT,
        retention=Retention(
            after="done_on", years=1, reason=_("So lange hilft es, den Verlauf einer Patenschaft zu verstehen.")
        ),
        recipients=COORDINATION,
    ),
    PersonalData(
        model=Meeting,
        subject="tandem__volunteer__person",
        fields=("day", "minutes", "mood"),
        impersonal=("id", "tandem", "hour_entry"),
        purpose=TANDEMS,
        legal_basis=LegalBasis.CONSENT,
        retention=Retention(
            after="day", years=1, reason=_("So lange hilft es, den Verlauf einer Patenschaft zu verstehen.")
        ),
        recipients=COORDINATION,
    ),
)
