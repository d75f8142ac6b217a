"""What is asked before somebody is erased."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class EraseForm(forms.Form):
    with_account = forms.BooleanField(
        label=_("Auch das Konto löschen, mit dem sich die Person anmeldet"), required=False
    )
    is_sure = forms.BooleanField(
        label=_("Ich habe geprüft, dass keine Pflicht dagegen steht, diese Daten zu löschen."),
        help_text=_("Zum Beispiel eine laufende Abrechnung oder ein Rechtsstreit."),
        error_messages={"required": _("Bitte bestätigen Sie, dass Sie es geprüft haben.")},
    )

    def __init__(self, *args: object, asks_for_account: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        if asks_for_account:
            self.fields["with_account"].initial = True
        else:
            del self.fields["with_account"]
