"""Writes about certificates and declarations; the log repeats none of the three facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from teilhabe.core.access.policy import ADD, CHANGE, DELETE, VIEW
from teilhabe.core.audit.action import Action
from teilhabe.engagement.checks.letters import remind
from teilhabe.engagement.checks.models import CertificateRequest, Declaration, DeclarationText, Inspection
from teilhabe.engagement.checks.terms import due_on, oldest_certificate
from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.volunteers.models import Volunteer
from teilhabe.errors import InputError


@dataclass(frozen=True, kw_only=True)
class RequestCertificate(Action[CertificateRequest]):
    """Its letter can be printed from now on. InputError where one is asked for already."""

    verb = ADD
    sentence = _("hat von „{target}“ ein Führungszeugnis angefordert")
    volunteer: Volunteer
    opportunity: Opportunity

    @property
    def target(self) -> type[CertificateRequest]:
        return CertificateRequest

    def perform(self) -> CertificateRequest:
        if CertificateRequest.objects.filter(volunteer=self.volunteer).exists():
            raise InputError(
                f"Von {self.volunteer} ist schon ein Führungszeugnis angefordert.",
                f"{self.volunteer} has been asked for a certificate already.",
            )
        today = localdate()
        return CertificateRequest.objects.create(
            volunteer=self.volunteer, opportunity=self.opportunity, requested_on=today, due_on=due_on(today)
        )


@dataclass(frozen=True, kw_only=True)
class _OfRequest(Action[CertificateRequest]):
    request: CertificateRequest

    @property
    def target(self) -> CertificateRequest:
        return self.request


@dataclass(frozen=True, kw_only=True)
class RemindOfCertificate(_OfRequest):
    """By mail; who has no address is to be called, and the coordinator sees that it is overdue."""

    verb = CHANGE
    sentence = _("hat „{target}“ an das Führungszeugnis erinnert")

    def perform(self) -> CertificateRequest:
        remind(self.request)
        self.request.reminded_on = localdate()
        self.request.save(update_fields=["reminded_on"])
        return self.request


@dataclass(frozen=True, kw_only=True)
class WithdrawRequest(_OfRequest):
    """It is not needed after all."""

    verb = DELETE
    sentence = _("fordert von „{target}“ kein Führungszeugnis mehr")

    def perform(self) -> CertificateRequest:
        self.request.delete()
        return self.request


@dataclass(frozen=True, kw_only=True)
class RecordInspection(Action[Inspection]):
    """The three facts; those of an earlier certificate go, and so does the request."""

    verb = ADD
    sentence = _("hat das Führungszeugnis von „{target}“ eingesehen")
    unlogged = frozenset({"inspected_on", "certificate_date", "has_entry"})
    volunteer: Volunteer
    inspected_on: date
    certificate_date: date
    has_entry: bool

    @property
    def target(self) -> type[Inspection]:
        return Inspection

    def perform(self) -> Inspection:
        _require_fresh(self.certificate_date, self.inspected_on)
        Inspection.objects.filter(volunteer=self.volunteer).delete()
        CertificateRequest.objects.filter(volunteer=self.volunteer).delete()
        return Inspection.objects.create(
            volunteer=self.volunteer,
            inspected_on=self.inspected_on,
            certificate_date=self.certificate_date,
            has_entry=self.has_entry,
        )


def _require_fresh(certificate_date: date, inspected_on: date) -> None:
    if inspected_on > localdate():
        raise InputError("Der Tag der Einsicht kommt erst noch.", "The day of the inspection is still to come.")
    if certificate_date > inspected_on:
        raise InputError(
            "Das Führungszeugnis kann nicht nach der Einsicht ausgestellt sein.",
            "The certificate cannot be issued after it was inspected.",
        )
    oldest = oldest_certificate(inspected_on)
    if certificate_date < oldest:
        raise InputError(
            f"Das Führungszeugnis ist zu alt: Am {inspected_on:%d.%m.%Y} darf es nicht vor dem {oldest:%d.%m.%Y} "
            "ausgestellt sein. Bitte fordern Sie ein neues an.",
            f"The certificate is too old: on {inspected_on:%d/%m/%Y} it must not be issued before {oldest:%d/%m/%Y}. "
            "Please ask for a new one.",
        )


@dataclass(frozen=True, kw_only=True)
class _OfInspection(Action[Inspection]):
    unlogged = frozenset({"inspected_on", "certificate_date", "has_entry"})
    inspection: Inspection

    @property
    def target(self) -> Inspection:
        return self.inspection


@dataclass(frozen=True, kw_only=True)
class ReadInspection(_OfInspection):
    """Somebody looks at the three facts: the log says who and when."""

    verb = VIEW
    sentence = _("hat den Vermerk über das Führungszeugnis von „{target}“ angesehen")

    def perform(self) -> Inspection:
        return self.inspection


@dataclass(frozen=True, kw_only=True)
class DeleteInspection(_OfInspection):
    verb = DELETE
    sentence = _("hat den Vermerk über das Führungszeugnis von „{target}“ gelöscht")

    def perform(self) -> Inspection:
        self.inspection.delete()
        return self.inspection


@dataclass(frozen=True, kw_only=True)
class PublishText(Action[DeclarationText]):
    """The wording that counts from now on; who signed the one before is asked again."""

    verb = ADD
    sentence = _("hat einen Wortlaut herausgegeben: {target}")
    kind: str
    text: str

    @property
    def target(self) -> type[DeclarationText]:
        return DeclarationText

    def perform(self) -> DeclarationText:
        known = DeclarationText.objects.select_for_update().filter(kind=self.kind).order_by("-version").first()
        if known is not None and known.text.split() == self.text.split():
            raise InputError(
                "Das ist der Wortlaut, der schon gilt; niemand muss neu unterschreiben.",
                "This is the wording that counts already; nobody needs to sign again.",
            )
        return DeclarationText.objects.create(
            kind=self.kind, version=known.version + 1 if known else 1, text=self.text.strip()
        )


@dataclass(frozen=True, kw_only=True)
class SignDeclaration(Action[Declaration]):
    verb = ADD
    sentence = _("hat eine unterschriebene Erklärung vermerkt: {target}")
    volunteer: Volunteer
    text: DeclarationText
    signed_on: date
    way: str

    @property
    def target(self) -> type[Declaration]:
        return Declaration

    def perform(self) -> Declaration:
        if self.signed_on > localdate():
            raise InputError("Dieser Tag kommt erst noch.", "This day is still to come.")
        signed, _made = Declaration.objects.update_or_create(
            volunteer=self.volunteer, text=self.text, defaults={"signed_on": self.signed_on, "way": self.way}
        )
        return signed
