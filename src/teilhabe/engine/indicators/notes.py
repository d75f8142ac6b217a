"""Notes: what must be read with a figure, each with one fixed text, so that the same caution is always worded alike."""

from __future__ import annotations

from teilhabe.codes.labelled import LabelledCode


class Note(LabelledCode):
    """A caution that indicators name by its code; the value is the code in TOML."""

    NEVER_RANK = (
        "never_rank",
        "Diese Werte sind keine Rangliste. Wir ordnen Gruppen und Orte nie nach ihrem Wert.",
        "These values are no ranking. We never sort groups or places by their value.",
    )
    SENSITIVE = (
        "sensitive",
        "Diese Zahl wird leicht falsch gelesen. Bitte geben Sie sie nie ohne die Erläuterungen weiter.",
        "This figure is easily misread. Please never pass it on without its explanations.",
    )
    NOT_A_CAUSE = (
        "not_a_cause",
        "Ein Unterschied zwischen Gruppen sagt nicht, woran er liegt. Alter, Ausbildung, Aufenthaltsdauer und "
        "Benachteiligung wirken zusammen; die Herkunft allein erklärt ihn nicht.",
        "A difference between groups does not say what causes it. Age, education, duration of stay and disadvantage "
        "act together; origin alone does not explain it.",
    )
    COMPOSITION = (
        "composition",
        "Die Gruppen sind verschieden alt. Bitte lesen Sie auch den Wert, bei dem das ausgeglichen ist.",
        "The groups differ in age. Please also read the value in which this is evened out.",
    )
    PLACE_OF_FACILITY = (
        "place_of_facility",
        "Oben zählt der Ort der Einrichtung, unten der Wohnort. Besuchen viele Kinder von außerhalb eine Einrichtung "
        "in der Stadt, kann der Wert über 100 Prozent liegen.",
        "The numerator counts at the place of the facility, the denominator at the place of residence. Where many "
        "children from outside attend a facility in the city, the value can exceed 100 per cent.",
    )
    SMALL_NUMBERS = (
        "small_numbers",
        "Die Zahlen sind klein und schwanken schon durch Zufall. Eine einzelne Veränderung sagt wenig.",
        "The numbers are small and vary by chance alone. A single change says little.",
    )
    SURVEY = (
        "survey",
        "Der Wert ist aus einer Stichprobe hochgerechnet. Er liegt mit großer Sicherheit in der angegebenen Spanne.",
        "The value is extrapolated from a sample. It very probably lies within the interval given.",
    )
    SELF_REPORT = (
        "self_report",
        "Die Menschen schätzen sich hier selbst ein. Wer nicht antwortet, fehlt.",
        "People judge for themselves here. Those who do not answer are missing.",
    )
    VOLUNTARY = (
        "voluntary",
        "Die Angaben sind freiwillig. Wer nichts angibt, zählt weder oben noch unten mit.",
        "The information is voluntary. Those who give none count neither in the numerator nor in the denominator.",
    )
    REPORTED_ONLY = (
        "reported_only",
        "Gezählt wird nur, was der Polizei bekannt wird. Mehr Anzeigen können mehr Vertrauen bedeuten.",
        "Only what becomes known to the police is counted. More reports can mean more trust.",
    )
    DUAL_CITIZENSHIP = (
        "dual_citizenship",
        "Wer neben der deutschen eine weitere Staatsangehörigkeit hat, zählt als deutsch.",
        "Persons who hold another citizenship beside the German one count as German.",
    )
    TWO_COUNTS = (
        "two_counts",
        "Das Ausländerzentralregister und die Einwohnerzahl zählen verschieden. Beide Werte stehen deshalb "
        "nebeneinander.",
        "The Central Register of Foreigners and the population figure count differently. Both values therefore stand "
        "side by side.",
    )
    ROUNDED_TO_FIVE = (
        "rounded_to_five",
        "Die Quelle rundet jede Zahl auf ein Vielfaches von 5. Summen können deshalb leicht abweichen.",
        "The source rounds every number to a multiple of 5. Sums may therefore differ slightly.",
    )
    TWO_CONCEPTS = (
        "two_concepts",
        "Migrationshintergrund und Einwanderungsgeschichte sind verschieden abgegrenzt. Ihre Zahlen gehören nicht in "
        "eine Reihe.",
        "Migration background and immigration history are delimited differently. Their figures do not belong in one "
        "series.",
    )
