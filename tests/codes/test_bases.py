from __future__ import annotations

import pytest

from teilhabe.codes.bases import Base
from teilhabe.codes.concepts import Concept


@pytest.mark.parametrize("member", [*Base, *Concept])
def test_every_base_and_concept_is_its_code_and_has_a_label(member: Base | Concept) -> None:
    assert str(member) == member.value
    assert member.label.de
    assert member.label.en


def test_the_bases_of_the_population_update_are_different_things() -> None:
    assert len({base for base in Base if base.startswith("population_update")}) == 4
