"""The machine suggests a translation, in a job, marked as the machine's; it never writes over what a person wrote."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from pytest_django import Settings
from tests.cast import Cast
from tests.outreach.inbox.conversations import ask

from teilhabe.core.jobs.job import PermanentFailure
from teilhabe.core.jobs.models import Job
from teilhabe.core.users.roles import Role
from teilhabe.outreach.inbox import jobs
from teilhabe.outreach.inbox.jobs import suggest_translation
from teilhabe.outreach.inbox.machine import translated
from teilhabe.outreach.translation.machines.machine import MachineFailure

pytestmark = pytest.mark.django_db


class Shouting:
    """A machine that shouts, and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[list[str], str, str]] = []

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        self.asked.append((list(texts), source, target))
        return [f"<b>{text.upper()}</b>" for text in texts]


class Refusing:
    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        raise MachineFailure("language")


def test_lines_stay_lines_and_no_markup_comes_back() -> None:
    machine = Shouting()
    assert translated("a < b\n\nc & d", "ar", "de", machine) == "A < B\n\nC & D"
    assert machine.asked[0][0] == ["a &lt; b", "c &amp; d"]


def test_a_suggestion_stands_beside_the_text_and_says_whose_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    entry, machine = ask("wo?", language="").entries.get(), Shouting()
    monkeypatch.setattr(jobs, "machine", lambda: machine)
    suggest_translation.call(entry.pk, "de")
    entry.refresh_from_db()
    assert (entry.text, entry.translation, entry.is_machine_translation) == ("wo?", "WO?", True)
    assert machine.asked[0][1:] == ("auto", "de")


def test_what_a_person_wrote_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = ask("wo?").entries.get()
    entry.translation = "Wo?"
    entry.save()
    monkeypatch.setattr(jobs, "machine", Shouting)
    suggest_translation.call(entry.pk, "de")
    entry.refresh_from_db()
    assert (entry.translation, entry.is_machine_translation) == ("Wo?", False)


def test_a_language_that_the_machine_does_not_know_is_not_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = ask("wo?").entries.get()
    monkeypatch.setattr(jobs, "machine", Refusing)
    with pytest.raises(PermanentFailure):
        suggest_translation.call(entry.pk, "de")


@pytest.mark.usefixtures("site")
def test_nothing_goes_to_the_machine_before_somebody_decides_so_for_the_conversation(
    cast: Cast, settings: Settings
) -> None:
    settings.TRANSLATION_ADDRESS = "http://127.0.0.1:9"
    conversation, other = ask("سؤال", language="ar"), ask("питання", 2, language="uk")
    assert asked_for() == set()
    client, page = cast.client(Role.EDITOR), f"/de/buero/posteingang/{conversation.pk}/"
    assert "maschine/" in client.get(page).content.decode()
    assert client.post(f"{page}maschine/").status_code == 302
    assert asked_for() == {*conversation.entries.values_list("pk", flat=True)}
    later = ask("سؤال آخر", 3, language="ar", reply_token=conversation.reply_token)
    ask("ще питання", 4, language="uk", reply_token=other.reply_token)
    assert later == conversation
    assert asked_for() == {*conversation.entries.values_list("pk", flat=True)}
    assert "Nicht mehr übersetzen" in client.get(page).content.decode()
    client.post(f"{page}maschine/", {"stop": "1"})
    ask("سؤال ثالث", 5, language="ar", reply_token=conversation.reply_token)
    assert len(asked_for()) == 2


@pytest.mark.usefixtures("site")
def test_without_a_machine_there_is_no_button_and_a_press_on_one_says_so(cast: Cast) -> None:
    conversation, client = ask("سؤال", language="ar"), cast.client(Role.EDITOR)
    page = f"/de/buero/posteingang/{conversation.pk}/"
    assert "maschine/" not in client.get(page).content.decode()
    assert "kein Übersetzungsdienst eingestellt" in client.post(f"{page}maschine/", follow=True).content.decode()
    assert asked_for() == set()


def asked_for() -> set[int]:
    """The contributions that wait to be translated by machine."""
    waiting = Job.objects.filter(task__task_path=suggest_translation.module_path).select_related("task")
    return {int(each.task.args_kwargs["args"][0]) for each in waiting}
