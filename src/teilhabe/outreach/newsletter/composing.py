"""The mails of an issue: plain words and simple HTML; nothing in them is fetched from anywhere, and nothing counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

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
from teilhabe.outreach.channels.models import Dispatch
from teilhabe.outreach.languages import is_rtl, language_of
from teilhabe.outreach.newsletter import addresses

TOKEN = "-token-of-the-readers-"  # noqa: S105  # the place of one
"""Stands in an issue where each mail has the token of its reader, and is as long: lines break at the same places."""
_MARKS = {Kind.POINT: "• ", Kind.STEP: "– "}


@dataclass(frozen=True)
class Issue:
    """What all mails of a dispatch have in common."""

    site_language: str
    subject_line: str
    text: str
    html: str
    leaving: str


def issue_of(dispatch: Dispatch) -> Issue:
    language = dispatch.language
    leaving, preferences = addresses.leaving(language, TOKEN), addresses.preferences(language, TOKEN)
    with override(language):
        subject_line = _subject_line(dispatch)
        context = {
            "language": language_of(language),
            "direction": "rtl" if is_rtl(language_of(language)) else "ltr",
            "title": subject_line,
            "content": content_html(dispatch.text),
            "office": settings.OFFICE_NAME,
            "leaving": leaving,
            "preferences": preferences,
        }
        html = render_to_string("newsletter/mail.html", context)
        text = "\n\n".join((content_text(dispatch.text), "-- ", *_footer(leaving, preferences)))
    return Issue(language, subject_line, f"{text}\n", html, leaving)


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
    made = EmailMultiAlternatives(issue.subject_line, issue.text.replace(TOKEN, token), to=[to], headers=headers)
    made.attach_alternative(issue.html.replace(TOKEN, token), "text/html")
    return made


def _ways_out(issue: Issue, token: str) -> Iterator[str]:
    yield f"<{issue.leaving.replace(TOKEN, token)}>"
    if settings.INBOX_ADDRESS:
        yield f"<mailto:{settings.INBOX_ADDRESS}?subject=unsubscribe%20{token}>"


def proof(issue: Issue, to: str) -> EmailMultiAlternatives:
    """As readers will see it, for somebody of the office: its links lead nowhere."""
    made = EmailMultiAlternatives(_("Probe: %(subject)s") % {"subject": issue.subject_line}, issue.text, to=[to])
    made.attach_alternative(issue.html, "text/html")
    return made


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


def preview(title: str, text: str, site_language: str) -> SafeString:
    """About as readers will see it; headings one rank lower, for it stands on a page that has its own."""
    direction = "rtl" if is_rtl(language_of(site_language)) else "ltr"
    content = mark_safe(content_html(text).replace("<h3", "<h4").replace("</h3>", "</h4>"))  # noqa: S308  # still ours
    return format_html(
        '<div lang="{}" dir="{}"><p><strong>{}</strong></p>{}</div>',
        language_of(site_language),
        direction,
        title,
        content,
    )
