"""Takes words out of an entry, with everything that repeats them."""

from __future__ import annotations

from teilhabe.outreach.inbox.models import Entry


def rewrite(entry: Entry, text: str) -> None:
    """Translation and quotation say the same once more, files may show it, and a subject line may be its beginning."""
    former = " ".join(entry.text.split())
    entry.text, entry.quoted, entry.translation = text, "", ""
    entry.save(update_fields=["text", "quoted", "translation"])
    entry.attachments.all().delete()
    conversation = entry.conversation
    if conversation.subject_line and former.startswith(conversation.subject_line.rstrip(" …")):
        conversation.subject_line = ""
        conversation.save(update_fields=["subject_line"])
