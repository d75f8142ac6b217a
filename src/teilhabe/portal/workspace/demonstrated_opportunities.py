"""What organisations of Musterstadt need volunteers for, in the demonstration. All of it is invented, and says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone

from teilhabe.core.users.models import Organisation
from teilhabe.engagement.opportunities.models import Opportunity, Requirement, Translation
from teilhabe.engagement.opportunities.slots import CONDUCT
from teilhabe.engagement.opportunities.values import Asked, put_requirements
from teilhabe.engagement.volunteers.models import Skill
from teilhabe.engagement.week import mask, slot

State, Kind, Asks = Opportunity.State, Opportunity.Kind, Requirement.Kind
SKILLS = {
    "reading-aloud": {"de": "Vorlesen", "en": "Reading aloud", "ar": "القراءة بصوت عالٍ"},
    "bicycles": {"de": "Fahrräder reparieren", "en": "Mending bicycles", "ar": "إصلاح الدراجات"},
    "sewing": {"de": "Nähen", "en": "Sewing", "ar": "الخياطة"},
    "forms": {"de": "Formulare verstehen", "en": "Understanding forms", "ar": "فهم الاستمارات"},
    "interpreting": {"de": "Dolmetschen", "en": "Interpreting", "ar": "الترجمة الشفوية"},
    "gardening": {"de": "Gärtnern", "en": "Gardening", "ar": "البستنة"},
}
INSURANCE = "Unfallkasse, über die Stadt"
MORNING, AFTERNOON, EVENING = range(3)
AFTER_SCHOOL = mask(slot(day, AFTERNOON) for day in range(5))
EVENINGS = mask(slot(day, EVENING) for day in range(5))
MORNINGS = mask(slot(day, MORNING) for day in range(5))
SATURDAY = mask((slot(5, MORNING), slot(5, AFTERNOON)))


@dataclass(frozen=True)
class Wanted:
    """`organisation` is the place of one in the list of invented organisations, `days` since it is wanted."""

    title: str
    task: str
    organisation: int
    kind: str
    state: str = State.OPEN
    fields: Sequence[str] = ()
    district: str = ""
    place: str = ""
    places: int = 2
    week: int = 0
    hours: int | None = None
    days: int = 20
    asks: Sequence[Asked] = ()
    texts: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    is_urgent: bool = False
    is_remote: bool = False


GERMAN = Asked(Asks.LANGUAGE, "de", level="b1")
CHILDREN = (Asked(Asks.CHECK, CONDUCT), Asked(Asks.DECLARATION, "self-commitment"), Asked(Asks.AGE, number=18))
SECRET = Asked(Asks.DECLARATION, "secrecy")
WANTED = (
    Wanted(
        "Sprachcafé am Dienstag", "Beim Kaffee langsam Deutsch sprechen. Vorkenntnisse sind nicht nötig.", 0,
        Kind.SERIES, fields=("arrival", "participation"), district="Altstadt", place="Musterstraße 3, Erdgeschoss",
        places=4, week=EVENINGS, hours=2, asks=(GERMAN,),
        texts={
            "en": ("Language café on Tuesdays", "Speak German slowly over a cup of coffee. No experience needed."),
            "ar": ("مقهى اللغة يوم الثلاثاء", "التحدث بالألمانية ببطء مع فنجان قهوة. لا حاجة إلى خبرة سابقة."),
        },
    ),
    Wanted(
        "Lesepatin oder Lesepate in der Grundschule", "Einmal in der Woche liest ein Kind Ihnen vor.", 1,
        Kind.LONG_TERM, fields=("childhood", "education"), district="Nordstadt", place="Grundschule Nordstadt",
        places=3, week=MORNINGS, hours=2, days=45, asks=(*CHILDREN, Asked(Asks.SKILL, "reading-aloud")),
        texts={"en": ("Reading companion at primary school", "Once a week a child reads to you.")},
    ),
    Wanted(
        "Formulare gemeinsam ausfüllen", "Am Dienstag helfen Sie, Anträge zu verstehen und auszufüllen.", 0,
        Kind.SHIFTS, fields=("arrival",), district="Bahnhofsviertel", place="Bahnhofstraße 12, Raum 4",
        places=2, week=AFTER_SCHOOL, hours=3, asks=(Asked(Asks.LANGUAGE, "de", level="c1"), SECRET),
    ),
    Wanted(
        "Begleitung zum Amt auf Tigrinya", "Sie gehen mit zu Terminen und übersetzen, was gesprochen wird.", 6,
        Kind.LONG_TERM, fields=("arrival", "health"), district="Ziegelgrund", places=1, week=MORNINGS, hours=3,
        days=80, asks=(GERMAN, Asked(Asks.LANGUAGE, "ti", level="b2"), SECRET), is_urgent=True,
        texts={"ti": ("ናብ ቤት ጽሕፈት ምስናይ", "ናብ ቆጸራታት ትኸዱን ትትርጉሙን።")},
    ),
    Wanted(
        "Möbel holen und tragen", "Zu zweit mit dem Transporter: Schränke abholen und aufbauen.", 9, Kind.SHIFTS,
        fields=("housing",), district="Fahlenmoor", place="Hof der Möbelhilfe", places=3, week=SATURDAY, hours=4,
        asks=(Asked(Asks.AGE, number=18),),
    ),
    Wanted(
        "Fahrradwerkstatt", "Räder reparieren und zeigen, wie es geht. Werkzeug ist da.", 9, Kind.SHIFTS,
        fields=("labour", "participation"), district="Zirbelhofen", place="Gartenweg 20", places=4, week=SATURDAY,
        hours=3, asks=(Asked(Asks.SKILL, "bicycles", at_least=1),),
        texts={
            "uk": ("Веломайстерня", "Ремонтувати велосипеди й показувати, як це робити. Інструменти є."),
            "ar": ("ورشة الدراجات", "إصلاح الدراجات وتعليم الآخرين. الأدوات متوفرة."),
        },
    ),
    Wanted(
        "Nachbarschaftsfest: auf- und abbauen", "Bänke, Zelt und Kuchentheke aufbauen und am Abend wieder abbauen.",
        5, Kind.ONE_OFF, fields=("participation",), district="Reiherfeld", place="Festwiese am Reiherfeld", places=10,
        week=SATURDAY, hours=5, days=10, is_urgent=True,
    ),
    Wanted(
        "Hausaufgabenhilfe", "Zwei Nachmittage in der Woche mit Kindern der dritten Klasse lernen.", 1, Kind.LONG_TERM,
        State.FILLED, fields=("childhood", "education"), district="Nordstadt", places=2, week=AFTER_SCHOOL, hours=4,
        days=120, asks=CHILDREN,
    ),
    Wanted(
        "Tandem: zu zweit durch das erste Jahr", "Ein Jahr lang einmal in der Woche etwas gemeinsam unternehmen.", 8,
        Kind.TANDEM, fields=("arrival", "education"), district="Hochschulviertel", places=6,
        week=EVENINGS | SATURDAY, hours=2, days=60, asks=(SECRET,),
        texts={"en": ("Tandem: the first year together", "Do something together once a week for a year.")},
    ),
    Wanted(
        "Texte für die Webseite übersetzen", "Kurze Texte aus dem Deutschen ins Ukrainische, von zu Hause.", 7,
        Kind.LONG_TERM, State.PAUSED, fields=("education",), places=2, hours=1, days=150, is_remote=True,
        asks=(Asked(Asks.LANGUAGE, "uk", level="c1"),),
    ),
    Wanted(
        "Schwimmbegleitung für Frauen", "Sie gehen mit ins Hallenbad und machen Mut.", 6, Kind.SERIES,
        State.SUBMITTED, fields=("participation",), district="Probenau", places=2, week=EVENINGS, hours=2, days=2,
    ),
    Wanted(
        "Bewerbungen gegenlesen", "Lebenslauf und Anschreiben durchsehen, am Telefon oder vor Ort.", 2, Kind.LONG_TERM,
        State.DRAFT, fields=("labour",), district="Hafenviertel", places=2, hours=2, days=1, asks=(GERMAN,),
    ),
    Wanted(
        "Päckchen packen im Advent", "Einen Nachmittag lang Päckchen für Familien packen.", 4, Kind.ONE_OFF,
        State.CLOSED, fields=("participation",), district="Altstadt", places=8, hours=3, days=300,
    ),
)  # fmt: skip


def fill_opportunities(organisations: Sequence[Organisation]) -> list[Opportunity]:
    """In the order of `WANTED`; the skills they ask for are on the office's list."""
    Skill.objects.bulk_create(Skill(key=key, names=names) for key, names in SKILLS.items())
    return [_opportunity(wanted, organisations[wanted.organisation % len(organisations)]) for wanted in WANTED]


def _opportunity(wanted: Wanted, organisation: Organisation) -> Opportunity:
    now = timezone.now()
    since = now - timedelta(days=wanted.days)
    is_out = wanted.state not in (State.DRAFT, State.SUBMITTED)
    made = Opportunity.objects.create(
        organisation=organisation, kind=wanted.kind, state=wanted.state, title=wanted.title, task=wanted.task,
        fields=list(wanted.fields), district=wanted.district, place=wanted.place, places=wanted.places,
        week=wanted.week, hours_per_week=wanted.hours, is_remote=wanted.is_remote, is_sample=True,
        insurance=INSURANCE, expenses="Fahrkarte wird erstattet",
        priority=Opportunity.Priority.HIGH if wanted.is_urgent else Opportunity.Priority.NORMAL,
        created_at=since, published_at=since if is_out else None,
        filled_at=since + timedelta(days=32) if wanted.state == State.FILLED else None,
        closed_at=since + timedelta(days=40) if wanted.state == State.CLOSED else None,
        checked_on=timezone.localdate(since),
    )  # fmt: skip
    put_requirements(made, wanted.asks)
    Translation.objects.bulk_create(
        Translation(opportunity=made, language=language, title=title, task=task)
        for language, (title, task) in wanted.texts.items()
    )
    return made
