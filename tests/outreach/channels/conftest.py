"""A board with its channel, for the time of a test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import Settings
from tests.outreach.channels.board import BoardChannel
from tests.peers.noticeboard import Board, noticeboard

from teilhabe.outreach.channels.registry import CHANNELS


@pytest.fixture
def board(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Iterator[Board]:
    settings.PUBLIC_ADDRESS = "https://probe.example"
    with noticeboard() as hanging:
        monkeypatch.setitem(CHANNELS, "board", BoardChannel(hanging.address))
        yield hanging
