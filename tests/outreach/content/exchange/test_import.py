"""A folder is taken over wholly or not at all, and takes nothing away that people did here."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cast import Cast
from tests.outreach.content.exchange.folders import ARABIC, BY, FILES, ORIGINAL, empty, given, outcome, take
from tests.outreach.items import make_item, publish, save_translation, translate_all

from teilhabe.core.audit.models import AuditEntry
from teilhabe.core.users.roles import Role
from teilhabe.outreach.content.actions.facts import AddFact
from teilhabe.outreach.content.actions.items import WithdrawItem
from teilhabe.outreach.content.actions.scheduling import ReturnItem
from teilhabe.outreach.content.actions.writing import Translated
from teilhabe.outreach.content.exchange.folders import write
from teilhabe.outreach.content.exchange.importing import Outcome, Part
from teilhabe.outreach.content.exchange.starting import start
from teilhabe.outreach.content.models import Category, Edition, InfoItem, Segment, Variant
from teilhabe.outreach.content.published import shelf

pytestmark = pytest.mark.django_db


def test_a_folder_becomes_published_items_with_untranslated_blocks_in_the_language_of_the_original(
    tmp_path: Path,
) -> None:
    report = take(tmp_path, FILES, publishes=True)
    assert outcome(report, Outcome.ADDED) == ["anmeldung"]
    reading = shelf("ar").by_key["anmeldung"]
    assert reading.title == "التسجيل"
    assert reading.has_machine_text
    assert len(reading.borrowed) == 3
    assert 'lang="de"' in reading.html


def test_without_publish_nothing_goes_out(tmp_path: Path) -> None:
    take(tmp_path, FILES)
    assert Variant.objects.count() == 2
    assert not Edition.objects.exists()


def test_the_same_folder_again_changes_nothing_and_is_not_logged(tmp_path: Path) -> None:
    take(tmp_path, FILES, publishes=True)
    before, logged = given(), AuditEntry.objects.count()
    report = take(tmp_path, publishes=True)
    assert outcome(report, Outcome.UNCHANGED) == ["anmeldung"]
    assert (given(), AuditEntry.objects.count()) == (before, logged)


def test_files_raise_a_risk_and_never_lower_it(tmp_path: Path) -> None:
    """Files may be older than what people decided in the office."""
    risky = {**FILES, "items/anmeldung/item.toml": 'kind = "page"\nrisk = "law"\n'}
    take(tmp_path, FILES, publishes=True)
    take(tmp_path, risky, publishes=True)
    report = take(tmp_path, FILES, publishes=True)
    assert [
        each.text.en.startswith("items/anmeldung/item.toml: The risk is “law” here") for each in report.refused
    ] == [True]
    assert InfoItem.objects.get().risk == "law"


def test_an_imported_item_comes_back_after_it_was_withdrawn(tmp_path: Path) -> None:
    take(tmp_path, FILES, publishes=True)
    WithdrawItem(by=BY, item=InfoItem.objects.get()).run()
    ReturnItem(by=BY, item=InfoItem.objects.get()).run()
    assert shelf("ar").by_key["anmeldung"].title == "التسجيل"


def test_a_trial_reports_and_changes_nothing(tmp_path: Path) -> None:
    report = take(tmp_path, FILES, is_trial=True)
    assert outcome(report, Outcome.ADDED) == ["anmeldung"]
    assert not InfoItem.objects.exists()


def test_a_changed_paragraph_of_the_original_outdates_just_its_translation(tmp_path: Path) -> None:
    take(tmp_path, FILES, publishes=True)
    changed = {**FILES, "items/anmeldung/de.md": ORIGINAL.replace("Erster", "Neuer erster")}
    report = take(tmp_path, changed, publishes=True)
    assert outcome(report, Outcome.CHANGED) == ["anmeldung"]
    reading = shelf("ar").by_key["anmeldung"]
    assert len(reading.outdated) == 1
    assert reading.html.count("is-old") == 1


def test_a_new_paragraph_in_the_original_outdates_nothing(tmp_path: Path) -> None:
    take(tmp_path, FILES, publishes=True)
    longer = {
        **FILES,
        "items/anmeldung/de.md": ORIGINAL.replace("Erster Absatz.", "Ganz neu davor.\n\nErster Absatz."),
        "items/anmeldung/ar.md": ARABIC.replace("الفقرة", "[…]\n\nالفقرة"),
    }
    take(tmp_path, longer, publishes=True)
    reading = shelf("ar").by_key["anmeldung"]
    assert reading.outdated == ()
    assert len(reading.borrowed) == 4


def test_hashes_in_the_file_tell_an_outdated_block_even_to_an_empty_database(tmp_path: Path) -> None:
    take(tmp_path / "one", FILES, publishes=True)
    files = given()
    empty()
    files["items/anmeldung/de.md"] = files["items/anmeldung/de.md"].replace("Ausweis", "Ausweis oder Pass")
    take(tmp_path / "two", files, publishes=True)
    assert len(shelf("ar").by_key["anmeldung"].outdated) == 1


def test_a_review_here_survives_the_import_of_the_same_text(cast: Cast, tmp_path: Path) -> None:
    take(tmp_path, FILES, publishes=True)
    variant = Variant.objects.get(language="ar")
    title = variant.segments.get(kind="title")
    texts = {title.key: Translated(title.text, title.provenance, is_reviewed=True)}
    save_translation(variant, texts, cast.user(Role.EDITOR))
    take(tmp_path, publishes=True)
    assert Segment.objects.get(pk=title.pk).reviewed_by == cast.user(Role.EDITOR)


def test_what_the_folder_does_not_mention_stays(cast: Cast, tmp_path: Path) -> None:
    item = make_item(cast, key="anmeldung", categories=(Category.objects.create(kind="topic", key="x"),))
    publish(cast, item)
    translate_all(cast, item, "tr")
    other = make_item(cast)
    take(tmp_path, {"items/anmeldung/item.toml": "", "items/anmeldung/de.md": ORIGINAL}, publishes=True)
    assert {"de", "tr"} == set(item.variants.values_list("language", flat=True))
    assert InfoItem.objects.filter(pk=other.pk).exists()


def test_one_wrong_item_keeps_all_others_out(tmp_path: Path) -> None:
    wrong = {"items/b/item.toml": "", "items/b/de.md": '+++\ntitle = "B"\n+++\n\n{telefon}\n'}
    report = take(tmp_path, {**FILES, **wrong}, publishes=True)
    assert [f"{each.text.en}" for each in report.refused] == [
        "items/b/de.md, line 5: There is no fact {telefon}. Add it to facts.toml."
    ]
    assert not InfoItem.objects.exists()


def test_a_risky_item_shows_only_what_the_file_calls_reviewed(tmp_path: Path) -> None:
    files = {
        "items/a/item.toml": 'risk = "law"\n',
        "items/a/de.md": '+++\ntitle = "Recht"\n+++\n\nEins.\n\nZwei.\n',
        "items/a/en.md": '+++\ntitle = "Law"\nreviewed = ["title", 2]\n+++\n\nOne.\n\nTwo.\n',
    }
    take(tmp_path, files, publishes=True)
    html = shelf("en").by_key["a"].html
    assert "Two." in html
    assert "One." not in html
    assert "Eins." in html


def test_a_risky_translation_without_any_review_is_refused(tmp_path: Path) -> None:
    files = {
        "items/a/item.toml": 'risk = "health"\n',
        "items/a/de.md": '+++\ntitle = "Arzt"\n+++\n',
        "items/a/ar.md": '+++\ntitle = "طبيب"\n+++\n',
    }
    report = take(tmp_path, files, publishes=True)
    assert "nobody has reviewed" in report.refused[0].text.en
    assert not InfoItem.objects.exists()


def test_facts_are_added_and_changed_and_their_kind_stays(cast: Cast, tmp_path: Path) -> None:
    values = {"key": "alter", "name": "Alter", "kind": "text", "value": {"text": "0–3"}}
    AddFact(by=cast.user(Role.EDITOR), values=values).run()
    facts = "\n".join(
        f'[{key}]\nname = "{key}"\nkind = "text"\nvalue = {{ text = "0–6" }}\n' for key in ("alter", "neu")
    )
    report = take(tmp_path, {"facts.toml": facts})
    assert outcome(report, Outcome.CHANGED, Part.FACT) == ["alter"]
    assert outcome(report, Outcome.ADDED, Part.FACT) == ["neu"]
    assert outcome(take(tmp_path), Outcome.UNCHANGED, Part.FACT) == ["alter", "neu"]


def test_events_find_places_that_come_with_them(tmp_path: Path) -> None:
    files = {
        **{f"items/{key}/de.md": f'+++\ntitle = "{key}"\n+++\n' for key in ("a", "z")},
        "items/a/item.toml": 'kind = "event"\n\n[dates]\nstarts = 2026-12-01T18:00:00\nplace = "z"\n',
        "items/z/item.toml": 'kind = "place"\n\n[place]\nlanguages = ["ar"]\nis_accessible = false\n',
    }
    take(tmp_path, files, publishes=True)
    assert InfoItem.objects.get(key="a").dates.place == InfoItem.objects.get(key="z")
    assert "2026-12-01T18:00:00+01:00" in given()["items/a/item.toml"]
    assert "is_accessible = false" in given()["items/z/item.toml"]


def test_the_categories_to_start_with_come_once_and_keep_what_a_city_changed() -> None:
    assert len(outcome(start(BY), Outcome.ADDED, Part.CATEGORY)) == Category.objects.count() > 30
    Category.objects.filter(key="families").update(names={"de": "Familie"})
    assert start(BY).done == {}
    assert Category.objects.get(key="families").name_in("ar") == "Familie"


def test_an_export_writes_over_an_earlier_one_and_never_over_other_files(tmp_path: Path) -> None:
    take(tmp_path / "in", FILES)
    assert write(tmp_path / "out", given()) == (3, 0)
    assert write(tmp_path / "out", given()) == (0, 0)
    Variant.objects.get(language="ar").delete()
    assert write(tmp_path / "out", given()) == (0, 1)
    assert not (tmp_path / "out/items/anmeldung/ar.md").exists()
    (tmp_path / "out/Brief.docx").touch()
    with pytest.raises(Exception, match=r"other things than content \(Brief.docx\)"):
        write(tmp_path / "out", given())
