"""What is known about people, and why."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from teilhabe.actors.choices import language_names
from teilhabe.actors.models import Affiliation, Consent, ConsentText, ContactPoint, Merge, Partner, Person
from teilhabe.core.privacy.declarations import (
    WITH_SUBJECT,
    Erasure,
    LegalBasis,
    PersonalData,
    Purpose,
    Retention,
    SubjectKind,
    declare,
    declare_impersonal,
    declare_subjects,
)
from teilhabe.core.privacy.names import give_names

CONTACT = Purpose(
    "contact",
    _("Kontakt mit Menschen, die mitmachen oder Fragen haben"),
    _("Das Büro weiß, mit wem es spricht, in welcher Sprache und auf welchem Weg."),
)
CONSENT = Purpose(
    "consent",
    _("Nachweis von Einwilligungen"),
    _("Das Büro muss zeigen können, wozu jemand eingewilligt hat (Art. 7 Abs. 1 DSGVO)."),
)
COORDINATION = (_("Ehrenamtskoordination"), _("Leitung"))

declare_subjects(SubjectKind(Person, duplicate_of="merged_into", account="user"))
declare(
    PersonalData(
        model=Person,
        subject="",
        fields=(
            "given_name",
            "family_name",
            "preferred_language",
            "languages",
            "district",
            "note",
            "user",
            "search_key",
        ),
        identifying=("search_key",),
        coarsened=("created_at", "last_contact_at"),
        stamp="erased_at",
        reads={
            "preferred_language": lambda person: ", ".join(language_names(filter(None, [person.preferred_language]))),
            "languages": lambda person: ", ".join(language_names(person.languages)),
        },
        impersonal=("id", "erased_at", "merged_into"),
        purpose=CONTACT,
        legal_basis=LegalBasis.PUBLIC_TASK,
        retention=Retention(
            after="last_contact_at",
            extended_by="user__last_login",
            years=2,
            reason=_("Zwei Jahre nach dem letzten Kontakt ist nicht mehr zu erwarten, dass jemand mitmachen möchte."),
        ),
        recipients=(*COORDINATION, _("Organisationen, zu denen die Person gehört")),
        on_erasure=Erasure.BLANK,
    ),
    PersonalData(
        model=ContactPoint,
        subject="person",
        fields=("kind", "value", "key", "label", "is_preferred", "created_at"),
        identifying=("value", "key"),
        impersonal=("id", "person", "organisation"),
        purpose=CONTACT,
        legal_basis=LegalBasis.PUBLIC_TASK,
        retention=WITH_SUBJECT,
        recipients=COORDINATION,
    ),
    PersonalData(
        model=Affiliation,
        subject="person",
        fields=("organisation", "function"),
        impersonal=("id", "person"),
        purpose=CONTACT,
        legal_basis=LegalBasis.PUBLIC_TASK,
        retention=WITH_SUBJECT,
        recipients=COORDINATION,
    ),
    PersonalData(
        model=Consent,
        subject="person",
        fields=("text", "way", "given_at", "withdrawn_at"),
        reads={"text": lambda consent: f"{consent.text}: {consent.text.text}"},
        impersonal=("id", "person"),
        purpose=CONSENT,
        legal_basis=LegalBasis.LEGAL_OBLIGATION,
        retention=Retention(
            after="withdrawn_at",
            years=3,
            reason=_("Nach einem Widerruf bleibt der Nachweis, bis Ansprüche verjährt sind (§ 195 BGB)."),
        ),
        recipients=COORDINATION,
    ),
    PersonalData(
        model=Merge,
        subject="kept",
        fields=("moved", "before", "at", "undone_at"),
        impersonal=("id", "kept", "merged"),
        purpose=CONTACT,
        legal_basis=LegalBasis.PUBLIC_TASK,
        retention=Retention(after="at", months=6, reason=_("So lange lässt sich ein Zusammenführen zurücknehmen.")),
        recipients=COORDINATION,
    ),
)
declare_impersonal(ConsentText, _("Der Wortlaut, um den alle gebeten werden."))
declare_impersonal(Partner, _("Beschreibt eine Organisation."))
give_names(Person, search_key=_("Suchwort"))
give_names(ContactPoint, key=_("Angabe zum Vergleichen"))
give_names(Merge, moved=_("übernommene Angaben"), before=_("Angaben davor"))
