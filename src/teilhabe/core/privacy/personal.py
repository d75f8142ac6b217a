"""What privacy itself remembers: nothing that leads to anybody."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from teilhabe.core.privacy.declarations import declare_impersonal
from teilhabe.core.privacy.models import DeletionProof, Tombstone

declare_impersonal(DeletionProof, _("Zählt Zeilen und nennt niemanden."))
declare_impersonal(Tombstone, _("Der zufällige Schlüssel führt zu niemandem mehr."))
