"""The office's own list of what somebody can be able to do."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from teilhabe.core.access.policy import ADD, CHANGE, VIEW
from teilhabe.core.access.routes import permitted, user_of
from teilhabe.core.answers import form_page
from teilhabe.engagement.volunteers.actions import AddSkill, SaveSkill
from teilhabe.engagement.volunteers.forms.volunteers import KnownSkillForm, SkillForm
from teilhabe.engagement.volunteers.models import Skill
from teilhabe.engagement.volunteers.policies import SKILLS
from teilhabe.engagement.volunteers.tables import SKILL_LIST


@permitted(Skill, VIEW)
def skills(request: HttpRequest) -> HttpResponseBase:
    user = user_of(request)
    links = [(_("Fähigkeit anlegen"), reverse("volunteers:skill_add"))] if SKILLS.allows(user, ADD) else []
    return SKILL_LIST.respond(request, SKILLS.reach(user), links=links)


@permitted(Skill, ADD)
def skill_add(request: HttpRequest) -> HttpResponseBase:
    form = SkillForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: AddSkill(by=user_of(request), names=form.names()).run(),
        done=_("Die Fähigkeit ist angelegt."),
        back=reverse("volunteers:skills"),
        title=_("Neue Fähigkeit"),
    )


@permitted(Skill, CHANGE, key="skill")
def skill(request: HttpRequest, skill: Skill) -> HttpResponseBase:
    form = KnownSkillForm(request.POST or None, initial={**skill.names, "is_offered": skill.is_offered})
    return form_page(
        request,
        form,
        lambda: SaveSkill(
            by=user_of(request), skill=skill, names=form.names(), is_offered=form.cleaned_data["is_offered"]
        ).run(),
        done=_("Die Fähigkeit ist gespeichert."),
        back=reverse("volunteers:skills"),
        title=_("Fähigkeit ändern"),
    )
