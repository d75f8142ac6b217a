"""What is known about people who give time, and why."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from teilhabe.actors.choices import field_names
from teilhabe.actors.personal import COORDINATION
from teilhabe.core.privacy.declarations import (
    WITH_SUBJECT,
    Erasure,
    LegalBasis,
    PersonalData,
    Purpose,
    declare,
    declare_impersonal,
)
from teilhabe.engagement.volunteers.choices import languages_with_levels, names_of_skills
from teilhabe.engagement.volunteers.models import Absence, Kind, Skill, Volunteer
from teilhabe.engagement.volunteers.timetable import in_words

VOLUNTEERING = Purpose(
    "volunteering",
    _("Ehrenamt vermitteln und begleiten"),
    _("Das Büro findet für Menschen, die helfen möchten, eine passende Aufgabe und begleitet sie dabei."),
)

declare(
    PersonalData(
        model=Volunteer,
        subject="person",
        fields=(
            "paused_until",
            "ended_on",
            "reason",
            "born_on",
            "guardian_name",
            "guardian_agreed_on",
            "language_levels",
            "skills",
            "wishes",
            "kinds",
            "districts",
            "hours_per_week",
            "limits",
            "asked_at",
            "reminded_at",
            "called_at",
        ),
        withheld=("token",),
        told=("state", "since", "week", "most_assignments", "may_ask"),
        reads={
            "week": lambda row: in_words(row.week),
            "language_levels": lambda row: languages_with_levels(sorted(row.language_levels), row.language_levels),
            "skills": lambda row: names_of_skills(row.skills),
            "wishes": lambda row: ", ".join(field_names(row.wishes)),
            "kinds": lambda row: ", ".join(str(Kind(each).label) for each in row.kinds if each in Kind.values),
            "districts": lambda row: ", ".join(row.districts),
        },
        coarsened=("checked_at", "created_at"),
        impersonal=("id", "person", "state", "since", "week", "most_assignments", "may_ask"),
        mentions=("guardian_name", "limits"),
        purpose=VOLUNTEERING,
        legal_basis=LegalBasis.CONSENT,
        retention=WITH_SUBJECT,
        recipients=COORDINATION,
        on_erasure=Erasure.BLANK,
    ),
    PersonalData(
        model=Absence,
        subject="volunteer__person",
        fields=("first_day", "last_day"),
        impersonal=("id", "volunteer"),
        purpose=VOLUNTEERING,
        legal_basis=LegalBasis.CONSENT,
        retention=WITH_SUBJECT,
        recipients=COORDINATION,
    ),
)
declare_impersonal(Skill, _("Eine Liste von Fähigkeiten, die jemand haben kann."))
