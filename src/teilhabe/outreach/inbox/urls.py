"""The addresses of the inbox in the workspace."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from teilhabe.outreach.inbox.views import answering, conversations, joining, people, snippets, sorting

app_name = "inbox"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", conversations.conversation_list, name="list"),
    path("<int:conversation>/", conversations.conversation, name="conversation"),
    path(_("<int:conversation>/antworten/"), answering.answer, name="answer"),
    path(_("<int:conversation>/notiz/"), answering.note, name="note"),
    path(_("<int:conversation>/uebernehmen/"), sorting.take, name="take"),
    path(_("<int:conversation>/zustaendig/"), sorting.assign, name="assign"),
    path(_("<int:conversation>/angaben/"), sorting.change, name="change"),
    path(_("<int:conversation>/erledigen/"), sorting.close, name="close"),
    path(_("<int:conversation>/oeffnen/"), sorting.reopen, name="reopen"),
    path(_("<int:conversation>/papierkorb/"), sorting.throw_away, name="throw_away"),
    path(_("<int:conversation>/maschine/"), sorting.machine, name="machine"),
    path(_("<int:conversation>/zusammenfuehren/"), joining.merge, name="merge"),
    path(_("<int:conversation>/trennen/"), joining.part, name="part"),
    path(_("<int:conversation>/abtrennen/"), joining.split, name="split"),
    path(_("<int:conversation>/person/"), people.person, name="person"),
    path(_("<int:conversation>/person/zuordnen/"), people.person_link, name="person_link"),
    path(_("beitraege/<int:entry>/uebersetzung/"), answering.translate, name="translate"),
    path(_("beitraege/<int:entry>/noch-einmal/"), answering.send_again, name="send_again"),
    path(_("beitraege/<int:entry>/angekommen/"), answering.note_arrival, name="note_arrival"),
    path(_("personen/<uuid:person>/"), conversations.person_conversations, name="person_conversations"),
    path(_("textbausteine/"), snippets.snippets, name="snippets"),
    path(_("textbausteine/neu/"), snippets.snippet_add, name="snippet_add"),
    path(_("textbausteine/<int:snippet>/"), snippets.snippet, name="snippet"),
    path(_("textbausteine/<int:snippet>/loeschen/"), snippets.snippet_delete, name="snippet_delete"),
]
