"""The mails of an issue: plain words and simple HTML; nothing in them is fetched from anywhere, and nothing counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override

from teilhabe.outreach.body.blocks import Block, Kind, split
from teilhabe.outreach.body.html import Shown, page_html
from teilhabe.outreach.body.inline import fill, links_in, plain
from teilhabe.outreach.channels.channel import Draft
from teilhabe.outreach.channels.models import Dispatch
from teilhabe.outreach.languages import is_rtl, language_of
from teilhabe.outreach.newsletter import addresses
from teilhabe.outreach.newsletter.embedding import Embedded, embedded_in
from teilhabe.outreach.pictures.selectors import address_of

TOKEN = "-token-of-the-readers-"  # noqa: S105  # the place of one
"""Stands in an issue where each mail has the token of its reader, and is as long: lines break at the same places."""
PREVIEW_WIDTH = 480
_MARKS = {Kind.POINT: "• ", Kind.STEP: "– "}


@dataclass(frozen=True)
class Issue:
    """What all mails of a dispatch have in common."""

    site_language: str
    subject_line: str
    text: str
    html: str
    leaving: str
    picture: Embedded | None = None


class IssueMail(EmailMultiAlternatives):
    """Words, HTML and picture belong together (RFC 2387), so that mail programs offer no file beside them."""

    mixed_subtype = "related"

    def with_html(self, html: str, picture: Embedded | None) -> Self:
        self.attach_alternative(html, "text/html")
        if picture is not None:
            self.attach(picture.part())
        return self


def issue_of(dispatch: Dispatch) -> Issue:
    language = dispatch.language
    leaving, preferences = addresses.leaving(language, TOKEN), addresses.preferences(language, TOKEN)
    picture = embedded_in(dispatch, _domain())
    with override(language):
        subject_line = _subject_line(dispatch)
        context = {
            "language": language_of(language),
            "direction": "rtl" if is_rtl(language_of(language)) else "ltr",
            "title": subject_line,
            "picture": picture.html() if picture else "",
            "content": content_html(dispatch.text),
            "office": settings.OFFICE_NAME,
            "leaving": leaving,
            "preferences": preferences,
        }
        html = render_to_string("newsletter/mail.html", context)
        shown = (_("[Bild: %(text)s]") % {"text": picture.text},) if picture else ()
        text = "\n\n".join((*shown, content_text(dispatch.text), "-- ", *_footer(leaving, preferences)))
    return Issue(language, subject_line, f"{text}\n", html, leaving, picture)


def mail(issue: Issue, to: str, message_id: str, token: str) -> EmailMultiAlternatives:
    """For one reader; mail programs show a button of their own for leaving (RFC 2369, RFC 8058)."""
    headers = {
        "Message-ID": message_id,
        "List-ID": f"<newsletter.{_domain()}>",
        "List-Unsubscribe": ", ".join(_ways_out(issue, token)),
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
        "Precedence": "bulk",
        "Content-Language": language_of(issue.site_language),
    }
    made = IssueMail(issue.subject_line, issue.text.replace(TOKEN, token), to=[to], headers=headers)
    return made.with_html(issue.html.replace(TOKEN, token), issue.picture)


def _ways_out(issue: Issue, token: str) -> Iterator[str]:
    yield f"<{issue.leaving.replace(TOKEN, token)}>"
    if settings.INBOX_ADDRESS:
        yield f"<mailto:{settings.INBOX_ADDRESS}?subject=unsubscribe%20{token}>"


def proof(issue: Issue, to: str) -> EmailMultiAlternatives:
    """As readers will see it, for somebody of the office: its links lead nowhere."""
    made = IssueMail(_("Probe: %(subject)s") % {"subject": issue.subject_line}, issue.text, to=[to])
    return made.with_html(issue.html, issue.picture)


def content_html(text: str) -> SafeString:
    """Safe: only light markup becomes HTML."""
    shown = (Shown(str(number), block.kind, block.text) for number, block in enumerate(split(text)))
    return mark_safe(_without_facts(page_html(shown)))  # noqa: S308  # as said


def content_text(text: str) -> str:
    """The words, with the address of each link below the paragraph it stands in."""
    return "\n\n".join(_paragraph(block) for block in split(text))


def _paragraph(block: Block) -> str:
    words = _without_facts(plain(block.text))
    addresses_below = [each for each in links_in(block.text) if each not in words]
    return "\n".join((f"{_MARKS.get(block.kind, '')}{words}", *addresses_below))


def _without_facts(text: str) -> str:
    """What was sent stays as it was said: facts stand in it as words, and braces are braces."""
    return fill(text, {}, missing=lambda key: f"{{{key}}}")


def _subject_line(dispatch: Dispatch) -> str:
    """A correction says that it is one."""
    line = " ".join(dispatch.title.split())
    return _("Berichtigung: %(subject)s") % {"subject": line} if dispatch.corrects_id is not None else line


def _footer(leaving: str, preferences: str) -> tuple[str, ...]:
    return (
        settings.OFFICE_NAME or _("Ihr Integrationsbüro"),
        _("Sie bekommen diese E-Mail, weil Sie unseren Rundbrief bestellt haben."),
        f"{_('Sprache und Themen ändern:')}\n{preferences}",
        f"{_('Rundbrief abbestellen:')}\n{leaving}",
    )


def _domain() -> str:
    return settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">") or "localhost"


def preview(draft: Draft) -> SafeString:
    """About as readers will see it; headings one rank lower, for it stands on a page that has its own."""
    language = language_of(draft.language)
    direction = "rtl" if is_rtl(language) else "ltr"
    picture = _preview_of_picture(draft)
    content = mark_safe(content_html(draft.text).replace("<h3", "<h4").replace("</h3>", "</h4>"))  # noqa: S308  # still ours
    return format_html(
        '<div lang="{}" dir="{}"><p><strong>{}</strong></p>{}{}</div>',
        language,
        direction,
        draft.title,
        picture,
        content,
    )


def _preview_of_picture(draft: Draft) -> SafeString | str:
    if draft.picture is None:
        return ""
    return format_html('<p><img src="{}" alt="{}"></p>', address_of(draft.picture, PREVIEW_WIDTH), draft.picture_text)
