"""The lists of people and organisations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from teilhabe.actors.actions.organisations import ChangeOrganisation
from teilhabe.actors.actions.people import NoteContact
from teilhabe.actors.choices import (
    district_choices,
    field_choices,
    field_names,
    language_choices,
    language_names,
    organisation_choices,
)
from teilhabe.actors.models import Partner, Person
from teilhabe.actors.selectors.organisations import matching_organisations
from teilhabe.actors.selectors.people import holds, matching, page_of
from teilhabe.core.access.policy import ADD, CHANGE
from teilhabe.core.tables.table import BulkAction, Choice, Column, Label, Table, YesNo
from teilhabe.core.users.models import Organisation, User

Choices = Callable[[], Sequence[tuple[str, Label]]]


def _holding(name: str, label: Label, lookup: str, choices: Choices) -> Choice:
    """A filter by one of the texts in a JSON list."""
    return Choice(name, label, lambda code: holds(lookup, code), choices)


def _ways(person: Person) -> list[str]:
    """All of them, the preferred one first."""
    points = sorted(person.contact_points.all(), key=lambda point: (not point.is_preferred, point.pk))
    return [point.value for point in points]


def _organisations(person: Person) -> str:
    return ", ".join(sorted(affiliation.organisation.name for affiliation in person.affiliations.all()))


def _note_contacts(user: User, people: QuerySet[Person]) -> str:
    """For instance everybody who came to an event."""
    noted = [NoteContact(by=user, person=person).run() for person in people]
    return ngettext(
        "Kontakt mit %(count)s Person vermerkt.", "Kontakt mit %(count)s Personen vermerkt.", len(noted)
    ) % {"count": len(noted)}


PEOPLE = Table(
    name="people",
    title=_("Personen"),
    columns=(
        Column(
            "name",
            _("Name"),
            value=str,
            order_by=("family_name", "given_name"),
            address=lambda person: str(person.get_absolute_url()),
        ),
        Column(
            "ways",
            _("Kontakt"),
            value=lambda person: next(iter(_ways(person)), ""),
            exported=lambda person: ", ".join(_ways(person)),
        ),
        Column("languages", _("Sprachen"), value=lambda person: ", ".join(language_names(person.languages))),
        Column("district", _("Stadtteil"), order_by=("district",)),
        Column("organisations", _("Organisationen"), value=_organisations),
        Column(
            "last_contact",
            _("letzter Kontakt"),
            value=lambda person: localdate(person.last_contact_at),
            order_by=("last_contact_at",),
        ),
    ),
    filters=(
        Choice("district", _("Stadtteil"), lookup="district", choices=district_choices),
        _holding("language", _("Sprache"), lookup="languages", choices=language_choices),
        Choice("organisation", _("Organisation"), lookup="affiliations__organisation", choices=organisation_choices),
    ),
    search=("pk__in", matching),
    order=("family_name", "given_name"),
    bulk=(
        BulkAction(
            "contacted",
            _("Heute gesprochen"),
            CHANGE,
            _note_contacts,
            question=_("Bei diesen Personen vermerken, dass Sie heute miteinander gesprochen haben?"),
        ),
    ),
    empty=_("Noch ist niemand eingetragen."),
)


def _entry(organisation: Organisation) -> Partner:
    """Its entry as a partner; an empty one where it has none."""
    return getattr(organisation, "partner", None) or Partner()


def _listed(organisation: Organisation) -> str:
    return str(_("ja") if _entry(organisation).is_listed and organisation.is_active else _("nein"))


def _leave(user: User, rows: Iterable[Organisation]) -> str:
    count = _set_active(user, rows, is_active=False)
    return ngettext(
        "%(count)s Organisation arbeitet nicht mehr mit uns.",
        "%(count)s Organisationen arbeiten nicht mehr mit uns.",
        count,
    ) % {"count": count}


def _return(user: User, rows: Iterable[Organisation]) -> str:
    count = _set_active(user, rows, is_active=True)
    return ngettext(
        "%(count)s Organisation arbeitet wieder mit uns.", "%(count)s Organisationen arbeiten wieder mit uns.", count
    ) % {"count": count}


def _set_active(user: User, rows: Iterable[Organisation], *, is_active: bool) -> int:
    changes = [ChangeOrganisation(by=user, row=row, name=row.name, is_active=is_active) for row in rows]
    return len([change.run() for change in changes])


def _of(keys: Sequence[int]) -> QuerySet[Organisation]:
    return Organisation.objects.filter(pk__in=keys)


# The verb is ADD: whether the office works with an organisation is for those who keep all of them, not for members.
LEAVE = BulkAction(
    "leave",
    _("Zusammenarbeit beenden"),
    ADD,
    _leave,
    undo=lambda user, keys: _return(user, _of(keys)),
    only=Q(is_active=True),
)
RETURN = BulkAction(
    "return",
    _("Zusammenarbeit wieder aufnehmen"),
    ADD,
    _return,
    undo=lambda user, keys: _leave(user, _of(keys)),
    only=Q(is_active=False),
)

ORGANISATIONS_LIST = Table(
    name="organisations",
    title=_("Organisationen"),
    columns=(
        Column("name", _("Name"), order_by=("name",), address=page_of),
        Column("fields", _("Handlungsfelder"), value=lambda row: ", ".join(field_names(_entry(row).fields))),
        Column("districts", _("Stadtteile"), value=lambda row: ", ".join(_entry(row).districts)),
        Column("languages", _("Sprachen"), value=lambda row: ", ".join(language_names(_entry(row).languages))),
        Column("listed", _("im Verzeichnis"), value=_listed, order_by=("partner__is_listed",)),
    ),
    filters=(
        YesNo("active", _("arbeitet mit uns"), lookup="is_active"),
        _holding("field", _("Handlungsfeld"), lookup="partner__fields", choices=field_choices),
        _holding("district", _("Stadtteil"), lookup="partner__districts", choices=district_choices),
        _holding("language", _("Sprache"), lookup="partner__languages", choices=language_choices),
    ),
    search=("pk__in", matching_organisations),
    order=("name",),
    bulk=(LEAVE, RETURN),
    empty=_("Noch ist keine Organisation eingetragen."),
)
