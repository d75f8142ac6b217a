"""The channels there are, in the order in which the composer shows them."""

from __future__ import annotations

from teilhabe.outreach.channels.channel import Channel

CHANNELS: dict[str, Channel] = {}
"""By key; each channel's module adds itself when its app is ready."""


def add(channel: Channel) -> Channel:
    """ValueError where the key is taken."""
    if channel.key in CHANNELS:
        raise ValueError(f"there is a channel {channel.key!r} already")
    CHANNELS[channel.key] = channel
    return channel
