"""Django's administration pages, on our own site object."""

from __future__ import annotations

from django.contrib.admin.apps import AdminConfig


class AdministrationConfig(AdminConfig):
    default_site = "teilhabe.portal.workspace.administration.Administration"
