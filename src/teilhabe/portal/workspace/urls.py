from __future__ import annotations

from django.urls import path

from teilhabe.portal.workspace import views

app_name = "workspace"
urlpatterns = [path("", views.start, name="start")]
