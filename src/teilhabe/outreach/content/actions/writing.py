"""How a text is saved: blocks become segments that keep their keys, and what was written becomes a revision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone

from teilhabe.core.audit.action import By
from teilhabe.core.users.models import User
from teilhabe.errors import InputError
from teilhabe.outreach.body.blocks import Block, Kind, one_line, split
from teilhabe.outreach.body.parts import made_from, said_by
from teilhabe.outreach.body.segments import Keyed, align, segment_hash
from teilhabe.outreach.content.models import Revision, Segment, Variant

MOST_CHARACTERS = 50_000
LONGEST_TITLE = 200


@dataclass(frozen=True)
class Written:
    """A whole text as an editor writes it: `text` is markup of `body.blocks`."""

    title: str
    summary: str = ""
    text: str = ""

    def blocks(self) -> list[Block]:
        """InputError where the title is missing or something is too long."""
        title = one_line(self.title)
        if not title:
            raise InputError("Der Titel fehlt.", "The title is missing.")
        if len(title) > LONGEST_TITLE:
            raise InputError(
                f"Der Titel hat {len(title)} Zeichen; höchstens {LONGEST_TITLE} gehen.",
                f"The title has {len(title)} characters; {LONGEST_TITLE} are the most.",
            )
        if len(self.text) > MOST_CHARACTERS:
            raise InputError(
                f"Der Text hat {len(self.text)} Zeichen; höchstens {MOST_CHARACTERS} gehen. Teilen Sie ihn auf.",
                f"The text has {len(self.text)} characters; {MOST_CHARACTERS} are the most. Split it.",
            )
        summary = one_line(self.summary)
        head = [Block(Kind.TITLE, title), *([Block(Kind.SUMMARY, summary)] if summary else [])]
        return [*head, *split(self.text)]


def write(variant: Variant, written: Written, by: By) -> Revision:
    """Save an original, or a variant rewritten freely; segments whose text stays keep who wrote and reviewed them."""
    former = {segment.key: segment for segment in variant.segments.all()}
    keyed = align([Keyed(each.key, Kind(each.kind), each.text) for each in former.values()], written.blocks())
    Segment.objects.filter(variant=variant).exclude(key__in=[each.key for each in keyed]).delete()
    for position, each in enumerate(keyed):
        _store(variant, position, each, former.get(each.key), by)
    return revise(variant, by)


def _store(variant: Variant, position: int, keyed: Keyed, former: Segment | None, by: By) -> None:
    if former is not None and former.text == keyed.text:
        Segment.objects.filter(pk=former.pk).update(position=position, kind=keyed.kind)
        return
    fresh: dict[str, Any] = {
        "position": position, "kind": keyed.kind, "text": keyed.text, "provenance": Segment.Provenance.HUMAN,
        "changed_by": account(by), "changed_at": timezone.now(), "reviewed_by": None, "reviewed_at": None,
    }  # fmt: skip
    Segment.objects.update_or_create(variant=variant, key=keyed.key, defaults=fresh)


def revise(variant: Variant, by: By) -> Revision:
    """What the segments say now, as the next revision; the newest one where nothing has changed."""
    segments = list(variant.segments.order_by("position"))
    content = content_of(segments)
    newest = variant.revisions.order_by("-number").first()
    if newest is not None and newest.content == content:
        return newest
    title = next((segment.text for segment in segments if segment.kind == Kind.TITLE), "")
    variant.title, variant.version = title[:LONGEST_TITLE], variant.version + 1
    variant.save(update_fields=["title", "version"])
    number = newest.number + 1 if newest else 1
    return Revision.objects.create(variant=variant, number=number, content=content, made_by=account(by))


def content_of(segments: Iterable[Segment]) -> list[dict[str, Any]]:
    """The `content` of a revision."""
    return [
        {
            "key": each.key,
            "kind": each.kind,
            "text": each.text,
            "source_hash": each.source_hash,
            "provenance": each.provenance,
            "is_reviewed": each.reviewed_at is not None,
        }
        for each in segments
    ]


@dataclass(frozen=True)
class Translated:
    """One segment of a translation; `is_reviewed` says that whoever saves it vouches for it.

    `made_from` is the hash of the source text it was made from; "" for what the source says now.
    """

    text: str
    provenance: str = Segment.Provenance.HUMAN
    is_reviewed: bool = False
    made_from: str = ""


def translate(variant: Variant, texts: Mapping[str, Translated], by: By) -> Revision:
    """Save segments of a translation by key, against what the source says now; an empty text removes one."""
    source = {segment.key: segment for segment in _source_of(variant).segments.order_by("position")}
    unknown = sorted(set(texts) - set(source))
    if unknown:
        raise InputError(
            f"Diese Abschnitte gibt es in der Vorlage nicht mehr: {', '.join(unknown)}.",
            f"The source has no such segments any more: {', '.join(unknown)}.",
        )
    former = {segment.key: segment for segment in variant.segments.all()}
    before = {key: segment.text for key, segment in former.items()}
    present = _made_from(source, {**before, **{key: each.text for key, each in texts.items()}})
    for key, translated in texts.items():
        if translated.text.strip():
            hashed = translated.made_from or present.get(key) or segment_hash(source[key].text)
            _store_translation(variant, source[key], former.get(key), replace(translated, made_from=hashed), by)
        elif key in former:
            former[key].delete()
    _say_more_or_less(variant, _made_from(source, before), {k: present[k] for k in set(present) - set(texts)}, by)
    for key in set(former) - set(source):
        former[key].delete()
    for key in set(former) & set(source):
        Segment.objects.filter(variant=variant, key=key).update(position=source[key].position, kind=source[key].kind)
    return revise(variant, by)


def _made_from(source: Mapping[str, Segment], texts: Mapping[str, str]) -> dict[str, str]:
    said = said_by([(each.key, each.kind) for each in source.values()], texts)
    return made_from({each.key: segment_hash(each.text) for each in source.values()}, said)


def _say_more_or_less(variant: Variant, before: Mapping[str, str], present: Mapping[str, str], by: By) -> None:
    """Segments of which somebody says now that they say what follows as well, or no longer: fresh, and unreviewed."""
    for key, hashed in present.items():
        if hashed != before.get(key):
            Segment.objects.filter(variant=variant, key=key, source_hash=before.get(key, "")).update(
                source_hash=hashed, changed_by=account(by), changed_at=timezone.now(), reviewed_by=None,
                reviewed_at=None,
            )  # fmt: skip


def _source_of(variant: Variant) -> Variant:
    source = variant.translated_from
    if source is None:
        raise InputError("Ein Original hat keine Vorlage.", "An original has no source.")
    return source


def _store_translation(
    variant: Variant, source: Segment, former: Segment | None, translated: Translated, by: By
) -> None:
    text, user = one_line(translated.text), account(by)
    values: dict[str, Any] = {
        "position": source.position, "kind": source.kind, "text": text,
        "source_hash": translated.made_from,
    }  # fmt: skip
    is_new = former is None or former.text != text or former.source_hash != values["source_hash"]
    if is_new or (former is not None and former.provenance != translated.provenance):
        values |= {"provenance": translated.provenance, "changed_by": user, "changed_at": timezone.now()}
        values |= {"reviewed_by": None, "reviewed_at": None}
    if translated.is_reviewed and (is_new or (former is not None and former.reviewed_at is None)):
        _refuse_own_work(variant, translated, user, user if is_new or former is None else former.changed_by)
        values |= {"reviewed_by": user, "reviewed_at": timezone.now()}
    Segment.objects.update_or_create(variant=variant, key=source.key, defaults=values)


def _refuse_own_work(variant: Variant, translated: Translated, reviewer: User | None, writer: User | None) -> None:
    is_own = translated.provenance == Segment.Provenance.HUMAN and reviewer is not None and reviewer == writer
    if is_own and variant.item.needs_review:
        raise InputError(
            "Recht, Gesundheit und Fristen prüft eine zweite Person: nicht wer den Abschnitt selbst übersetzt hat.",
            "Law, health and deadlines are reviewed by a second person: not by whoever translated the segment.",
        )


def account(by: By) -> User | None:
    return by if isinstance(by, User) else None
