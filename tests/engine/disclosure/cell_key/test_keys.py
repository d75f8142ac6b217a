"""Record keys: fixed per person, exact in sums, and a secret that others cannot read."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from teilhabe.engine.disclosure.cell_key import RecordKeys, create_secret, drawn, read_keys, read_secret
from teilhabe.errors import InputError

SECRET = b"a secret of the test, thirty-two"
PERSONS = [f"person {number}" for number in range(20_000)]


def test_a_person_has_the_same_key_in_every_file_and_order() -> None:
    first, second = drawn(["a", "b", "c"], SECRET), drawn(["c", "x", "a", "a "], SECRET)

    assert second.values[[2, 3, 0]].tolist() == first.values[[0, 0, 2]].tolist()
    assert len(set(first.values.tolist())) == 3


def test_the_keys_change_with_the_secret_and_with_the_variable() -> None:
    keys = [drawn(["a"], secret, variable).values[0] for secret in (SECRET, SECRET[::-1]) for variable in ("", "hours")]

    assert len(set(keys)) == 4


def test_keys_are_spread_evenly() -> None:
    keys = drawn(PERSONS, SECRET)
    shares = np.sort(keys.shares(keys.values))

    farthest = np.abs(shares - (np.arange(len(shares)) + 0.5) / len(shares)).max()
    assert farthest < 1.63 / np.sqrt(len(shares))  # Kolmogorov's bound at 1 %
    assert 0 <= shares[0] <= shares[-1] < 1


def test_sums_of_keys_are_exact_and_wrap_around() -> None:
    keys = RecordKeys(np.array([2**32 - 1, 1, 5]), 2**32)

    assert keys.shares(np.cumsum(keys.values)).tolist() == [1 - 2**-32, 0, 5 / 2**32]


def test_keys_of_a_file_keep_their_decimals() -> None:
    keys = read_keys(["0.08301544", "0,5", "1e-05", ".25", "0"])

    assert keys.modulus == 10**8
    assert keys.values.tolist() == [8301544, 50_000_000, 1000, 25_000_000, 0]
    assert keys.shares(np.array([125_000_000])).tolist() == [0.25]


@pytest.mark.parametrize("text", ["1", "1.5", "-0.1", "", "key", "NaN", "inf", "0.1234567891"])
def test_what_is_no_key_is_named_with_its_record(text: str) -> None:
    with pytest.raises(InputError, match="Record 2"):
        read_keys(["0.5", text])


def test_a_new_secret_is_for_its_owner_only_and_never_overwrites_another(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    secret = create_secret(path)

    assert path.stat().st_mode & 0o777 == 0o600
    assert read_secret(path) == secret
    assert len(secret) == 64
    with pytest.raises(FileExistsError):
        create_secret(path)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o610, 0o601, 0o620])
def test_a_secret_that_others_can_reach_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "secret"
    create_secret(path)
    path.chmod(mode)

    with pytest.raises(InputError, match="chmod 600"):
        read_secret(path)


def test_a_short_secret_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.touch(0o600)
    path.write_bytes(b"fifteen letters\n")

    with pytest.raises(InputError, match="shorter than 16"):
        read_secret(path)
    path.write_bytes(b"sixteen letters!")
    assert read_secret(path) == b"sixteen letters!"
