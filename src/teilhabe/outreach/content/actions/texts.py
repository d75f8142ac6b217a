"""Writes about variants: a new one, its text, a former state brought back."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from teilhabe.codes.language import SPOKEN_LANGUAGES
from teilhabe.core.access.policy import ADD, CHANGE, DELETE
from teilhabe.core.audit.action import Action
from teilhabe.core.audit.values import Values
from teilhabe.errors import InputError
from teilhabe.outreach.body.blocks import Block, Kind, join
from teilhabe.outreach.content.actions.writing import Written, write
from teilhabe.outreach.content.editions import alone_with, refresh
from teilhabe.outreach.content.models import InfoItem, Revision, Variant


@dataclass(frozen=True, kw_only=True)
class AddVariant(Action[Variant]):
    """An empty translation or simpler version; it has no text yet."""

    verb = ADD
    sentence = _("hat die Fassung „{target}“ angelegt")
    item: InfoItem
    language: str
    level: str
    translated_from: Variant

    @property
    def target(self) -> type[Variant]:
        return Variant

    def perform(self) -> Variant:
        if self.language not in SPOKEN_LANGUAGES or self.level not in Variant.Level.values:
            raise InputError("Diese Sprache oder Stufe kennen wir nicht.", "We do not know this language or level.")
        if self.item.variants.filter(language=self.language, level=self.level).exists():
            raise InputError("Diese Fassung gibt es schon.", "This variant exists already.")
        if self.translated_from.item_id != self.item.pk:
            raise InputError("Die Vorlage gehört zu einer anderen Information.", "The source is of another item.")
        return Variant.objects.create(
            item=self.item, language=self.language, level=self.level, translated_from=self.translated_from
        )


@dataclass(frozen=True, kw_only=True)
class _OfVariant(Action[Revision]):
    variant: Variant

    @property
    def target(self) -> Variant:
        return self.variant

    def after(self, row: object) -> Values:
        """The texts are kept as revisions; the log says that there is a new one."""
        return {"version": Variant.objects.values_list("version", flat=True).get(pk=self.variant.pk)}


@dataclass(frozen=True, kw_only=True)
class SaveText(_OfVariant):
    """A whole text; `version` is the one that the editor began with, and somebody else's save in between refuses."""

    verb = CHANGE
    sentence = _("hat „{target}“ geschrieben")
    written: Written
    version: int

    def perform(self) -> Revision:
        refuse_older(self.variant, self.version)
        return write(self.variant, self.written, self.by)


@dataclass(frozen=True, kw_only=True)
class RestoreRevision(_OfVariant):
    """The working text says again what it said then, as a new revision."""

    verb = CHANGE
    sentence = _("hat einen früheren Stand von „{target}“ zurückgeholt")
    revision: Revision

    def perform(self) -> Revision:
        if self.revision.variant_id != self.variant.pk:
            raise InputError("Der Stand gehört zu einer anderen Fassung.", "The state is of another variant.")
        return write(self.variant, written_of(self.revision), self.by)


@dataclass(frozen=True, kw_only=True)
class RemoveVariant(Action[None]):
    """A variant that nothing was translated from, with its revisions and its edition."""

    verb = DELETE
    sentence = _("hat die Fassung „{target}“ gelöscht")
    variant: Variant

    @property
    def target(self) -> Variant:
        return self.variant

    def perform(self) -> None:
        if self.variant.is_original or self.variant.translations.exists():
            raise InputError(
                "Von dieser Fassung hängen andere ab. Löschen Sie zuerst die Übersetzungen.",
                "Other variants depend on this one. Delete the translations first.",
            )
        item = alone_with(self.variant.item_id)
        edition = getattr(self.variant, "edition", None)
        if edition is not None:
            edition.delete()
        self.variant.delete()
        refresh(item)


def refuse_older(variant: Variant, version: int) -> None:
    """InputError where somebody has saved since `version`."""
    current = Variant.objects.select_for_update().values_list("version", flat=True).get(pk=variant.pk)
    if current != version:
        raise InputError(
            "Jemand hat den Text inzwischen geändert. Vergleichen Sie, bevor Sie Ihren Stand speichern.",
            "Somebody has changed the text meanwhile. Compare before you save yours.",
        )


def written_of(revision: Revision) -> Written:
    """The revision as an editor would write it."""
    blocks = [Block(Kind(each["kind"]), each["text"]) for each in revision.content]
    first = {block.kind: block.text for block in reversed(blocks)}
    return Written(first.get(Kind.TITLE, ""), first.get(Kind.SUMMARY, ""), join(blocks))
