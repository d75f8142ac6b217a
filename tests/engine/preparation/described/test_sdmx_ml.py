"""SDMX-ML: groups, measures as elements, labels from structures, several data sets, hostile and empty messages."""

from __future__ import annotations

import pytest

from teilhabe.engine.preparation import Prepared, prepare
from teilhabe.engine.preparation.recipe import Recipe
from teilhabe.engine.sources.snapshot import Snapshot
from teilhabe.errors import UnreadableFile

SCHEMAS = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1"


def _prepare(text: str, recipe: Recipe | None = None) -> Prepared:
    return prepare(Snapshot("table.xml", "0" * 64, text.encode()), recipe)


def _names(prepared: Prepared) -> list[str]:
    return [dimension.name for dimension in prepared.observations.dimensions]


def _message(header: str, body: str, kind: str = "StructureSpecificData") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<m:{kind} xmlns:m="{SCHEMAS}/message" xmlns:xsi="x">'
        f"<m:Header><m:ID>X</m:ID><m:Prepared>2024-05-01T10:00:00</m:Prepared>{header}</m:Header>{body}</m:{kind}>"
    )


STRUCTURE = (
    '<m:Structure structureID="S" dimensionAtObservation="TIME_PERIOD">'
    '<c:Structure><Ref agencyID="ECB" id="POP1" version="1.0"/></c:Structure></m:Structure>'
)
COMPACT = _message(
    STRUCTURE,
    """<m:DataSet>
<p:SiblingGroup REF_AREA="DE" SEX="T" UNIT_MULT="3" TITLE_COMPL="Population, Germany"/>
<p:Series FREQ="A" REF_AREA="DE" SEX="T" UNIT="PERS" COLLECTION="E">
<p:Obs TIME_PERIOD="2021" OBS_VALUE="8.32E4" OBS_STATUS="A" OBS_CONF="F"/>
<p:Obs TIME_PERIOD="2022" OBS_VALUE="NaN" OBS_STATUS="M" OBS_CONF="F"/></p:Series>
<p:Series FREQ="A" REF_AREA="AT" SEX="T" UNIT="PERS" COLLECTION="E">
<p:Obs TIME_PERIOD="2021" OBS_VALUE="8951.5" OBS_STATUS="P" OBS_CONF="F"/></p:Series>
</m:DataSet>""",
)


def test_series_give_dimensions_and_groups_their_attributes() -> None:
    prepared = _prepare(COMPACT)
    columns = prepared.observations.columns
    assert _names(prepared) == ["ref_area", "time_period", "sex", "freq"]
    assert list(columns["unit"]) == ["1000 PERS", "1000 PERS", "PERS"]
    assert list(columns["obs_value"]) == ["83200", None, "8951.5"]
    assert list(columns["obs_status"]) == ["A", "M", "P"]
    assert prepared.inspection.table == "POP1"
    assert prepared.inspection.stand == "Stand: 2024-05-01T10:00:00"


def test_every_figure_knows_its_line_and_place() -> None:
    text = COMPACT.replace("\n<p:Obs", "<p:Obs")
    columns = _prepare(text).observations.columns
    assert list(columns["source_row"]) == [4, 4, 5]
    assert list(columns["source_column"]) == ["A", "B", "A"]


def test_measures_that_are_elements_become_variables() -> None:
    header = STRUCTURE.replace(
        'dimensionAtObservation="TIME_PERIOD"', 'dimensionAtObservation="DEMO" explicitMeasures="true"'
    )
    body = """<m:DataSet><Series FREQ="A" TIME_PERIOD="2007" SEX="T" COUNTRY="BE">
<Obs xsi:type="demo:BIRTHS" OBS_VALUE="120" OBS_STATUS="A" UNIT_MEASURE="PERS" UNIT_MULT="0"/>
<Obs xsi:type="demo:FERTILITY" OBS_VALUE="1.8" OBS_STATUS="P" UNIT_MEASURE="CPW" UNIT_MULT="0"/>
</Series></m:DataSet>"""
    columns = _prepare(_message(header, body)).observations.columns
    assert list(columns["variable"]) == ["BIRTHS", "FERTILITY"]
    assert list(columns["unit"]) == ["PERS", "CPW"]
    assert list(columns["time_period"]) == ["2007", "2007"]


def test_labels_come_from_structures_in_the_same_message() -> None:
    structures = """<s:Structures><s:Codelist id="CL_SEX"><s:Code id="T"><c:Name xml:lang="en">Total</c:Name>
<c:Name xml:lang="de">Zusammen</c:Name></s:Code></s:Codelist><s:Codelist id="CL_FREQ"><s:Code id="A">
<c:Name xml:lang="en">Annual</c:Name></s:Code></s:Codelist><s:Concept id="FREQ"><c:Name>Frequency</c:Name></s:Concept>
<s:Dimension id="SEX"><s:Enumeration><Ref id="CL_SEX"/></s:Enumeration></s:Dimension>
<s:Dimension id="FREQ"><s:Enumeration>urn:x=SDMX:CL_FREQ(1.0)</s:Enumeration></s:Dimension></s:Structures>"""
    prepared = _prepare(COMPACT.replace("<m:DataSet>", structures + "<m:DataSet>"))
    codes = {dimension.name: dimension.codes for dimension in prepared.inspection.dimensions}
    assert codes["sex"] == {"TOTAL": "Zusammen"}
    assert codes["frequency"] == {"A": "Annual"}


def test_each_data_set_is_a_table() -> None:
    second = COMPACT[COMPACT.index("<m:DataSet>") : COMPACT.index("</m:StructureSpecificData>")]
    text = COMPACT.replace("</m:StructureSpecificData>", second.replace("2021", "2019") + "</m:StructureSpecificData>")
    assert [table.name for table in _prepare(text).inspection.tables] == ["1", "2"]
    assert "2019" in _prepare(text, Recipe(table="2")).observations.columns["time_period"]


def test_a_group_of_a_generic_message_may_hold_its_series() -> None:
    body = """<m:DataSet><g:Group type="Sibling"><g:GroupKey><g:Value concept="GEO" value="DE"/></g:GroupKey>
<g:Attributes><g:Value concept="UNIT_MULT" value="6"/></g:Attributes>
<g:Series><g:SeriesKey><g:Value concept="GEO" value="DE"/></g:SeriesKey>
<g:Obs><g:Time>2001</g:Time><g:ObsValue value="82.3"/></g:Obs></g:Series></g:Group></m:DataSet>"""
    columns = _prepare(_message("", body, "GenericData")).observations.columns
    assert (list(columns["ref_area"]), list(columns["time_period"])) == (["DE"], ["2001"])
    assert list(columns["unit"]) == ["1000000"]


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE m [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    f'<m:GenericData xmlns:m="{SCHEMAS}/message">&b;</m:GenericData>'
)
REMOTE = f'<?xml version="1.0"?><!DOCTYPE m SYSTEM "file:///etc/passwd"><m:GenericData xmlns:m="{SCHEMAS}/message"/>'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (LAUGHS, "DOCTYPE"),
        (REMOTE, "DOCTYPE"),
        (COMPACT[: len(COMPACT) // 2], "breaks off"),
        (COMPACT.replace("<m:Header>", "<m:Header>" + "<a>" * 1000), "nested"),
        (_message(STRUCTURE, "<m:DataSet/>"), "empty"),
        (_message("", "<m:Structures><s:Codelist id='C'/></m:Structures>", "Structure"), "only structures"),
        (
            _message("", "<m:ErrorMessage code='413'><c:Text>Too many rows</c:Text></m:ErrorMessage>", "Error"),
            "Too many rows",
        ),
    ],
)
def test_a_message_without_figures_or_with_traps_is_refused_in_one_sentence(text: str, said: str) -> None:
    with pytest.raises(UnreadableFile, match=said) as refusal:
        _prepare(text)
    assert "\n" not in refusal.value.text.de


def test_other_xml_is_still_refused_as_such() -> None:
    with pytest.raises(UnreadableFile, match="XML"):
        _prepare("<?xml version='1.0'?><feed><entry/></feed>")
