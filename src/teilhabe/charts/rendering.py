"""From a specification to the SVG that stands in a page, a report or a post."""

from __future__ import annotations

import re
from typing import Final, Literal
from xml.sax.saxutils import quoteattr

from teilhabe.charts.model import Spec
from teilhabe.text import Language

_LOCALES: Final[dict[Language, Literal["de-DE", "en-GB"]]] = {"de": "de-DE", "en": "en-GB"}
_VEGA_LITE = "6.4"


def svg(spec: Spec, language: Language, *, label: str, prefix: str) -> str:
    """The picture as an SVG element to be put into a page as it is, the same bytes for the same specification.

    It takes the width of its container, is one image named `label` to assistive technology, carries no style and no
    size, and all its ids begin with `prefix`, which must be unique on the page.
    """
    import vl_convert  # starts a JavaScript engine: only where a picture is really drawn

    locale = _LOCALES[language]
    drawn = vl_convert.vegalite_to_svg(
        spec, vl_version=_VEGA_LITE, format_locale=locale, time_format_locale=locale, allowed_base_urls=[]
    )
    head, tag_end, body = drawn.partition(">")
    return _image_tag(head, label) + tag_end + _prefixed(_plain(body), prefix) + "\n"


def warm_up() -> None:
    """Start the JavaScript engine, which takes as long as drawing many pictures."""
    import vl_convert

    vl_convert.vegalite_to_vega({"mark": "point"}, vl_version=_VEGA_LITE)


def _image_tag(head: str, label: str) -> str:
    """The opening tag with only its name space and view box, presented as one image."""
    kept = " ".join(match[0] for match in re.finditer(r'(?:xmlns(?::\w+)?|viewBox)="[^"]*"', head))
    return f'<svg {kept} role="img" aria-label={quoteattr(label)}'


def _plain(body: str) -> str:
    """The drawing without roles of its parts, which would contradict the one image, and without false precision."""
    body = re.sub(r' (?:role|aria-[a-z]+|class)="[^"]*"', "", body)
    return re.sub(r' (?:d|transform|x|y|x2|y2)="[^"]*"', lambda match: _rounded(match[0]), body)


def _rounded(attribute: str) -> str:
    return re.sub(
        r"-?\d+\.\d{3,}(?:e-?\d+)?", lambda match: f"{float(match[0]):.2f}".rstrip("0").rstrip("."), attribute
    )


def _prefixed(text: str, prefix: str) -> str:
    """Ids counted anew: the renderer goes on counting from picture to picture, so equal pictures would differ."""
    found = dict.fromkeys(re.findall(r'\bid="([^"]*)"', text))
    for number, name in enumerate(found, 1):
        text = re.sub(rf'(\bid="|url\(#|href="#){re.escape(name)}(?=["\)])', rf"\g<1>{prefix}-{number}", text)
    return text
