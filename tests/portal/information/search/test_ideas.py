"""The same thing has many names, and readers find it by any of them."""

from __future__ import annotations

import tomllib
from collections import Counter
from importlib.resources import files

import pytest
from tests.cast import Cast
from tests.outreach.items import make_item, publish

from teilhabe.portal.information.search.find import find
from teilhabe.portal.information.search.ideas import phrase_of
from teilhabe.portal.information.search.index import Field, Index

IDEAS = tomllib.loads(files("teilhabe.portal.information.search").joinpath("ideas.toml").read_text(encoding="utf-8"))
LANGUAGES = {"de", "en", "ar", "uk", "ru", "tr", "fa", "ti", "fr"}
OTHER_TITLES = ["Sommerfest im Park", "Permis de construire", "Neue Öffnungszeiten", "Kinderfest", "Garten mieten"]


def found(title: str, typed: str) -> bool:
    """Whether what was typed leads to the item with the title before all others."""
    index = Index((place, Field.TITLE, each) for place, each in enumerate([title, *OTHER_TITLES]))
    return [match.item for match in index.search(typed)][:1] == [0]


@pytest.mark.parametrize(
    "typed",
    [
        "Kindergarten", "Kindergärten", "kindergaten", "Tagesmutter", "nursery", "day care", "روضة", "الروضة",
        "дитячий садок", "дитячого садка", "детсад", "детского сада", "kreş", "kres", "مهدکودک", "مهد کودک", "creche",
        "crèche", "école maternelle", "መውዓሊ ህጻናት",
    ],
)  # fmt: skip
def test_a_day_nursery_is_found_by_every_name(typed: str) -> None:
    assert found("Einen Platz in der Kita finden", typed)


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("permis de conduire", "Führerschein umschreiben"),
        ("رخصة القيادة", "Führerschein umschreiben"),
        ("driver's license", "Führerschein umschreiben"),
        ("Job Center", "Arbeitsagentur: Termin"),
        ("bicycle", "Fahrradwerkstatt am Bahnhof"),
        ("deutschen Pass", "Einbürgerung"),
        ("انترنت", "Kostenloses WLAN"),
        ("شفاخانه", "Krankenhaus"),
        ("Bibliothek", "Öffnungszeiten der Stadtbücherei"),
    ],
)
def test_another_name_in_another_language_leads_there(typed: str, title: str) -> None:
    assert found(title, typed)


def test_the_word_itself_counts_more_than_another_name() -> None:
    index = Index([(1, Field.TITLE, "Kindergarten"), (2, Field.TITLE, "Kita"), (3, Field.TITLE, "Crèche")])
    assert index.search("Kita")[0].item == 2
    assert {match.item for match in index.search("Kita")} == {1, 2, 3}


def test_another_name_in_the_title_counts_more_than_the_word_somewhere_in_a_text() -> None:
    index = Index([(1, Field.TITLE, "Kindergarten"), (2, Field.TITLE, "Sommerfest"), (2, Field.TEXT, "Auch die Kita")])
    assert [match.item for match in index.search("Kita")] == [1, 2]


def test_what_else_was_typed_still_counts() -> None:
    index = Index([(1, Field.TITLE, "Kindergarten"), (2, Field.TITLE, "Kindergarten: Anmeldung online")])
    assert index.search("Kita online")[0].item == 2


def test_names_of_several_words_must_stand_together_in_a_field() -> None:
    index = Index([(1, Field.TITLE, "Driving"), (1, Field.TEXT, "a licence for dogs"), (2, Field.TITLE, "Ehliyet")])
    assert [match.item for match in index.search("Führerschein")] == [2]


def test_a_known_word_is_taken_for_no_typing_error() -> None:
    index = Index([(1, Field.TITLE, "Miete"), (2, Field.TITLE, "Mitte")])
    assert [match.item for match in index.search("rent")] == [1]


def test_a_reader_sees_the_other_name_marked(cast: Cast) -> None:
    publish(cast, make_item(cast, "Platz finden", "Fragen Sie in jeder Kita nach."))
    assert "<mark>Kita</mark>" in str(find("de", "crèche")[0].excerpt)


@pytest.mark.parametrize("idea", sorted(IDEAS))
def test_every_idea_has_names_in_every_language(idea: str) -> None:
    assert set(IDEAS[idea]) - {"prs"} == LANGUAGES
    assert all(phrase_of(name) for names in IDEAS[idea].values() for name in names)


def test_a_name_belongs_to_one_idea_only() -> None:
    names = {(idea, "".join(phrase_of(name))) for idea, by in IDEAS.items() for each in by.values() for name in each}
    assert [name for name, count in Counter(name for _idea, name in names).items() if count > 1] == []
