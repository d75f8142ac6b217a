"""A small release with everything a page must cope with: long words, signs, protection, breaks, a map, no data."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from teilhabe.release.pages import (
    BreakNote,
    Card,
    Cell,
    CityPage,
    Field,
    ForecastLine,
    ForecastPath,
    ForecastSection,
    ForecastsPage,
    Headline,
    IndicatorPage,
    Lineage,
    OwnBase,
    SourceCell,
    SourceNote,
    Statement,
    Table,
    TableRow,
    TargetNote,
    VariantSection,
    View,
    to_json,
)
from teilhabe.release.writer import write_release
from teilhabe.text import LANGUAGES, Language, Text

POPULATION, DISTRICTS, NATURALISATION = "pop_total", "foreign_share", "naturalisation"
NOTICE = Text("Erfundene Stadt: Alle Zahlen sind ausgedacht.", "Invented city: all figures are made up.")
BREAK_REASON = Text(
    "Bruch: ab 2011 auf Grundlage des Zensus 2011, davor Fortschreibung der Volkszählung 1987",
    "Break: from 2011 on the basis of the 2011 census, before that updated from the 1987 census",
)
LONG_FIELD = Text(
    "Aufenthaltsrechtliche Verfestigung und Einbürgerungsangelegenheiten", "Residence status and naturalisation"
)
RECURRENCE = "recurrence"
GAP, SHRUNK = f"{POPULATION}-gap", f"{DISTRICTS}-shrunk"
REVISIONS = {
    "vintages": [
        {"date": "2018-06-30", "datasets": ["population"]},
        {"date": "2019-01-15", "datasets": ["population"]},
    ],
    "rows": [
        {
            "period": period,
            "values": [
                {"status": status, "text": {"de": first, "en": first}, "absolute": None},
                {"status": "value", "text": {"de": second, "en": second}, "absolute": change},
            ],
        }
        for period, status, first, second, change in (
            ("2015", "value", "98.520", "98.520", 0.0),
            ("2016", "value", "99.302", "99.299", -3.0),
            ("2017", "unknown", "", "99.845", None),
        )
    ],
}
PLACES = ("Probestadt", "Vergleichsstadt an der Lauter", "Land insgesamt")
YEARS = tuple(range(2006, 2018))


def write_specimen(parent: Path, city: str = "probestadt", *, invented: bool = True, remark: str = "") -> Path:
    """A release of `city` below `parent`, with a note of approval beside it; `remark` makes a different release."""
    directory = write_release(parent, city=city, files=_files(city, invented, remark), inputs={"figures/a.csv": "00"})
    approve(directory)
    return directory


def approve(directory: Path) -> None:
    record = {"release": directory.name, "by": "Probe", "at": "2026-01-02", "purpose": "Test", "legal_basis": "keine"}
    with (directory.parent / "approvals.jsonl").open("a", encoding="utf-8") as stream:
        stream.write(json.dumps(record) + "\n")


def _files(city: str, invented: bool, remark: str) -> dict[str, bytes]:
    texts = {
        "charts/spark.svg": _svg("spark", 120, 40),
        "charts/time.json": json.dumps({**_spec(), "description": remark}),
        f"csv/{POPULATION}.csv": f"period,place,value\n2017,Probestadt,99845\n{remark}",
        "charts/gap.json": json.dumps(_spec()),
        f"revisions/{POPULATION}.json": json.dumps(REVISIONS),
        f"csv/{DISTRICTS}.csv": "district,value\n1,12.5\n",
        f"csv/{GAP}.csv": "period,value\n2017,5.3\n",
        f"csv/{POPULATION}-forecast.csv": "indicator,time_period,path,value\npop_total,2018,baseline,100400\n",
        f"forecasts/{POPULATION}.json": json.dumps({"indicator": POPULATION}),
        "charts/forecast.json": json.dumps(_spec()),
    }
    for name in ("time", "places", "map", "dots", "gap", "shrunk", "forecast"):
        texts |= {f"charts/{name}-{size}.svg": _svg(f"{name}-{size}", *box) for size, box in _BOXES.items()}
    for language in LANGUAGES:
        folder = f"pages/{language}"
        texts[f"{folder}/city.json"] = to_json(_city(city, invented, remark, language))
        texts[f"{folder}/forecasts.json"] = to_json(_forecasts(language))
        for page in (_population(language), _districts(language), _naturalisation(language)):
            texts[f"{folder}/indicators/{page.id}.json"] = to_json(page)
    return {path: text.encode() for path, text in texts.items()}


_BOXES = {"wide": (720, 320), "narrow": (340, 300)}


def _svg(prefix: str, width: int, height: int) -> str:
    line = " ".join(f"{x * width / 12:.0f},{height - 20 - (x * 37 % 90) * height / 140:.0f}" for x in range(1, 12))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-label="Verlauf">'
        f'<defs><clipPath id="{prefix}-clip"><rect width="{width}" height="{height}"></rect></clipPath></defs>'
        f'<g clip-path="url(#{prefix}-clip)"><path d="M0 {height - 12}H{width}" stroke="#51577a"></path>'
        f'<polyline points="{line}" fill="none" stroke="#2044aa" stroke-width="2.5"></polyline></g></svg>\n'
    )


def _spec() -> dict[str, object]:
    values = [{"year": str(year), "value": 95_000 + 400 * (year - 2006)} for year in YEARS]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": 300,
        "height": 200,
        "data": {"values": values},
        "mark": {"type": "line", "point": True, "tooltip": True},
        "encoding": {
            "x": {"field": "year", "type": "ordinal"},
            "y": {"field": "value", "type": "quantitative", "axis": {"format": ",.0f"}},
        },
    }


def _city(city: str, invented: bool, remark: str, language: Language) -> CityPage:
    say = _speaker(language)
    cards = tuple(_card(page) for page in (_population(language), _districts(language), _naturalisation(language)))
    return CityPage(
        id=city,
        name=PLACES[0] if invented else "Vergleichsstadt",
        invented=invented,
        notice=NOTICE.in_language(language) if invented else "",
        intro=say(
            f"Wie viele Menschen hier leben, woher sie kommen und wie sie teilhaben. {remark}".strip(),
            f"How many people live here, where they come from and how they take part. {remark}".strip(),
        ),
        key_indicators=(POPULATION, DISTRICTS),
        fields=(
            Field(
                "demography",
                say("Bevölkerung", "Population"),
                say("Wer hier lebt.", "Who lives here."),
                cards[:2],
                _statements(language)[:1],
            ),
            Field("residence", LONG_FIELD.in_language(language), "", cards[2:]),
        ),
        breaks=_breaks(language),
        sources=_sources(language),
        about=(
            (say("Aufbereitung", "Preparation"), say("Jeder Wert bleibt mit seiner Zelle verbunden.", "Linked.")),
            (say("Geheimhaltung", "Disclosure control"), say("Kleine Werte sind geschützt.", "Small values hidden.")),
        ),
        release="",
        as_of=say("Datenstand: 31.12.2017", "Data as of 31 December 2017"),
        statements=_statements(language)[:1],
        comparisons=12,
        has_forecasts=True,
    )


def _statements(language: Language) -> tuple[Statement, ...]:
    """One that is supported, and one that could be chance."""
    say = _speaker(language)
    name = say("Bevölkerung am Ort der Hauptwohnung", "Population at main residence")
    chance = (say("Zufall würde das so oder stärker bewirken", "Chance would do this or more"), "31,2")
    return (
        Statement(
            say("Von 2008 bis 2017 stieg die Bevölkerung von 98.001 auf 99.845.", "From 2008 to 2017 it rose."),
            "Heute leben hier mehr Menschen." if language == "de" else "",
            "supported",
            say("belegt", "supported"),
            ((say("Urteil", "Verdict"), say("belegt", "supported")),),
            tuple(_lineage(year).id for year in (YEARS[0], YEARS[-1])),
            POPULATION,
            name,
        ),
        Statement(
            say("2016 und 2017 unterscheiden sich nicht erkennbar.", "2016 and 2017 do not differ recognisably."),
            "",
            "not_distinguishable",
            say("vom Zufall nicht zu unterscheiden", "not distinguishable from chance"),
            (chance,),
            indicator=POPULATION,
            name=name,
        ),
    )


def _card(page: IndicatorPage) -> Card:
    picture = "charts/spark.svg" if page.id == POPULATION else ""
    groups = (("sex", "Geschlecht"),) if page.id == POPULATION else (("districts", "Stadtteile"),)
    return Card(page.id, page.name, page.question, page.headline, page.no_data, picture, groups)


def _population(language: Language) -> IndicatorPage:
    say = _speaker(language)
    return IndicatorPage(
        id=POPULATION,
        name=say("Bevölkerung am Ort der Hauptwohnung", "Population at main residence"),
        field="demography",
        field_name=say("Bevölkerung", "Population"),
        question=say("Wie viele Menschen sind hier mit Hauptwohnung gemeldet?", "How many people are registered here?"),
        unit=say("Personen", "people"),
        headline=Headline(
            "99.845",
            say("Personen", "people"),
            "31.12.2017",
            PLACES[0],
            say("vorläufig", "provisional"),
            say("99.227 bis 100.466", "99,227 to 100,466"),
            say("vergleichbar erst ab 2011 (Zensus 2011)", "comparable only from 2011 (2011 census)"),
        ),
        no_data="",
        views=(_time_view(language), _places_view(language)),
        breaks=_breaks(language),
        definition=(
            (say("Zähler", "Numerator"), say("Bevölkerung am 31. Dezember", "Population on 31 December")),
            (
                say("Bevölkerungsfortschreibungsgrundlage", "Base"),
                say("Register der Bundeszensusfortschreibung 2011", "2011 census"),
            ),
        ),
        reading_notes=(say("Zu- und Fortzüge verändern die Zahl jedes Jahr.", "Moves change the number every year."),),
        sources=_sources(language),
        lineages=tuple(_lineage(year) for year in YEARS),
        csv=f"csv/{POPULATION}.csv",
        method=say("Gezählt werden alle, die hier mit Hauptwohnung gemeldet sind.", "Everybody registered here."),
        certainty=say("Alle Personen sind gezählt.", "Everybody is counted."),
        target=TargetNote(
            say("Ziel für 2030: 105.000. Der letzte Wert liegt 5.155 darunter.", "Target for 2030: 105,000."),
            say("Ratsbeschluss", "Council resolution"),
        ),
        variants=(_gap(language),),
        statements=_statements(language),
        limits=(say("Wer nicht gemeldet ist, fehlt.", "Those who are not registered are missing."),),
        forecast=_forecast(language),
    )


def _forecast(language: Language) -> ForecastSection:
    say = _speaker(language)
    names = ((say("Ohne neuen Schock", "Without a new shock"), 0), (say("Mit Schocks wie bisher", "With shocks"), 400))
    head = (say("Zeitraum", "Period"), say("Mitte", "Middle"), say("80 von 100 Fällen", "80 of 100 cases"))
    paths = tuple(
        ForecastPath(
            identifier,
            name,
            say("Gilt, solange kein Ereignis eintritt, das es noch nie gab.", "Holds unless something new happens."),
            (_foreseen(language, 100_400 + more),),
            View(
                id=f"forecast-{identifier}",
                kind="forecast",
                title=name,
                summary=say("Die Prognose steigt.", "The forecast rises."),
                svg_wide="charts/forecast-wide.svg",
                svg_narrow="charts/forecast-narrow.svg",
                spec="charts/forecast.json",
                table=Table(name, head, (_foreseen_row(100_400 + more),)),
            ),
        )
        for identifier, (name, more) in zip(("baseline", RECURRENCE), names, strict=True)
    )
    scores = Table(
        say("Fehler im Rückblick", "Errors in hindsight"),
        (say("Abstand", "Distance"), say("Prognose", "Forecast"), say("naiv", "naive")),
        (TableRow(say("1 Jahr", "1 year"), (Cell("410", "value"), Cell("520", "value"))),),
    )
    return ForecastSection(
        paths=paths,
        withheld="",
        is_withdrawn=False,
        test=(say("Der Fehler war kleiner als beim Fortschreiben.", "The error was smaller than the naive one."),),
        scores=scores,
        facts=((say("Verfahren", "Method"), "ETS+DOT+drift"),),
        csv=f"csv/{POPULATION}-forecast.csv",
        own=OwnBase(
            (*head, say("95 von 100 Fällen", "95 of 100 cases")),
            ("31.12.2018", "31.12.2019"),
            ((100_400, 99_500, 101_300, 99_000, 101_800), (100_800, 99_000, 102_600, 98_000, 103_600)),
            (0.0, None),
            0,
            say("Personen", "people"),
            accumulates=True,
        ),
    )


def _foreseen_row(middle: int) -> TableRow:
    return TableRow("31.12.2018", (Cell(str(middle), "value"), Cell(f"{middle - 900} bis {middle + 900}", "value")))


def _foreseen(language: Language, middle: int) -> Statement:
    say = _speaker(language)
    return Statement(
        say(f"Ende 2018 dürften es {middle} sein.", f"At the end of 2018 {middle} are expected."),
        "",
        "supported",
        say("im Rückblick geprüft", "tested in hindsight"),
        (),
        indicator=POPULATION,
    )


def _withdrawn(language: Language) -> ForecastSection:
    say = _speaker(language)
    why = say("Zurückgezogen: nicht besser als Fortschreiben.", "Withdrawn: no better than carrying forward.")
    return ForecastSection((), why, True, (), None, (), "")


def _forecasts(language: Language) -> ForecastsPage:
    say = _speaker(language)
    scores = (Cell("410", "value"), Cell("520", "value"))
    sentence = _foreseen(language, 100_400).text
    page = _districts(language)
    kept = Table(
        say("Was eingetroffen ist", "What has come true"),
        (say("Zeitraum", "Period"), say("Prognose", "Forecast"), say("Wahr", "True")),
        (TableRow("31.12.2017", (Cell("99.700", "value"), Cell("99.845", "value"))),),
    )
    return ForecastsPage(
        (
            ForecastLine(POPULATION, _population(language).name, sentence, "", False, scores),
            ForecastLine(page.id, page.name, "", page.forecast.withheld if page.forecast else "", True, scores),
        ),
        say("1 von 1 Bändern hielt.", "1 of 1 bands held."),
        kept,
        None,
    )


def _gap(language: Language) -> VariantSection:
    say = _speaker(language)
    rows = tuple(TableRow(str(year), (Cell("5,3", "value", range="4,1 bis 6,5"),)) for year in YEARS)
    view = View(
        id="gap-time",
        kind="time",
        title=say("Entwicklung des Abstands", "The gap over time"),
        summary=say("Der Abstand bleibt gleich.", "The gap stays the same."),
        svg_wide="charts/gap-wide.svg",
        svg_narrow="charts/gap-narrow.svg",
        spec="charts/gap.json",
        table=Table(say("Abstand nach Jahr", "Gap by year"), (say("Jahr", "Year"), "%-Punkte"), rows),
        remark=say("Diese Zahl wird leicht falsch gelesen.", "This figure is easily misread."),
    )
    return VariantSection(
        id=GAP,
        kind="gap",
        title=say("Abstand: ausländisch – deutsch", "Gap: foreign – German"),
        meaning=say("Zuletzt lag der Wert um 5,3 Prozentpunkte darüber.", "Most recently it was 5.3 points above."),
        label="",
        unit=say("Prozentpunkte", "percentage points"),
        headline=Headline("5,3", say("Prozentpunkte", "percentage points"), "2017", PLACES[0], range="4,1 bis 6,5"),
        views=(view,),
        csv=f"csv/{GAP}.csv",
    )


def _time_view(language: Language) -> View:
    say = _speaker(language)
    return View(
        id="time",
        kind="time",
        title=say("Verlauf", "Over time"),
        summary=say("Die Zahl stieg bis 2010 und beginnt 2011 neu.", "It rose until 2010 and starts anew in 2011."),
        svg_wide="charts/time-wide.svg",
        svg_narrow="charts/time-narrow.svg",
        spec="charts/time.json",
        table=Table(
            say("Bevölkerung nach Jahr und Ort", "Population by year and place"),
            (say("Jahr", "Year"), *PLACES),
            tuple(_year_row(year, language) for year in YEARS),
        ),
    )


def _year_row(year: int, language: Language) -> TableRow:
    say = _speaker(language)
    value = Cell(f"{95 + (year - 2006) * 0.4:.3f}", "value", lineage=f"y{year}")
    if year == YEARS[-1]:
        value = replace(value, note=say("Vorläufiger Wert", "Provisional value"))
    sign = Cell("–", "sign", say("genau nichts oder nicht vorhanden", "exactly nothing or not existing"))
    protected = Cell("•", "protected", say("geschützt, weil zu klein", "protected because too small"))
    missing = Cell("", "missing")
    others = ((sign, protected), (protected, missing))[year % 2]
    return TableRow(str(year), (value, *others), BREAK_REASON.in_language(language) if year == 2011 else "")


def _places_view(language: Language) -> View:
    say = _speaker(language)
    rows = tuple(TableRow(place, (Cell(str(10 + i), "value"),)) for i, place in enumerate(PLACES))
    return View(
        id="places",
        kind="places",
        title=say("Vergleich mit anderen Orten", "Compared with other places"),
        summary=say("Probestadt liegt vor dem Land.", "Probestadt is ahead of the Land."),
        svg_wide="",
        svg_narrow="",
        spec="",
        table=Table(
            say("Bevölkerung nach Ort, 2017", "Population by place, 2017"), (say("Ort", "Place"), "2017"), rows
        ),
    )


def _districts(language: Language) -> IndicatorPage:
    say = _speaker(language)
    rows = tuple(TableRow(f"Stadtteil {n}", (_district_cell(n, language),)) for n in range(1, 19))
    view = View(
        id="districts",
        kind="districts",
        title=say("Stadtteile", "Districts"),
        summary=say("Am höchsten ist der Anteil in Stadtteil 18.", "The share is highest in district 18."),
        svg_wide="charts/map-wide.svg",
        svg_narrow="charts/map-narrow.svg",
        spec="",
        table=Table(say("Anteil nach Stadtteil", "Share by district"), (say("Stadtteil", "District"), "%"), rows),
    )
    dots = replace(
        view,
        id="districts-range",
        title=say("Stadtteile mit Zufallsbereich", "Districts with range of chance variation"),
        svg_wide="charts/dots-wide.svg",
        svg_narrow="charts/dots-narrow.svg",
        table=Table("", (), ()),
        same_table_as="districts",
    )
    shrunk = VariantSection(
        id=SHRUNK,
        kind="shrunk",
        title=say("Stadtteile nach dem Modell", "Districts according to the model"),
        meaning=say("Diese Werte sind gerechnet, nicht gezählt.", "These values are computed, not counted."),
        label=say("modellbasiert", "model-based"),
        unit="%",
        headline=None,
        views=(
            replace(
                view, id="shrunk-districts", svg_wide="charts/shrunk-wide.svg", svg_narrow="charts/shrunk-narrow.svg"
            ),
        ),
        csv="",
    )
    return replace(
        _population(language),
        id=DISTRICTS,
        name=say("Ausländische Bevölkerung", "Foreign population"),
        question=say("Wie hoch ist der Anteil?", "How high is the share?"),
        unit="%",
        headline=Headline("18,4", "%", "2017", PLACES[0]),
        views=(view, dots),
        breaks=(),
        target=None,
        variants=(shrunk,),
        lineages=(_ratio(),),
        statements=(),
        forecast=_withdrawn(language),
        csv=f"csv/{DISTRICTS}.csv",
    )


def _naturalisation(language: Language) -> IndicatorPage:
    say = _speaker(language)
    return replace(
        _population(language),
        id=NATURALISATION,
        name=say("Ausgeschöpftes Einbürgerungspotenzial", "Naturalisation rate"),
        field="residence",
        field_name=LONG_FIELD.in_language(language),
        question=say("Wie viele lassen sich einbürgern?", "How many become citizens?"),
        headline=None,
        no_data=say("Die Einbürgerungsstatistik könnte diese Zahl liefern.", "The statistics could feed it."),
        views=(),
        breaks=(),
        sources=(),
        lineages=(),
        statements=(),
        csv="",
        certainty="",
        target=None,
        variants=(),
        forecast=None,
    )


def _district_cell(number: int, language: Language) -> Cell:
    """A district of each kind: certain, uncertain, and one whose value is not shown."""
    say = _speaker(language)
    if number == 3:
        return Cell("/", "unreliable", say("nicht sicher genug", "not reliable enough"))
    text = f"({number},5)" if number == 5 else f"{number},5"
    return Cell(text, "value", lineage="share", range=f"{number},1 bis {number},9")


def _breaks(language: Language) -> tuple[BreakNote, ...]:
    say = _speaker(language)
    event = BreakNote("01.01.2015", say("Ankünfte 2015", "Arrivals of 2015"), say("Viele kamen.", "Many came."), False)
    return (BreakNote("01.01.2011", "Zensus 2011", BREAK_REASON.in_language(language)), event)


def _sources(language: Language) -> tuple[SourceNote, ...]:
    say = _speaker(language)
    return (
        SourceNote(
            id="population",
            title=say("Bevölkerungsstand", "Population"),
            publisher="Statistisches Probeamt",
            table="12411-0015",
            licence="dl-de/by-2-0",
            licence_url="https://www.govdata.de/dl-de/by-2-0",
            file="figures/bevoelkerungsfortschreibung-hauptwohnung.csv",
            sha256="0123456789abcdef" * 4,
            rows=1234,
            retrieved="2026-01-02",
        ),
    )


def _lineage(year: int) -> Lineage:
    return Lineage(
        id=f"y{year}",
        label=f"{PLACES[0]}, {year}",
        value="99.845",
        formula="99.845 = 99.845",
        cells=(SourceCell("figures/a.csv", year - 2000, "C", "99845", "Statistischer Bericht A I"),),
        more="und 2 weitere Zellen" if year == 2017 else "",
    )


def _ratio() -> Lineage:
    cells = (SourceCell("figures/a.csv", 12, "D", "18371"), SourceCell("figures/a.csv", 12, "C", "99845"))
    quality = "Zufallsbereich (95 %): 18,2 bis 18,6 · 18.371 Fälle · relativer Standardfehler 0,7 %"
    return Lineage("share", f"{PLACES[0]}, 2017", "18,4", "18.371 / 99.845 × 100 = 18,4", cells, quality=quality)


def _speaker(language: Language) -> Callable[[str, str], str]:
    """Chooses between German and English."""
    return lambda de, en: Text(de, en).in_language(language)
