"""Tandems: who asks to be accompanied, who accompanies them, and how it goes.

A client is known by a pseudonym everywhere. Who it is stands in `ClientIdentity` alone, which only the coordinator of
this client may read; nothing else in the database leads from a person to a client.
"""

from __future__ import annotations

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.actors.models import Person
from teilhabe.core.users.models import User
from teilhabe.engagement.hours.models import MINUTES_OF_A_DAY, HourEntry
from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.placements.models import Assignment
from teilhabe.engagement.volunteers.models import Volunteer
from teilhabe.engagement.week import ALWAYS, NEVER


class AgeGroup(models.TextChoices):
    """No more is asked of an age; the groups of `matching.tandems`."""

    CHILD = "child", _("Kind (bis 13)")
    YOUTH = "youth", _("14 bis 17")
    YOUNG = "young", _("18 bis 26")
    ADULT = "adult", _("27 bis 59")
    OLDER = "older", _("60 und älter")


class Gender(models.TextChoices):
    FEMALE = "female", _("Frau")
    MALE = "male", _("Mann")
    DIVERSE = "diverse", _("divers")


class Topic(models.TextChoices):
    """What a tandem is about."""

    GERMAN = "german", _("Deutsch sprechen")
    SCHOOL = "school", _("Schule und Lernen")
    WORK = "work", _("Ausbildung und Arbeit")
    OFFICES = "offices", _("Briefe und Ämter")
    EVERYDAY = "everyday", _("Alltag und Stadt")
    FAMILY = "family", _("Familie und Kinder")
    LEISURE = "leisure", _("Freizeit und Sport")


class Client(models.Model):
    """Somebody who asks to be accompanied, by pseudonym; `language_levels` holds a `Level` by code, "" where unknown.

    `wished_ages` and `wished_gender` are those of the volunteer that would be right, none for any.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("wartet")
        MATCHED = "matched", _("wird begleitet")
        LEFT = "left", _("beendet")

    class Way(models.TextChoices):
        VISIT = "visit", _("persönlich")
        PHONE = "phone", _("Telefon")
        MAIL = "mail", _("E-Mail")
        PARTNER = "partner", _("über eine andere Stelle")

    pseudonym = models.CharField(_("Deckname"), max_length=40, unique=True)
    coordinator = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="clients", verbose_name=_("zuständig")
    )
    programme = models.ForeignKey(
        Opportunity, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Programm")
    )
    state = models.CharField(_("Zustand"), max_length=16, choices=State.choices, default=State.WAITING)
    language_levels = models.JSONField(_("Sprachen"), default=dict, blank=True)
    age_group = models.CharField(_("Alter"), max_length=16, choices=AgeGroup.choices, blank=True)
    gender = models.CharField(_("Geschlecht"), max_length=16, choices=Gender.choices, blank=True)
    wished_ages = models.JSONField(_("gewünschtes Alter"), default=list, blank=True)
    wished_gender = models.CharField(_("gewünschtes Geschlecht"), max_length=16, choices=Gender.choices, blank=True)
    topics = models.JSONField(_("worum es geht"), default=list, blank=True)
    week = models.PositiveIntegerField(_("Zeit in der Woche"), default=NEVER, validators=[MaxValueValidator(ALWAYS)])
    district = models.CharField(_("Stadtteil"), max_length=100, blank=True)
    way = models.CharField(_("wie die Anfrage kam"), max_length=16, choices=Way.choices, blank=True)
    requested_on = models.DateField(_("angefragt am"), default=timezone.localdate)
    left_on = models.DateField(_("beendet am"), null=True, blank=True)

    class Meta:
        verbose_name = _("begleitete Person")
        verbose_name_plural = _("begleitete Personen")
        indexes = (models.Index(fields=("state", "requested_on"), name="client_by_state"),)
        constraints = (models.CheckConstraint(condition=Q(week__lte=ALWAYS), name="a_client_week_has_21_parts"),)

    def __str__(self) -> str:
        return self.pseudonym

    def get_absolute_url(self) -> str:
        return reverse("tandems:client", kwargs={"client": self.pk})


class ClientIdentity(models.Model):
    """Who a client is; for the eyes of the client's coordinator only.

    It says no `subject_id`: an entry of the log that named the person would betray them.
    """

    client = models.OneToOneField(Client, models.CASCADE, related_name="identity", verbose_name=_("begleitete Person"))
    person = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name=_("Person"))
    note = models.TextField(_("kurze Notiz zur Situation"), blank=True)

    class Meta:
        verbose_name = _("Name einer begleiteten Person")
        verbose_name_plural = _("Namen begleiteter Personen")

    def __str__(self) -> str:
        return str(self.client)


class VolunteerWishes(models.Model):
    """What a volunteer says for tandems beyond their profile; none of the wishes for anybody."""

    volunteer = models.OneToOneField(
        Volunteer, models.CASCADE, related_name="tandem_wishes", verbose_name=_("ehrenamtliche Person")
    )
    gender = models.CharField(_("Geschlecht"), max_length=16, choices=Gender.choices, blank=True)
    wished_gender = models.CharField(_("gewünschtes Geschlecht"), max_length=16, choices=Gender.choices, blank=True)
    wished_ages = models.JSONField(_("gewünschtes Alter"), default=list, blank=True)
    topics = models.JSONField(_("worum es gehen darf"), default=list, blank=True)

    class Meta:
        verbose_name = _("Wünsche für Patenschaften")
        verbose_name_plural = _("Wünsche für Patenschaften")

    def __str__(self) -> str:
        return str(self.volunteer)

    @property
    def subject_id(self) -> uuid.UUID:
        return self.volunteer.person_id


class Tandem(models.Model):
    """A volunteer for a client: proposed, met, agreed, ended, or declined by one of them."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("vorgeschlagen")
        MET = "met", _("kennengelernt")
        AGREED = "agreed", _("vereinbart")
        ENDED = "ended", _("beendet")
        DECLINED = "declined", _("kam nicht zustande")

    LIVE = (State.PROPOSED, State.MET, State.AGREED)

    class Ending(models.TextChoices):
        GOAL = "goal", _("Ziel ist erreicht")
        PLANNED = "planned", _("vereinbarte Zeit ist um")
        VOLUNTEER_TIME = "volunteer time", _("ehrenamtliche Person hat keine Zeit mehr")
        CLIENT_TIME = "client time", _("begleitete Person hat keine Zeit mehr")
        MOVED = "moved", _("jemand ist weggezogen")
        FIT = "fit", _("passte nicht")
        CONTACT = "contact", _("Kontakt ist abgerissen")
        OTHER = "other", _("anderer Grund")

    class Reason(models.TextChoices):
        """Why a proposal came to nothing."""

        TIME = "time", _("Zeit passt nicht")
        LANGUAGE = "language", _("Verständigung zu schwer")
        EXPECTATIONS = "expectations", _("Erwartungen passen nicht")
        FEELING = "feeling", _("die Chemie stimmt nicht")
        UNREACHED = "unreached", _("nicht erreicht")
        OTHER = "other", _("anderer Grund")

    class Side(models.TextChoices):
        VOLUNTEER = "volunteer", _("ehrenamtliche Person")
        CLIENT = "client", _("begleitete Person")
        OFFICE = "office", _("Büro")

    volunteer = models.ForeignKey(
        Volunteer, models.PROTECT, related_name="tandems", verbose_name=_("ehrenamtliche Person")
    )
    client = models.ForeignKey(Client, models.PROTECT, related_name="tandems", verbose_name=_("begleitete Person"))
    coordinator = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="tandems", verbose_name=_("zuständig")
    )
    assignment = models.ForeignKey(
        Assignment, models.SET_NULL, null=True, blank=True, related_name="tandems", verbose_name=_("Einsatz")
    )
    state = models.CharField(_("Zustand"), max_length=16, choices=State.choices, default=State.PROPOSED)
    proposed_on = models.DateField(_("vorgeschlagen am"), default=timezone.localdate)
    met_on = models.DateField(_("kennengelernt am"), null=True, blank=True)
    agreed_on = models.DateField(_("vereinbart am"), null=True, blank=True)
    ended_on = models.DateField(_("beendet am"), null=True, blank=True)
    ending = models.CharField(_("warum es endete"), max_length=16, choices=Ending.choices, blank=True)
    declined_on = models.DateField(_("abgesagt am"), null=True, blank=True)
    declined_by = models.CharField(_("abgesagt von"), max_length=16, choices=Side.choices, blank=True)
    reason = models.CharField(_("Grund der Absage"), max_length=16, choices=Reason.choices, blank=True)

    class Meta:
        verbose_name = _("Patenschaft")
        verbose_name_plural = _("Patenschaften")
        constraints = (
            models.UniqueConstraint(
                fields=("client",),
                condition=Q(state__in=("proposed", "met", "agreed")),
                name="one_tandem_of_a_client_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("agreed_on")), name="a_tandem_ends_after_its_start"
            ),
        )
        indexes = (models.Index(fields=("state", "proposed_on"), name="tandem_by_state"),)

    def __str__(self) -> str:
        return f"{self.volunteer} – {self.client}"

    @property
    def subject_id(self) -> uuid.UUID:
        """The volunteer; the client is nobody whom the log could name."""
        return self.volunteer.person_id

    def get_absolute_url(self) -> str:
        return reverse("tandems:tandem", kwargs={"tandem": self.pk})


class CheckIn(models.Model):
    """The office asks both how it goes: due on a day, then an outcome; no text, what was said stays between them."""

    class Outcome(models.TextChoices):
        WELL = "well", _("läuft gut")
        TALK = "talk", _("braucht ein Gespräch")
        ENDED = "ended", _("geht nicht weiter")

    tandem = models.ForeignKey(Tandem, models.CASCADE, related_name="check_ins", verbose_name=_("Patenschaft"))
    due_on = models.DateField(_("nachfragen am"))
    done_on = models.DateField(_("nachgefragt am"), null=True, blank=True)
    outcome = models.CharField(_("wie es läuft"), max_length=16, choices=Outcome.choices, blank=True)

    class Meta:
        verbose_name = _("Nachfrage zu einer Patenschaft")
        verbose_name_plural = _("Nachfragen zu Patenschaften")
        ordering = ("due_on", "pk")
        constraints = (
            models.UniqueConstraint(fields=("tandem",), condition=Q(done_on=None), name="one_open_check_in"),
        )

    def __str__(self) -> str:
        return f"{self.tandem}, {self.due_on:%d.%m.%Y}"

    @property
    def subject_id(self) -> uuid.UUID:
        return self.tandem.subject_id

    def get_absolute_url(self) -> str:
        return self.tandem.get_absolute_url()


class Meeting(models.Model):
    """The two met: when, how long, and in one word how it was; no diary."""

    class Mood(models.TextChoices):
        GOOD = "good", _("gut")
        MIXED = "mixed", _("gemischt")
        HARD = "hard", _("schwierig")

    tandem = models.ForeignKey(Tandem, models.CASCADE, related_name="meetings", verbose_name=_("Patenschaft"))
    hour_entry = models.OneToOneField(
        HourEntry, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Stundenmeldung")
    )
    day = models.DateField(_("Tag"))
    minutes = models.PositiveSmallIntegerField(
        _("Minuten"), validators=[MinValueValidator(1), MaxValueValidator(MINUTES_OF_A_DAY)]
    )
    mood = models.CharField(_("wie es war"), max_length=16, choices=Mood.choices, blank=True)

    class Meta:
        verbose_name = _("Treffen einer Patenschaft")
        verbose_name_plural = _("Treffen von Patenschaften")
        ordering = ("-day", "-pk")

    def __str__(self) -> str:
        return f"{self.tandem}, {self.day:%d.%m.%Y}"

    @property
    def subject_id(self) -> uuid.UUID:
        return self.tandem.subject_id

    def get_absolute_url(self) -> str:
        return self.tandem.get_absolute_url()
