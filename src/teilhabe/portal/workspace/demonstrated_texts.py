"""Information of Musterstadt in the demonstration: published texts from its folder, and some that are in the making."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from django.utils import timezone

from teilhabe.core.audit.action import Operator
from teilhabe.core.users.models import User
from teilhabe.core.users.roles import Role
from teilhabe.errors import CheckFailed
from teilhabe.outreach.content.actions.items import AddItem
from teilhabe.outreach.content.actions.publishing import AskForReview, Decide, Publish
from teilhabe.outreach.content.actions.texts import SaveText, written_of
from teilhabe.outreach.content.actions.writing import Written
from teilhabe.outreach.content.exchange.importing import Importer
from teilhabe.outreach.content.exchange.starting import start
from teilhabe.outreach.content.models import InfoItem, Revision
from teilhabe.portal.workspace.demonstrated_newsletter import fill_newsletter

FOLDER = Path(__file__).resolve().parents[4] / "cities" / "musterstadt" / "content"
"""Beside the sources; an installed package comes without cities, and its demonstration without texts."""
OWNED = ("kita-platz", "hilfe-bei-formularen", "raeume-und-foerderung")
"""What the editor looks after: one of them should have been checked already."""
CHANGED, BEFORE, AFTER = "muell-trennen", "Essensreste, Obst und Gemüse", "Essensreste, Obst, Gemüse und Kaffeesatz"
"""A paragraph that changed after it was translated."""
WAITING = Written(
    "Schwimmen lernen für Kinder",
    "Im Frühjahr beginnen neue Kurse im Hallenbad.",
    "Kinder ab sechs Jahren lernen in kleinen Gruppen schwimmen. Ein Kurs hat zehn Stunden.\n\n"
    "Anmelden können Sie Ihr Kind im Familienzentrum: {telefon-familienzentrum}.",
)
RETURNED = Written(
    "Fundbüro",
    "Was jemand gefunden und abgegeben hat.",
    "Die Abholung von Fundgegenständen hat unter Vorlage eines Ausweisdokuments zu erfolgen.",
)
REMARK = "Bitte freundlicher und einfacher: Was soll ich tun, wenn ich etwas verloren habe?"


def fill_texts(accounts: Mapping[Role, User]) -> None:
    """Import the folder, then leave some work to the office."""
    if not FOLDER.is_dir():
        return
    operator = Operator("teilhabe-office demo")
    start(operator)
    report = Importer(operator, publishes=True).take_folder(FOLDER, timezone.localdate())
    if report.refused:
        first = report.refused[0].text
        raise CheckFailed(f"Die Texte von Musterstadt sind fehlerhaft: {first.de}", f"Musterstadt's texts: {first.en}")
    _in_the_making(accounts[Role.EDITOR], accounts[Role.HEAD_OF_OFFICE])
    fill_newsletter(accounts[Role.EDITOR])


def _in_the_making(editor: User, head: User) -> None:
    InfoItem.objects.filter(key__in=OWNED).update(owner=editor)
    AskForReview(by=editor, revision=_draft(editor, "schwimmen-lernen", WAITING)).run()
    returned = _draft(editor, "fundbuero", RETURNED)
    AskForReview(by=editor, revision=returned).run()
    Decide(by=head, revision=returned, is_approved=False, note=REMARK).run()
    _change_after_translation(editor, head)


def _draft(editor: User, key: str, written: Written) -> Revision:
    item = AddItem(by=editor, values={"key": key, "is_sample": True, "owner": editor}, written=written).run()
    return _newest(item)


def _change_after_translation(editor: User, head: User) -> None:
    item = InfoItem.objects.get(key=CHANGED)
    original, before = item.variants.get(translated_from=None), written_of(_newest(item))
    written = Written(before.title, before.summary, before.text.replace(BEFORE, AFTER))
    revision = SaveText(by=editor, variant=original, written=written, version=original.version).run()
    AskForReview(by=editor, revision=revision).run()
    Decide(by=head, revision=revision, is_approved=True).run()
    Publish(by=editor, variant=original).run()


def _newest(item: InfoItem) -> Revision:
    return Revision.objects.filter(variant__item=item, variant__translated_from=None).latest("number")
