"""The office's own list of what somebody can be able to do."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from teilhabe.core.access.policy import ADD, CHANGE, VIEW
from teilhabe.core.access.routes import permitted, user_of
from teilhabe.core.answers import confirm_page, form_page
from teilhabe.core.language import page_language
from teilhabe.engagement.volunteers.actions import AddSkill, SaveSkill
from teilhabe.engagement.volunteers.forms.volunteers import KnownSkillForm, SkillForm
from teilhabe.engagement.volunteers.models import Skill
from teilhabe.engagement.volunteers.policies import SKILLS
from teilhabe.engagement.volunteers.starting_skills import AddStartingSkills, starting_skills
from teilhabe.engagement.volunteers.tables import SKILL_LIST


@permitted(Skill, VIEW)
def skills(request: HttpRequest) -> HttpResponseBase:
    user = user_of(request)
    links = [(_("Fähigkeit anlegen"), reverse("volunteers:skill_add"))] if SKILLS.allows(user, ADD) else []
    if links and not Skill.objects.exists():
        links.insert(0, (_("Mit unserer Liste anfangen"), reverse("volunteers:skills_begin")))
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


@permitted(Skill, ADD)
@require_http_methods(["GET", "HEAD", "POST"])
def skills_begin(request: HttpRequest) -> HttpResponseBase:
    """Shows what would be taken over before it is."""
    language = page_language()
    return confirm_page(
        request,
        lambda: AddStartingSkills(by=user_of(request)).run(),
        done=_("Die Liste ist übernommen. Sie können sie jederzeit ändern."),
        back=reverse("volunteers:skills"),
        title=_("Mit unserer Liste anfangen"),
        question=_("Das fragen Organisationen am häufigsten. Was Sie nicht brauchen, blenden Sie später aus:"),
        items=sorted(names[language] for names in starting_skills().values()),
        action=_("Übernehmen"),
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
