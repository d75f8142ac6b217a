"""What an indicator cannot show: follows from what is counted, on which base, and of whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from teilhabe.codes.bases import POPULATION_BASES, Base
from teilhabe.codes.concepts import Concept
from teilhabe.engine.indicators.assessment import rule_of
from teilhabe.engine.indicators.definition import Definition
from teilhabe.text import Text

_NO_CAUSE = Text(
    "Die Zahlen beschreiben, was ist. Sie sagen nicht, warum es so ist, und nicht, ob eine Maßnahme gewirkt hat.",
    "The figures describe what is. They say neither why it is so nor whether a measure has had an effect.",
)
_CONCEPTS: Mapping[str, Text] = {
    Concept.CITIZENSHIP: Text(
        "Gezählt wird nach der Staatsangehörigkeit. Eingebürgerte und Menschen mit zweitem Pass zählen als deutsch; "
        "wer hier geboren ist und keinen deutschen Pass hat, zählt als ausländisch.",
        "People are counted by citizenship. Naturalised persons and those with a second passport count as German; who "
        "was born here and has no German passport counts as foreign.",
    ),
    Concept.MIGRATION_BACKGROUND: Text(
        "Ob jemand einen Migrationshintergrund hat, wird aus Angaben abgeleitet oder erfragt. Es sagt nichts darüber, "
        "wie jemand lebt oder sich selbst sieht.",
        "Whether somebody has a migration background is derived or asked. It says nothing about how people live or see "
        "themselves.",
    ),
    Concept.IMMIGRATION_HISTORY: Text(
        "Eine Einwanderungsgeschichte hat, wer selbst oder wessen beide Eltern eingewandert sind. Wer nur einen "
        "eingewanderten Elternteil hat, zählt nicht dazu.",
        "An immigration history is that of people who have immigrated themselves or whose parents both have. Those "
        "with one immigrated parent do not count.",
    ),
    Concept.PROTECTION_STATUS: Text(
        "Der Schutzstatus ist eine rechtliche Einordnung an einem Stichtag. Wer später einen anderen Titel bekommt, "
        "zählt nicht mehr dazu.",
        "Protection status is a legal category on one day. Those who receive another title later no longer count.",
    ),
    Concept.FLIGHT_CONTEXT: Text(
        "Wer „im Kontext von Fluchtmigration“ gezählt wird, entscheidet der Aufenthaltstitel. Wer einen dauerhaften "
        "Titel oder den deutschen Pass bekommt, zählt nicht mehr dazu.",
        "Who is counted “in the context of flight” depends on the residence title. Those who receive a permanent title "
        "or German citizenship no longer count.",
    ),
    Concept.FAMILY_LANGUAGE: Text(
        "Die Familiensprache sagt nicht, wie gut ein Kind Deutsch spricht; viele Familien sprechen mehrere Sprachen.",
        "The language of the family does not say how well a child speaks German; many families speak several.",
    ),
    Concept.PARENTAL_ORIGIN: Text(
        "Gezählt wird die Herkunft der Eltern, nicht die der Kinder; die meisten dieser Kinder sind hier geboren.",
        "The parents' origin is counted, not the children's; most of these children were born here.",
    ),
}
_WIDER: Mapping[str, Concept] = {
    Concept.MIGRATION_BACKGROUND_NARROW: Concept.MIGRATION_BACKGROUND,
    Concept.MIGRATION_BACKGROUND_WIDE: Concept.MIGRATION_BACKGROUND,
    Concept.MIGRATION_HISTORY: Concept.MIGRATION_BACKGROUND,
}
_STATIONED = Text(
    "Angehörige der Stationierungsstreitkräfte und ihre Familien stehen weder im Melderegister noch im "
    "Ausländerzentralregister. Sie fehlen in diesen Zahlen.",
    "Members of the stationed forces and their families are in neither the register of residents nor the Central "
    "Register of Foreigners. They are missing from these figures.",
)
_UNREGISTERED = Text(
    "Menschen ohne Anmeldung fehlen; wer fortgezogen ist, ohne sich abzumelden, zählt noch mit.",
    "People who are not registered are missing; those who have left without notice still count.",
)
_SAMPLE = Text(
    "Die Werte stammen aus einer Stichprobe. Kleine Unterschiede können Zufall sein; für einzelne Stadtteile oder "
    "kleine Gruppen sagen sie nichts.",
    "The values come from a sample. Small differences can be chance; for single districts or small groups they say "
    "nothing.",
)
_REPORTED = Text(
    "Die Polizei zählt Verdachtsfälle, die sie kennt, keine Urteile. Ob mehr geschieht oder mehr angezeigt wird, "
    "zeigen die Zahlen nicht.",
    "The police count suspicions that they know of, no convictions. Whether more happens or more is reported the "
    "figures do not show.",
)
_EMPLOYED = Text(
    "Selbstständige, Beamt:innen und Minijobs zählen nicht; über Lohn, Stunden und Art der Arbeit sagen die Zahlen "
    "nichts.",
    "The self-employed, civil servants and marginal jobs do not count; about pay, hours and kind of work the figures "
    "say nothing.",
)
_DISTRICTS = Text(
    "Werte für Stadtteile beschreiben den Stadtteil, nicht die einzelnen Menschen, die dort wohnen.",
    "Values for districts describe the district, not the single people who live there.",
)
_REGISTERS = frozenset(str(base) for base in Base if base.startswith("register_")) | {Base.AZR}


def limits(definition: Definition) -> tuple[Text, ...]:
    """What must be read with every statement about this indicator; the general first."""
    return tuple(dict.fromkeys(_limits(definition)))


def _limits(definition: Definition) -> Iterator[Text]:
    yield _NO_CAUSE
    bases = frozenset(definition.base)
    if text := _CONCEPTS.get(_WIDER.get(definition.concept, definition.concept)):
        yield text
    if bases & POPULATION_BASES:
        yield _STATIONED
    if bases & _REGISTERS:
        yield _UNREGISTERED
    if Base.EMPLOYMENT_STATISTICS in bases:
        yield _EMPLOYED
    if Base.POLICE_STATISTICS in bases:
        yield _REPORTED
    if rule_of(definition).kind == "survey":
        yield _SAMPLE
    if definition.lowest == "district":
        yield _DISTRICTS
