"""The attacker: tries to recompute what a release hides, and shares no code with the gate."""

from teilhabe.engine.audit.attacking import Audit, Exposure, attack, audit
from teilhabe.engine.audit.system import Contradiction
from teilhabe.engine.audit.told import Cell, Relation, Told

__all__ = ["Audit", "Cell", "Contradiction", "Exposure", "Relation", "Told", "attack", "audit"]
