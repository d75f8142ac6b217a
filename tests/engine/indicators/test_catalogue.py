"""The shared catalogue is complete, and a city's changes are laid over it or refused by name."""

from __future__ import annotations

import re

import pytest

from teilhabe.codes import labels
from teilhabe.engine.cube.declarations import Declaration
from teilhabe.engine.indicators.breaks import shared_breaks
from teilhabe.engine.indicators.catalogue import Catalogue, read_catalogue
from teilhabe.engine.indicators.definition import QUOTIENTS, Definition
from teilhabe.engine.indicators.notes import Note
from teilhabe.engine.indicators.quality import read_rules
from teilhabe.errors import DeclarationError
from teilhabe.wording.units import UNITS

CATALOGUE = read_catalogue()
EVERYTHING = (*CATALOGUE.definitions, *CATALOGUE.variants)
FIRST_RELEASE = """
    pop_foreign_share pop_foreign_n pop_mh_share pop_child_mh pop_duration_lt5 mig_in_foreign mig_net_foreign
    birth_foreign asyl_first asyl_assigned prot_seekers uma ua_temp_prot asylblg_rate accom_stock nat_rate_1 nat_rate_2
    nat_n nat_potential status_secure status_tolerated kita_u3_mh kita_3_6_mh kita_lang seu_lang_need icourse_new
    icourse_b1 icourse_wait german_self edu_gym8 edu_no_cert edu_abitur edu_transition voc_particip edu_low25
    edu_tertiary edu_early_leave edu_recognition lab_svb_rate lab_emp_rate lab_act_rate lab_unemp_rate lab_unemp_ilo
    lab_youth_unemp lab_marginal lab_overqual lab_refugee poor_risk poor_sgb2 poor_minimum poor_child pub_service
    hou_own hou_space hou_segreg hea_u8 saf_suspects saf_victims_hate dis_experience par_voters_mh par_excluded
    soc_volunteer soc_vol_local soc_vol_match soc_belong open_services
"""
"""The indicators of the first release, as the research of the field chose them."""

TABLE_CODE = re.compile(
    r"\d{5}(-\d{2}){0,3}(-\d)?|\d{5}-\d{4}|\d{4}[A-Z]-\d{4}|[a-z]+(_[a-z0-9]+)+"
)  # GENESIS and Regionalstatistik, census, Eurostat

each_definition = pytest.mark.parametrize("definition", CATALOGUE.definitions, ids=lambda definition: definition.id)
every_definition = pytest.mark.parametrize("definition", EVERYTHING, ids=lambda definition: definition.id)


def changed(**keys: object) -> Catalogue:
    return read_catalogue(Declaration(keys, "indicators.toml"))


def test_the_catalogue_holds_the_66_of_the_first_release() -> None:
    assert len(set(FIRST_RELEASE.split())) == 66
    assert set(FIRST_RELEASE.split()) <= {definition.id for definition in CATALOGUE.definitions}


@each_definition
def test_every_indicator_is_completely_declared(definition: Definition) -> None:
    texts = [definition.name, definition.question, definition.feeds, definition.method]
    texts += [part.text for part in definition.parts]
    assert all(text.de and text.en and text.de != text.en for text in texts)
    assert definition.unit in UNITS
    assert (definition.denominator is not None) == (definition.formula in (*QUOTIENTS, "dissimilarity"))
    assert definition.field in {field.id for field in CATALOGUE.fields}
    assert definition.concept


@every_definition
def test_every_question_is_one_in_both_languages(definition: Definition) -> None:
    assert definition.question.de.endswith("?")
    assert definition.question.en.endswith("?")


@each_definition
def test_a_method_is_told_in_a_few_plain_sentences(definition: Definition) -> None:
    for text in (definition.method.de, definition.method.en):
        sentences = [sentence for sentence in re.split(r"[.;:](?: |$)", text) if sentence]
        assert 2 <= len(sentences) <= 12
        assert max(len(sentence.split()) for sentence in sentences) <= 34


@each_definition
def test_every_code_that_an_indicator_asks_for_is_in_a_code_list(definition: Definition) -> None:
    asked = [
        (dimension, code) for part in definition.parts for dimension in part.where for code in part.where[dimension]
    ]
    for breakdown in definition.by:
        dimension, _, groups = breakdown.partition("=")
        asked += [(dimension, code) for code in groups.split(",") if code]
        assert labels.dimension_name(dimension).de != dimension
    for dimension, code in asked:
        assert labels.label(dimension, code).de != code, f"{dimension} {code}"


@each_definition
def test_percentages_lie_in_a_range(definition: Definition) -> None:
    if definition.unit == "percent":
        assert definition.range.low is not None
        assert definition.range.high is not None


@each_definition
def test_the_codes_of_tables_look_like_codes(definition: Definition) -> None:
    assert all(TABLE_CODE.fullmatch(code) for code in definition.sources)
    assert "kgst" not in definition.codes, "codes of the KGSt are licensed to its members"


@each_definition
def test_an_indicator_names_breaks_of_the_register_and_rules_that_exist(definition: Definition) -> None:
    assert set(definition.breaks) <= {entry.id for entry in shared_breaks()}
    assert definition.quality in read_rules()


@each_definition
def test_estimates_of_a_survey_come_with_their_cases(definition: Definition) -> None:
    if definition.quality in ("survey", "microcensus"):
        assert all(part.cases == f"{part.variable}_cases" for part in definition.parts)
        assert Note.SURVEY in definition.notes


@pytest.mark.parametrize("variant", CATALOGUE.variants, ids=lambda variant: variant.id)
def test_a_variant_belongs_to_an_indicator_of_the_catalogue(variant: Definition) -> None:
    assert variant.variant is not None
    base = CATALOGUE.definition(variant.variant.of)
    assert variant.id.startswith(f"{base.id}-")
    assert variant.name != base.name


def test_groups_are_compared_by_suspects_only_after_evening_out_age() -> None:
    suspects = CATALOGUE.definition("saf_suspects")
    assert {Note.NEVER_RANK, Note.SENSITIVE} <= set(suspects.notes)
    assert not any(by.startswith("citizenship") for by in suspects.by)
    assert [entry.id for entry in CATALOGUE.variants_of("saf_suspects")] == ["saf_suspects-standardised"]


@pytest.mark.parametrize("indicator", ["lab_svb_rate", "lab_unemp_rate", "poor_sgb2"])
def test_rates_of_work_and_support_have_a_second_denominator(indicator: str) -> None:
    variant = CATALOGUE.definition(f"{indicator}-azr")
    assert variant.denominator is not None
    assert variant.denominator.variable.endswith("_azr")


def test_every_note_is_told_in_both_languages() -> None:
    assert all(note.label.de != note.label.en for note in Note)


def test_identifiers_are_unique() -> None:
    identifiers = [definition.id for definition in EVERYTHING]
    assert len(set(identifiers)) == len(identifiers)


def test_a_city_can_switch_an_indicator_off() -> None:
    assert "pop_total" not in {definition.id for definition in changed(off=["pop_total"]).definitions}


def test_a_city_changes_only_the_keys_it_names() -> None:
    change = {"pop_foreign_share": {"formula": "published", "numerator": {"variable": "x", "where": {}}}}
    definition = changed(change=change).definition("pop_foreign_share")
    assert (definition.formula, definition.numerator.variable, definition.numerator.where) == ("published", "x", {})
    assert definition.numerator.text == CATALOGUE.definition("pop_foreign_share").numerator.text
    assert definition.denominator is None


def test_a_city_may_choose_the_dataset_of_a_variable() -> None:
    assert changed(datasets={"population": "register"}).definition("pop_total").numerator.dataset == "register"


@pytest.mark.parametrize(
    "keys",
    [
        {"off": ["pop_totl"]},
        {"change": {"pop_totl": {}}},
        {"change": {"pop_total": {"forumla": "share"}}},
        {"change": {"pop_total": {"formula": "quotient"}}},
        {"change": {"pop_total": {"decimals": "one"}}},
        {"unknown": 1},
    ],
)
def test_a_slip_in_a_declaration_is_named(keys: dict[str, object]) -> None:
    with pytest.raises(DeclarationError, match=r"indicators\.toml"):
        changed(**keys)


def test_a_variant_is_found_by_its_id_and_by_its_indicator() -> None:
    reference = {"by": "citizenship", "group": "FOREIGN", "to": "DE"}
    catalogue = changed(change={"lab_unemp_rate": {"reference": reference}})
    assert catalogue.definition("lab_unemp_rate-gap") in catalogue.variants_of("lab_unemp_rate")
    assert "lab_unemp_rate-gap" not in {definition.id for definition in catalogue.definitions}
