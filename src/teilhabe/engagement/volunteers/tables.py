"""The lists of volunteers and of skills."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from teilhabe.actors.choices import district_choices, field_choices, field_names, language_choices
from teilhabe.actors.selectors.people import holds
from teilhabe.core.access.policy import CHANGE
from teilhabe.core.tables.table import BulkAction, Choice, Column, DateSpan, Table, YesNo, label_of
from teilhabe.core.users.models import User
from teilhabe.engagement.volunteers.actions import Activate
from teilhabe.engagement.volunteers.asking import AskAgain
from teilhabe.engagement.volunteers.choices import languages_with_levels, skill_choices
from teilhabe.engagement.volunteers.models import Level, Volunteer
from teilhabe.engagement.volunteers.selectors import (
    german_from,
    is_silent,
    who_wishes,
    who_would_go_to,
    with_text,
    with_time,
)
from teilhabe.engagement.volunteers.timetable import days_in_words, in_words, times

State = Volunteer.State


def _silent(value: bool) -> Q:
    return is_silent() if value else ~is_silent()


def _activate(user: User, rows: Iterable[Volunteer]) -> str:
    count = len([Activate(by=user, volunteer=row).run() for row in rows])
    return ngettext("%(count)s Person ist jetzt aktiv.", "%(count)s Personen sind jetzt aktiv.", count) % {
        "count": count
    }


def _ask(user: User, rows: Iterable[Volunteer]) -> str:
    asked = [AskAgain(by=user, volunteer=row).run() for row in rows]
    count = sum(1 for each in asked if each.reminded_at is None)
    return gettext("Gefragt per E-Mail: %(mailed)s. Ohne E-Mail-Adresse, bitte anrufen: %(others)s.") % {
        "mailed": count,
        "others": len(asked) - count,
    }


def volunteers_table(names: Mapping[str, str]) -> Table:
    """The list of volunteers; `names` are those of the skills, so that no row asks for them."""
    return Table(
        name="volunteers",
        title=_("Ehrenamtliche"),
        columns=(
            Column(
                "name",
                _("Name"),
                value=str,
                order_by=("person__family_name", "person__given_name"),
                address=lambda row: str(row.get_absolute_url()),
            ),
            Column("state", _("Zustand"), value=label_of("state"), order_by=("state",)),
            Column(
                "languages",
                _("Sprachen"),
                value=lambda row: languages_with_levels(row.person.languages, row.language_levels),
            ),
            Column(
                "week",
                _("Zeit"),
                value=lambda row: days_in_words(row.week),
                exported=lambda row: in_words(row.week),
            ),
            Column("skills", _("Fähigkeiten"), value=lambda row: ", ".join(names.get(key, key) for key in row.skills)),
            Column("districts", _("Stadtteile"), value=lambda row: ", ".join(row.districts)),
            Column("running", _("Einsätze"), is_number=True, order_by=("running",)),
            Column(
                "wishes", _("Handlungsfelder"), value=lambda row: ", ".join(field_names(row.wishes)), only_exported=True
            ),
            Column("since", _("dabei seit"), order_by=("since",), only_exported=True),
            Column(
                "checked",
                _("Bestätigt"),
                value=lambda row: localdate(row.checked_at),
                order_by=("checked_at",),
            ),
        ),
        filters=(
            Choice("state", _("Zustand"), lookup="state", choices=lambda: State.choices),
            Choice("language", _("Sprache"), lambda code: holds("person__languages", code), language_choices),
            Choice("german", _("Deutsch mindestens"), lookup=german_from, choices=lambda: Level.choices),
            Choice("skill", _("Fähigkeit"), lambda key: holds("skills", key), skill_choices),
            Choice("district", _("würde gehen nach"), lookup=who_would_go_to, choices=district_choices),
            Choice("time", _("hat Zeit"), lookup=with_time, choices=times),
            Choice("field", _("Handlungsfeld"), lookup=who_wishes, choices=field_choices),
            YesNo("silent", _("hat nicht geantwortet"), lookup=_silent),
            DateSpan("checked", _("Angaben bestätigt"), lookup="checked_at", is_moment=True),
        ),
        search=("person__in", with_text),
        order=("person__family_name", "person__given_name"),
        bulk=(
            BulkAction(
                "ask",
                _("Fragen, ob alles noch stimmt"),
                CHANGE,
                _ask,
                only=Q(may_ask=True) & ~Q(state=State.ENDED),
                question=_("Diesen Personen eine E-Mail schicken, in der sie ihre Angaben bestätigen können?"),
            ),
            BulkAction("activate", _("Als aktiv führen"), CHANGE, _activate),
        ),
        empty=_("Noch ist niemand dabei. Wer helfen möchte, kommt über ein Angebot oder wird hier aufgenommen."),
    )


SKILL_LIST = Table(
    name="skills",
    title=_("Fähigkeiten"),
    columns=(
        Column("name", _("Name"), value=str, address=lambda row: str(row.get_absolute_url())),
        Column("english", _("englisch"), value=lambda row: row.names.get("en", "")),
        Column("arabic", _("arabisch"), value=lambda row: row.names.get("ar", "")),
        Column("is_offered", _("wird zur Auswahl gestellt")),
    ),
    order=("key",),
    empty=_("Tragen Sie ein, wonach Organisationen fragen: zum Beispiel „Vorlesen“ oder „Fahrräder reparieren“."),
)
