"""What becomes of a conversation whose answer did not arrive: it waits for somebody again."""

from __future__ import annotations

from django.db.models import QuerySet

from teilhabe.outreach.inbox.models import Conversation, Entry

State = Conversation.State


def lose(answers: QuerySet[Entry], why: str, delivery: Entry.Delivery = Entry.Delivery.FAILED) -> int:
    """Notes at these answers that they did not arrive, or may not have; how many they were."""
    reopen(answers)
    return answers.update(delivery=delivery, delivery_error=why[:300], delivered_at=None)


def reopen(answers: QuerySet[Entry]) -> None:
    """Also where a conversation was merged into another one, which is the one that is shown."""
    of_answers = list(answers.values_list("conversation", "conversation__merged_into"))
    shown = {merged_into or conversation for conversation, merged_into in of_answers}
    settled = Conversation.objects.filter(pk__in=shown, state__in=(State.DONE, State.WAITING))
    settled.update(state=State.OPEN, closed_at=None, closing="")
