"""Facts that lead somewhere: telephone, mail, link, address."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote, urlsplit

from teilhabe.codes.telephone import international, is_international
from teilhabe.errors import InputError
from teilhabe.outreach.body.inline import as_html, is_safe_address
from teilhabe.outreach.facts.shape import Shape, Value, line, refuse_others
from teilhabe.outreach.wording.reading import isolated
from teilhabe.text import Text

_NUMBER = Text("Die Telefonnummer", "The telephone number")
_ADDRESS = Text("Die E-Mail-Adresse", "The mail address")
_URL = Text("Die Adresse der Seite", "The address of the page")
_SHORT_NUMBER = re.compile(r"11[0-9]|116 ?[0-9]{3}|118 ?[0-9]{2,3}")
"""Numbers without area code that reach somebody everywhere in Germany: 112, 115, 116117."""
_MAIL = re.compile(r"[\w.!#$%*+/=?^{|}~&'-]{1,64}@(?:[\w](?:[\w-]{0,61}[\w])?\.)+[^\W\d_][\w-]{1,62}")


def _checked_phone(value: Value) -> dict[str, Any]:
    refuse_others(value, "number")
    number = re.sub("[–‐‑]", "-", line(value, "number", _NUMBER, longest=40))
    if not _SHORT_NUMBER.fullmatch(number) and not is_international(_dialled(number)):
        raise InputError(
            "Diese Telefonnummer kann niemand wählen. Schreiben Sie sie mit Vorwahl, zum Beispiel 0631 1234567 "
            "oder +49 171 1234567.",
            "Nobody can dial this telephone number. Write it with its area code, for example 0631 1234567 "
            "or +49 171 1234567.",
        )
    return {"number": number}


def _dialled(number: str) -> str:
    return number.replace(" ", "") if _SHORT_NUMBER.fullmatch(number) else international(number)


def _phone_text(value: Value, language: str) -> str:
    return isolated(str(value["number"]), language)


def _phone_html(value: Value, language: str) -> str:
    number = str(value["number"])
    return f'<bdi dir="ltr"><a href="tel:{as_html(_dialled(number))}">{as_html(number)}</a></bdi>'


def _checked_mail(value: Value) -> dict[str, Any]:
    refuse_others(value, "address")
    address = line(value, "address", _ADDRESS, longest=254)
    if not _MAIL.fullmatch(address) or ".." in address:
        raise InputError(
            "Das ist keine vollständige E-Mail-Adresse. Sie sieht so aus: name@beispiel.de.",
            "This is not a complete mail address. It looks like this: name@example.org.",
        )
    return {"address": address}


def _mail_text(value: Value, language: str) -> str:
    return isolated(str(value["address"]), language)


def _mail_html(value: Value, language: str) -> str:
    address = str(value["address"])
    return f'<bdi dir="ltr"><a href="mailto:{as_html(quote(address, safe="@"))}">{as_html(address)}</a></bdi>'


def _checked_link(value: Value) -> dict[str, Any]:
    refuse_others(value, "url", "label")
    url = line(value, "url", _URL, longest=1000)
    label = line(value, "label", Text("Die Beschriftung", "The label"), is_needed=False)
    if not _is_page(url):
        raise InputError(
            "Das ist keine Adresse einer Webseite. Sie sieht so aus: https://www.beispiel.de/seite.",
            "This is not the address of a web page. It looks like this: https://www.example.org/page.",
        )
    return {"url": url, "label": label}


def _is_page(url: str) -> bool:
    if not is_safe_address(url) or re.search(r'[\s"<>\\^`{|}]', url):
        return False
    parts = urlsplit(url)
    return not parts.scheme or (parts.scheme.lower() in ("https", "http") and bool(parts.hostname))


def _link_label(value: Value) -> str:
    url = str(value["url"])
    return str(value.get("label") or (urlsplit(url).hostname or url).removeprefix("www."))


def _link_text(value: Value, language: str) -> str:
    """With its address, because nobody can follow a label on paper."""
    url = str(value["url"])
    label = str(value.get("label") or "")
    return f"{label} ({isolated(url, language)})" if label else isolated(url, language)


def _link_html(value: Value, _language: str) -> str:
    return f'<bdi><a href="{as_html(str(value["url"]))}">{as_html(_link_label(value))}</a></bdi>'


def _checked_address(value: Value) -> dict[str, Any]:
    refuse_others(value, "addition", "street", "postcode", "city")
    found = {
        "addition": line(value, "addition", Text("Der Zusatz", "The addition"), is_needed=False),
        "street": line(value, "street", Text("Die Straße", "The street")),
        "postcode": line(value, "postcode", Text("Die Postleitzahl", "The postcode"), longest=10),
        "city": line(value, "city", Text("Der Ort", "The town")),
    }
    if not re.fullmatch(r"[0-9]{4,5}|(?=.*[0-9])[A-Z0-9][A-Z0-9 -]{2,9}", found["postcode"]):
        raise InputError(
            "Das ist keine Postleitzahl. Sie hat in Deutschland fünf Ziffern, zum Beispiel 67657.",
            "This is not a postcode. In Germany it has five digits, for example 67657.",
        )
    return found


def _address(value: Value) -> str:
    town = f"{value['postcode']} {value['city']}"
    return ", ".join(part for part in (str(value.get("addition") or ""), str(value["street"]), town) if part)


def _address_text(value: Value, language: str) -> str:
    return isolated(_address(value), language)


def _address_html(value: Value, _language: str) -> str:
    return f'<bdi lang="de" dir="ltr">{as_html(_address(value))}</bdi>'


PHONE = Shape(_checked_phone, _phone_text, _phone_html)
MAIL = Shape(_checked_mail, _mail_text, _mail_html)
LINK = Shape(_checked_link, _link_text, _link_html)
ADDRESS = Shape(_checked_address, _address_text, _address_html)
