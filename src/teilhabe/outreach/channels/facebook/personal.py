"""What Facebook tells us about people: for minutes as it came, then only as entries of the inbox."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from teilhabe.core.privacy.declarations import (
    NOBODY,
    LegalBasis,
    PersonalData,
    Purpose,
    Retention,
    declare,
    declare_impersonal,
)
from teilhabe.outreach.channels.facebook.models import CommentState, Event, PageCheck

declare(
    PersonalData(
        model=Event,
        subject="",
        fields=("body",),
        mentions=("body",),
        impersonal=("id", "digest", "received_at", "handled_at"),
        purpose=Purpose(
            "facebook",
            _("Kommentare und Nachrichten von Facebook annehmen"),
            _("Was auf der Facebook-Seite geschrieben wird, kommt in den Posteingang."),
        ),
        legal_basis=LegalBasis.PUBLIC_TASK,
        retention=Retention(
            after="received_at",
            days=30,
            reason=_(
                "Der Inhalt geht, sobald er im Posteingang steht; so lange kann Facebook dasselbe noch einmal melden."
            ),
        ),
        recipients=(),
        subject_model=NOBODY,
    )
)
declare_impersonal(CommentState, _("Kennungen fremder Kommentare ohne ihren Inhalt, damit Gelöschtes gelöscht bleibt."))
declare_impersonal(PageCheck, _("Stand unseres eigenen Zugangs zur Facebook-Seite."))
