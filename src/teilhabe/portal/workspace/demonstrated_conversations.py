"""Conversations of Musterstadt in the demonstration: asked in four languages, on several ways. All are invented."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from teilhabe.actors.models import Person
from teilhabe.core.users.models import User
from teilhabe.core.users.roles import Role
from teilhabe.outreach.content.models import Category
from teilhabe.outreach.content.published import shelf
from teilhabe.outreach.inbox.actions.conversations import AssignConversation, ChangeConversation, LinkPerson
from teilhabe.outreach.inbox.actions.entries import AddNote, AnswerConversation, TranslateEntry
from teilhabe.outreach.inbox.actions.snippets import AddSnippet
from teilhabe.outreach.inbox.letterbox.taking import Question, page_with, take
from teilhabe.outreach.inbox.models import Conversation, Way
from teilhabe.outreach.inbox.receiving import Incoming, Sender, receive

SNIPPETS = (
    ("Gruß", {"de": "Mit freundlichen Grüßen\nIhr Integrationsbüro", "en": "Kind regards\nYour integration office",
              "ar": "مع أطيب التحيات\nمكتب الاندماج"}),
    ("Termin nötig", {"de": "Bitte vereinbaren Sie dafür einen Termin.", "en": "Please make an appointment for this.",
                      "ar": "يرجى حجز موعد لهذا الغرض."}),
)  # fmt: skip
QUESTIONS = (
    (Way.MAIL, "ar", "دورة لغة ألمانية", "أين يمكنني التسجيل في دورة لغة ألمانية؟ أعمل في الصباح.\n\nشكراً جزيلاً",
     Sender("Samira Beispiel", "mail", "samira@beispiel.example")),
    (Way.MAIL, "uk", "Житло", "Добрий день! Де я можу отримати допомогу з пошуком житла?",
     Sender("Olena Muster", "mail", "olena@beispiel.example")),
    (Way.PHONE, "de", "Wohngeld: bitte zurückrufen", "Hat den Antrag angefangen und versteht Seite 3 nicht.",
     Sender("Herr Beispielmann", "phone", "+49 631 555010")),
    (Way.VISIT, "fa", "Übersetzung einer Urkunde", "Sucht jemanden, der eine Geburtsurkunde übersetzt.", Sender()),
    (Way.MAIL, "de", "Deutsch üben helfen", "Guten Tag, ich bin Rentnerin und möchte beim Deutschlernen helfen.",
     Sender("Ingrid Mustermann", "mail", "ingrid@beispiel.example")),
    (Way.MAIL, "de", "Deutsch üben helfen", "Guten Tag, ich bin Rentnerin und möchte beim Deutschlernen helfen.",
     Sender("Ingrid Mustermann", "mail", "ingrid@beispiel.example")),
)  # fmt: skip
BELOW_PAGES = (
    ("bus-und-bahn", "de", "Gilt die Karte auch im Nachtbus?"),
    ("stadtbibliothek", "ar", "هل يمكنني أن أحضر أطفالي معي؟"),
)
"""What readers wrote: below which item, in which language."""
IN_GERMAN = "Wo kann ich mich für einen Deutschkurs anmelden? Ich arbeite vormittags.\n\nVielen Dank"


def fill_conversations(accounts: Mapping[Role, User], people: Sequence[Person]) -> None:
    """Some wait, one is overdue, one came twice, one is answered."""
    editor, coordinator = accounts[Role.EDITOR], accounts[Role.COORDINATOR]
    for name, texts in SNIPPETS:
        AddSnippet(by=editor, name=name, texts=texts).run()
    arabic, _ukrainian, call, visit, *_offers = [_asked(number) for number in range(len(QUESTIONS))]
    entry = arabic.entries.get()
    TranslateEntry(by=editor, entry=entry, text=IN_GERMAN).run()
    AddNote(by=coordinator, conversation=arabic, text="Der Abendkurs hat noch zwei Plätze (erfunden).").run()
    AssignConversation(by=coordinator, conversation=arabic, assigned_to=editor).run()
    late = timezone.now() - timedelta(hours=20)
    topic = Category.objects.filter(kind=Category.Kind.TOPIC).first()
    details = {"due_at": late, "is_urgent": True, "district": "Nordstadt", "topic": topic}
    ChangeConversation(by=editor, conversation=arabic, values=details).run()
    for person in people[3:4]:
        LinkPerson(by=coordinator, conversation=call, person=person).run()
    answer = "Wir haben eine Liste von Übersetzerinnen mitgegeben (erfunden)."
    AnswerConversation(by=coordinator, conversation=visit, way=Way.VISIT, original=answer).run()
    for key, language, text in BELOW_PAGES:
        _write_below(key, language, text)


def _write_below(key: str, language: str, text: str) -> None:
    reading = shelf(language).by_key.get(key)
    with override(language):
        path = reverse("information:item", kwargs={"key": key})
    page = page_with(path, key, reading.revision_id if reading else 0)
    take(Question(text=text, language=language, ticket=f"demo {key}", page=page))


def _asked(number: int) -> Conversation:
    way, language, subject_line, text, sender = QUESTIONS[number]
    moment = timezone.now() - timedelta(days=2, hours=3 * number)
    incoming = Incoming(
        way=way,
        external_id=f"demo-{number}",
        text=text,
        at=moment,
        sender=sender,
        subject_line=subject_line,
        language=language,
    )
    entry = receive(incoming).entry
    assert entry is not None
    return entry.conversation
