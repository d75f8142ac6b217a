"""What releases say is German or English, whatever the language of the page."""

from __future__ import annotations

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, override

from teilhabe.core.language import page_language
from teilhabe.outreach.languages import language_of

register = template.Library()


class ReleaseLanguage(template.Node):
    """Marks its content with lang and dir and takes its labels from the same language; links stay in the reader's."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        reader, release = get_language() or "de", page_language()
        if language_of(reader) == release:
            return self.nodelist.render(context)
        with override(release):
            content = self.nodelist.render(context)
        # Quotes in texts are escaped: only an attribute can begin like this.
        kept = content.replace(f'="/{release}/', f'="/{reader}/')
        return format_html('<div class="release-language" lang="{}" dir="ltr">{}</div>', release, mark_safe(kept))  # noqa: S308


@register.tag
def release_language(parser: Parser, _token: Token) -> ReleaseLanguage:
    """{% release_language %}…{% endrelease_language %}"""
    nodelist = parser.parse(("endrelease_language",))
    parser.delete_first_token()
    return ReleaseLanguage(nodelist)


@register.simple_tag
def figures_are_foreign() -> bool:
    """Whether figures and their texts are in another language than the page."""
    return language_of(get_language() or "de") != page_language()
