"""What follows from an indicator, each variant in a section of its page: said in a sentence, drawn, in a table."""

from __future__ import annotations

from collections.abc import Mapping

from teilhabe.codes import labels
from teilhabe.engine.indicators.contrasts import GAP as WHOLE
from teilhabe.engine.indicators.definition import Variant, VariantKind
from teilhabe.engine.pipeline.effects import EFFECTS, newest
from teilhabe.engine.pipeline.pages.headlines import headline
from teilhabe.engine.pipeline.pages.studio import Studio
from teilhabe.engine.pipeline.pages.views import views
from teilhabe.engine.pipeline.pages.words import Words
from teilhabe.engine.pipeline.results import Figure, Result, is_modelled
from teilhabe.release.pages import VariantSection
from teilhabe.text import Text
from teilhabe.wording import units
from teilhabe.wording.lists import enumerate_words
from teilhabe.wording.numbers import meant
from teilhabe.wording.units import with_unit

_TITLES: Mapping[VariantKind, Text] = {
    "gap": Text("Abstand", "Gap"),
    "ratio": Text("Verhältnis", "Ratio"),
    "standardised": Text("Bei gleicher Zusammensetzung", "At equal composition"),
    "decomposition": Text("Woher der Abstand kommt", "Where the gap comes from"),
    "pooled": Text("Mittel über {years} Jahre", "Mean over {years} years"),
    "shrunk": Text("Stadtteile nach dem Modell", "Districts according to the model"),
    "denominator": Text("Mit anderem Nenner", "With another denominator"),
}
_GENERAL: Mapping[VariantKind, Text] = {
    "gap": Text(
        "Der Abstand ist der Wert für „{group}“ minus dem für „{to}“. Null heißt: kein Abstand.",
        "The gap is the value for “{group}” minus that for “{to}”. Zero means: no gap.",
    ),
    "ratio": Text(
        "Das Verhältnis ist der Wert für „{group}“ geteilt durch den für „{to}“. Eins heißt: gleich hoch.",
        "The ratio is the value for “{group}” divided by that for “{to}”. One means: equally high.",
    ),
    "standardised": Text(
        "So hoch wäre der Wert, wenn alle Gruppen gleich zusammengesetzt wären ({over}). So sieht man, was bleibt, "
        "wenn dieser Unterschied keine Rolle spielt.",
        "So high would the value be if all groups were composed alike ({over}). It shows what remains when this "
        "difference plays no part.",
    ),
    "decomposition": Text(
        "Ein Teil des Abstands kommt daher, dass die Gruppen verschieden zusammengesetzt sind ({over}). Der Rest "
        "bliebe auch bei gleicher Zusammensetzung.",
        "One part of the gap comes from the groups being composed differently ({over}). The rest would remain even "
        "at equal composition.",
    ),
    "pooled": Text(
        "Zähler und Nenner von {years} Jahren sind zusammengezählt; der Zeitraum nennt das letzte. So schwankt der "
        "Wert weniger durch Zufall, zeigt Veränderungen aber später.",
        "Numerators and denominators of {years} years are added up; the period names the last one. So the value "
        "varies less by chance, but shows changes later.",
    ),
    "shrunk": Text(
        "Kleine Stadtteile schwanken stark durch Zufall. Das Modell rückt ihren Wert umso näher an den der ganzen "
        "Stadt, je weniger Menschen dort gezählt wurden. Diese Werte sind gerechnet, nicht gezählt.",
        "Small districts vary strongly by chance. The model moves their value the closer to that of the whole city "
        "the fewer people were counted there. These values are computed, not counted.",
    ),
    "denominator": Text(
        "Hier ist der Nenner ein anderer: {below}. Die beiden Grundlagen zählen verschieden; keine ist falsch.",
        "Here the denominator is another one: {below}. The two bases count differently; neither of them is wrong.",
    ),
}
_HIGHER = Text(
    "Zuletzt ({period}) lag der Wert für „{group}“ um {distance} über dem für „{to}“.",
    "Most recently ({period}) the value for “{group}” was {distance} above that for “{to}”.",
)
_LOWER = Text(
    "Zuletzt ({period}) lag der Wert für „{group}“ um {distance} unter dem für „{to}“.",
    "Most recently ({period}) the value for “{group}” was {distance} below that for “{to}”.",
)
_TIMES = Text(
    "Zuletzt ({period}) war der Wert für „{group}“ {times}-mal so hoch wie der für „{to}“.",
    "Most recently ({period}) the value for “{group}” was {times} times as high as that for “{to}”.",
)
_GROUPS = Text("Zuletzt ({period}): {groups}.", "Most recently ({period}): {groups}.")
_NO_FINDING = Text(
    "Der Unterschied ist so klein, dass er Zufall sein kann.", "The difference is so small that it may be chance."
)
_EFFECTS = Text(
    "Zuletzt ({period}): Abstand {whole}, davon {composition} durch die Zusammensetzung und {rate} bei gleicher "
    "Zusammensetzung.",
    "Most recently ({period}): gap {whole}, of which {composition} from the composition and {rate} at "
    "equal composition.",
)
_MODELLED = Text("modellbasiert", "model-based")


def variant_section(words: Words, result: Result, studio: Studio) -> VariantSection | None:
    """The section of one variant; None where there is nothing to show. `studio` works for this result."""
    definition, variant = result.definition, result.definition.variant
    drawn = views(studio) if variant and result.figures else ()
    if variant is None or not drawn:
        return None
    by_group = variant.kind == "standardised" and bool(result.groups)
    is_plain = variant.kind not in ("decomposition", "shrunk") and not by_group
    return VariantSection(
        id=definition.id,
        kind=variant.kind,
        title=_title(words, result, variant),
        meaning=" ".join(filter(None, (_newest(words, result, variant), _general(words, result, variant)))),
        label=words(_MODELLED) if is_modelled(definition) else "",
        unit=units.label(definition.unit, words.language),
        headline=headline(words, result) if is_plain else None,
        views=drawn,
        csv=f"csv/{definition.id}.csv",
    )


def _title(words: Words, result: Result, variant: Variant) -> str:
    """Two variants of one kind are told apart by what they are about."""
    title = words(_TITLES[variant.kind]).format(years=variant.years)
    told = _terms(words, result, variant)
    about = {"standardised": told["over"], "denominator": told["below"]}.get(variant.kind, "")
    if variant.kind in ("gap", "ratio"):
        about = f"{told['group']} – {told['to']}"
    return f"{title}: {about}" if about else title


def _general(words: Words, result: Result, variant: Variant) -> str:
    return words(_GENERAL[variant.kind]).format(**_terms(words, result, variant))


def _terms(words: Words, result: Result, variant: Variant) -> Mapping[str, str]:
    dimension, below = variant.dimension, result.definition.denominator
    over = [words(labels.dimension_name(name)) for name in variant.stratified_by]
    return {
        "group": words.code(dimension, variant.group),
        "to": words.code(dimension, variant.to),
        "over": enumerate_words(over, words.language),
        "years": words.plain(variant.years),
        "below": words(below.text) if below else "",
    }


def _newest(words: Words, result: Result, variant: Variant) -> str:
    """The newest figure in a sentence, for those variants that compare two groups."""
    if variant.kind == "decomposition":
        return _effects(words, result)
    if variant.kind == "standardised":
        return _groups(words, result)
    shown = [figure for figure in result.city if figure.shown is not None]
    if variant.kind not in ("gap", "ratio") or not shown:
        return ""
    sentence = _comparison(words, result, variant, shown[-1])
    return f"{sentence} {words(_NO_FINDING)}" if _may_be_chance(shown[-1], variant) else sentence


def _comparison(words: Words, result: Result, variant: Variant, figure: Figure) -> str:
    number, definition = figure.shown or 0.0, result.definition
    told = {**_terms(words, result, variant), "period": words.period(figure.value.period)}
    if variant.kind == "ratio":
        return words(_TIMES).format(times=words.value(definition, number), **told)
    distance = with_unit(words.value(definition, abs(number)), definition.unit, words.language)
    return words(_LOWER if meant(number) < 0 else _HIGHER).format(distance=distance, **told)


def _groups(words: Words, result: Result) -> str:
    """The newest standardised values of the groups beside each other."""
    definition = result.definition
    figures = [figure for group in result.groups.values() for figure in group if figure.shown is not None]
    if not figures:
        return ""
    newest = max(figure.value.end for figure in figures)
    told = [figure for figure in figures if figure.value.end == newest]
    told.sort(key=lambda figure: labels.order(figure.value.breakdown, figure.value.code))
    texts = (
        f"{words.code(figure.value.breakdown, figure.value.code)} "
        f"{with_unit(words.cell(definition, figure).text, definition.unit, words.language)}"
        for figure in told
    )
    return words(_GROUPS).format(period=words.period(told[0].value.period), groups="; ".join(texts))


def _may_be_chance(figure: Figure, variant: Variant) -> bool:
    """Whether the bounds hold the value of no difference."""
    low, high, none = figure.value.quality.low, figure.value.quality.high, 1.0 if variant.kind == "ratio" else 0.0
    return low is not None and high is not None and low <= none <= high


def _effects(words: Words, result: Result) -> str:
    found = newest(result.city)
    if found is None:
        return ""
    definition = result.definition
    said = {
        name: with_unit(words.value(definition, found[code].shown or 0.0), definition.unit, words.language)
        for name, code in zip(("composition", "rate", "whole"), EFFECTS, strict=True)
    }
    return words(_EFFECTS).format(period=words.period(found[WHOLE].value.period), **said)
