"""What readers fill in: an address, a language, topics."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from teilhabe.outreach.content.models import Category
from teilhabe.portal.information.presentation import name_of


class WishesForm(forms.Form):
    """`site_language` is that of the page: the names of the topics are in it."""

    use_required_attribute = False
    language = forms.ChoiceField(label=_("Sprache des Rundbriefs"))
    topics = forms.MultipleChoiceField(
        label=_("Themen"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Wählen Sie nichts aus, bekommen Sie alles."),
    )

    def __init__(self, site_language: str, data: object = None, **options: object) -> None:
        super().__init__(data, **options)  # type: ignore[arg-type]  # a QueryDict or nothing
        self.fields["language"].choices = list(settings.LANGUAGES)  # type: ignore[attr-defined]  # a choice field
        categories = Category.objects.filter(kind=Category.Kind.TOPIC)
        self.fields["topics"].choices = [  # type: ignore[attr-defined]  # a choice field
            (each.key, name_of(each, site_language)) for each in categories
        ]
        if not categories:
            del self.fields["topics"]

    @property
    def chosen(self) -> tuple[str, ...]:
        return tuple(self.cleaned_data.get("topics", ()))


class SubscribeForm(WishesForm):
    """The consent is a tick of its own: nobody agrees by the way."""

    address = forms.EmailField(
        label=_("Ihre E-Mail-Adresse"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr", "inputmode": "email"}),
        error_messages={
            "required": _("Bitte geben Sie Ihre E-Mail-Adresse ein."),
            "invalid": _("Das ist keine E-Mail-Adresse. Sie sieht zum Beispiel so aus: name@example.org"),
        },
    )
    agreed = forms.BooleanField(
        error_messages={"required": _("Bitte stimmen Sie zu. Ohne Ihre Zustimmung dürfen wir Ihnen nicht schreiben.")}
    )
    field_order = ("address", "language", "topics", "agreed")
