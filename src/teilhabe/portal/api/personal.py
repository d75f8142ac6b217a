"""What delivery keeps says nothing about people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from teilhabe.core.privacy.declarations import declare_impersonal
from teilhabe.portal.api.models import DeliveredItem, DeliveredList

declare_impersonal(DeliveredList, _("Welcher Stand zuletzt ausgeliefert wurde."))
declare_impersonal(DeliveredItem, _("Welche veröffentlichten Texte zuletzt ausgeliefert wurden."))
