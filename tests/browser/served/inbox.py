"""Conversations in every state that is worth looking at: answered, overdue, doubled, merged, lost, empty."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from tests.cast import Cast

from teilhabe.actors.models import Person
from teilhabe.core.users.roles import Role
from teilhabe.outreach.inbox.actions.conversations import ChangeConversation, LinkPerson, MergeInto
from teilhabe.outreach.inbox.actions.entries import AddNote, AnswerConversation
from teilhabe.outreach.inbox.models import Conversation, Entry, Snippet, Way
from teilhabe.outreach.inbox.receiving import Incoming, Sender, receive
from teilhabe.outreach.moderation.actions import HideEntry

AMAL = Sender("أمل حداد", "mail", "amal@probe.example")


def fill(cast: Cast) -> dict[str, str]:
    editor = cast.user(Role.EDITOR)
    arabic = _asked(1, "أين يمكنني التسجيل في دورة اللغة؟\n\nشكراً", language="ar", subject_line="دورة لغة")
    _asked(2, "وهل الدورة مجانية؟", language="ar", answers=("<1@probe.example>",))
    arabic.entries.filter(external_id="<1@probe.example>").update(
        translation="Wo kann ich mich für einen Sprachkurs anmelden?\n\nDanke",
        translation_language="de",
        is_machine_translation=True,
    )
    AddNote(by=editor, conversation=arabic, text="Beim Träger nachgefragt, Antwort kommt morgen.").run()
    ChangeConversation(by=editor, conversation=arabic, values={"is_urgent": True, "district": "Innenstadt"}).run()
    LinkPerson(by=editor, conversation=arabic, person=Person.objects.order_by("pk").first()).run()
    double = _asked(3, "Wo ist das Rathaus?", sender=Sender("", "mail", "b@probe.example"))
    _asked(4, "Wo ist das Rathaus?", sender=Sender("", "mail", "b@probe.example"))
    call = _asked(5, "Bitte zurückrufen: Wohngeld", way=Way.PHONE, sender=Sender("", "mobile", "+491711234567"))
    merged = _asked(6, "Noch ein Anruf dazu", way=Way.PHONE, sender=Sender("", "mobile", "+491711234567"))
    MergeInto(by=editor, conversation=merged, other=call).run()
    AnswerConversation(by=editor, conversation=call, way=Way.PHONE, text="Antrag liegt bereit.", is_done=False).run()
    lost = _asked(7, "Haben Sie samstags offen?", sender=Sender("Ivan", "mail", "i@probe.example"))
    Entry.objects.create(
        conversation=lost, kind="answer", way=Way.MAIL, text="Ja, bis 12 Uhr.", delivery="undecided", author=editor
    )
    Conversation.objects.filter(pk=lost.pk).update(due_at=timezone.now() - timedelta(days=1))
    hated = _asked(8, "Verschwindet alle von hier!", way=Way.COMMENT, sender=Sender("Max Muster", "messenger", "70001"))
    evidence = HideEntry(by=editor, entry=hated.entries.get(), reason="hate", note="Erfundenes Beispiel").run()
    snippet = Snippet.objects.create(name="Gruß", texts={"de": "Mit freundlichen Grüßen", "ar": "مع التحية"})
    return {
        "arabic_question": str(arabic.pk), "double": str(double.pk), "call": str(call.pk), "lost": str(lost.pk),
        "entry_of_question": str(arabic.entries.earliest("pk").pk), "snippet": str(snippet.pk),
        "entry_hidden": str(hated.entries.get().pk), "evidence": str(evidence.pk),
    }  # fmt: skip


def _asked(number: int, text: str, *, way: Way = Way.MAIL, sender: Sender = AMAL, **more: object) -> Conversation:
    told = {"way": way, "external_id": f"<{number}@probe.example>", "text": text, "sender": sender, "language": "de"}
    moment = timezone.now() - timedelta(minutes=60 - number)
    entry = receive(Incoming(**{**told, "at": moment, **more})).entry  # type: ignore[arg-type]  # a table of its fields
    assert entry is not None
    return entry.conversation
