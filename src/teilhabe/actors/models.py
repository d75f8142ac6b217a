"""People and organisations, how to reach them, and what they have agreed to."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.actors.folding import fold
from teilhabe.actors.reaching import contact_key, link
from teilhabe.core.users.models import Organisation, User


class Person(models.Model):
    """Somebody the office is in contact with. Everything about them is what they told us, nothing is inferred."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    given_name = models.CharField(_("Vorname"), max_length=200, blank=True)
    family_name = models.CharField(_("Nachname"), max_length=200)
    preferred_language = models.CharField(_("bevorzugte Sprache"), max_length=8, blank=True)
    languages = models.JSONField(_("Sprachen"), default=list, blank=True)
    district = models.CharField(_("Stadtteil"), max_length=100, blank=True, db_index=True)
    note = models.TextField(_("Notiz"), blank=True)
    user = models.OneToOneField(
        User, models.SET_NULL, null=True, blank=True, related_name="person", verbose_name=_("Konto")
    )
    search_key = models.CharField(max_length=1000, blank=True, editable=False, db_index=True)
    created_at = models.DateTimeField(_("angelegt am"), default=timezone.now, editable=False)
    last_contact_at = models.DateTimeField(_("letzter Kontakt"), default=timezone.now, db_index=True)
    erased_at = models.DateTimeField(_("gelöscht am"), null=True, editable=False)
    # A person found to be a duplicate points to the one that stays; undoing the merge clears it.
    merged_into = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="merged_from",
        verbose_name=_("zusammengeführt mit"),
    )

    class Meta:
        verbose_name = _("Person")
        verbose_name_plural = _("Personen")
        indexes = (models.Index(fields=("family_name", "given_name"), name="person_by_name"),)

    def __str__(self) -> str:
        return " ".join(filter(None, (self.given_name, self.family_name))) or str(_("gelöschte Person"))

    @property
    def subject_id(self) -> uuid.UUID:
        return self.id

    def get_absolute_url(self) -> str:
        return reverse("actors:person", kwargs={"person": self.pk})

    def save(self, *args: object, **kwargs: object) -> None:
        self.search_key = fold(f"{self.given_name} {self.family_name}")
        fields = kwargs.get("update_fields")
        if fields is not None:
            kwargs["update_fields"] = {*fields, "search_key"}  # type: ignore[misc]  # Django takes any iterable
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came


class ContactPoint(models.Model):
    """One way to reach a person or an organisation."""

    class Kind(models.TextChoices):
        MAIL = "mail", _("E-Mail")
        PHONE = "phone", _("Telefon")
        MOBILE = "mobile", _("Mobiltelefon")
        POST = "post", _("Anschrift")
        MESSENGER = "messenger", _("Messenger")
        WEB = "web", _("Webseite")

    person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="contact_points", verbose_name=_("Person")
    )
    organisation = models.ForeignKey(
        Organisation,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="contact_points",
        verbose_name=_("Organisation"),
    )
    kind = models.CharField(_("Art"), max_length=16, choices=Kind.choices)
    value = models.CharField(_("Angabe"), max_length=500)
    # What is compared and looked up: lower-case addresses, numbers in international form.
    key = models.CharField(max_length=500, blank=True, editable=False, db_index=True)
    label = models.CharField(_("Bezeichnung"), max_length=100, blank=True)
    is_preferred = models.BooleanField(_("bevorzugt"), default=False)
    created_at = models.DateTimeField(_("angelegt am"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("Kontaktweg")
        verbose_name_plural = _("Kontaktwege")
        constraints = (
            models.CheckConstraint(
                condition=Q(person=None, organisation__isnull=False) | Q(person__isnull=False, organisation=None),
                name="contact_point_of_one",
            ),
        )

    def __str__(self) -> str:
        return f"{self.Kind(self.kind).label}: {self.value}"

    @property
    def subject_id(self) -> uuid.UUID | None:
        return self.person_id

    @property
    def owner(self) -> Person | Organisation:
        """Whom it leads to."""
        owner: Person | Organisation | None = self.person or self.organisation
        assert owner is not None  # a constraint of the table
        return owner

    @property
    def link(self) -> str:
        """Opens mail, telephone or browser; "" for an address of the post."""
        return link(self.kind, self.value)

    def save(self, *args: object, **kwargs: object) -> None:
        self.key = contact_key(self.kind, self.value)
        fields = kwargs.get("update_fields")
        if fields is not None:
            kwargs["update_fields"] = {*fields, "key"}  # type: ignore[misc]  # Django takes any iterable
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came


class Affiliation(models.Model):
    """That a person belongs to an organisation, and as what."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="affiliations", verbose_name=_("Person"))
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="affiliations", verbose_name=_("Organisation")
    )
    function = models.CharField(_("Aufgabe"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Zugehörigkeit")
        verbose_name_plural = _("Zugehörigkeiten")
        constraints = (models.UniqueConstraint(fields=("person", "organisation"), name="one_affiliation"),)

    def __str__(self) -> str:
        return f"{self.person} ({self.organisation})"

    @property
    def subject_id(self) -> uuid.UUID:
        return self.person_id


class ConsentText(models.Model):
    """What people are asked to agree to: one purpose, one version, one language; a text that was used never changes."""

    purpose = models.SlugField(_("Zweck"), max_length=60)
    version = models.PositiveIntegerField(_("Fassung"))
    language = models.CharField(_("Sprache"), max_length=16)
    title = models.CharField(_("Titel"), max_length=200)
    text = models.TextField(_("Wortlaut"))
    created_at = models.DateTimeField(_("angelegt am"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("Einwilligungstext")
        verbose_name_plural = _("Einwilligungstexte")
        constraints = (models.UniqueConstraint(fields=("purpose", "version", "language"), name="one_text_per_version"),)

    def __str__(self) -> str:
        return f"{self.title} ({self.version}, {self.language})"

    @property
    def is_used(self) -> bool:
        """Whether anything rests on it, here or in an upper app."""
        relations = (relation.get_accessor_name() for relation in self._meta.related_objects)
        return any(getattr(self, name).exists() for name in relations if name)

    def save(self, *args: object, **kwargs: object) -> None:
        if self.pk is not None and self.is_used:
            raise ValueError("People have agreed to this text; what changes is a new version.")
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came


class Consent(models.Model):
    """That a person agreed to a text, when and on which way; withdrawn, it stays as proof until its time is over."""

    class Way(models.TextChoices):
        FORM = "form", _("Formular auf der Webseite")
        MAIL = "mail", _("E-Mail")
        PAPER = "paper", _("Unterschrift auf Papier")
        PHONE = "phone", _("Telefon")
        IN_PERSON = "in person", _("persönlich")

    person = models.ForeignKey(Person, models.CASCADE, related_name="consents", verbose_name=_("Person"))
    text = models.ForeignKey(ConsentText, models.PROTECT, related_name="consents", verbose_name=_("Wortlaut"))
    way = models.CharField(_("Weg"), max_length=16, choices=Way.choices)
    given_at = models.DateTimeField(_("erteilt am"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("widerrufen am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Einwilligung")
        verbose_name_plural = _("Einwilligungen")

    def __str__(self) -> str:
        return f"{self.text.title} ({self.text.version})"

    @property
    def subject_id(self) -> uuid.UUID:
        return self.person_id


class Partner(models.Model):
    """How an organisation stands in the directory of partners."""

    organisation = models.OneToOneField(
        Organisation, models.CASCADE, primary_key=True, related_name="partner", verbose_name=_("Organisation")
    )
    description = models.TextField(_("Beschreibung"), blank=True)
    fields = models.JSONField(_("Handlungsfelder"), default=list, blank=True)
    districts = models.JSONField(_("Stadtteile"), default=list, blank=True)
    languages = models.JSONField(_("Sprachen"), default=list, blank=True)
    is_listed = models.BooleanField(_("im öffentlichen Verzeichnis"), default=False)
    search_key = models.CharField(max_length=1000, blank=True, editable=False)

    class Meta:
        verbose_name = _("Partner")
        verbose_name_plural = _("Partner")

    def __str__(self) -> str:
        return str(self.organisation)

    def get_absolute_url(self) -> str:
        return reverse("actors:organisation", kwargs={"organisation": self.organisation_id})

    def save(self, *args: object, **kwargs: object) -> None:
        self.search_key = fold(f"{self.organisation.name} {self.description}")[:1000]
        fields = kwargs.get("update_fields")
        if fields is not None:
            kwargs["update_fields"] = {*fields, "search_key"}  # type: ignore[misc]  # Django takes any iterable
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came


class Merge(models.Model):
    """That one person was merged into another, and all that is needed to undo it."""

    kept = models.ForeignKey(Person, models.CASCADE, related_name="merges", verbose_name=_("behalten"))
    merged = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name=_("aufgegangen"))
    # Cells with their value before and after: of the rows that moved, and of the two people themselves.
    moved = models.JSONField(default=list)
    before = models.JSONField(default=list)
    at = models.DateTimeField(_("Zeitpunkt"), default=timezone.now)
    undone_at = models.DateTimeField(_("rückgängig gemacht am"), null=True)

    class Meta:
        verbose_name = _("Zusammenführung")
        verbose_name_plural = _("Zusammenführungen")

    def __str__(self) -> str:
        return f"{self.merged} → {self.kept}"

    @property
    def subject_id(self) -> uuid.UUID:
        return self.kept_id
