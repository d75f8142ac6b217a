"""The record keys: one number per person, drawn once and for ever, from which all noise of the cell-key method follows.

A person's key is a keyed hash of a stable id, so that nobody has to keep a list of keys and every query of every year
finds the same one. The secret is all that stands between the published figures and the true ones: it lies in a file of
its own that only its owner may read, never in a workspace or a release.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

import numpy as np

from teilhabe.engine.disclosure.problem import Floats, Integers
from teilhabe.errors import InputError

MODULUS = 2**32
"""Keys of our own are whole numbers below it: sums of two thousand million of them are still exact."""

_SECRET_BYTES = 32
_LEAST_SECRET = 16
_PURPOSE = b"teilhabe record key "
_MOST_PLACES = 9


@dataclass(frozen=True)
class RecordKeys:
    """One key per record, whole numbers from 0 to below `modulus`."""

    values: Integers
    modulus: int

    def shares(self, sums: Integers) -> Floats:
        """Sums of record keys as cell keys: their fractional part, evenly spread over [0, 1)."""
        return np.asarray((sums % self.modulus) / self.modulus, dtype=np.float64)


def drawn(ids: Sequence[str], secret: bytes, variable: str = "") -> RecordKeys:
    """The keys of the persons with these stable ids: the same person gets the same key in every file and year.

    Counts have no `variable`; a magnitude has its name there, so that its noise tells nothing of that of the counts.
    """
    mac = hmac.new(secret, _PURPOSE + variable.encode() + b"\x00", hashlib.sha256)
    keys = {name: _key(mac, name) for name in set(ids)}
    return RecordKeys(np.array([keys[name] for name in ids], dtype=np.int64), MODULUS)


def _key(mac: hmac.HMAC, name: str) -> int:
    own = mac.copy()
    own.update(name.strip().encode())
    return int.from_bytes(own.digest()[:4], "big")


def read_keys(texts: Sequence[str]) -> RecordKeys:
    """Keys that stand in a file as decimals from 0 to below 1 with at most nine places, as τ-ARGUS reads them.

    InputError names the first record (counted from 1) that has none.
    """
    shares = [_share(text, number) for number, text in enumerate(texts, 1)]
    places = max((_places(share) for share in shares), default=0)
    keys = [int(share.scaleb(places)) for share in shares]
    return RecordKeys(np.array(keys, dtype=np.int64), 10**places)


def _share(text: str, number: int) -> Decimal:
    try:
        share = Decimal(text.strip().replace(",", "."))
        if 0 <= share < 1 and _places(share) <= _MOST_PLACES:
            return share
    except InvalidOperation:
        pass
    raise InputError(
        f"Datensatz {number}: „{text}“ ist kein Schlüssel; erwartet wird eine Zahl ab 0 und unter 1 mit höchstens "
        f"{_MOST_PLACES} Stellen.",
        f"Record {number}: “{text}” is no key; a number from 0 to below 1 with at most {_MOST_PLACES} places is "
        "expected.",
    )


def _places(share: Decimal) -> int:
    exponent = share.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def create_secret(path: Path) -> bytes:
    """A new secret in a file that only its owner may read; a file that is there already is never overwritten."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    secret = secrets.token_hex(_SECRET_BYTES)
    with os.fdopen(handle, "w") as file:
        file.write(secret + "\n")
    return secret.encode()


def read_secret(path: Path) -> bytes:
    """The secret of a file that only its owner may read; InputError where others may, or where it is too short."""
    with path.open("rb") as file:
        mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
        secret = file.read().strip()
    if mode & 0o077:
        raise InputError(
            f"{path}: Die Datei mit dem Geheimnis können auch andere lesen; bitte mit „chmod 600“ schützen.",
            f"{path}: others may read the file with the secret, too; please protect it by “chmod 600”.",
        )
    if len(secret) < _LEAST_SECRET:
        raise InputError(
            f"{path}: Das Geheimnis ist kürzer als {_LEAST_SECRET} Zeichen; bitte ein neues anlegen lassen.",
            f"{path}: the secret is shorter than {_LEAST_SECRET} characters; please have a new one made.",
        )
    return secret
