"""Hand a list in, tell its columns, decide about rows that may be there already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from teilhabe.actors.transfer.columns import Target
from teilhabe.actors.transfer.extensions import FURTHER_COLUMNS
from teilhabe.actors.transfer.models import ImportedRow
from teilhabe.actors.transfer.sheets import MOST_BYTES

TARGETS: dict[str, str | Promise] = {
    Target.NOTHING: _("nicht übernehmen"),
    Target.GIVEN_NAME: _("Vorname"),
    Target.FAMILY_NAME: _("Nachname"),
    Target.WHOLE_NAME: _("ganzer Name"),
    Target.MAIL: _("E-Mail"),
    Target.PHONE: _("Telefon"),
    Target.MOBILE: _("Mobiltelefon"),
    Target.POST: _("ganze Anschrift"),
    Target.STREET: _("Straße und Hausnummer"),
    Target.POSTCODE: _("Postleitzahl"),
    Target.TOWN: _("Ort"),
    Target.MESSENGER: _("Messenger"),
    Target.WEB: _("Webseite"),
    Target.PREFERRED_LANGUAGE: _("bevorzugte Sprache"),
    Target.LANGUAGES: _("Sprachen"),
    Target.DISTRICT: _("Stadtteil"),
    Target.ORGANISATION: _("Organisation"),
    Target.NOTE: _("Notiz"),
}


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("Datei"),
        help_text=_("CSV, Excel oder Visitenkarten (vCard), höchstens 5 MB und 20.000 Zeilen."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx,.xls,.ods,.vcf,text/csv,text/vcard"}),
    )

    def clean_file(self) -> Any:
        if self.cleaned_data["file"].size > MOST_BYTES:
            raise forms.ValidationError(_("Die Datei ist größer als 5 MB. Bitte teilen Sie sie auf."))
        return self.cleaned_data["file"]


class ColumnsForm(forms.Form):
    """One choice per column, in their order: `targets`."""

    def __init__(self, header: Sequence[str], proposed: Sequence[str], data: Any = None) -> None:
        super().__init__(data)
        further = {each.code: each.label for each in FURTHER_COLUMNS.collect()}
        choices = [*TARGETS.items(), *further.items()]
        for place, (title, target) in enumerate(zip(header, proposed, strict=True)):
            label = _("Bedeutung der Spalte „%(title)s“") % {"title": title}
            self.fields[f"column-{place}"] = forms.ChoiceField(
                label=label,
                choices=choices,
                initial=str(target),
                required=False,
                widget=forms.Select(attrs={"aria-label": label}),
            )

    @property
    def targets(self) -> list[str]:
        return [self.cleaned_data[name] for name in self.fields]


class DecisionForm(forms.Form):
    """One choice per row that may be there already: `choices` by number of row."""

    def __init__(self, rows: Iterable[ImportedRow], data: Any = None) -> None:
        super().__init__(data)
        for row in rows:
            self.fields[f"row-{row.number}"] = forms.ChoiceField(
                choices=[choice for choice in ImportedRow.Choice.choices if _fits(choice[0], row)],
                initial=row.choice,
                required=False,
                widget=forms.Select(
                    attrs={"aria-label": _("Entscheidung für Zeile %(number)s") % {"number": row.number}}
                ),
            )

    @property
    def choices(self) -> dict[int, str]:
        return {int(name.removeprefix("row-")): value for name, value in self.cleaned_data.items() if value}


def _fits(choice: str, row: ImportedRow) -> bool:
    return choice != ImportedRow.Choice.COMPLETE or row.person_id is not None
