"""Filling gaps by machine: asked for by a person, done in the background, never over what a human wrote."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from teilhabe.core.access.policy import ADD
from teilhabe.core.audit.action import Action, Operator
from teilhabe.errors import InputError
from teilhabe.outreach.content.models import Segment, Variant
from teilhabe.outreach.translation.actions.segments import Draft, SaveSegments
from teilhabe.outreach.translation.glossary import Entry
from teilhabe.outreach.translation.machines.machine import Machine, MachineFailure
from teilhabe.outreach.translation.machines.protecting import protect, restore
from teilhabe.outreach.translation.models import MachineRun
from teilhabe.outreach.translation.selectors.pairs import Pair, pairs_of
from teilhabe.outreach.translation.selectors.terms import entries_of
from teilhabe.outreach.translation.states import State
from teilhabe.outreach.translation.tokens import troubles

MACHINE = Operator("Maschinelle Übersetzung")


@dataclass(frozen=True, kw_only=True)
class AskMachine(Action[MachineRun]):
    """Notes that a machine is to fill the gaps; the job does it."""

    verb = ADD
    sentence = _("hat „{target}“ maschinell übersetzen lassen")
    variant: Variant

    @property
    def target(self) -> type[MachineRun]:
        return MachineRun

    def perform(self) -> MachineRun:
        source = self.variant.translated_from
        if source is None or source.language == self.variant.language:
            raise InputError(
                "Eine Maschine übersetzt in andere Sprachen. Einfacher schreiben Menschen.",
                "A machine translates into other languages. Simpler words are written by people.",
            )
        if MachineRun.objects.filter(variant=self.variant, state=MachineRun.State.WAITING).exists():
            raise InputError("Die Maschine arbeitet schon daran.", "The machine is at work on it already.")
        return MachineRun.objects.create(variant=self.variant)


def gaps(variant: Variant) -> list[Pair]:
    """What a machine may fill: what is missing, and what a machine wrote before the source changed."""
    return [pair for pair in pairs_of(variant) if _is_gap(pair)]


def _is_gap(pair: Pair) -> bool:
    if pair.target is None:
        return True
    is_untouched = pair.target.provenance == Segment.Provenance.MACHINE and pair.target.reviewed_at is None
    return pair.state is State.OUTDATED and is_untouched


def fill(run: MachineRun, machine: Machine) -> None:
    """Ask the machine and save what it did well; where it fails everything stays as it was, and the run says why."""
    variant = run.variant
    source = variant.translated_from
    pairs = gaps(variant)
    if source is None:
        return
    kept: list[Entry] = entries_of(variant)
    protected = [protect(pair.source_text, kept, source.language) for pair in pairs]
    try:
        answers = machine.translate([html for html, _pieces in protected], source.language, variant.language)
    except MachineFailure as failure:
        run.state, run.problem = MachineRun.State.FAILED, failure.reason
        run.save(update_fields=["state", "problem"])
        return
    texts = [restore(answer, pieces) for answer, (_html, pieces) in zip(answers, protected, strict=True)]
    drafts = {
        pair.key: Draft(text, pair.fingerprint, provenance=Segment.Provenance.MACHINE)
        for pair, text in zip(pairs, texts, strict=True)
        if text and not troubles(pair.source_text, text)
    }
    saved = SaveSegments(by=MACHINE, variant=variant, drafts=drafts).run()
    run.state, run.filled, run.skipped = MachineRun.State.DONE, len(saved.saved), len(pairs) - len(saved.saved)
    run.save(update_fields=["state", "filled", "skipped"])
