"""A lump sum that somebody got for volunteering, from whomever."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from teilhabe.core.users.models import Organisation
from teilhabe.engagement.volunteers.models import Volunteer

CENTS = 100


def euros(cents: int) -> str:
    """As it is written in the language of the page: "1.250,50 €"; whole euros without cents."""
    amount = number_format(cents / CENTS, decimal_pos=2 if cents % CENTS else 0, force_grouping=True)
    return f"{amount}\u00a0€"


class AllowancePayment(models.Model):
    """`cents` were paid on a day for one activity; the payer is an organisation of the list or named in words."""

    class Kind(models.TextChoices):
        """The values are the ends of the names of the rules that hold the limits."""

        TRAINER = "trainer", _("Übungsleiterpauschale (§ 3 Nr. 26 EStG)")
        VOLUNTEER = "volunteer", _("Ehrenamtspauschale (§ 3 Nr. 26a EStG)")

    volunteer = models.ForeignKey(
        Volunteer, models.PROTECT, related_name="allowance_payments", verbose_name=_("ehrenamtliche Person")
    )
    kind = models.CharField(_("Art der Pauschale"), max_length=16, choices=Kind.choices)
    cents = models.PositiveIntegerField(_("Betrag in Cent"))
    paid_on = models.DateField(_("gezahlt am"))
    activity = models.CharField(_("Tätigkeit"), max_length=200)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("gezahlt von")
    )
    other_payer = models.CharField(_("gezahlt von jemand anderem"), max_length=200, blank=True)
    is_declared = models.BooleanField(_("von der Person selbst angegeben"), default=False)
    noted_at = models.DateTimeField(_("vermerkt am"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("Zahlung einer Pauschale")
        verbose_name_plural = _("Zahlungen von Pauschalen")
        ordering = ("-paid_on", "-pk")
        constraints = (
            models.CheckConstraint(condition=Q(cents__gt=0), name="a_payment_is_more_than_nothing"),
            models.CheckConstraint(
                condition=Q(organisation=None) | Q(other_payer=""), name="a_payment_has_at_most_one_payer"
            ),
        )
        indexes = (models.Index(fields=("volunteer", "kind", "paid_on"), name="allowance_by_year"),)

    def __str__(self) -> str:
        return f"{self.volunteer}, {self.paid_on:%d.%m.%Y}"

    @property
    def subject_id(self) -> uuid.UUID:
        return self.volunteer.person_id

    @property
    def payer(self) -> str:
        return self.organisation.name if self.organisation else self.other_payer

    @property
    def amount(self) -> str:
        return euros(self.cents)

    def get_absolute_url(self) -> str:
        return reverse("allowances:volunteer", kwargs={"volunteer": self.volunteer_id})
