"""The addresses of the pictures' files, for everybody."""

from __future__ import annotations

from django.urls import re_path

from teilhabe.outreach.pictures.views import files

app_name = "media"
urlpatterns = [re_path(r"^(?P<digest>[0-9a-f]{64})-(?P<width>[0-9]{1,4})\.webp$", files.published, name="picture")]
