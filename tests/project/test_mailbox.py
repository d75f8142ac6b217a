"""The address of a mailbox is understood or refused without repeating it."""

from __future__ import annotations

import pytest

from teilhabe.errors import InputError
from teilhabe.project.mailbox import Imap, imap


def test_a_mailbox_is_named_by_one_address() -> None:
    assert imap("") is None
    assert imap("imaps://buero%40stadt.example@mx.example/Anfragen%20neu") == Imap(
        "imaps", "mx.example", 993, "buero@stadt.example", "Anfragen neu"
    )
    assert imap("imap+starttls://b@mx.example:1143") == Imap("imap+starttls", "mx.example", 1143, "b", "INBOX")


@pytest.mark.parametrize(
    "address",
    ["mx.example", "pop3://b@mx.example", "imaps://mx.example", "imaps://b:geheim@mx.example", "imaps://b@mx:x"],
)
def test_a_wrong_address_is_refused_and_not_repeated(address: str) -> None:
    with pytest.raises(InputError) as failure:
        imap(address)
    assert "geheim" not in failure.value.text.de
    assert "IMAP_ADDRESS" in failure.value.text.de
