"""The languages that an integration office meets, each with its German and English name and the name it gives itself.

Codes are those of ISO 639-1, or of ISO 639-3 where the shorter list has none, as BCP 47 asks for it: they can stand in
`lang` attributes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from teilhabe.text import Language, Text


@dataclass(frozen=True)
class SpokenLanguage:
    """`own_name` is written in its own script; `is_rtl` where that script runs from right to left."""

    code: str
    name: Text
    own_name: str
    is_rtl: bool = False


_TABLE = """
am  | Amharisch                | Amharic              | አማርኛ
ar  | Arabisch                 | Arabic               | العربية | rtl
az  | Aserbaidschanisch        | Azerbaijani          | azərbaycanca
bg  | Bulgarisch               | Bulgarian            | български
bn  | Bengalisch               | Bengali              | বাংলা
bs  | Bosnisch                 | Bosnian              | bosanski
ckb | Kurdisch (Sorani)        | Kurdish (Sorani)     | سۆرانی | rtl
cs  | Tschechisch              | Czech                | čeština
de  | Deutsch                  | German               | Deutsch
el  | Griechisch               | Greek                | ελληνικά
en  | Englisch                 | English              | English
es  | Spanisch                 | Spanish              | español
fa  | Persisch (Farsi)         | Persian (Farsi)      | فارسی | rtl
fr  | Französisch              | French               | français
gsg | Deutsche Gebärdensprache | German Sign Language | DGS
he  | Hebräisch                | Hebrew               | עברית | rtl
hi  | Hindi                    | Hindi                | हिन्दी
hr  | Kroatisch                | Croatian             | hrvatski
hu  | Ungarisch                | Hungarian            | magyar
hy  | Armenisch                | Armenian             | հայերեն
id  | Indonesisch              | Indonesian           | Bahasa Indonesia
it  | Italienisch              | Italian              | italiano
ja  | Japanisch                | Japanese             | 日本語
ka  | Georgisch                | Georgian             | ქართული
ko  | Koreanisch               | Korean               | 한국어
ku  | Kurdisch (Kurmandschi)   | Kurdish (Kurmanji)   | kurmancî
ln  | Lingala                  | Lingala              | lingála
lt  | Litauisch                | Lithuanian           | lietuvių
lv  | Lettisch                 | Latvian              | latviešu
mk  | Mazedonisch              | Macedonian           | македонски
mn  | Mongolisch               | Mongolian            | монгол
ne  | Nepalesisch              | Nepali               | नेपाली
nl  | Niederländisch           | Dutch                | Nederlands
pa  | Pandschabi               | Punjabi              | ਪੰਜਾਬੀ
pl  | Polnisch                 | Polish               | polski
prs | Dari                     | Dari                 | دری | rtl
ps  | Paschtu                  | Pashto               | پښتو | rtl
pt  | Portugiesisch            | Portuguese           | português
ro  | Rumänisch                | Romanian             | română
rom | Romani                   | Romani               | romani čhib
ru  | Russisch                 | Russian              | русский
sk  | Slowakisch               | Slovak               | slovenčina
sl  | Slowenisch               | Slovenian            | slovenščina
so  | Somali                   | Somali               | Soomaali
sq  | Albanisch                | Albanian             | shqip
sr  | Serbisch                 | Serbian              | српски
sw  | Suaheli                  | Swahili              | Kiswahili
ta  | Tamil                    | Tamil                | தமிழ்
th  | Thailändisch             | Thai                 | ไทย
ti  | Tigrinya                 | Tigrinya             | ትግርኛ
tl  | Tagalog                  | Tagalog              | Tagalog
tr  | Türkisch                 | Turkish              | Türkçe
uk  | Ukrainisch               | Ukrainian            | українська
ur  | Urdu                     | Urdu                 | اردو | rtl
vi  | Vietnamesisch            | Vietnamese           | Tiếng Việt
zh  | Chinesisch               | Chinese              | 中文
"""


def _spoken(line: str) -> SpokenLanguage:
    code, german, english, own_name, *direction = (part.strip() for part in line.split("|"))
    return SpokenLanguage(code, Text(german, english), own_name, bool(direction))


SPOKEN_LANGUAGES: Mapping[str, SpokenLanguage] = {
    language.code: language for language in map(_spoken, _TABLE.strip().splitlines())
}
"""All of them by code."""


def language_name(code: str, language: Language) -> str:
    """The language's name in German or English; the code itself where the list does not know it."""
    known = SPOKEN_LANGUAGES.get(code)
    return known.name.in_language(language) if known else code


def languages_by_name(language: Language) -> list[SpokenLanguage]:
    """All of them in the order of their names, as a list of choices shows them."""
    return sorted(SPOKEN_LANGUAGES.values(), key=lambda each: each.name.in_language(language))
