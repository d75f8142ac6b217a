"""The text of the mails about what waits: counts and addresses only, a mail is no place for the names of others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from teilhabe.core.extensions import Waiting


def subject_line(waiting: Iterable[Waiting]) -> str:
    count = sum(each.count for each in waiting)
    text = ngettext("Heute wartet %(count)s Sache auf Sie", "Heute warten %(count)s Sachen auf Sie", count)
    return text % {"count": count}


def letter(name: str, waiting: Iterable[Waiting]) -> str:
    """In the language that is active, with the way to change or stop these mails."""
    return "\n\n".join(_paragraphs(name, waiting)) + "\n"


def _paragraphs(name: str, waiting: Iterable[Waiting]) -> Iterator[str]:
    yield _("Guten Tag, %(name)s,") % {"name": name}
    yield _("das wartet im Büro auf Sie:")
    for each in waiting:
        mark = _("dringend")
        urgent = f" ({mark})" if each.is_urgent else ""
        yield _lines(f"{each.count} × {each.label}{urgent}", each.address)
    yield _lines(_("Alles auf einen Blick:"), reverse("workspace:start"))
    yield _lines(_("Keine oder andere E-Mails? Das wählen Sie hier:"), reverse("workspace:notifications"))


def _lines(text: str, address: str) -> str:
    return f"{text}\n{_whole(address)}"


def _whole(address: str) -> str:
    return f"{settings.PUBLIC_ADDRESS}{address}"
