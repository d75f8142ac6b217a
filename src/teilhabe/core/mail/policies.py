"""Who may read other people's mails: nobody. They leave through the mail server and are seen nowhere else."""

from __future__ import annotations

from teilhabe.core.access.policy import Policy, register
from teilhabe.core.mail.models import Message

MESSAGES = register(Policy(Message, {}))
