"""The fields of action (Handlungsfelder) of the office's work, with the ids and names that the monitor uses.

The monitor declares its fields together with their indicators; a test compares both lists.
"""

from __future__ import annotations

from collections.abc import Mapping

from teilhabe.text import Text

FIELDS_OF_ACTION: Mapping[str, Text] = {
    "demography": Text("Bevölkerung", "Population"),
    "arrival": Text("Ankommen und Schutz", "Arrival and protection"),
    "legal": Text("Aufenthalt und Einbürgerung", "Residence and naturalisation"),
    "childhood": Text("Kinder und Sprache", "Children and language"),
    "education": Text("Schule und Ausbildung", "School and training"),
    "labour": Text("Arbeit und Lebensunterhalt", "Work and livelihood"),
    "housing": Text("Wohnen", "Housing"),
    "health": Text("Gesundheit", "Health"),
    "participation": Text("Mitbestimmen", "Participation"),
    "safety": Text("Sicherheit und Schutz vor Diskriminierung", "Safety and protection from discrimination"),
    "opening": Text("Öffnung der Verwaltung", "Opening of the administration"),
}
"""In the order in which they are shown."""
