"""Writes about pictures, and about the people who are to be seen in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from teilhabe.actors.models import Consent, Person
from teilhabe.core.access.policy import ADD, CHANGE, DELETE
from teilhabe.core.audit.action import Action
from teilhabe.core.users.models import User
from teilhabe.errors import InputError
from teilhabe.outreach.pictures import storing
from teilhabe.outreach.pictures.cleaning import Cleaned, clean
from teilhabe.outreach.pictures.models import Appearance, Picture
from teilhabe.outreach.pictures.selectors import uses


@dataclass(frozen=True, kw_only=True)
class AddPicture(Action[Picture]):
    """InputError where the file is refused, or the same picture is there already."""

    verb = ADD
    sentence = _("hat das Bild „{target}“ aufgenommen")
    content: bytes
    values: Mapping[str, Any]

    @property
    def target(self) -> type[Picture]:
        return Picture

    def perform(self) -> Picture:
        cleaned = _new(self.content)
        user = self.by if isinstance(self.by, User) else None
        picture = Picture.objects.create(**_said_of(cleaned), **self.values, added_by=user)
        storing.keep(cleaned.digest, cleaned.files)
        return picture


@dataclass(frozen=True, kw_only=True)
class ChangePicture(Action[Picture]):
    """What is said about it; the picture itself stays."""

    verb = CHANGE
    sentence = _("hat die Angaben zum Bild „{target}“ geändert")
    picture: Picture
    values: Mapping[str, Any]

    @property
    def target(self) -> Picture:
        return self.picture

    def perform(self) -> Picture:
        for name, value in self.values.items():
            setattr(self.picture, name, value)
        self.picture.save(update_fields=list(self.values))
        return self.picture


@dataclass(frozen=True, kw_only=True)
class ReplacePicture(Action[Picture]):
    """Another file for the same picture: its words, its rights and its places stay."""

    verb = CHANGE
    sentence = _("hat das Bild „{target}“ ersetzt")
    picture: Picture
    content: bytes
    people: int

    @property
    def target(self) -> Picture:
        return self.picture

    def perform(self) -> Picture:
        cleaned, former = _new(self.content), self.picture.digest
        for name, value in _said_of(cleaned).items():
            setattr(self.picture, name, value)
        self.picture.people = self.people
        self.picture.save(update_fields=["digest", "width", "height", "people"])
        storing.keep(cleaned.digest, cleaned.files)
        transaction.on_commit(partial(storing.remove, former))
        return self.picture


@dataclass(frozen=True, kw_only=True)
class DeletePicture(Action[None]):
    """InputError while something uses it."""

    verb = DELETE
    sentence = _("hat das Bild „{target}“ gelöscht")
    picture: Picture

    @property
    def target(self) -> Picture:
        return self.picture

    def perform(self) -> None:
        if used := uses(self.picture):
            raise InputError(
                f"Das Bild steht noch bei: {used[0].label}. Bitte nehmen Sie es dort zuerst heraus.",
                f"The picture is still used by: {used[0].label}. Please take it out there first.",
            )
        transaction.on_commit(partial(storing.remove, self.picture.digest))
        self.picture.delete()


@dataclass(frozen=True, kw_only=True)
class AddAppearance(Action[Appearance]):
    """Somebody to be seen, by a consent on record or on paper; InputError where there is neither."""

    verb = ADD
    sentence = _("hat eine Einwilligung zu einem Bild vermerkt")
    picture: Picture
    person: Person | None = None
    consent: Consent | None = None
    paper: str = ""
    expires_on: date | None = None

    @property
    def target(self) -> type[Appearance]:
        return Appearance

    def perform(self) -> Appearance:
        if self.consent and (self.consent.person != self.person or self.consent.withdrawn_at):
            raise InputError(
                "Diese Einwilligung gilt nicht für diese Person.", "This consent does not hold for this person."
            )
        if not self.consent and not self.paper.strip():
            raise InputError(
                "Bitte wählen Sie eine Einwilligung oder schreiben Sie, wo das Papier liegt.",
                "Please choose a consent or write where the paper is kept.",
            )
        return Appearance.objects.create(
            picture=self.picture,
            person=self.person,
            consent=self.consent,
            paper=self.paper.strip(),
            expires_on=self.expires_on,
        )


@dataclass(frozen=True, kw_only=True)
class WithdrawAppearance(Action[Appearance]):
    """From now on the picture is not shown; withdrawing twice changes nothing."""

    verb = CHANGE
    sentence = _("hat den Widerruf zu einem Bild vermerkt")
    appearance: Appearance

    @property
    def target(self) -> Appearance:
        return self.appearance

    def perform(self) -> Appearance:
        if self.appearance.withdrawn_on is None:
            self.appearance.withdrawn_on = localdate()
            self.appearance.save(update_fields=["withdrawn_on"])
        return self.appearance


@dataclass(frozen=True, kw_only=True)
class RemoveAppearance(Action[None]):
    """The entry is gone, for instance because the picture was replaced by one without this person."""

    verb = DELETE
    sentence = _("hat eine Einwilligung zu einem Bild entfernt")
    appearance: Appearance

    @property
    def target(self) -> Appearance:
        return self.appearance

    def perform(self) -> None:
        self.appearance.delete()


def _new(content: bytes) -> Cleaned:
    cleaned = clean(content)
    if there := Picture.objects.filter(digest=cleaned.digest).first():
        raise InputError(f"Dieses Bild gibt es schon: {there.name}.", f"This picture is here already: {there.name}.")
    return cleaned


def _said_of(cleaned: Cleaned) -> dict[str, Any]:
    return {"digest": cleaned.digest, "width": cleaned.width, "height": cleaned.height}
