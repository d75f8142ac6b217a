"""When a sign-in asks for the second factor."""

from __future__ import annotations

from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest

from teilhabe.core.accounts.sessions import came_from_trusted_provider


class SecondFactorStage(AuthenticateStage):
    """Asked of everybody who has one, unless a trusted provider has asked already."""

    def _should_handle(self, request: HttpRequest) -> bool:
        user = self.login.user
        if user is not None and came_from_trusted_provider(request, user):
            return False
        return bool(super()._should_handle(request))
