"""What is published in which language, what is to do, and where a translator's next hour reaches most people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import QuerySet

from teilhabe.outreach.body.parts import SILENT, made_from, said_by
from teilhabe.outreach.body.segments import segment_hash
from teilhabe.outreach.content.models import Edition, InfoItem, Segment, Variant
from teilhabe.outreach.languages import SIMPLE, language_of
from teilhabe.outreach.translation.selectors.speakers import Known
from teilhabe.outreach.translation.states import TO_DO, State, state_of

URGENT_WEIGHT, RISK_WEIGHT = 2, 1
MOST_STEPS = 10


@dataclass(frozen=True, order=True)
class Target:
    """A column: a language at a level."""

    language: str
    level: str

    @property
    def site_language(self) -> str:
        """Under which the people are counted; "" for a level that no site language stands for."""
        suffixes = {Variant.Level.STANDARD.value: "", Variant.Level.PLAIN.value: SIMPLE}
        return f"{self.language}{suffixes[self.level]}" if self.level in suffixes else ""


@dataclass(frozen=True)
class Coverage:
    """One item in one language; `variant_id` is None where nobody has begun."""

    item: InfoItem
    target: Target
    counts: Mapping[State, int]
    variant_id: int | None = None
    is_published: bool = False
    is_original: bool = False

    @property
    def to_do(self) -> int:
        return sum(self.counts.get(state, 0) for state in TO_DO)

    @property
    def missing(self) -> int:
        return self.counts.get(State.MISSING, 0)

    @property
    def outdated(self) -> int:
        return self.counts.get(State.OUTDATED, 0)

    @property
    def unreviewed(self) -> int:
        return self.counts.get(State.UNREVIEWED, 0)


@dataclass(frozen=True)
class Total:
    target: Target
    published: int
    items: int
    to_do: int


@dataclass(frozen=True)
class Step:
    """people × weight / segments: what one segment translated next would bring."""

    coverage: Coverage
    people: Known
    weight: int

    @property
    def reach(self) -> int:
        return round(self.people.people * self.weight / self.coverage.to_do)


@dataclass(frozen=True)
class Matrix:
    targets: Sequence[Target]
    rows: Mapping[int, Sequence[Coverage]] = field(default_factory=dict)

    def totals(self) -> list[Total]:
        columns = zip(*self.rows.values(), strict=True) if self.rows else iter([()] * len(self.targets))
        return [_total(target, column) for target, column in zip(self.targets, columns, strict=True)]

    def steps(self, people: Mapping[str, Known]) -> list[Step]:
        """The best first; only what readers may still see, where somebody can say how many people it reaches."""
        found = [
            Step(each, people[each.target.site_language], weight_of(each.item))
            for row in self.rows.values()
            for each in row
            if each.to_do and not each.item.is_over and each.target.site_language in people
        ]
        return sorted(found, key=lambda step: (-step.reach, step.coverage.item.key, step.coverage.target))[:MOST_STEPS]


def _total(target: Target, column: Iterable[Coverage]) -> Total:
    cells = list(column)
    return Total(target, sum(c.is_published for c in cells), len(cells), sum(c.to_do for c in cells))


def weight_of(item: InfoItem) -> int:
    """1, and more for what is urgent or about law, health or a deadline."""
    return 1 + URGENT_WEIGHT * item.is_urgent + RISK_WEIGHT * item.needs_review


def site_targets() -> list[Target]:
    """The languages of the site."""
    return [
        Target(language_of(code), Variant.Level.PLAIN if code.endswith(SIMPLE) else Variant.Level.STANDARD)
        for code, _name in settings.LANGUAGES
    ]


def matrix(items: QuerySet[InfoItem]) -> Matrix:
    """Four queries, whatever the number of items."""
    found = list(items)
    variants = list(Variant.objects.filter(item__in=[item.pk for item in found]).select_related("translated_from"))
    by_item: dict[int, dict[Target, Variant]] = {item.pk: {} for item in found}
    for variant in variants:
        by_item[variant.item_id][Target(variant.language, variant.level)] = variant
    targets = list(dict.fromkeys([*site_targets(), *sorted({t for known in by_item.values() for t in known})]))
    sources = {v.translated_from_id or v.pk for v in variants}
    segments = _Segments(variants, sources)
    public = set(Edition.objects.filter(variant__in=variants).values_list("variant_id", flat=True))
    rows = {
        item.pk: [_coverage(item, target, by_item[item.pk], segments, public) for target in targets] for item in found
    }
    return Matrix(targets, rows)


class _Segments:
    """Hashes of sources and states of translations, from one query."""

    def __init__(self, variants: Iterable[Variant], sources: set[int]) -> None:
        self.hashes: dict[int, dict[str, str]] = {}
        self.kinds: dict[int, list[tuple[str, str]]] = {}
        self.made: dict[int, dict[str, tuple[str, bool, bool]]] = {}
        self.texts: dict[int, dict[str, str]] = {}
        fields = ("variant_id", "key", "kind", "source_hash", "provenance", "reviewed_at", "text")
        found = Segment.objects.filter(variant__in=[each.pk for each in variants]).values_list(*fields)
        for variant, key, kind, source_hash, provenance, reviewed_at, text in found.order_by("position").iterator():
            if variant in sources:
                self.hashes.setdefault(variant, {})[key] = segment_hash(text)
                self.kinds.setdefault(variant, []).append((key, kind))
            is_machine = provenance == Segment.Provenance.MACHINE
            self.made.setdefault(variant, {})[key] = (source_hash, reviewed_at is not None, is_machine)
            self.texts.setdefault(variant, {})[key] = text if text in SILENT else text and "…"

    def states(self, source: int, variant: int, *, needs_review: bool) -> Iterator[State]:
        """One for each segment of the source; what the segment above says is done."""
        hashes, made = self.hashes.get(source, {}), self.made.get(variant, {})
        said = said_by(self.kinds.get(source, ()), self.texts.get(variant, {}))
        present = made_from(hashes, said)
        for key in hashes:
            is_above = said.get(key, key) != key
            yield (
                State.DONE
                if is_above
                else _state(present.get(key, ""), made.get(key) if key in said else None, needs_review)
            )


def _coverage(
    item: InfoItem, target: Target, variants: Mapping[Target, Variant], segments: _Segments, public: set[int]
) -> Coverage:
    variant = variants.get(target)
    original = next((each for each in variants.values() if each.is_original), None)
    if variant is not None and variant.is_original:
        return Coverage(item, target, {}, variant.pk, variant.pk in public, is_original=True)
    source = variant.translated_from_id if variant else original.pk if original else None
    counts = Counter(segments.states(source or 0, variant.pk if variant else 0, needs_review=item.needs_review))
    return Coverage(item, target, counts, variant.pk if variant else None, variant is not None and variant.pk in public)


def _state(source_hash: str, made: tuple[str, bool, bool] | None, needs_review: bool) -> State:
    former, is_reviewed, is_machine = made or (None, False, False)
    return state_of(source_hash, former, is_reviewed=is_reviewed, is_machine=is_machine, needs_review=needs_review)
