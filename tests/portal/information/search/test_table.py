"""What people type, in which language and with which mistakes, and which item they mean."""

from __future__ import annotations

import pytest

from teilhabe.portal.information.search.index import Field, Index

TITLES = {
    "wohngeld": """
        Wohngeld beantragen · Housing benefit · بدل السكن · Житлова субсидія · Жилищное пособие · Konut yardımı
        کمک‌هزینه مسکن · Aide au logement · ናይ ገዛ ሓገዝ
    """,
    "anmeldung": """
        Wohnung anmelden · Register your address · تسجيل العنوان · Реєстрація місця проживання
        Регистрация по месту жительства · İkamet kaydı · ثبت نشانی · Déclarer son domicile · ምዝገባ ኣድራሻ
    """,
    "sprachkurs": """
        Deutsch lernen: Integrationskurse · Learn German · تعلّم اللغة الألمانية · Курси німецької мови
        Курсы немецкого языка · Almanca kursları · آموزش زبان آلمانی · Apprendre l’allemand · ቋንቋ ጀርመን ምምሃር
    """,
    "arzt": """
        Ärztinnen und Ärzte finden · Find a doctor · البحث عن طبيب · Знайти лікаря · Найти врача · Doktor bulmak
        پیدا کردن پزشک · Trouver un médecin · ሓኪም ምርካብ
    """,
    "schule": """
        Schule: Ihr Kind anmelden · Enrol your child at school · تسجيل الأطفال في المدرسة · Школа для дитини
        Школа для ребёнка · Okula kayıt · ثبت‌نام مدرسه · Inscrire son enfant à l’école · ቤት ትምህርቲ
    """,
    "jobcenter": """
        Jobcenter: Bürgergeld · Jobcenter: citizen’s benefit · مركز العمل · Джобцентр · Центр занятости
        İş merkezi · مرکز کاریابی · Agence pour l’emploi · ጆብሴንተር
    """,
    "kita": """
        Kindertagesstätte: einen Platz finden · Find a place in day care · روضة الأطفال · Дитячий садок
        Детский сад · Anaokulu · مهدکودک · Crèche et jardin d’enfants · መውዓሊ ህጻናት
    """,
    "aufenthalt": """
        Aufenthaltstitel verlängern · Renew your residence permit · تمديد الإقامة · Посвідка на проживання
        Вид на жительство · Oturum izni · تمدید اجازه اقامت · Prolonger le titre de séjour · ፍቓድ መንበሪ
    """,
    "bus": """
        Mit Bus und Straßenbahn fahren · Bus and tram · الحافلة والترام · Автобус і трамвай · Автобус и трамвай
        Otobüs ve tramvay · اتوبوس و تراموا · Bus et tramway · ኣውቶቡስ
    """,
    "ehrenamt": """
        Ehrenamt: mithelfen · Volunteering · العمل التطوعي · Волонтерство · Волонтёрство · Gönüllülük
        کار داوطلبانه · Bénévolat · ወለንታዊ ስራሕ
    """,
    "fuehrerschein": """
        Führerschein umschreiben · Exchange your driving licence · رخصة القيادة · Водійські права
        Водительские права · Ehliyet · گواهینامه رانندگی · Permis de conduire · መዘወሪ ፍቓድ
    """,
    "beratung": """
        Migrationsberatung · Advice for immigrants · استشارة المهاجرين · Консультації для мігрантів
        Консультация для мигрантов · Göçmen danışmanlığı · مشاوره مهاجرت · Conseil aux migrants · ምኽሪ ንስደተኛታት
    """,
}
"""Each item in German, English, Arabic, Ukrainian, Russian, Turkish, Persian, French and Tigrinya."""
CATEGORIES = {
    "wohngeld": "Wohnen Housing",
    "arzt": "Gesundheit Health الصحة Здоров'я",
    "kita": "Familie Family Familles",
}
SUMMARIES = {
    "wohngeld": "Zuschuss zur Miete für Menschen mit wenig Einkommen.",
    "bus": "Fahrkarten, Tickets und Fahrpläne.",
}
TEXTS = {
    "sprachkurs": "Die Prüfung legen Sie bei der Volkshochschule ab.",
    "aufenthalt": "Den Antrag auf Wohnsitz prüft die Ausländerbehörde.",
}

EXPECTED = [
    # German: as it is written, as it is typed, compounds, parts, forms, errors
    ("Wohngeld", "wohngeld"), ("WOHNGELD", "wohngeld"), ("wohnge", "wohngeld"), ("Wohngeldantrag", "wohngeld"),
    ("Wohngled", "wohngeld"), ("Wongeld", "wohngeld"), ("wo kann ich Wohngeld beantragen?", "wohngeld"),
    ("Ärzte", "arzt"), ("Aerzte", "arzt"), ("Arzte", "arzt"), ("Ärztin", "arzt"), ("Arztpraxis", "arzt"),
    ("Strassenbahn", "bus"), ("Straßenban", "bus"), ("Bahn", "bus"), ("Fuehrerschein", "fuehrerschein"),
    ("Fürerschein", "fuehrerschein"), ("Schulanmeldung", "schule"), ("Schulen", "schule"),
    ("Aufenthaltstitel", "aufenthalt"), ("Aufenthaltserlaubnis", "aufenthalt"), ("Integrationskurs", "sprachkurs"),
    ("Intergrationskurs", "sprachkurs"), ("Job Center", "jobcenter"), ("Jobcenter Termin", "jobcenter"),
    ("Buergergeld", "jobcenter"), ("Kindertagestätte", "kita"), ("Volkshochschule", "sprachkurs"),
    ("Ehrenämter", "ehrenamt"), ("Gesundheit", "arzt"), ("Familien", "kita"), ("Zuschüsse Miete", "wohngeld"),
    # English
    ("housing", "wohngeld"), ("volunteer", "ehrenamt"), ("driving license", "fuehrerschein"), ("docter", "arzt"),
    ("residence permits", "aufenthalt"), ("learning german", "sprachkurs"), ("how do I find a doctor", "arzt"),
    # Arabic: with and without vowels and article, other letters, in Latin letters
    ("السكن", "wohngeld"), ("سكن", "wohngeld"), ("سَكَن", "wohngeld"), ("تعلم اللغه", "sprachkurs"),
    ("الالمانية", "sprachkurs"), ("طبيب", "arzt"), ("المدرسة", "schule"), ("مدرسه", "schule"), ("اقامة", "aufenthalt"),
    ("tabib", "arzt"), ("madrasa", "schule"), ("iqama", "aufenthalt"), ("sakan", "wohngeld"),
    ("rukhsa", "fuehrerschein"),
        ("جوب سنتر", "jobcenter"), ("تطــوعي", "ehrenamt"),
    # Ukrainian and Russian, also in Latin letters and the other way round
    ("житло", "wohngeld"), ("лікарі", "arzt"), ("Джобцентр", "jobcenter"), ("реєстрація", "anmeldung"),
    ("школи", "schule"), ("likar", "arzt"), ("vrach", "arzt"), ("shkola", "schule"), ("zhitelstvo", "aufenthalt"),
    ("пособия", "wohngeld"), ("ребенка", "schule"), ("автобуси", "bus"), ("здоровя", "arzt"),
    ("джоб центр", "jobcenter"), ("dytyachyi sadok", "kita"),
    # Turkish, also on a keyboard without its letters
    ("ikamet", "anmeldung"), ("İKAMET", "anmeldung"), ("gonullu", "ehrenamt"), ("danismanlik", "beratung"),
    ("otobus", "bus"), ("doktorlar", "arzt"), ("oturum", "aufenthalt"),
    # Persian: both kinds of k and y, joined or not
    ("مسکن", "wohngeld"), ("مسكن", "wohngeld"), ("پزشک", "arzt"), ("پزشكي", "arzt"), ("گواهینامه", "fuehrerschein"),
    ("ثبت نام مدرسه", "schule"), ("pezeshk", "arzt"), ("مهد کودک", "kita"),
    # French and Tigrinya
    ("medecin", "arzt"), ("l'ecole", "schule"), ("ecole", "schule"), ("logements", "wohngeld"),
    ("benevolat", "ehrenamt"),
        ("ሓኪም", "arzt"), ("ሐኪም", "arzt"), ("hakim", "arzt"),
]  # fmt: skip


@pytest.fixture(scope="module")
def index() -> Index:
    keys = list(TITLES)
    texts = [(keys.index(key), Field.TITLE, title) for key, titles in TITLES.items() for title in titles.split(" · ")]
    fields = ((Field.CATEGORY, CATEGORIES), (Field.SUMMARY, SUMMARIES), (Field.TEXT, TEXTS))
    texts += [(keys.index(key), place, text) for place, known in fields for key, text in known.items()]
    return Index(texts)


@pytest.mark.parametrize(("typed", "expected"), EXPECTED)
def test_what_is_meant_comes_first(index: Index, typed: str, expected: str) -> None:
    found = [list(TITLES)[match.item] for match in index.search(typed)]
    assert found[:1] == [expected], found


@pytest.mark.parametrize(
    "typed", ["", "   ", "?!", "xyzzyq", "1234567", "\u0301\u0301", "a" * 5000, "'", "ا", "\U0001f600"]
)
def test_what_nobody_meant_finds_little_and_breaks_nothing(index: Index, typed: str) -> None:
    assert len(index.search(typed)) <= len(TITLES)


def test_a_word_in_a_title_counts_more_than_in_a_text() -> None:
    index = Index(
        [(1, Field.TEXT, "Miete"), (2, Field.SUMMARY, "Miete"), (3, Field.CATEGORY, "Miete"), (4, Field.TITLE, "Miete")]
    )
    assert [match.item for match in index.search("miete")] == [4, 3, 2, 1]


def test_as_written_counts_more_than_as_a_beginning_and_that_more_than_with_an_error() -> None:
    index = Index(
        [
            (1, Field.TITLE, "Mieter"),
            (2, Field.TITLE, "Mietvertrag"),
            (3, Field.TITLE, "Miete"),
            (4, Field.TITLE, "Niete"),
        ]
    )
    assert index.search("Miete")[0].item == 3
    assert 4 not in [match.item for match in index.search("Miete")]
