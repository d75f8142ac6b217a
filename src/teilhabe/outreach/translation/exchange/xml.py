"""XML from strangers, read without entities, without document types and not without end."""

from __future__ import annotations

import re
from typing import NoReturn
from xml.etree import ElementTree
from xml.parsers import expat

from teilhabe.errors import InputError

MOST_BYTES = 5 << 20
DEEPEST = 40
MOST_ELEMENTS = 400_000
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold in any way."""

XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def parse(content: bytes) -> ElementTree.Element:
    """The root; InputError in one sentence for anything that is no harmless XML."""
    builder = ElementTree.TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    state = _State(builder)
    parser.buffer_text = True
    parser.StartElementHandler = state.start
    parser.EndElementHandler = state.end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.EntityDeclHandler = _refuse_doctype
    try:
        parser.Parse(content, True)
        return builder.close()
    except (expat.ExpatError, AssertionError, ValueError, LookupError) as error:
        line = getattr(error, "lineno", 1)
        raise InputError(
            f"Die Datei ist kein vollständiges XML (Zeile {line}). Bitten Sie um eine neue Ausfuhr.",
            f"The file is no complete XML (line {line}). Ask for a new export.",
        ) from error


class _State:
    def __init__(self, builder: ElementTree.TreeBuilder) -> None:
        self._builder, self._depth, self._count = builder, 0, 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth, self._count = self._depth + 1, self._count + 1
        if self._depth > DEEPEST or self._count > MOST_ELEMENTS:
            raise InputError(
                "Die Datei ist zu tief oder zu oft verschachtelt. So schreibt kein Übersetzungsprogramm.",
                "The file is nested too deeply or too often. No translation tool writes like that.",
            )
        self._builder.start(_qualified(name), {_qualified(key): value for key, value in attributes.items()})

    def end(self, name: str) -> None:
        self._depth -= 1
        self._builder.end(_qualified(name))


def _qualified(name: str) -> str:
    return f"{{{name}" if "}" in name else name


def _refuse_doctype(*_declaration: object) -> NoReturn:
    raise InputError(
        "Die Datei bringt eine Dokumenttyp-Erklärung mit (DOCTYPE). Aus Sicherheit lesen wir solche Dateien nicht.",
        "The file brings a document type declaration (DOCTYPE). For safety we do not read such files.",
    )


def possible(text: str) -> str:
    """The text without characters that XML cannot hold."""
    return _FORBIDDEN.sub("", text)


def written(root: ElementTree.Element) -> bytes:
    content: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return content
