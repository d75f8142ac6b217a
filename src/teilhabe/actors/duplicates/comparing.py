"""Whether two entries are the same human being: a probability, and the reasons for it in words.

Evidence is weighed as Fellegi and Sunter (1969, "A Theory for Record Linkage") do: each agreement counts for as much as
it is rarer among different people than among two entries of one person. A rare name says more than a common one; a
telephone number says much, but families share it together with their family name, so that then the given name decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, lru_cache
from math import exp, log

from teilhabe.actors.duplicates.names import distance, parts, sound, spelled

LIKELY = 0.5
"""From here on a pair is shown to people, who decide."""

_TWICE = 0.1
"""How many of the people are expected to stand in the list a second time, before anything is known."""
_FEW = 1000
"""The people a name is rare or common among, where there are fewer in the list."""


class Agreement(StrEnum):
    """How two names agree, from the same to another one."""

    SAME = "same"
    SPELLING = "spelling"
    TYPO = "typo"
    PART = "part"
    INITIAL = "initial"
    UNKNOWN = "unknown"
    ENDING = "ending"
    DIFFERENT = "different"


class Reason(StrEnum):
    """What speaks for the same person, strongest first; `duplicates.wording` has the words."""

    SAME_MAIL = "same mail"
    SAME_PHONE = "same phone"
    SAME_CONTACT = "same contact"
    SAME_NAME = "same name"
    SWAPPED_NAME = "swapped name"
    SIMILAR_NAME = "similar name"
    SAME_DISTRICT = "same district"


@dataclass(frozen=True)
class Entry:
    """What is compared of a person; `contacts` are the normalised keys of the ways to reach them."""

    key: str
    given_name: str
    family_name: str
    contacts: frozenset[str] = frozenset()
    district: str = ""

    @cached_property
    def given(self) -> tuple[str, ...]:
        return parts(self.given_name)

    @cached_property
    def family(self) -> tuple[str, ...]:
        return parts(self.family_name)

    @cached_property
    def sounds(self) -> frozenset[str]:
        return frozenset(sound(part) for part in (*self.given, *self.family))


@dataclass(frozen=True)
class Likeness:
    """The probability that two entries are one person, and why."""

    probability: float
    reasons: tuple[Reason, ...]

    @property
    def is_likely(self) -> bool:
        return self.probability >= LIKELY


@dataclass
class Population:
    """How common names, contacts and districts are among the people of the list."""

    count: int = 0
    sounds: Counter[str] = field(default_factory=Counter)
    whole_names: Counter[frozenset[str]] = field(default_factory=Counter)
    districts: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Population:
        found = cls()
        for entry in entries:
            found.count += 1
            found.sounds.update(entry.sounds)
            found.whole_names[entry.sounds] += 1
            found.districts[entry.district] += 1
        return found

    @property
    def size(self) -> int:
        return max(self.count, _FEW)

    def share_of_name(self, one: tuple[str, ...]) -> float:
        """The share of people with the rarest part of this name."""
        return min((self.sounds[sound(part)] + 1) / self.size for part in one)

    def share_of_namesakes(self, one: Entry) -> float:
        """The share of others who bear this whole name, itself and one second entry not counted."""
        return max(0, self.whole_names[one.sounds] - 2) / self.size

    def share_of_district(self, district: str) -> float:
        return (self.districts[district] + 1) / self.size


ANYBODY = Population()

# How often two entries of one person agree in this way (m), and how much rarer a chance agreement of this kind is
# than one of the sound (u). What contradicts counts as a fixed weight.
_AGREEING = {
    Agreement.SAME: (0.7, 1.0),
    Agreement.SPELLING: (0.2, 0.7),
    Agreement.TYPO: (0.15, 1.5),
    Agreement.PART: (0.15, 2.0),
}
_GIVEN = {Agreement.INITIAL: 1.5, Agreement.UNKNOWN: -0.5, Agreement.ENDING: -4.0, Agreement.DIFFERENT: -7.0}
_FAMILY = {Agreement.INITIAL: 1.0, Agreement.UNKNOWN: -0.5, Agreement.ENDING: -1.5, Agreement.DIFFERENT: -4.0}
_SHARED_BY_FAMILY = 0.8
"""Among different people with the same telephone number: how many have the same family name."""
_TOGETHER = 18
"""How much likelier a given and a family name meet than if they were independent: both come from one language."""
_OTHER_MAIL, _OTHER_PHONE = -1.5, -0.7
_OWN_MAIL, _OWN_PHONE, _SECOND_CONTACT = log(6), log(1.2), 2.5
_SAME_DISTRICT_AT_HOME, _OTHER_DISTRICT = 0.1, -1.2
_SWAPPED = 0.5


def compare(one: Entry, other: Entry, population: Population = ANYBODY) -> Likeness:
    """The probability that both are one person among the people of this population."""
    shared = one.contacts & other.contacts
    names, is_swapped = _names(one, other)
    weight = log(_TWICE * 2 / population.size)
    weight += _contacts_weight(shared, population) if shared else _contradiction(one, other)
    # What is rare in one entry may be common in the other, as with a name and its short form: the lesser counts.
    views = ((one, names), (other, names[::-1] if is_swapped else names))
    weight += min(_names_weight(entry, seen, population, is_known=bool(shared)) for entry, seen in views)
    weight -= _SWAPPED if is_swapped else 0
    weight += _district_weight(one, other, population, is_known=bool(shared))
    return Likeness(_probability(weight), _reasons(one, other, shared, names, is_swapped))


def _probability(weight: float) -> float:
    return 1 / (1 + exp(-max(-50.0, min(50.0, weight))))


_CONTRARY = frozenset({Agreement.DIFFERENT, Agreement.ENDING, Agreement.UNKNOWN})
_Names = tuple[tuple[Agreement, Agreement], bool]


def _names(one: Entry, other: Entry) -> _Names:
    """How given and family name agree, straight or, where that fits better, with both in each other's place."""
    straight = _agreement(one.given, other.given), _agreement(one.family, other.family)
    if not (one.given and other.given):
        return _single(one, other, straight)
    if not _CONTRARY.intersection(straight):
        return straight, False
    swapped = _agreement(one.given, other.family), _agreement(one.family, other.given)
    return (straight, False) if _CONTRARY.intersection(swapped) else (swapped, True)


def _single(one: Entry, other: Entry, straight: tuple[Agreement, Agreement]) -> _Names:
    """Where one of them has a single name, it may be either name of the other."""
    whole, single = (one, other) if one.given else (other, one)
    as_given = _agreement(whole.given, single.family)
    if straight[1] in _CONTRARY and as_given not in _CONTRARY:
        return (as_given, Agreement.UNKNOWN), False
    return straight, False


@lru_cache(maxsize=200_000)
def _agreement(one: tuple[str, ...], other: tuple[str, ...]) -> Agreement:
    if not one or not other:
        return Agreement.UNKNOWN
    if len(one) == len(other):
        return max((_part(a, b) for a, b in zip(one, other, strict=True)), key=_ORDER.__getitem__)
    if _joined(one) == _joined(other):
        return Agreement.SPELLING
    fewer, more = sorted((one, other), key=len)
    best = [min((_part(a, b) for b in more), key=_ORDER.__getitem__) for a in fewer]
    worst = max(best, key=_ORDER.__getitem__)
    return Agreement.PART if _ORDER[worst] <= _ORDER[Agreement.TYPO] else Agreement.DIFFERENT


_ORDER = {agreement: place for place, agreement in enumerate(Agreement)}


def _joined(name: tuple[str, ...]) -> str:
    return "".join(map(spelled, name))


def _part(one: str, other: str) -> Agreement:
    one, other = spelled(one), spelled(other)
    if one == other:
        return Agreement.SAME
    if 1 in (len(one), len(other)):
        return Agreement.INITIAL if one[0] == other[0] else Agreement.DIFFERENT
    if _differ_in_ending(one, other):
        return Agreement.ENDING
    if _differ_in_article(one, other) or (sound(one) == sound(other) and len(sound(one)) > 2):
        return Agreement.SPELLING
    most = min(len(one), len(other)) // 4
    return Agreement.TYPO if most and distance(one, other, min(most, 2)) <= most else Agreement.DIFFERENT


def _differ_in_ending(one: str, other: str) -> bool:
    """Mario and Maria, Ivanov and Ivanova, Amir and Amira: the ending that makes another person of it."""
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    if longer in (f"{shorter}a", f"{shorter}e"):
        return True
    return len(one) == len(other) and one[:-1] == other[:-1] and {one[-1], other[-1]} == {"a", "o"}


def _differ_in_article(one: str, other: str) -> bool:
    """Hassan (of al-Hassan) and Alhassan."""
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) > 3 and longer in (f"al{shorter}", f"el{shorter}", f"ul{shorter}")


def _contradiction(one: Entry, other: Entry) -> float:
    """Both have a mail address, but another one; both have a telephone, but another number."""
    kinds = ({"@" in key for key in entry.contacts} for entry in (one, other))
    return sum(_OTHER_MAIL if is_mail else _OTHER_PHONE for is_mail in set.intersection(*kinds))


def _contacts_weight(shared: frozenset[str], population: Population) -> float:
    """About one person in two shares a number with somebody else of the list, one in ten a mail address."""
    first = _OWN_MAIL if any("@" in key for key in shared) else _OWN_PHONE
    return log(population.size) + first + _SECOND_CONTACT * (len(shared) - 1)


def _names_weight(one: Entry, names: tuple[Agreement, Agreement], population: Population, *, is_known: bool) -> float:
    """Given and family name together; where a contact is shared, the family name is expected to be the same."""
    given, family = names
    by_chance = [_by_chance(name, population) for name in (one.given or one.family, one.family)]
    if is_known:
        by_chance[1] = max(by_chance[1], _SHARED_BY_FAMILY)
    weights = [
        _name_weight(given, _GIVEN, by_chance[0]),
        max(-0.7, _name_weight(family, _FAMILY, by_chance[1])) if family in _AGREEING else _FAMILY[family],
    ]
    if is_known or not {given, family} <= _AGREEING.keys():
        return sum(weights)
    likely = _AGREEING[given][0] * _AGREEING[family][0]
    return log(likely / min(1.0, max(_TOGETHER * likely / exp(sum(weights)), population.share_of_namesakes(one))))


def _name_weight(agreement: Agreement, fixed: dict[Agreement, float], by_chance: float) -> float:
    if agreement in fixed:
        return fixed[agreement]
    likely, factor = _AGREEING[agreement]
    return log(likely / min(1.0, by_chance * factor))


def _by_chance(name: tuple[str, ...], population: Population) -> float:
    return population.share_of_name(name) if name else 1.0


def _district_weight(one: Entry, other: Entry, population: Population, *, is_known: bool) -> float:
    if not one.district or not other.district:
        return 0.0
    if one.district != other.district:
        return _OTHER_DISTRICT
    return _SAME_DISTRICT_AT_HOME if is_known else log(0.9 / min(0.9, population.share_of_district(one.district)))


def _reasons(
    one: Entry, other: Entry, shared: frozenset[str], names: tuple[Agreement, Agreement], is_swapped: bool
) -> tuple[Reason, ...]:
    found = {_contact_reason(key) for key in shared} | {_name_reason(names, is_swapped)}
    if one.district and one.district == other.district:
        found.add(Reason.SAME_DISTRICT)
    return tuple(reason for reason in Reason if reason in found)


def _contact_reason(key: str) -> Reason:
    if "@" in key:
        return Reason.SAME_MAIL
    return Reason.SAME_PHONE if key.removeprefix("+").isdigit() else Reason.SAME_CONTACT


def _name_reason(names: tuple[Agreement, Agreement], is_swapped: bool) -> Reason | None:
    if is_swapped:
        return Reason.SWAPPED_NAME
    if set(names) == {Agreement.SAME}:
        return Reason.SAME_NAME
    return None if Agreement.DIFFERENT in names else Reason.SIMILAR_NAME
