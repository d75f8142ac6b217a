"""What a shift asks of whoever takes a place in it, and the sentence that says what is missing and where to get it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date

from django.utils.timezone import localdate
from django.utils.translation import override

from teilhabe.engagement.opportunities.models import Requirement
from teilhabe.engagement.opportunities.wording import Names
from teilhabe.engagement.placements.ages import age_on
from teilhabe.engagement.placements.selectors.reading import need_of, people
from teilhabe.engagement.placements.wording import need_in_words
from teilhabe.engagement.shifts.models import Shift, SignUp
from teilhabe.engagement.volunteers.models import Volunteer
from teilhabe.errors import InputError
from teilhabe.matching.feasibility import meets, missing
from teilhabe.matching.values import Mix, Need, NeedKind, Person, Task
from teilhabe.text import Text

Lacks = Mapping[int, tuple[Need, ...]]
Kind = Requirement.Kind
SEEN_BY_THE_OFFICE = (NeedKind.CHECK, NeedKind.DECLARATION, NeedKind.MODULE)
"""What nobody can say of themselves."""
WHERE: Mapping[str, Text] = {
    Kind.CHECK: Text(
        "Das Führungszeugnis fordert die Ehrenamtskoordination an.",
        "The coordination of volunteers asks for the certificate of conduct.",
    ),
    Kind.DECLARATION: Text(
        "Die Erklärung unterschreibt man bei der Ehrenamtskoordination.",
        "The declaration is signed with the coordination of volunteers.",
    ),
    Kind.MODULE: Text(
        "Zur Schulung meldet die Ehrenamtskoordination an.", "The coordination of volunteers signs up for the training."
    ),
    Kind.LANGUAGE: Text(
        "Sprachen stehen in den Angaben der Person: Bitte dort ergänzen, wenn sie nur nicht eingetragen sind.",
        "Languages stand in the details of the person: please add them there if they are merely not entered.",
    ),
    Kind.SKILL: Text(
        "Fähigkeiten stehen in den Angaben der Person: Bitte dort ergänzen, wenn sie nur nicht eingetragen sind.",
        "Skills stand in the details of the person: please add them there if they are merely not entered.",
    ),
    Kind.AGE: Text(
        "Das Geburtsdatum steht in den Angaben der Person.", "The date of birth stands in the details of the person."
    ),
}


def lacking(shift: Shift, free: int, volunteers: Collection[Volunteer]) -> Lacks:
    """By the key of each what keeps them from a place, none where nothing does; the volunteers bring their persons.

    Of a mix ("at least one speaks Tigrinya") as soon as the free places are needed for it.
    """
    asked = list(shift.opportunity.requirements.all())
    if not asked:
        return {each.pk: () for each in volunteers}
    task, day = _task(shift, free, asked), localdate(shift.starts_at)
    return {person.key: missing(person, task) for person in _on(day, volunteers)}


def mixed_needs(shift: Shift, free: int, volunteers: Collection[Volunteer]) -> Lacks:
    """The same, of the mixes only: what each must meet alone was asked when they signed up."""
    alone = {need_of(each) for each in shift.opportunity.requirements.all() if each.at_least is None}
    found = lacking(shift, free, volunteers)
    return {key: tuple(need for need in needs if need not in alone) for key, needs in found.items()}


def said_by_themselves(needs: Iterable[Need], volunteer: Volunteer) -> tuple[Need, ...]:
    """What is left where somebody reads what is asked and signs up: they say that it is so, unless we know better."""
    return tuple(
        each
        for each in needs
        if each.kind in SEEN_BY_THE_OFFICE or (each.kind is NeedKind.AGE and volunteer.born_on is not None)
    )


def require_fit(volunteer: Volunteer, needs: Collection[Need]) -> None:
    """InputError with all that is missing and where to get it."""
    if needs:
        kinds = list(dict.fromkeys(each.kind.value for each in needs))
        where = [WHERE[kind] for kind in kinds]
        de, en = _in_words("de", needs), _in_words("en", needs)
        raise InputError(
            f"{volunteer} kann hier noch nicht dabei sein. Es fehlt: {de}. {' '.join(each.de for each in where)}",
            f"{volunteer} cannot take part here yet. Missing: {en}. {' '.join(each.en for each in where)}",
        )


def _in_words(language: str, needs: Iterable[Need]) -> str:
    with override(language):
        names = Names.now()
        return ", ".join(need_in_words(each, names) for each in needs)


def _task(shift: Shift, free: int, asked: Iterable[Requirement]) -> Task:
    mixed = [each for each in asked if each.at_least is not None]
    return Task(
        key=shift.pk,
        asked=frozenset(need_of(each) for each in asked if each.at_least is None),
        mixes=_mixes(shift, mixed) if mixed else (),
        places=max(0, free),
    )


def _mixes(shift: Shift, mixed: Iterable[Requirement]) -> tuple[Mix, ...]:
    """How many more are needed, beside those who have a place."""
    there = Volunteer.objects.filter(sign_ups__shift=shift, sign_ups__state__in=SignUp.TAKING_A_PLACE)
    present = _on(localdate(shift.starts_at), list(there.select_related("person")))
    needs = [(need_of(each), each.at_least or 0) for each in mixed]
    return tuple(Mix(need, max(0, number - sum(meets(each, need) for each in present))) for need, number in needs)


def _on(day: date, volunteers: Collection[Volunteer]) -> list[Person]:
    """As old as they are on that day."""
    born = {each.pk: each.born_on for each in volunteers}
    known = people(volunteers)
    return [replace(each, age=age_on(on, day)) if (on := born[each.key]) else each for each in known]
