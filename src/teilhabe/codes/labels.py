"""The name of any code of any dimension, for tables, charts and sentences."""

from __future__ import annotations

from collections.abc import Mapping

from teilhabe.codes import age, citizenship, residence, sex, stay
from teilhabe.codes.countries import countries
from teilhabe.text import Text, same

DIMENSIONS: Mapping[str, Text] = {
    "sex": Text("Geschlecht", "sex"),
    "age": Text("Alter", "age"),
    "citizenship": Text("Staatsangehörigkeit", "citizenship"),
    "residence_status": Text("Aufenthalts- und Schutzstatus", "residence and protection status"),
    "residence": Text("Haupt- oder Nebenwohnung", "main or secondary residence"),
    "migration_status": Text("Migrationshintergrund", "migration background"),
    "school_type": Text("Schulart", "type of school"),
    "certificate": Text("Schulabschluss", "school certificate"),
    "family_language": Text("Familiensprache", "family language"),
    "stay": Text("Aufenthaltsdauer", "duration of stay"),
    "language_need": Text("Sprachförderbedarf", "need for language support"),
    "checkups": Text("Früherkennungsuntersuchungen", "early check-ups"),
    "german_skills": Text("Deutschkenntnisse", "German skills"),
    "qualification": Text("beruflicher Abschluss", "qualification"),
    "education": Text("Bildungsweg", "education"),
    "decision": Text("Entscheidung", "decision"),
    "status": Text("Stellung am Arbeitsmarkt", "labour market status"),
    "job_level": Text("Niveau der Tätigkeit", "level of the job"),
    "poverty_risk": Text("Armutsgefährdung", "risk of poverty"),
    "career_group": Text("Laufbahngruppe", "career group"),
    "tenure": Text("Wohnform", "tenure"),
    "experience": Text("Erfahrung von Diskriminierung", "experience of discrimination"),
    "volunteering": Text("Engagement", "volunteering"),
    "outcome": Text("Ergebnis der Vermittlung", "outcome of the request"),
    "belonging": Text("Zugehörigkeit", "belonging"),
    "measures": Text("Maßnahmen", "measures"),
    "effect": Text("Teil des Abstands", "part of the gap"),
}

RESIDENCE_STATUS: Mapping[str, Text] = {
    "NOT_APPLICABLE": Text("deutsche Staatsangehörigkeit", "German citizenship"),
    "FREE_MOVEMENT": Text("EU-Freizügigkeit", "EU free movement"),
    "PERMANENT": Text("unbefristeter Aufenthalt", "permanent residence"),
    "TEMPORARY": Text("befristeter Aufenthalt", "temporary residence"),
    "PROTECTED": Text("anerkannter Schutz", "recognised protection"),
    "TEMP_PROTECTION": Text("vorübergehender Schutz (§ 24)", "temporary protection (section 24)"),
    "OPEN": Text("Verfahren offen", "procedure open"),
    "TOLERATED": Text("Duldung", "tolerated stay"),
    "RECOGNISED_UNLIMITED": Text("anerkannt, unbefristet", "recognised, unlimited"),
    "RECOGNISED_LIMITED_ASYLUM": Text("anerkannt, befristet, Asylverfahren", "recognised, limited, asylum procedure"),
    "RECOGNISED_LIMITED_OTHER": Text("anerkannt, befristet, sonstige", "recognised, limited, other"),
    "NOT_RECOGNISED": Text("ohne Schutzstatus", "without protection status"),
}  # fmt: skip

_COUNTRIES: Mapping[str, Text] = {country.code: country.name for country in countries().values()}

_OTHERS: Mapping[str, Mapping[str, Text]] = {
    "sex": sex.LABELS,
    "citizenship": {
        **citizenship.LABELS,
        **citizenship.ASYLUM_ORIGINS,
        **{code: name for code, name in _COUNTRIES.items() if code not in citizenship.ASYLUM_ORIGINS},
    },
    "residence_status": RESIDENCE_STATUS,
    "residence": residence.LABELS,
    "migration_status": {
        "WITH": Text("mit Migrationshintergrund", "with migration background"),
        "WITHOUT": Text("ohne Migrationshintergrund", "without migration background"),
    },
    "school_type": {
        "GYM": Text("Gymnasium", "grammar school"),
        "IGS": Text("Integrierte Gesamtschule", "comprehensive school"),
        "REAL_PLUS": Text("Realschule plus", "Realschule plus"),
        "FOERDER": Text("Förderschule", "special school"),
    },
    "certificate": {
        "NONE": Text("ohne Abschluss", "without certificate"),
        "BASIC": Text("Berufsreife", "basic certificate"),
        "MIDDLE": Text("Sekundarabschluss I", "intermediate certificate"),
        "ABITUR": Text("Hochschulreife", "university entrance qualification"),
    },
    "family_language": {
        "GERMAN": Text("Deutsch", "German"),
        "OTHER": Text("andere Sprache", "other language"),
    },
    "stay": stay.LABELS,
    "language_need": {"YES": Text("mit Förderbedarf", "with need"), "NO": Text("ohne Förderbedarf", "without need")},
    "checkups": {
        "COMPLETE": Text("vollständig", "complete"),
        "INCOMPLETE": Text("unvollständig", "incomplete"),
    },
    "german_skills": {
        "GOOD": Text("gut oder sehr gut", "good or very good"),
        "OTHER": Text("weniger gut", "less good"),
    },
    "qualification": {
        "NONE": Text("ohne beruflichen Abschluss", "without vocational qualification"),
        "VOCATIONAL": Text("berufliche Ausbildung", "vocational training"),
        "TERTIARY": Text("Hochschulabschluss", "tertiary degree"),
    },
    "education": {
        "EARLY_LEAVER": Text("früh abgegangen", "early leavers"),
        "OTHER": Text("in Bildung oder mit Abschluss", "in education or with a qualification"),
    },
    "decision": {
        "FULL": Text("volle Anerkennung", "full recognition"),
        "PARTIAL": Text("teilweise Anerkennung", "partial recognition"),
        "REFUSED": Text("keine Anerkennung", "no recognition"),
    },
    "status": {
        "EMPLOYED": Text("erwerbstätig", "employed"),
        "UNEMPLOYED": Text("erwerbslos", "unemployed"),
        "INACTIVE": Text("nicht am Arbeitsmarkt", "not in the labour market"),
    },
    "job_level": {
        "BELOW": Text("unter dem Abschluss", "below the degree"),
        "MATCHING": Text("dem Abschluss entsprechend", "matching the degree"),
    },
    "poverty_risk": {
        "YES": Text("armutsgefährdet", "at risk of poverty"),
        "NO": Text("nicht gefährdet", "not at risk"),
    },
    "career_group": {
        "TRAINEE": Text("in Ausbildung", "in training"),
        "FIRST_ENTRY": Text("erstes Einstiegsamt", "first entry level"),
        "SECOND_ENTRY": Text("zweites Einstiegsamt", "second entry level"),
        "THIRD_ENTRY": Text("drittes Einstiegsamt", "third entry level"),
        "FOURTH_ENTRY": Text("viertes Einstiegsamt", "fourth entry level"),
    },
    "tenure": {"OWNER": Text("im eigenen Wohnraum", "owners"), "TENANT": Text("zur Miete", "tenants")},
    "experience": {"YES": Text("ja", "yes"), "NO": Text("nein", "no")},
    "volunteering": {"YES": Text("engagiert", "volunteering"), "NO": Text("nicht engagiert", "not volunteering")},
    "outcome": {"MATCHED": Text("vermittelt", "matched"), "OPEN": Text("nicht vermittelt", "not matched")},
    "belonging": {"STRONG": Text("stark", "strong"), "OTHER": Text("weniger stark", "less strong")},
    "measures": {"YES": Text("mit Maßnahmen", "with measures"), "NO": Text("ohne Maßnahmen", "without measures")},
    "effect": {
        "COMPOSITION": Text("andere Zusammensetzung der Gruppen", "different composition of the groups"),
        "RATE": Text("andere Werte bei gleicher Zusammensetzung", "different values at equal composition"),
        "GAP": Text("Abstand insgesamt", "gap as a whole"),
    },
}


def label(dimension: str, code: str) -> Text:
    """The code's name; the code itself where no code list knows it."""
    if dimension == "age":
        try:
            return age.label(code)
        except ValueError:
            return same(code)
    return _OTHERS.get(dimension, {}).get(code, same(code))


def order(dimension: str, code: str) -> tuple[int, int, str]:
    """Sorts codes as people expect them: ages by age, others as their code list has them, never by value."""
    if dimension == "age":
        try:
            first, last = age.bounds(code)
        except ValueError:
            return (999, 999, code)
        return (first, 999 if last is None else last, code)
    known = list(_OTHERS.get(dimension, {}))
    return (known.index(code) if code in known else len(known), 0, code)


def dimension_name(dimension: str) -> Text:
    return DIMENSIONS.get(dimension, same(dimension.replace("_", " ")))
