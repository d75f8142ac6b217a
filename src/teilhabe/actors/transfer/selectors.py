"""What a list holds, whom its rows may mean, and how far it has come."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Prefetch, QuerySet

from teilhabe.actors.duplicates.cells import snapshot
from teilhabe.actors.duplicates.comparing import Entry, Likeness, Population, compare
from teilhabe.actors.duplicates.merging import relations
from teilhabe.actors.duplicates.pairing import candidates
from teilhabe.actors.folding import fold
from teilhabe.actors.models import ContactPoint, Person
from teilhabe.actors.transfer.columns import proposed_targets
from teilhabe.actors.transfer.drafts import Draft
from teilhabe.actors.transfer.extensions import further_words
from teilhabe.actors.transfer.models import ImportedRow, KnownHeader, PeopleImport, Upload
from teilhabe.core.users.models import Organisation

_STRANGER = "row "


@dataclass(frozen=True)
class Double:
    """Whom a row may mean: a person of the list of people, or an earlier row of the same file."""

    likeness: Likeness
    person: str = ""
    row: int | None = None


def header_key(header: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(map(fold, header)).encode()).hexdigest()


def targets_for(upload: Upload) -> list[str]:
    """As they were told last time for such a header, else as its words propose."""
    known = KnownHeader.objects.filter(key=header_key(upload.header)).first()
    if known:
        return list(known.targets)
    return proposed_targets(upload.header, [cells for _number, cells in upload.rows[:200]], further_words())


def doubles(drafts: Mapping[int, Draft], known: Iterable[Entry]) -> dict[int, Double]:
    """For each row the likeliest person that it may mean; an exact repetition of an earlier row counts as well."""
    rows = [_entry(number, draft) for number, draft in drafts.items()]
    everybody = [*known, *rows]
    population = Population.of(everybody)
    found: dict[int, Double] = {}
    for one, other in candidates(everybody):
        for row, opposite in ((one, other), (other, one)):
            number = _number(row)
            if number is None or (_number(opposite) or 0) >= number:
                continue
            likeness = compare(row, opposite, population)
            if likeness.is_likely and _is_better(likeness, found.get(number)):
                found[number] = _double(opposite, likeness)
    return found


def _entry(number: int, draft: Draft) -> Entry:
    own = frozenset(key for (kind, _value), key in draft.keyed if kind not in ("post", "web"))
    return Entry(f"{_STRANGER}{number}", draft.given_name, draft.family_name, own, fold(draft.district))


def _number(entry: Entry) -> int | None:
    return int(entry.key.removeprefix(_STRANGER)) if entry.key.startswith(_STRANGER) else None


def _double(opposite: Entry, likeness: Likeness) -> Double:
    number = _number(opposite)
    return Double(likeness, row=number) if number is not None else Double(likeness, person=opposite.key)


def _is_better(likeness: Likeness, than: Double | None) -> bool:
    return than is None or likeness.probability > than.likeness.probability


def organisations_by_name() -> dict[str, int]:
    """Keys of the organisations we work with, by folded name."""
    rows = Organisation.objects.filter(is_active=True).values_list("name", "pk")
    return {fold(name): key for name, key in rows}


def counts(people_import: PeopleImport) -> dict[str, int]:
    """How many rows stand where; one query."""
    rows = people_import.imported_rows.values_list("state").annotate(Count("pk")).order_by()
    return dict(rows)


def rows_in(people_import: PeopleImport, *states: str) -> QuerySet[ImportedRow]:
    return people_import.imported_rows.filter(state__in=states).select_related("person").order_by("number")


def recent_imports() -> QuerySet[PeopleImport]:
    return PeopleImport.objects.select_related("user").order_by("-created_at")


def fingerprint(person: Person) -> str:
    """A person and everything that points to them, as one number: equal as long as nobody has touched any of it."""
    held = [snapshot(person)]
    for model, field in relations():
        rows = model._base_manager.filter(**{field.attname: person.pk}).order_by("pk")
        held += [{"model": model._meta.label, "pk": str(row.pk), **snapshot(row)} for row in rows]
    return hashlib.sha256(json.dumps(held, sort_keys=True, default=str).encode()).hexdigest()


def people_with_cards(people: QuerySet[Person]) -> QuerySet[Person]:
    """With all that a visiting card shows, in three queries."""
    points = Prefetch("contact_points", ContactPoint.objects.order_by("-is_preferred", "pk"))
    return people.filter(merged_into=None, erased_at=None).prefetch_related(points, "affiliations__organisation")
