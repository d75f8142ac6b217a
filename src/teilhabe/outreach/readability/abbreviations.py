"""Abbreviations of German official letters: their full stop ends no sentence."""

from __future__ import annotations

import re

MEANT = {
    "z. B.": "zum Beispiel", "d. h.": "das heißt", "u. a.": "unter anderem", "o. ä.": "oder Ähnliches",
    "u. U.": "unter Umständen", "i. d. R.": "in der Regel", "i. S. d.": "im Sinne des", "i. V. m.": "zusammen mit",
    "z. T.": "zum Teil", "o. g.": "oben genannt", "s. o.": "siehe oben", "s. u.": "siehe unten",
    "m. E.": "meiner Meinung nach", "v. a.": "vor allem", "i. H. v.": "in Höhe von", "z. Hd.": "für",
    "a. D.": "außer Dienst", "i. A.": "im Auftrag", "i. V.": "in Vertretung", "u. Ä.": "und Ähnliches",
    "z. Zt.": "zurzeit", "n. Chr.": "nach Christus", "v. Chr.": "vor Christus", "e. V.": "eingetragener Verein",
    "bzw.": "oder", "usw.": "und so weiter", "etc.": "und so weiter", "ca.": "ungefähr", "evtl.": "vielleicht",
    "ggf.": "vielleicht", "vgl.": "siehe", "inkl.": "mit", "exkl.": "ohne", "zzgl.": "und dazu", "abzgl.": "weniger",
    "max.": "höchstens", "min.": "mindestens", "mind.": "mindestens", "sog.": "so genannt", "gem.": "nach",
    "lt.": "nach", "bspw.": "zum Beispiel", "insb.": "vor allem", "insbes.": "vor allem", "einschl.": "mit",
    "zzt.": "zurzeit", "allg.": "allgemein", "Abs.": "Absatz", "Art.": "Artikel", "Nr.": "Nummer", "Nrn.": "Nummern",
    "Ziff.": "Ziffer", "Buchst.": "Buchstabe", "Str.": "Straße", "Tel.": "Telefon", "Fax.": "Fax", "Dr.": "Doktor",
    "Prof.": "Professor", "Hr.": "Herr", "Fr.": "Frau", "Fa.": "Firma", "St.": "Sankt", "Std.": "Stunden",
    "Min.": "Minuten", "Sek.": "Sekunden", "Mio.": "Millionen", "Mrd.": "Milliarden", "Tsd.": "Tausend",
    "Jan.": "Januar", "Febr.": "Februar", "Feb.": "Februar", "Apr.": "April", "Aug.": "August", "Sept.": "September",
    "Okt.": "Oktober", "Nov.": "November", "Dez.": "Dezember", "Mo.": "Montag", "Di.": "Dienstag", "Mi.": "Mittwoch",
    "Do.": "Donnerstag", "Sa.": "Samstag", "So.": "Sonntag", "geb.": "geboren", "verh.": "verheiratet",
    "Bd.": "Band", "Kap.": "Kapitel", "Abb.": "Bild", "Tab.": "Tabelle", "Anm.": "Anmerkung", "Hrsg.": "Herausgeber",
    "ff.": "und die folgenden",
}  # fmt: skip
"""What is written short, and the words to write instead."""

ENDING = frozenset({"usw.", "etc.", "ff.", "e.v.", "u.a.", "o.ä.", "u.ä.", "a.d."})
"""They often stand at the end of a sentence; a capital after them begins a new one."""
_AMBIGUOUS = frozenset({"So.", "Do.", "Mi.", "Di.", "Mo.", "Sa.", "Min.", "Art.", "Abb."})
"""Also ends of sentences: the abbreviation is meant where a number, a hyphen or a clock follows."""


def _pattern(short: str) -> str:
    if short.startswith(tuple(_AMBIGUOUS)):
        return re.escape(short) + r"(?=\s?[-–\d])"
    return re.escape(short).replace(r"\ ", r"\ ?")


ABBREVIATION = "|".join(_pattern(short) for short in sorted(MEANT, key=len, reverse=True)) + r"|[A-ZÄÖÜa-zäöü]+str\."
_BY_LETTERS = {short.replace(" ", "").lower(): words for short, words in MEANT.items()}


def meaning(short: str) -> str:
    """The words to write instead; "" where we know none."""
    letters = short.replace(" ", "").lower()
    return _BY_LETTERS.get(letters, f"{short[:-1]}aße" if letters.endswith("str.") else "")


def may_end(short: str) -> bool:
    return short.replace(" ", "").lower() in ENDING
