"""Items, pictures and messages in every state."""

from __future__ import annotations

from tests.cast import Cast
from tests.outreach.items import approve, make_item, original_of, publish, translate_all
from tests.outreach.pictures.kept import make_picture

from teilhabe.core.users.roles import Role
from teilhabe.outreach.content.actions.campaigns import AddCampaign
from teilhabe.outreach.content.actions.categories import AddCategory
from teilhabe.outreach.content.actions.facts import AddFact
from teilhabe.outreach.content.actions.items import ChangeItem
from teilhabe.outreach.content.actions.publishing import AskForReview
from teilhabe.outreach.content.actions.texts import SaveText
from teilhabe.outreach.content.actions.writing import Translated, Written
from teilhabe.outreach.content.models import Revision
from teilhabe.outreach.feedback.receiving import note_press
from teilhabe.outreach.inbox.letterbox.taking import Page, Question, take
from teilhabe.outreach.inbox.models import Conversation

TEXT = """Alle Kinder ab drei Jahren haben einen Platz in einer Kita. Rufen Sie an: {telefon-kita}.

## Was Sie brauchen

- Ausweis
- Geburtsurkunde des Kindes

## So melden Sie Ihr Kind an

1. Suchen Sie eine Kita.
2. Füllen Sie den [Antrag](https://www.example.org/antrag) aus.

Die Entscheidung über die Vergabe der Betreuungsplätze erfolgt unter Berücksichtigung der gesetzlich vorgeschriebenen
Kriterien durch die zuständige Stelle, die auch über die Erhebung der Beiträge entscheidet.
"""


def fill(cast: Cast) -> dict[str, str]:
    editor = cast.user(Role.EDITOR)
    for key, name, number in (
        ("telefon-kita", "Telefon der Kita-Stelle", 12),
        ("telefon-amt", "Telefon des Amtes", 99),
    ):
        fact = {"key": key, "name": name, "kind": "text", "value": {"text": f"0631 {number}"}}
        AddFact(by=editor, values=fact).run()
    names = {"de": "Familien", "en": "Families", "ar": "عائلات"}
    families = AddCategory(by=editor, values={"kind": "audience", "key": "familien", "names": names}).run()
    campaign = AddCampaign(by=editor, values={"key": "schulstart", "name": "Schulstart", "goal": "Mehr Anmeldungen."})
    item = make_item(
        cast, "Einen Kita-Platz finden", TEXT, "So bekommt Ihr Kind einen Platz.", categories=(families,),
        owner=editor, check_by="2026-01-01", campaign=campaign.run(),
    )  # fmt: skip
    publish(cast, item)
    translate_all(cast, item, "ar")
    translate_all(cast, item, "uk", texts={each.key: Translated("") for each in original_of(item).segments.all()[3:5]})
    draft = make_item(cast, "Entwurf über Wohngeld", TEXT)
    law = make_item(cast, "Aufenthalt verlängern", TEXT, risk="law")
    approve(cast, original_of(law))
    risky = make_item(cast, "Impftermine", TEXT, risk="health")
    approve(cast, original_of(risky))
    ChangeItem(by=editor, item=risky, values={"risk": "ordinary"}).run()
    original = original_of(item)
    changed = Written("Einen Kita-Platz finden", "So bekommt Ihr Kind einen Platz.", TEXT.replace("drei", "zwei"))
    revision = SaveText(by=editor, variant=original, written=changed, version=original.version).run()
    AskForReview(by=editor, revision=revision, note="Bitte das Alter prüfen.").run()
    former = Revision.objects.filter(variant=original).earliest("number")
    note_press(item.key, "/ar/", "ar", was_helpful=True)
    page = Page("/de/informationen/seite/kita/", item, former)
    take(Question(text="Wann ist offen?", language="de", ticket="kita", page=page))
    return {
        "item": str(item.pk), "draft": str(draft.pk), "law": str(law.pk), "risky": str(risky.pk),
        "variant": str(original.pk), "draft_variant": str(original_of(draft).pk), "revision": str(revision.pk),
        "law_variant": str(original_of(law).pk),
        "former": str(former.pk),
        "draft_revision": str(Revision.objects.get(variant__item=draft).pk),
        "campaign": str(item.campaign_id), "category": str(families.pk),
        "picture": str(make_picture(cast).pk), "message": str(Conversation.objects.latest("pk").pk),
    }  # fmt: skip
