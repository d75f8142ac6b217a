"""The forms of signing in and of accounts, labelled in our words."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, LoginWebAuthnForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from teilhabe.core.accounts.actions.invitations import Invite
from teilhabe.core.language import account_languages
from teilhabe.core.tables.table import Label
from teilhabe.core.users.models import Organisation, User
from teilhabe.core.users.roles import Role


def _named(field: forms.Field, label: Label, help_text: Label = "") -> None:
    """A label that stays visible while somebody types, in place of a placeholder."""
    field.label, field.help_text = str(label), str(help_text)
    field.widget.attrs.pop("placeholder", None)


class SignInForm(LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _named(self.fields["login"], _("E-Mail-Adresse"))
        _named(self.fields["password"], _("Passwort"))
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class ConfirmPasswordForm(ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _named(self.fields["password"], _("Passwort"))


def _code(form: forms.Form) -> None:
    _named(form.fields["code"], _("Code"), _("6 Ziffern aus der App oder einer Ihrer Ersatzcodes"))
    form.fields["code"].widget.attrs["inputmode"] = "numeric"


class CodeForm(AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self)


class ConfirmCodeForm(ReauthenticateByCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self)


class ActivateAppForm(ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _named(self.fields["code"], _("Code aus der App"), _("6 Ziffern. Sie ändern sich alle 30 Sekunden."))
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class AddPasskeyForm(AddWebAuthnForm):
    """Every key that is added can sign in by itself."""

    passwordless = forms.BooleanField(required=False, initial=True, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _named(self.fields["name"], _("Name"), _("Zum Beispiel: Mein Telefon. So erkennen Sie ihn später wieder."))


class PasswordForm(forms.Form):
    """A new password for `user`, typed once: whoever wants to check it can show it."""

    password = forms.CharField(
        label=_("Neues Passwort"),
        help_text=_("Mindestens 12 Zeichen. Ein ganzer Satz ist gut zu merken und schwer zu erraten."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        validate_password(password, self.user)
        return password


class AddressForm(forms.Form):
    email = forms.EmailField(label=_("E-Mail-Adresse"), widget=forms.EmailInput(attrs={"autocomplete": "username"}))


class OwnAccountForm(forms.ModelForm[User]):
    class Meta:
        model = User
        fields = ("name", "language")


class InvitationForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(label=_("E-Mail-Adresse"), help_text=_("Dorthin geht die Einladung."))
    language = forms.ChoiceField(label=_("Sprache"), choices=account_languages, initial="de")
    roles = forms.MultipleChoiceField(label=_("Rollen"), choices=Role.choices, widget=forms.CheckboxSelectMultiple)
    organisation = forms.ModelChoiceField(
        label=_("Organisation"),
        queryset=Organisation.objects.filter(is_active=True).order_by("name"),
        required=False,
        help_text=_("Nur für die Rolle „Mitglied einer Organisation“"),
    )

    def invitation(self, *, by: User, site: str) -> Invite:
        given = self.cleaned_data
        return Invite(
            by=by,
            site=site,
            email=given["email"],
            full_name=given["name"],
            language=given["language"],
            roles=given["roles"],
            organisation_row=given["organisation"],
        )

    def clean_roles(self) -> frozenset[Role]:
        return frozenset(map(Role, self.cleaned_data["roles"]))


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Rolle"), choices=Role.choices)
    organisation = forms.ModelChoiceField(
        label=_("Organisation"),
        queryset=Organisation.objects.filter(is_active=True).order_by("name"),
        required=False,
        help_text=_("Nur für die Rolle „Mitglied einer Organisation“"),
    )

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])


class PasskeySignInForm(LoginWebAuthnForm):
    """What a browser sends is no passkey until it has been read: the library trips over answers without their parts."""

    def clean_credential(self) -> Authenticator:
        try:
            return super().clean_credential()
        except (AttributeError, KeyError) as error:
            raise ValidationError(_("Das ist kein Passkey.")) from error
