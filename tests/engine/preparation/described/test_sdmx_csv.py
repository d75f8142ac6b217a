"""SDMX-CSV: units with their scale, statuses, attributes that are no dimensions, several dataflows."""

from __future__ import annotations

import pytest

from teilhabe.engine.preparation import Prepared, prepare
from teilhabe.engine.preparation.recipe import Recipe
from teilhabe.engine.sources.snapshot import Snapshot
from teilhabe.errors import UnreadableFile


def _prepare(text: str, recipe: Recipe | None = None) -> Prepared:
    return prepare(Snapshot("table.csv", "0" * 64, text.encode()), recipe)


def _names(prepared: Prepared) -> list[str]:
    return [dimension.name for dimension in prepared.observations.dimensions]


EUROSTAT = """DATAFLOW,LAST UPDATE,freq,citizen,sex,unit,age,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS
ESTAT:MIGR_EXAMPLE(1.0),01/03/24 23:00:00,A,EXT_EU27_2020,T,NR,TOTAL,DE,2022,1200,bp,F
ESTAT:MIGR_EXAMPLE(1.0),01/03/24 23:00:00,A,EXT_EU27_2020,F,NR,Y_LT15,DE,2022,12.50,,
ESTAT:MIGR_EXAMPLE(1.0),01/03/24 23:00:00,A,EXT_EU27_2020,M,NR,Y_GE65,DEB32,2022,:,c,C
ESTAT:MIGR_EXAMPLE(1.0),01/03/24 23:00:00,A,EXT_EU27_2020,M,NR,Y15-64,DEB32,2022,,z,
"""


def test_eurostat_dimensions_get_their_roles() -> None:
    prepared = _prepare(EUROSTAT)
    assert _names(prepared) == ["ref_area", "time_period", "sex", "age", "citizenship", "freq"]
    columns = prepared.observations.columns
    assert list(columns["sex"]) == ["TOTAL", "F", "M", "M"]
    assert list(columns["age"]) == ["TOTAL", "Y_LT15", "Y_GE65", "Y15T64"]
    assert set(columns["citizenship"]) == {"EXT_EU27_2020"}
    assert set(columns["unit"]) == {"NR"}
    assert set(columns["concept"]) == {"citizenship"}


def test_flags_become_statuses_and_stay_visible() -> None:
    columns = _prepare(EUROSTAT).observations.columns
    assert list(columns["obs_value"]) == ["1200", "12.50", None, None]
    assert list(columns["obs_status"]) == ["B", "A", "Q", "M"]
    assert list(columns["conf_status"]) == ["F", "F", "C", "F"]
    assert list(columns["source_sign"]) == ["bp", None, "c", "z"]


def test_the_dataflow_is_table_and_variable() -> None:
    prepared = _prepare(EUROSTAT)
    assert prepared.inspection.table == "MIGR_EXAMPLE"
    assert prepared.inspection.stand == "Stand: 01/03/24 23:00:00"
    assert set(prepared.observations.columns["variable"]) == {"MIGR_EXAMPLE"}
    assert (prepared.observations.columns["source_row"][1], prepared.observations.columns["source_column"][1]) == (
        3,
        "J",
    )


_FLOW = "dataflow,OECD.ELS:DSD_MIG@DF_MIG(1.0): Migration,I,DEU: Germany"
LABELLED = (
    "STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA: Reference area,MEASURE: Measure,UNIT_MEASURE: Unit of measure,"
    "TIME_PERIOD: Time,OBS_VALUE,OBS_STATUS: Status,UNIT_MULT: Multiplier,DECIMALS: Decimals,COMMENT_OBS: Comment\n"
    f'{_FLOW},B11: Inflows,PS: Persons,2021: 2021,1139.8,A: Normal value,3: Thousands,1: One,"Revised, see notes"\n'
    f"{_FLOW},B12: Outflows,PS: Persons,2021: 2021,746.5,P: Provisional value,3: Thousands,1: One,\n"
)


def test_labels_stand_beside_codes_and_the_unit_tells_the_scale() -> None:
    prepared = _prepare(LABELLED)
    assert _names(prepared) == ["ref_area", "time_period", "measure"]
    assert set(prepared.observations.columns["unit"]) == {"1000 Persons"}
    assert list(prepared.observations.columns["obs_status"]) == ["A", "P"]
    assert prepared.inspection.dimensions[2].codes == {"B11": "Inflows", "B12": "Outflows"}


ECB = """KEY,FREQ,REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE,OBS_STATUS,OBS_CONF,TITLE,UNIT,UNIT_MULT,VARIANT
X.A.DE.POP,A,DE,POP,2021,83.2,A,F,"Population, Germany",PERS,6,W
X.A.DE.POP,A,DE,POP,2022,84.4,E,F,"Population, Germany",PERS,6,W
"""


def test_what_stands_behind_the_value_is_an_attribute() -> None:
    prepared = _prepare(ECB)
    assert _names(prepared) == ["ref_area", "time_period", "freq", "indicator"]
    assert set(prepared.observations.columns["unit"]) == {"1000000 PERS"}


def test_unless_only_it_tells_observations_apart() -> None:
    text = ECB + 'X.A.DE.POP,A,DE,POP,2022,84.1,E,F,"Population, Germany",PERS,6,S\n'
    assert "variant" in _names(_prepare(text))


def test_a_duplicate_stays_a_duplicate() -> None:
    text = EUROSTAT + EUROSTAT.splitlines()[1].replace("1200", "1300") + "\n"
    assert "duplicate-key" in [finding.code for finding in _prepare(text).errors]


def test_each_dataflow_is_a_table_and_deleted_rows_are_left_out() -> None:
    text = LABELLED.replace("DF_MIG(1.0): Migration,I,DEU: Germany,B12", "DF_OUT(1.0): Emigration,I,DEU: Germany,B12")
    prepared = _prepare(text)
    assert [table.name for table in prepared.inspection.tables] == ["DSD_MIG@DF_MIG", "DSD_MIG@DF_OUT"]
    assert (
        len(_prepare(LABELLED.replace("Migration,I,DEU: Germany,B12", "Migration,D,DEU: Germany,B12")).observations)
        == 1
    )


def test_a_file_that_a_german_spreadsheet_saved_again_is_read() -> None:
    text = EUROSTAT.replace(",", ";").replace("12.50", "12,50")
    assert list(_prepare(text).observations.columns["obs_value"])[:2] == ["1200", "12.50"]


def test_a_cut_row_is_an_error() -> None:
    assert "truncated" in [finding.code for finding in _prepare(EUROSTAT[:-40]).errors]


@pytest.mark.parametrize("text", [EUROSTAT.splitlines()[0] + "\n", EUROSTAT.replace("freq,", "sex,", 1)])
def test_no_rows_or_a_column_twice_is_refused(text: str) -> None:
    with pytest.raises(UnreadableFile, match=r"table\.csv"):
        _prepare(text)
