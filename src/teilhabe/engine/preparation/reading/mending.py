"""Mending: text that somebody's re-save has encoded twice, and letters that it has lost."""

from __future__ import annotations

import re

LOST = "\ufffd"
"""What stands where a letter was lost."""

_TWICE_SIGNS = ("Ã", "Â", "â€", "Å", "Ä\u0178")
_TWICE = re.compile(
    "[\u00c2-\u00f4\u0192\u00c3][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]+"
)
_MAC_FOR_LATIN = {"‰": "ä", "ˆ": "ö", "¸": "ü", "ﬂ": "ß", "ƒ": "Ä", "÷": "Ö", "‹": "Ü"}
_MAC = re.compile("(?<=[A-Za-zäöüß‰ˆ¸ﬂ])[‰ˆ¸ﬂ](?=[a-zäöüß‰ˆ¸ﬂ])|\\b[ƒ÷‹](?=[a-z])|(?<=[a-z])‰\\b")
_LOST_FORMS = ("ï¿½", "�")

_FRAGMENTS = """
bevölk ausländ beschäftig nationalität staatsangehörig angehörig männ jähr länder für über früh höh größ
älter tätig fläch städt behörd veröff nachträgl zugehörig schüler schülerin mädchen frühjahr wöchen jährl
möglich gemäß straß außen schließ einschließ erhöh ämter zuzüg fortzüg umzüg verhält geschäft häus gebäud
räum plätz anhäng kräft fälle sterbefäll todesfäll einbürger bürger türkei österreich rumän dänemark
südafrika südsudan äthiop ägypten äquator vorläuf endgült gült veränder ländl männl übrig übernacht würt thür
köln münch düssel nürn lübeck saarbrück plön fürth würzburg tübingen osnabrück märkisch
müritz rügen görlitz zwönitz döbeln löbau weißeritz meißen bördekreis börde köthen
schönebeck weißenfels staßfurt großenhain oberösterreich düren höxter lüneburg lüchow nordöst südwest süd
gesundheitsschäd haushaltsgröß wohnfläch gemeindegröß städte stündlich täglich universität fakultät
qualität aktivität mobilität realität identität wärme öffentl persön zusätzl hauptsächl nämlich vollständ
selbständ selbstständ anfäng empfäng lohnempfäng träger erträge beiträg verträg anträg aufträg märz jänner
fünf zwölf dreißig grün grünen lübecker wohnberechtigte überwasser erwerbsfäh nichterwerbsfäh fähig
tätigkeit römisch jüdisch jüng lebensjähr
unterstütz stütz schütz stück rück rückgang zurück brück durchführ ausführ führ einführ gegenüber
natürl künftig jährlich fläche geschätz schätz ansässig zulässig regelmäß mäßig müll mühl kürz verkürz
"""

_OTHERWISE = """
fröhlich pläne plänen gefährd fährt fähre höhner hühner geschützt geschätzt schätzt schützt verkörper körper
höfe hüfte wörter wärter münd mönch stöck stöhr bröck gefüll mähl möhl
"""
"""Beginnings that look like those above once their letter is lost: where both fit, neither is put in."""


def mend_double(text: str) -> tuple[str, int]:
    """The text with double encoding undone, and how many places were mended."""
    twice = mac = 0
    if any(sign in text for sign in _TWICE_SIGNS):  # a plain search first: the pattern is slow on a large file
        text, twice = _mend_runs(text)
    if any(sign in text for sign in _MAC_FOR_LATIN):
        text, mac = _MAC.subn(lambda match: _MAC_FOR_LATIN[match[0]], text)
    return text, twice + mac


def _mend_runs(text: str) -> tuple[str, int]:
    count = 0

    def mend(match: re.Match[str]) -> str:
        nonlocal count
        for encoding in ("cp1252", "latin-1"):
            try:
                mended = match[0].encode(encoding).decode("utf-8")
            except UnicodeError:
                continue
            count += 1
            return mended
        return match[0]

    return _TWICE.sub(mend, text), count


def restore_lost(text: str) -> tuple[str, int, int]:
    """The text with lost letters put back where only one German word fits; how many were restored, how many remain."""
    for form in _LOST_FORMS:
        text = text.replace(form, LOST)
    before = text.count(LOST)
    if not before:
        return text, 0, 0
    letters = list(text)
    for position, found in _proposals(text).items():
        if len(found) == 1:
            letters[position] = found.pop()
    text = "".join(letters)
    text = re.sub(f"^(\\W*){LOST}(?= [A-Z])", r"\1©", text, flags=re.MULTILINE)
    remaining = text.count(LOST)
    return text, before - remaining, remaining


def _proposals(text: str) -> dict[int, set[str]]:
    """For the position of a lost letter, the letters that known words put there."""
    proposals: dict[int, set[str]] = {}
    for word in (*_FRAGMENTS.split(), *_OTHERWISE.split()):
        lossy = re.sub("[äöüß]", LOST, word)
        for form in {lossy, lossy[0].upper() + lossy[1:]}:
            for match in re.finditer(f"(?={form})", text):
                for offset, letter in enumerate(word):
                    if lossy[offset] == LOST:
                        proposals.setdefault(match.start() + offset, set()).add(letter)
    return proposals
