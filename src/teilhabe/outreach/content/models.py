"""InfoItem → Variant (language × level) → Segment; Revision is what was written, Edition what readers see."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.core.users.models import User
from teilhabe.outreach.body.blocks import Kind as BlockKind
from teilhabe.outreach.languages import language_of
from teilhabe.outreach.pictures.models import Picture


class Category(models.Model):
    """A way in: an audience, a life situation or a topic. `names` by language; German is always there."""

    class Kind(models.TextChoices):
        AUDIENCE = "audience", _("Zielgruppe")
        SITUATION = "situation", _("Lebenslage")
        TOPIC = "topic", _("Thema")

    kind = models.CharField(_("Art"), max_length=16, choices=Kind.choices)
    key = models.SlugField(_("Schlüssel"), max_length=60, unique=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("gehört zu")
    )
    names = models.JSONField(_("Namen"), default=dict)
    icon = models.CharField(_("Symbol"), max_length=30, blank=True)
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)

    class Meta:
        verbose_name = _("Rubrik")
        verbose_name_plural = _("Rubriken")
        ordering = ("kind", "position", "key")

    def __str__(self) -> str:
        return self.name_in("de")

    def name_in(self, language: str) -> str:
        """The name in this language of the site, else without "-simple", else in English, else in German."""
        wanted = (language, language_of(language), "en", "de")
        return str(next((self.names[each] for each in wanted if self.names.get(each)), self.key))


class Campaign(models.Model):
    """Items that belong together for a while, and what they are to achieve."""

    key = models.SlugField(_("Schlüssel"), max_length=60, unique=True)
    name = models.CharField(_("Name"), max_length=200)
    goal = models.TextField(_("Ziel"), blank=True)
    starts_on = models.DateField(_("von"), null=True, blank=True)
    ends_on = models.DateField(_("bis"), null=True, blank=True)

    class Meta:
        verbose_name = _("Kampagne")
        verbose_name_plural = _("Kampagnen")
        ordering = ("-starts_on", "name")

    def __str__(self) -> str:
        return self.name


class Fact(models.Model):
    """A typed value that texts name by `{key}`: one change, and every variant reads right."""

    key = models.SlugField(_("Schlüssel"), max_length=60, unique=True)
    name = models.CharField(_("Bezeichnung"), max_length=200)
    kind = models.CharField(_("Art"), max_length=16)
    value = models.JSONField(_("Wert"), default=dict)
    source = models.CharField(_("Quelle"), max_length=300, blank=True)
    check_by = models.DateField(_("zu prüfen bis"), null=True, blank=True, db_index=True)
    owner = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("zuständig")
    )
    reminded_of = models.DateField(_("erinnert an die Prüfung bis"), null=True, blank=True, editable=False)
    changed_at = models.DateTimeField(_("geändert am"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("Angabe")
        verbose_name_plural = _("Angaben")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("content:fact", kwargs={"fact": self.pk})


class InfoItem(models.Model):
    """One thing that people should know; its texts are its variants.

    `risk_asked` is a lower risk that waits for a second person to agree; see `actions.risk`.
    """

    class Kind(models.TextChoices):
        PAGE = "page", _("Seite")
        NEWS = "news", _("Neuigkeit")
        EVENT = "event", _("Veranstaltung")
        PLACE = "place", _("Einrichtung")
        FAQ = "faq", _("Frage und Antwort")

    class Risk(models.TextChoices):
        """What a wrong sentence could cost; from DEADLINE on nothing goes out that nobody has reviewed."""

        ORDINARY = "ordinary", _("gewöhnlich")
        DEADLINE = "deadline", _("Frist")
        LAW = "law", _("Recht")
        HEALTH = "health", _("Gesundheit")

    key = models.SlugField(_("Adresse"), max_length=80, unique=True)
    kind = models.CharField(_("Art"), max_length=16, choices=Kind.choices, default=Kind.PAGE)
    risk = models.CharField(_("Risiko"), max_length=16, choices=Risk.choices, default=Risk.ORDINARY)
    risk_asked = models.CharField(_("gewünschtes Risiko"), max_length=16, choices=Risk.choices, blank=True)
    risk_asked_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("gewünscht von")
    )
    categories = models.ManyToManyField(Category, related_name="items", blank=True, verbose_name=_("Rubriken"))
    districts = models.JSONField(_("Stadtteile"), default=list, blank=True)
    campaign = models.ForeignKey(
        Campaign, models.SET_NULL, null=True, blank=True, related_name="items", verbose_name=_("Kampagne")
    )
    picture = models.ForeignKey(
        Picture, models.SET_NULL, null=True, blank=True, related_name="items", verbose_name=_("Bild")
    )
    owner = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("zuständig")
    )
    check_by = models.DateField(_("zu prüfen bis"), null=True, blank=True, db_index=True)
    checked_on = models.DateField(_("zuletzt geprüft am"), null=True, blank=True, editable=False)
    reminded_of = models.DateField(_("erinnert an die Prüfung bis"), null=True, blank=True, editable=False)
    publish_at = models.DateTimeField(_("erscheint am"), null=True, blank=True)
    publish_until = models.DateTimeField(_("sichtbar bis"), null=True, blank=True)
    is_urgent = models.BooleanField(_("dringend"), default=False)
    is_sample = models.BooleanField(_("Muster"), default=False)
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), default=100)
    created_at = models.DateTimeField(_("angelegt am"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(_("geändert am"), default=timezone.now, editable=False, db_index=True)
    withdrawn_at = models.DateTimeField(_("zurückgezogen am"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("Information")
        verbose_name_plural = _("Informationen")
        ordering = ("position", "key")
        constraints = (
            models.CheckConstraint(
                condition=Q(publish_at=None) | Q(publish_until=None) | Q(publish_until__gt=models.F("publish_at")),
                name="item_ends_after_it_appears",
            ),
        )

    def __str__(self) -> str:
        source = next((each for each in self.variants.all() if each.translated_from_id is None), None)
        return source.title if source else self.key

    def get_absolute_url(self) -> str:
        return reverse("content:item", kwargs={"item": self.pk})

    @property
    def needs_review(self) -> bool:
        """Whether its texts may only go out reviewed by a second person."""
        return self.risk != self.Risk.ORDINARY

    @property
    def is_over(self) -> bool:
        """Whether readers no longer see it because its time has passed."""
        return self.publish_until is not None and self.publish_until <= timezone.now()


class EventDates(models.Model):
    """When and where an event takes place; `recurrence` is an RRULE of RFC 5545 without its name, "" for once."""

    item = models.OneToOneField(InfoItem, models.CASCADE, related_name="dates", verbose_name=_("Veranstaltung"))
    starts_at = models.DateTimeField(_("Beginn"))
    ends_at = models.DateTimeField(_("Ende"))
    is_all_day = models.BooleanField(_("ganztägig"), default=False)
    recurrence = models.CharField(_("Wiederholung"), max_length=200, blank=True)
    exceptions = models.JSONField(_("fällt aus am"), default=list, blank=True)
    place = models.ForeignKey(
        InfoItem, models.SET_NULL, null=True, blank=True, related_name="events_here", verbose_name=_("Ort")
    )
    place_text = models.CharField(_("anderer Ort"), max_length=300, blank=True)
    registration = models.URLField(_("Anmeldung"), blank=True)

    class Meta:
        verbose_name = _("Termin")
        verbose_name_plural = _("Termine")
        constraints = (
            models.CheckConstraint(condition=Q(ends_at__gte=models.F("starts_at")), name="event_ends_after_it_starts"),
        )

    def __str__(self) -> str:
        return f"{timezone.localtime(self.starts_at):%d.%m.%Y %H:%M}"


class PlaceDetails(models.Model):
    """Where a place is and when it is open; address, hours and contact are facts, so that texts can name them too."""

    item = models.OneToOneField(InfoItem, models.CASCADE, related_name="place", verbose_name=_("Ort"))
    address = models.ForeignKey(
        Fact, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Anschrift")
    )
    hours = models.ForeignKey(
        Fact, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Öffnungszeiten")
    )
    contacts = models.ManyToManyField(Fact, related_name="+", blank=True, verbose_name=_("Kontaktwege"))
    languages = models.JSONField(_("Sprachen vor Ort"), default=list, blank=True)
    is_accessible = models.BooleanField(_("barrierefrei"), null=True, blank=True)
    latitude = models.FloatField(_("Breite"), null=True, blank=True)
    longitude = models.FloatField(_("Länge"), null=True, blank=True)

    class Meta:
        verbose_name = _("Angaben zum Ort")
        verbose_name_plural = _("Angaben zu Orten")

    def __str__(self) -> str:
        return str(self.item)


class Variant(models.Model):
    """An item in one language at one level. The one without `translated_from` is the original.

    `version` counts saves: who saves on an older one is told what changed meanwhile.
    """

    class Level(models.TextChoices):
        STANDARD = "standard", _("Standardsprache")
        PLAIN = "plain", _("Einfache Sprache")
        EASY = "easy", _("Leichte Sprache")

    item = models.ForeignKey(InfoItem, models.CASCADE, related_name="variants", verbose_name=_("Information"))
    language = models.CharField(_("Sprache"), max_length=8)
    level = models.CharField(_("Sprachstufe"), max_length=16, choices=Level.choices, default=Level.STANDARD)
    translated_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="translations", verbose_name=_("übersetzt aus")
    )
    title = models.CharField(_("Titel"), max_length=200, blank=True)
    version = models.PositiveIntegerField(_("Stand"), default=0)
    locked_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("in Arbeit bei")
    )
    locked_until = models.DateTimeField(_("in Arbeit bis"), null=True, blank=True)

    class Meta:
        verbose_name = _("Fassung")
        verbose_name_plural = _("Fassungen")
        constraints = (
            models.UniqueConstraint(fields=("item", "language", "level"), name="one_variant_per_language_and_level"),
            models.UniqueConstraint(fields=("item",), condition=Q(translated_from=None), name="one_original_per_item"),
        )

    def __str__(self) -> str:
        return f"{self.title or self.item.key} ({self.language}, {self.Level(self.level).label})"

    @property
    def is_original(self) -> bool:
        return self.translated_from_id is None


class Segment(models.Model):
    """One block of a variant's working text; `key` is the same in all variants of an item.

    In a translation `source_hash` is that of the source text it was made from (see `body.segments.segment_hash`); it
    may say several segments of its source, or be several blocks (see `body.parts`).
    """

    class Provenance(models.TextChoices):
        HUMAN = "human", _("von einem Menschen geschrieben")
        MACHINE = "machine", _("von einer Maschine übersetzt")

    variant = models.ForeignKey(Variant, models.CASCADE, related_name="segments", verbose_name=_("Fassung"))
    key = models.CharField(_("Schlüssel"), max_length=16)
    position = models.PositiveSmallIntegerField(_("Reihenfolge"))
    kind = models.CharField(_("Art"), max_length=16, choices=[(kind.value, kind.value) for kind in BlockKind])
    text = models.TextField(_("Text"))
    source_hash = models.CharField(_("Stand der Vorlage"), max_length=16, blank=True)
    provenance = models.CharField(_("Herkunft"), max_length=16, choices=Provenance.choices, default=Provenance.HUMAN)
    changed_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("geschrieben von")
    )
    changed_at = models.DateTimeField(_("geschrieben am"), default=timezone.now)
    reviewed_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("geprüft von")
    )
    reviewed_at = models.DateTimeField(_("geprüft am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Abschnitt")
        verbose_name_plural = _("Abschnitte")
        ordering = ("variant", "position")
        constraints = (models.UniqueConstraint(fields=("variant", "key"), name="one_segment_per_key"),)

    def __str__(self) -> str:
        return self.text[:60]


class Revision(models.Model):
    """What a variant said after a save, and how its review went; nothing about the text changes afterwards.

    `publish_at` is set while it waits to take the place of what readers see; `published_at` when it last went out.

    `content` is a list of {"key", "kind", "text", "source_hash", "provenance", "is_reviewed"} in order.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Entwurf")
        IN_REVIEW = "in_review", _("zur Prüfung vorgelegt")
        APPROVED = "approved", _("freigegeben")
        RETURNED = "returned", _("zurückgegeben")

    variant = models.ForeignKey(Variant, models.CASCADE, related_name="revisions", verbose_name=_("Fassung"))
    number = models.PositiveIntegerField(_("Nummer"))
    content = models.JSONField(_("Inhalt"))
    state = models.CharField(_("Zustand"), max_length=16, choices=State.choices, default=State.DRAFT, db_index=True)
    note = models.CharField(_("Anmerkung"), max_length=1000, blank=True)
    made_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("geschrieben von")
    )
    made_at = models.DateTimeField(_("geschrieben am"), default=timezone.now)
    asked_at = models.DateTimeField(_("vorgelegt am"), null=True, blank=True)
    decided_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("entschieden von")
    )
    decided_at = models.DateTimeField(_("entschieden am"), null=True, blank=True)
    publish_at = models.DateTimeField(_("geht hinaus am"), null=True, blank=True, db_index=True)
    published_at = models.DateTimeField(_("veröffentlicht am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Revision")
        verbose_name_plural = _("Revisionen")
        ordering = ("variant", "-number")
        constraints = (models.UniqueConstraint(fields=("variant", "number"), name="one_revision_per_number"),)

    def __str__(self) -> str:
        return f"{self.variant}, {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("content:revision", kwargs={"revision": self.pk})


class Edition(models.Model):
    """A variant as readers see it, ready to serve; facts are markers until it is read.

    It is computed from the published revisions of an item by `editions.refresh` and never edited.
    """

    variant = models.OneToOneField(Variant, models.CASCADE, related_name="edition", verbose_name=_("Fassung"))
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="+", verbose_name=_("Revision"))
    title = models.CharField(_("Titel"), max_length=300)
    summary = models.TextField(_("Zusammenfassung"), blank=True)
    html = models.TextField(_("HTML"), blank=True)
    text = models.TextField(_("Text"), blank=True)
    facts = models.JSONField(_("Angaben"), default=list)
    outdated = models.JSONField(_("veraltete Abschnitte"), default=list)
    borrowed = models.JSONField(_("Abschnitte in der Sprache der Vorlage"), default=list)
    has_machine_text = models.BooleanField(_("enthält maschinelle Übersetzung"), default=False)
    published_at = models.DateTimeField(_("veröffentlicht am"), default=timezone.now)
    changed_at = models.DateTimeField(_("geändert am"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("Ausgabe")
        verbose_name_plural = _("Ausgaben")

    def __str__(self) -> str:
        return self.title


class ConfirmedWording(models.Model):
    """Somebody who knows the language vouches for a ready-made urgent text, as long as its words stay the same."""

    block = models.CharField(_("Baustein"), max_length=40)
    language = models.CharField(_("Sprache"), max_length=8)
    text_hash = models.CharField(_("Stand des Textes"), max_length=16)
    confirmed_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("bestätigt von")
    )
    confirmed_at = models.DateTimeField(_("bestätigt am"), default=timezone.now)

    class Meta:
        verbose_name = _("bestätigter Wortlaut")
        verbose_name_plural = _("bestätigte Wortlaute")
        constraints = (models.UniqueConstraint(fields=("block", "language"), name="one_confirmation_per_wording"),)

    def __str__(self) -> str:
        return f"{self.block} ({self.language})"


class Stamp(models.Model):
    """One row, whose number grows with every change that readers could notice: what was kept before is stale."""

    number = models.PositiveBigIntegerField(_("Stand"), default=0)

    class Meta:
        verbose_name = _("Stand der Inhalte")
        verbose_name_plural = _("Stand der Inhalte")

    def __str__(self) -> str:
        return str(self.number)
