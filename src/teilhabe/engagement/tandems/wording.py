"""What speaks for a pair and what against it, in the language of the page."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from teilhabe.engagement.tandems.models import Topic
from teilhabe.engagement.volunteers.choices import spoken_name
from teilhabe.matching.tandems import Obstacle, Pairing, Reason

OBSTACLES: Mapping[Obstacle, str | Promise] = {
    Obstacle.LANGUAGE: gettext_lazy("keine gemeinsame Sprache"),
    Obstacle.GENDER: gettext_lazy("begleitete Person wünscht ein anderes Geschlecht"),
    Obstacle.AGE: gettext_lazy("begleitete Person wünscht ein anderes Alter"),
    Obstacle.OTHER_GENDER: gettext_lazy("ehrenamtliche Person wünscht ein anderes Geschlecht"),
    Obstacle.OTHER_AGE: gettext_lazy("ehrenamtliche Person wünscht ein anderes Alter"),
    Obstacle.TIME: gettext_lazy("keine gemeinsame Zeit"),
    Obstacle.DISTRICT: gettext_lazy("möchte nicht in diesen Stadtteil"),
}
_TOLD: Mapping[Reason, str | Promise] = {
    Reason.DISTRICT: gettext_lazy("gleicher Stadtteil"),
    Reason.TIME: gettext_lazy("gemeinsame Zeit"),
    Reason.WAITING: gettext_lazy("wartet schon länger"),
    Reason.IDLE: gettext_lazy("lange nicht gefragt"),
    Reason.LOAD: gettext_lazy("macht schon anderes"),
}


def reasons_of(found: Pairing) -> list[str]:
    """Common languages first."""
    spoken = ", ".join(spoken_name(code) for code in found.languages)
    told = [_("gemeinsam: %(languages)s") % {"languages": spoken}] if spoken else []
    common = topics_in_words(found.companion.topics & found.seeker.topics)
    told += [common] if common else []
    return told + [str(_TOLD[reason]) for reason, _points in found.points if reason in _TOLD]


def topics_in_words(topics: Collection[str]) -> str:
    return ", ".join(str(each.label) for each in Topic if each in topics)
