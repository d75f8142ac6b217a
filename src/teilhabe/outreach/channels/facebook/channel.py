"""The page as a channel: posts with text, link and picture, planned ahead, corrected in place, taken back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from teilhabe.errors import InputError
from teilhabe.outreach.channels.channel import Draft, Limits, Receipt, Refused, Unanswered
from teilhabe.outreach.channels.drafting import drafted, source_of
from teilhabe.outreach.channels.facebook.client import Graph
from teilhabe.outreach.channels.facebook.connecting import graph, obstacle
from teilhabe.outreach.channels.facebook.failures import Duplicate, FacebookFailure, Gone, NotAllowed, Silent
from teilhabe.outreach.channels.facebook.settling import wait_until_listed
from teilhabe.outreach.channels.facebook.texts import compared, is_since
from teilhabe.outreach.channels.models import Dispatch
from teilhabe.outreach.content.models import InfoItem
from teilhabe.outreach.pictures.jpeg import has_file, jpeg_of

LONGEST_TEXT = 5000
"""Facebook takes 63,206 characters, and shows the first 480 before "more"; longer than this is no post."""
SITE = "https://www.facebook.com"
EARLIEST, LATEST = timedelta(minutes=10), timedelta(days=30)
WAITING_IN_QUEUE = timedelta(minutes=1)
"""A plan so near to the earliest moment would be too late once the worker comes to it."""
CLOCKS_APART = timedelta(minutes=5)


class TooNear(Exception):
    """The planned moment is too near for Facebook's own planning and not here yet; worth a retry."""


class FacebookPage:
    key = "facebook"
    label: str | Promise = _("Facebook-Seite")
    limits = Limits(longest_text=LONGEST_TEXT, earliest=EARLIEST, latest=LATEST, has_picture=True)
    can_correct = True
    can_recall = True

    def is_ready(self) -> str:
        return obstacle()

    def draft(self, item: InfoItem, language: str) -> Draft:
        """Title and summary; the whole text stays on our own page, to which the link leads."""
        source = source_of(item, language)
        reading = source.reading
        text = "\n\n".join(filter(None, (reading.title, reading.summary or reading.text)))
        return drafted(item, source, text, with_picture=True)

    def complaints(self, draft: Draft, planned_at: datetime | None) -> Sequence[InputError]:
        return [*_about_text(draft), *_about_picture(draft), *_about_plan(planned_at)]

    def preview(self, draft: Draft) -> SafeString:
        return render_to_string("facebook/preview.html", {"draft": draft, "text": message(draft)})

    def send(self, dispatch: Dispatch) -> Receipt:
        """Planned on Facebook itself, or at once where it is to be out by now."""
        api = graph()
        if _is_too_near(dispatch):
            raise TooNear
        try:
            content: dict[str, Any] = {**_words(dispatch), **_plan(dispatch), **_with_picture(api, dispatch)}
            return _receipt(api.post(f"{api.page}/feed", **content).get("id"), dispatch)
        except Duplicate as failure:
            found = _listed(dispatch)
            if found is None:
                raise Refused(failure.told()) from failure
            return found
        except Silent as failure:
            raise (Unanswered(failure.told()) if failure.was_sent else failure) from failure
        except FacebookFailure as failure:
            raise _refused(failure) from failure

    def find(self, dispatch: Dispatch) -> Receipt | None:
        """Looked for again and again until what was sent a moment ago must be listed, before the answer is no."""
        found = _listed(dispatch)
        if found is None and dispatch.attempted_at is not None:
            wait_until_listed(dispatch.attempted_at)
        return found

    def correct(self, dispatch: Dispatch, correction: Dispatch) -> Receipt:
        """The words change in their place; Facebook shows readers that the post was edited."""
        try:
            graph().post(dispatch.external_id, message=message(correction))
        except FacebookFailure as failure:
            raise _refused(failure) from failure
        return Receipt(dispatch.external_id, dispatch.address)

    def recall(self, dispatch: Dispatch) -> None:
        try:
            graph().delete(dispatch.external_id)
        except Gone:
            return
        except FacebookFailure as failure:
            raise _refused(failure) from failure


def message(said: Draft | Dispatch) -> str:
    """The words of the post. Beside a picture Facebook takes no link, so that it stands among the words there."""
    return f"{said.text}\n\n{said.link}" if said.picture is not None and said.link else said.text


def _words(dispatch: Dispatch) -> dict[str, str]:
    link = {"link": dispatch.link} if dispatch.link and dispatch.picture is None else {}
    return {"message": message(dispatch), **link}


def _plan(dispatch: Dispatch) -> dict[str, str]:
    if dispatch.planned_at is None or dispatch.planned_at <= timezone.now():
        return {}
    return {"published": "false", "scheduled_publish_time": str(int(dispatch.planned_at.timestamp()))}


def _is_too_near(dispatch: Dispatch) -> bool:
    """Ahead, but less than Facebook plans: the worker came late, and tries again when the moment has come."""
    now = timezone.now()
    return dispatch.planned_at is not None and now < dispatch.planned_at < now + EARLIEST


def _with_picture(api: Graph, dispatch: Dispatch) -> dict[str, str]:
    """The picture first, unseen by anybody; a second attempt that uploads it anew leaves nothing to be seen either."""
    if dispatch.picture is None:
        return {}
    plan = {"temporary": "true"} if _plan(dispatch) else {}
    file = ("picture.jpg", jpeg_of(dispatch.picture), "image/jpeg")
    made = api.post(f"{api.page}/photos", file=file, published="false", alt_text_custom=dispatch.picture_text, **plan)
    return {"attached_media[0]": f'{{"media_fbid":"{made["id"]}"}}'}


def _listed(dispatch: Dispatch) -> Receipt | None:
    """By its words, among what the page has said and planned since shortly before the attempt."""
    since = (dispatch.attempted_at or dispatch.made_at) - CLOCKS_APART
    try:
        candidates = list(_said_since(graph(), since))
    except NotAllowed as failure:
        raise Unanswered(failure.told()) from failure
    except FacebookFailure as failure:
        raise _refused(failure) from failure
    known = set(
        Dispatch.objects.filter(channel=FacebookPage.key, external_id__in=[each.get("id") for each in candidates])
        .exclude(pk=dispatch.pk)
        .values_list("external_id", flat=True)
    )
    words = compared(message(dispatch))
    same = [each for each in candidates if each.get("id") not in known and compared(each.get("message")) == words]
    return _receipt(same[0]["id"], dispatch) if same else None


def _said_since(api: Graph, since: datetime) -> Iterator[dict[str, Any]]:
    """What is planned is dated ahead, so that only what is out can be asked for by its moment."""
    for path, asked in (("feed", {"since": int(since.timestamp())}), ("scheduled_posts", {})):
        for post in api.pages(f"{api.page}/{path}", fields="id,message,created_time", limit=100, **asked):
            if isinstance(post.get("id"), str) and is_since(post.get("created_time"), since):
                yield post


def _receipt(external_id: object, dispatch: Dispatch) -> Receipt:
    """A planned post has its address only once it is out."""
    if not isinstance(external_id, str) or not external_id:
        raise Unanswered("Facebook told no number of the post")
    return Receipt(external_id, "" if _plan(dispatch) else f"{SITE}/{external_id}")


def _refused(failure: FacebookFailure) -> Exception:
    """What passes is worth a retry and raised as it is; anything else is refused for good, in a sentence."""
    return failure if failure.is_passing else Refused(failure.told())


def _about_text(draft: Draft) -> Iterator[InputError]:
    length = len(message(draft))
    if not draft.text.strip():
        yield InputError("Der Text für Facebook fehlt.", "The text for Facebook is missing.")
    if length > LONGEST_TEXT:
        yield InputError(
            f"Der Text für Facebook hat {length} Zeichen; höchstens {LONGEST_TEXT} sind möglich. Bitte kürzen Sie ihn.",
            f"The text for Facebook has {length} characters; {LONGEST_TEXT} at most. Please shorten it.",
        )


def _about_picture(draft: Draft) -> Iterator[InputError]:
    if draft.picture is not None and not draft.picture_text.strip():
        yield InputError(
            "Das Bild für Facebook braucht eine Beschreibung für Menschen, die es nicht sehen.",
            "The picture for Facebook needs a description for those who cannot see it.",
        )
    if draft.picture is not None and not has_file(draft.picture):
        yield InputError("Die Bilddatei für Facebook fehlt.", "The file of the picture for Facebook is missing.")


def _about_plan(planned_at: datetime | None) -> Iterator[InputError]:
    if planned_at is None:
        return
    ahead = planned_at - timezone.now()
    if ahead < EARLIEST + WAITING_IN_QUEUE:
        yield InputError(
            "Facebook plant frühestens 10 Minuten im Voraus. Wählen Sie eine spätere Zeit oder senden Sie sofort.",
            "Facebook plans 10 minutes ahead at least. Choose a later time or send it now.",
        )
    if ahead > LATEST:
        yield InputError(
            "Facebook plant höchstens 30 Tage im Voraus. Bitte wählen Sie eine frühere Zeit.",
            "Facebook plans 30 days ahead at most. Please choose an earlier time.",
        )
