"""Privacy: the register, what ends soon, proofs, and what is stored about one person."""

from __future__ import annotations

from django.urls import path, re_path
from django.utils.translation import gettext_lazy as _

from teilhabe.core.privacy import views

app_name = "privacy"
urlpatterns = [
    path("", views.register, name="register"),
    re_path(_(r"^verarbeitungen\.(?P<form>md|csv)$"), views.register_file, name="register_file"),
    path(_("fristen/"), views.ending, name="ending"),
    path(_("nachweise/"), views.proofs, name="proofs"),
    path(_("meine-daten/"), views.mine, name="mine"),
    path("<str:model>/<uuid:key>/", views.subject, name="subject"),
    path(_("<str:model>/<uuid:key>/auskunft.json"), views.subject_json, name="subject_json"),
    path(_("<str:model>/<uuid:key>/auskunft.pdf"), views.subject_pdf, name="subject_pdf"),
    path(_("<str:model>/<uuid:key>/loeschen/"), views.erase, name="erase"),
]
