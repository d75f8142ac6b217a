"""The addresses of people and organisations in the workspace."""

from __future__ import annotations

from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from teilhabe.actors.views import affiliations, consents, contact_points, organisations, people

app_name = "actors"
urlpatterns = [
    path(_("personen/doppelte/"), include("teilhabe.actors.duplicates.urls")),
    path(_("personen/uebernehmen/"), include("teilhabe.actors.transfer.urls")),
    path(_("personen/"), people.people, name="people"),
    path(_("personen/neu/"), people.person_add, name="person_add"),
    path(_("personen/<uuid:person>/"), people.person, name="person"),
    path(_("personen/<uuid:person>/aendern/"), people.person_change, name="person_change"),
    path(_("personen/<uuid:person>/gesprochen/"), people.person_contacted, name="person_contacted"),
    path(_("personen/<uuid:person>/konto/"), people.person_account, name="person_account"),
    path(
        _("personen/<uuid:person>/kontaktweg/"),
        contact_points.person_contact_point_add,
        name="person_contact_point_add",
    ),
    path(_("personen/<uuid:person>/organisation/"), affiliations.affiliation_add, name="affiliation_add"),
    path(_("personen/<uuid:person>/einwilligung/"), consents.consent_add, name="consent_add"),
    path(
        _("kontaktwege/<int:contact_point>/aendern/"), contact_points.contact_point_change, name="contact_point_change"
    ),
    path(
        _("kontaktwege/<int:contact_point>/bevorzugen/"),
        contact_points.contact_point_prefer,
        name="contact_point_prefer",
    ),
    path(
        _("kontaktwege/<int:contact_point>/entfernen/"),
        contact_points.contact_point_remove,
        name="contact_point_remove",
    ),
    path(
        _("zugehoerigkeiten/<int:affiliation>/entfernen/"), affiliations.affiliation_remove, name="affiliation_remove"
    ),
    path(_("einwilligungen/<int:consent>/widerrufen/"), consents.consent_withdraw, name="consent_withdraw"),
    path(_("einwilligungstexte/"), consents.consent_texts, name="consent_texts"),
    path(_("einwilligungstexte/neu/"), consents.consent_text_add, name="consent_text_add"),
    path(_("einwilligungstexte/<slug:purpose>/"), consents.consent_purpose, name="consent_purpose"),
    path(_("einwilligungstexte/<slug:purpose>/fassung/"), consents.consent_version_add, name="consent_version_add"),
    path(_("organisationen/"), organisations.organisations, name="organisations"),
    path(_("organisationen/neu/"), organisations.organisation_add, name="organisation_add"),
    path(_("organisationen/<int:organisation>/"), organisations.organisation, name="organisation"),
    path(
        _("organisationen/<int:organisation>/aendern/"), organisations.organisation_change, name="organisation_change"
    ),
    path(
        _("organisationen/<int:organisation>/kontaktweg/"),
        contact_points.organisation_contact_point_add,
        name="organisation_contact_point_add",
    ),
]
