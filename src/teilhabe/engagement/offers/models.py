"""An offer of help or of goods, from the first word to its end."""

from __future__ import annotations

import uuid

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.actors.models import ContactPoint, Person
from teilhabe.actors.reaching import contact_key
from teilhabe.core.users.models import User
from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.week import ALWAYS, NEVER
from teilhabe.outreach.inbox.models import Conversation, Way


class Offer(models.Model):
    """What somebody offers. `name`, `contact_kind` and `contact` are as they were said, `person` is who that is.

    `due_on` is by when they should hear from us, `follow_up_on` when somebody wants to look at it again; an open offer
    has one of them, so that it is always in somebody's sight. `ticket` is the number of the form: sent twice, it is
    taken once. `fields` are codes of fields of action, `week` the parts of a week (see `engagement.week`).
    """

    class Kind(models.TextChoices):
        HELP = "help", _("Zeit und Hilfe")
        GOODS = "goods", _("Sachen")

    class State(models.TextChoices):
        NEW = "new", _("neu")
        CONTACT = "contact", _("im Gespräch")
        WAITING = "waiting", _("wartet auf eine Aufgabe")
        PLACED = "placed", _("vermittelt")
        CLOSED = "closed", _("geschlossen")

    class Reason(models.TextChoices):
        CHANGED = "changed", _("möchte doch nicht mehr")
        UNREACHABLE = "unreachable", _("nicht zu erreichen")
        NOTHING_FITS = "nothing fits", _("wir haben nichts Passendes")
        ELSEWHERE = "elsewhere", _("an andere weitergegeben")
        DOUBLE = "double", _("schon einmal da")
        NOT_SERIOUS = "not serious", _("nicht ernst gemeint")

    class Condition(models.TextChoices):
        NEW = "new", _("neu")
        GOOD = "good", _("gut erhalten")
        USED = "used", _("gebraucht, funktioniert")
        BROKEN = "broken", _("muss repariert werden")

    OPEN = (State.NEW, State.CONTACT, State.WAITING)

    kind = models.CharField(_("Art"), max_length=16, choices=Kind.choices, default=Kind.HELP)
    state = models.CharField(_("Zustand"), max_length=16, choices=State.choices, default=State.NEW)
    reason = models.CharField(_("Grund"), max_length=16, choices=Reason.choices, blank=True)
    way = models.CharField(_("kam als"), max_length=16, choices=Way.choices, default=Way.FORM)
    name = models.CharField(_("Name"), max_length=200, blank=True)
    contact_kind = models.CharField(_("Art des Kontakts"), max_length=16, choices=ContactPoint.Kind.choices, blank=True)
    contact = models.CharField(_("Kontaktweg"), max_length=300, blank=True)
    contact_key = models.CharField(
        _("Kontaktweg, wie er verglichen wird"), max_length=320, blank=True, editable=False, db_index=True
    )
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="offers", verbose_name=_("Person")
    )
    language = models.CharField(_("Sprache"), max_length=16, blank=True)
    text = models.TextField(_("Angebot"))
    note = models.TextField(_("Notiz"), blank=True)
    fields = models.JSONField(_("Handlungsfelder"), default=list, blank=True)
    week = models.PositiveIntegerField(_("Zeit in der Woche"), default=NEVER, validators=[MaxValueValidator(ALWAYS)])
    districts = models.JSONField(_("Stadtteile"), default=list, blank=True)
    item = models.CharField(_("Gegenstand"), max_length=200, blank=True)
    condition = models.CharField(_("Zustand der Sache"), max_length=16, choices=Condition.choices, blank=True)
    quantity = models.PositiveSmallIntegerField(_("Anzahl"), null=True, blank=True)
    pick_up = models.CharField(_("Abholung"), max_length=300, blank=True)
    conversation = models.ForeignKey(
        Conversation, models.SET_NULL, null=True, blank=True, related_name="offers", verbose_name=_("Gespräch")
    )
    opportunity = models.ForeignKey(
        Opportunity, models.SET_NULL, null=True, blank=True, related_name="offers", verbose_name=_("für")
    )
    ticket = models.CharField(_("Nummer des Formulars"), max_length=64, blank=True, editable=False)
    assigned_to = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="offers", verbose_name=_("zuständig")
    )
    due_on = models.DateField(_("erste Antwort bis"))
    follow_up_on = models.DateField(_("wieder ansehen am"), null=True, blank=True)
    created_at = models.DateTimeField(_("eingegangen am"), default=timezone.now)
    contacted_at = models.DateTimeField(_("zuerst geantwortet am"), null=True, blank=True)
    closed_at = models.DateTimeField(_("erledigt am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Angebot")
        verbose_name_plural = _("Angebote")
        ordering = ("created_at", "pk")
        indexes = (models.Index(fields=("state", "assigned_to", "follow_up_on"), name="offer_of_whom_by_state"),)
        constraints = (
            models.UniqueConstraint(fields=("ticket",), condition=~Q(ticket=""), name="one_offer_per_ticket"),
            models.CheckConstraint(condition=Q(week__lte=ALWAYS), name="offer_week_has_21_parts"),
            models.CheckConstraint(
                condition=~Q(state="waiting") | Q(follow_up_on__isnull=False), name="what_waits_is_looked_at_again"
            ),
            models.CheckConstraint(
                condition=Q(state__in=("placed", "closed"), closed_at__isnull=False)
                | Q(state__in=("new", "contact", "waiting"), closed_at=None),
                name="only_ended_offers_have_an_end",
            ),
            models.CheckConstraint(condition=~Q(state="closed") | ~Q(reason=""), name="a_closed_offer_says_why"),
        )

    def __str__(self) -> str:
        what = self.item or self.text.strip().split("\n")[0]
        short = what if len(what) <= 60 else f"{what[:57].rstrip()} …"
        return f"{self.name}: {short}" if self.name else short

    @property
    def subject_id(self) -> uuid.UUID | None:
        return self.person_id

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    def get_absolute_url(self) -> str:
        return reverse("offers:offer", kwargs={"offer": self.pk})

    def save(self, *args: object, **kwargs: object) -> None:
        key = contact_key(self.contact_kind, self.contact) if self.contact_kind and self.contact else ""
        self.contact_key = f"{self.contact_kind}:{key}"[:320] if key else ""
        fields = kwargs.get("update_fields")
        if fields is not None:
            kwargs["update_fields"] = {*fields, "contact_key"}  # type: ignore[misc]  # Django takes any iterable
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
