"""Bases: the register, count or statistic that a figure rests on. Figures of two bases do not form one series."""

from __future__ import annotations

from teilhabe.codes.labelled import LabelledCode


class Base(LabelledCode):
    """What was counted, and on which foundation; the value is the code in the column `base`."""

    REGISTER_MAIN = "register_main", "Melderegister, Hauptwohnung", "register of residents, main residence"
    REGISTER_WITH_SECONDARY = (
        "register_with_secondary",
        "Melderegister, Haupt- und Nebenwohnung",
        "register of residents, main and secondary residence",
    )
    REGISTER_SECONDARY = (
        "register_secondary",
        "Melderegister, Nebenwohnung",
        "register of residents, secondary residence",
    )
    REGISTER_UNSTATED = (
        "register_unstated",
        "Melderegister, Art der Wohnung nicht angegeben",
        "register of residents, kind of residence not stated",
    )
    AZR = "azr", "Ausländerzentralregister", "Central Register of Foreigners"
    POPULATION_UPDATE_1987 = (
        "population_update_1987",
        "Bevölkerungsfortschreibung auf Grundlage früherer Zählungen (Volkszählung 1987, DDR-Register 1990)",
        "population update based on earlier counts (census 1987, register of the GDR 1990)",
    )
    POPULATION_UPDATE_2011 = (
        "population_update_2011",
        "Bevölkerungsfortschreibung auf Grundlage des Zensus 2011",
        "population update based on the 2011 census",
    )
    POPULATION_UPDATE_2022 = (
        "population_update_2022",
        "Bevölkerungsfortschreibung auf Grundlage des Zensus 2022",
        "population update based on the 2022 census",
    )
    POPULATION_UPDATE_UNSTATED = (
        "population_update_unstated",
        "Bevölkerungsfortschreibung, Grundlage nicht angegeben",
        "population update, foundation not stated",
    )
    CENSUS_1987 = "census_1987", "Volkszählung 1987", "census 1987"
    CENSUS_2011 = "census_2011", "Zensus 2011", "census 2011"
    CENSUS_2022 = "census_2022", "Zensus 2022", "census 2022"
    PROJECTION = "projection", "Bevölkerungsvorausberechnung", "population projection"
    MICROCENSUS = "microcensus", "Mikrozensus", "microcensus"
    VITAL_STATISTICS = "vital_statistics", "Statistik der Geburten und Sterbefälle", "statistics of births and deaths"
    MIGRATION_STATISTICS = "migration_statistics", "Wanderungsstatistik", "migration statistics"
    NATURALISATION_STATISTICS = "naturalisation_statistics", "Einbürgerungsstatistik", "naturalisation statistics"
    ASYLUM_STATISTICS = "asylum_statistics", "Asylgeschäftsstatistik", "asylum statistics"
    EMPLOYMENT_STATISTICS = (
        "employment_statistics",
        "Beschäftigungsstatistik der Bundesagentur für Arbeit",
        "employment statistics of the Federal Employment Agency",
    )
    UNEMPLOYMENT_STATISTICS = (
        "unemployment_statistics",
        "Arbeitslosenstatistik der Bundesagentur für Arbeit",
        "unemployment statistics of the Federal Employment Agency",
    )
    BENEFIT_STATISTICS = "benefit_statistics", "Statistik der Leistungsberechtigten", "statistics of benefit recipients"
    SCHOOL_STATISTICS = "school_statistics", "Schulstatistik", "school statistics"
    VOCATIONAL_TRAINING_STATISTICS = (
        "vocational_training_statistics",
        "Berufsbildungsstatistik",
        "vocational training statistics",
    )
    FACILITY_STATISTICS = (
        "facility_statistics",
        "Statistik der Einrichtungen (Kindertagesbetreuung, Unterkünfte)",
        "statistics of facilities (day care, shelters)",
    )
    COURSE_STATISTICS = "course_statistics", "Integrationskursstatistik", "integration course statistics"
    SCHOOL_ENTRY_EXAMINATION = (
        "school_entry_examination",
        "Schuleingangsuntersuchung",
        "school entry examination",
    )
    YOUTH_WELFARE = "youth_welfare", "Statistik der Kinder- und Jugendhilfe", "child and youth welfare statistics"
    RECOGNITION_STATISTICS = (
        "recognition_statistics",
        "Statistik der Anerkennung ausländischer Berufsabschlüsse",
        "statistics of the recognition of foreign vocational qualifications",
    )
    MINIMUM_INCOME_STATISTICS = (
        "minimum_income_statistics",
        "Statistik der sozialen Mindestsicherung",
        "statistics of minimum income benefits",
    )
    POLICE_STATISTICS = "police_statistics", "Polizeiliche Kriminalstatistik", "police crime statistics"
    ELECTION_REGISTER = "election_register", "Wählerverzeichnis", "electoral register"
    PUBLIC_SERVICE_SURVEY = (
        "public_service_survey",
        "freiwillige Befragung der Beschäftigten der Stadt",
        "voluntary survey of the city's staff",
    )
    VOLUNTEER_RECORDS = (
        "volunteer_records",
        "Aufzeichnungen der Vermittlung von Ehrenamtlichen",
        "records of the placement of volunteers",
    )
    ADMINISTRATIVE = "administrative", "Geschäftsstatistik der Verwaltung", "administrative records"
    SURVEY = "survey", "Befragung", "survey"


POPULATION_BASES = frozenset(
    str(base)
    for base in Base
    if base.startswith(("register_", "population_update_", "census_")) or base in (Base.AZR, Base.PROJECTION)
)
"""Counts of the whole population (or of all foreigners in it): two of them never stand above and below one fraction
unnoticed."""
