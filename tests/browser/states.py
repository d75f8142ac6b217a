"""Every page of the site in every state that is worth looking at: one line each, by route.

`SHOWN` is what a browser looks at; `NO_PAGE` says of every other route why there is nothing to look at.
A new route must stand in one of them (`test_states.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils import translation

EDITOR, HEAD, AUDITOR, COORDINATOR = "editor", "head_of_office", "auditor", "coordinator"
ADMINISTRATOR, VOLUNTEER, MEMBER, NOBODY = "administrator", "volunteer", "organisation_member", ""
EMPTY: Mapping[str, str] = {}
"""Sent with nothing filled in, so that every field complains."""


@dataclass(frozen=True)
class State:
    """A page as one role meets it; `rows` are names of known rows, or words of the address.

    With `sent` the form is sent so that it is refused, and comes back with its errors; `form_on` is the page that has
    it, where the route itself only takes it.
    """

    route: str
    by: str = EDITOR
    rows: tuple[str, ...] = ()
    query: str = ""
    sent: Mapping[str, str] | None = None
    status: int = 200
    form_on: str = ""

    def address(self, language: str, known: Mapping[str, str], *, of_form: bool = False) -> str:
        route = self.form_on if of_form and self.form_on else self.route
        with translation.override(language):
            path = reverse(route, args=[known.get(row, row) for row in self.rows])
        return f"{path}?{self.query}" if self.query else path

    def __str__(self) -> str:
        parts = (self.route, self.by, *self.rows, self.query, "refused" if self.sent is not None else "")
        return "-".join(part for part in parts if part)


def _of(by: str, *routes: str | tuple[str, ...]) -> list[State]:
    """The route, then its rows; a last part that begins with "?" is its query, "!" stands for a refused form."""
    return [_state(by, (told,) if isinstance(told, str) else told) for told in routes]


def _state(by: str, told: tuple[str, ...]) -> State:
    rows = tuple(part for part in told[1:] if not part.startswith(("?", "!")))
    query = next((part[1:] for part in told if part.startswith("?")), "")
    return State(told[0], by, rows, query, EMPTY if "!" in told else None)


READERS = [
    *_of(
        NOBODY, "start", "partners", ("partners", "?field=housing&language=vi"), "accessibility", "legal_notice",
        "privacy", "netiquette", "information:home", ("information:category", "leisure"), "information:news",
        "information:events",
        ("information:month", "2027", "1"), "information:places", ("information:places", "?open=1&language=tr"),
        ("information:search", "?q=Haus"), ("information:search", "?q=xyzzy"),
        *(("information:item", key) for key in ("karte", "halb", "frage", "haus", "cafe", "wasser")),
        "information:question", ("information:question", "!"),
        ("information:feedback", "?item=karte"), ("information:feedback", "?item=karte", "!"),
        "information:answers", ("information:answers", "!"), ("information:answer", "code"),
        ("information:answer", "code_waiting"), ("information:answer", "code_closed"),
        "subscription:subscribe", ("subscription:subscribe", "!"), ("subscription:preferences", "subscription"),
        ("still_right:page", "link"), ("still_right:page", "link", "?done=right"),
        ("subscription:leave", "subscription"), ("subscription:confirm", "asked"),
        ("subscription:preferences", "left"), ("subscription:leave", "left"), ("subscription:confirm", "confirmed"),
        ("own_shifts:page", "own_link"), ("own_shifts:page", "idle_link"), "own_shifts:withdrawn",
        ("opportunities:still_right", "opportunity_link"), ("hours:report_own", "own_link"),
        ("hours:report_own", "own_link", "!"),
        ("placement_answer:answer", "answer_link"), ("placement_answer:answer", "answered_link"),
        "volunteering:search", ("volunteering:search", "?language=ar&day=1"), ("volunteering:search", "?q=xyzzy"),
        ("volunteering:opportunity", "opportunity"), "volunteering:help", ("volunteering:help", "!"),
        "volunteering:give", ("volunteering:give", "!"), ("volunteering:ask", "opportunity"),
        "volunteering:arrived", ("volunteering:arrived", "!"),
        ("volunteering:ask", "opportunity", "!"), ("volunteering:sign_up", "opportunity", "shift"),
        ("volunteering:sign_up", "opportunity", "shift", "!"),
        "account_login", ("account_login", "!"), "account_reset_password", ("account_reset_password", "!"),
        "account_reset_password_done", ("account_invitation", "token"), ("account_invitation", "token", "!"),
    ),
    State("information:answer", NOBODY, ("AAAA-AAAA-AAAA",), status=404),
    State("account_invitation", NOBODY, ("gone",), status=410),
    State("account_reset_password_from_key", NOBODY, ("00000000-0000-0000-0000-000000000000", "gone"), status=410),
    State("subscription:confirm", NOBODY, ("gone",), status=410),
    State("still_right:page", NOBODY, ("gone",), status=410),
    State("placement_answer:answer", NOBODY, ("gone",), status=410),
    State("information:item", NOBODY, ("does-not-exist",), status=404),
]  # fmt: skip
"""What somebody without rights of the office meets: in every language of the site."""

FIGURES = _of(
    NOBODY, ("overview", "probestadt"), ("overview", "vergleichsstadt"), ("indicators", "probestadt"),
    ("indicators", "probestadt", "?data=without"), ("about", "probestadt"), ("certainty", "probestadt"),
    ("forecasts", "probestadt"),
    *(("indicator", "probestadt", key) for key in ("pop_total", "foreign_share", "naturalisation")),
    ("edition", "probestadt", "release", "pop_total"),
    ("indicator", "probestadt", "pop_total", "?prognose=recurrence"),
    ("indicator", "probestadt", "pop_total", "?prognose=own&plus=200"),
    ("indicator", "probestadt", "pop_total", "?prognose=own&plus=viele"),
)  # fmt: skip

ENTRANCE = [
    *_of(
        VOLUNTEER, "account", "account_logout", "account_reauthenticate", "account_change_password",
        ("account_change_password", "!"), "mfa_index", "mfa_activate_totp", ("mfa_activate_totp", "!"),
        "mfa_add_webauthn",
    ),
    *_of(
        AUDITOR, "mfa_index", "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
        "mfa_reauthenticate", ("mfa_reauthenticate", "!"), ("mfa_remove_webauthn", "passkey"),
    ),
]  # fmt: skip
"""One's own account, staff or not: in the languages of accounts."""

WORKSPACE = [
    *_of(VOLUNTEER, "workspace:start", "workspace:notifications"),
    *_of(COORDINATOR, "workspace:start", ("workspace:search", "?q=a"), ("workspace:search", "?q=xyzxyz")),
    *_of(AUDITOR, "workspace:start", "workspace:log", ("workspace:entry", "entry"), "privacy:proofs"),
    *_of(COORDINATOR, ("workspace:history", "opportunity_history")),
    *_of(MEMBER, "workspace:start"),
    *_of(
        ADMINISTRATOR, "accounts:users", "accounts:invite", ("accounts:invite", "!"), ("accounts:user", "user"),
        ("accounts:withdraw_invitation", "user"), ("accounts:deactivate", "user"),
        ("accounts:reset_second_factor", "user"), "jobs:queue", "privacy:register", "privacy:ending",
    ),
    *_of(
        COORDINATOR, ("privacy:subject", "actors.person", "person"), ("privacy:erase", "actors.person", "person"),
        ("tables:view", "view"), ("tables:view", "view", "!"), ("tables:delete_view", "view"),
    ),
    State("content:items", VOLUNTEER, status=403),
    State("content:item", EDITOR, ("999999",), status=404),
]  # fmt: skip

PEOPLE = [
    *_of(
        COORDINATOR, "actors:people", ("actors:people", "?q=gibt+es+nicht"), "actors:person_add",
        ("actors:person_add", "!"), ("actors:person", "person"), ("actors:person_change", "person"),
        ("actors:person_change", "person", "!"), ("actors:person_contact_point_add", "person"),
        ("actors:person_contact_point_add", "person", "!"), ("actors:affiliation_add", "person"),
        ("actors:consent_add", "person"), ("actors:consent_add", "person", "?text=2"),
        ("actors:person_account", "person"), ("actors:contact_point_change", "contact_point"),
        ("actors:contact_point_remove", "contact_point"), ("actors:affiliation_remove", "affiliation"),
        ("actors:consent_withdraw", "consent"), "actors:consent_texts", "actors:consent_text_add",
        ("actors:consent_text_add", "!"), ("actors:consent_purpose", "rundbrief"),
        ("actors:consent_version_add", "rundbrief"), "actors:organisations", "actors:organisation_add",
        ("actors:organisation_add", "!"), ("actors:organisation", "organisation"),
        ("actors:organisation_change", "organisation"), ("actors:organisation_contact_point_add", "organisation"),
        "actors:duplicates", ("actors:merge", "first", "second"), ("actors:person", "first"),
        "actors:import", ("actors:import", "!"),
    ),
    *_of(VOLUNTEER, ("actors:person", "person"), ("actors:person_change", "person")),
    *_of(MEMBER, ("actors:organisation", "organisation"), ("actors:organisation_change", "organisation")),
]  # fmt: skip

TEXTS = [
    *_of(
        EDITOR, "content:items", ("content:items", "?q=gibt+es+nicht"), "content:item_add", ("content:item_add", "!"),
        ("content:item", "item"), ("content:item", "law"), ("content:item_change", "item"),
        ("content:item_change", "item", "!"), ("content:item_withdraw", "item"), ("content:variant", "variant"),
        ("content:variant", "variant", "!"), ("content:compare", "variant"), ("content:variant_publish", "law_variant"),
        ("content:variant_remove", "arabic"), ("content:item", "risky"),
        "content:reviews", ("content:revision", "revision"), ("content:revision", "former"),
        ("content:revision_restore", "former"), ("content:revision_ask", "draft_revision"), "content:campaigns",
        "content:campaign_add", ("content:campaign_add", "!"), ("content:campaign_change", "campaign"),
        ("content:campaign_remove", "campaign"), "content:categories", "content:category_add",
        ("content:category_add", "!"), ("content:category_change", "category"), ("content:category_remove", "category"),
    ),
    *_of(AUDITOR, ("content:item", "item"), "content:reviews"),
    *_of(HEAD, "content:reviews", ("content:revision", "revision"), ("content:revision", "revision", "!")),
]  # fmt: skip

FACTS = _of(
    EDITOR, "content:facts", ("content:facts", "?q=gibt+es+nicht"), "content:fact_kinds",
    ("content:fact_add", "phone"), ("content:fact_add", "phone", "!"), ("content:fact_add", "hours"),
    ("content:fact", "the_phone"), ("content:fact", "the_hours"), ("content:fact_change", "the_hours"),
    ("content:fact_change", "the_phone", "!"), ("content:fact_remove", "the_price"), ("content:event_dates", "event"),
    ("content:event_dates", "event", "!"), ("content:place", "place"), "content:urgent",
    ("content:urgent_add", "closed"), ("content:urgent_add", "closed", "!"), ("content:urgent_add", "own"),
    ("content:urgent_add", "own", "!"), ("content:urgent_extend", "notice"),
    ("content:urgent_wordings", "ar"),
)  # fmt: skip

PICTURES = _of(
    EDITOR, "pictures:pictures", ("pictures:pictures", "?q=gibt+es+nicht"), "pictures:picture_add",
    ("pictures:picture_add", "!"), ("pictures:picture", "picture"), ("pictures:picture", "peopled"),
    ("pictures:picture_change", "picture"), ("pictures:picture_change", "picture", "!"),
    ("pictures:picture_replace", "picture"), ("pictures:picture_replace", "picture", "!"),
    ("pictures:picture_delete", "picture"), ("pictures:appearance_add", "peopled"),
    ("pictures:appearance_add", "peopled", "!"), ("pictures:appearance_withdraw", "appearance"),
    ("pictures:appearance_remove", "appearance"),
)  # fmt: skip

TRANSLATIONS = [
    *_of(
        EDITOR, "translation:coverage", ("translation:coverage", "?only=must"), ("translation:workspace", "arabic"),
        ("translation:workspace", "arabic", "?view=open"), ("translation:workspace", "plain"),
        ("translation:publish", "legal"), "translation:estimates", "translation:exchange",
        ("translation:exchange", "?variant=1"), "translation:terms",
        ("translation:terms", "?q=gibt+es+nicht"), "translation:term_add", ("translation:term_add", "!"),
        ("translation:term", "term"), ("translation:term_delete", "term"), "translation:terms_import",
        ("translation:terms_import", "!"), "translation:memory", ("translation:forget", "remembered"),
    ),
    *_of(AUDITOR, "translation:coverage", ("translation:workspace", "arabic")),
    *_of(HEAD, ("translation:workspace", "legal", "?view=review")),
]  # fmt: skip

MESSAGES = _of(EDITOR, ("inbox:conversation", "message"), "mailbox:set_aside", "counter:note", ("counter:note", "!"))

DISPATCHES = [
    *_of(
        EDITOR, "channels:list", ("channels:list", "?q=gibt+es+nicht"), ("channels:compose", "told_item"),
        ("channels:compose", "told_item", "?next=1"), ("channels:compose", "told_item", "?to=website:de&to=mail:ar"),
        ("channels:compose", "told_item", "?to=mail:de&to=mail:en", "!"), "channels:corrections",
        ("channels:corrections", "!"), ("channels:dispatch", "dispatch_draft"),
        ("channels:dispatch", "dispatch_undecided"), ("channels:dispatch", "dispatch_failed"),
        ("channels:dispatch", "dispatch_sent"), ("channels:dispatch", "dispatch_planned"),
        ("channels:change", "dispatch_draft"), ("channels:recall", "dispatch_website"),
        ("channels:remove", "dispatch_draft"), ("content:item", "told_item"),
    ),
    *_of(AUDITOR, "channels:list", ("channels:dispatch", "dispatch_undecided")),
]  # fmt: skip

MODERATION = [
    *_of(
        EDITOR, "facebook_office:page", "moderation:list", ("moderation:list", "?q=gibt+es+nicht"),
        ("moderation:evidence", "evidence"), ("moderation:entry", "entry_hidden"),
        ("moderation:entry", "entry_of_question"),
        ("moderation:delete_outside", "entry_hidden"),
    ),
    State("moderation:secure", rows=("entry_of_question",), sent=EMPTY, form_on="moderation:entry"),
]  # fmt: skip

INBOX = [
    *_of(
        EDITOR, "inbox:list", ("inbox:list", "?q=gibt+es+nicht"), ("inbox:list", "?q="),
        ("inbox:list", "?undelivered=1"), ("inbox:list", "?state=open&who=nobody"),
        ("inbox:conversation", "arabic_question"), ("inbox:conversation", "double"), ("inbox:conversation", "call"),
        ("inbox:conversation", "lost"), ("inbox:conversation", "below_a_page"), ("inbox:change", "arabic_question"),
        ("inbox:merge", "call"),
        ("inbox:merge", "call", "!"), ("inbox:merge", "call", "?q=gibt+es+nicht"), ("inbox:merge", "double"),
        ("inbox:split", "arabic_question"), ("inbox:split", "arabic_question", "!"),
        ("inbox:translate", "entry_of_question"), "inbox:snippets", "inbox:snippet_add", ("inbox:snippet_add", "!"),
        ("inbox:snippet", "snippet"), ("inbox:snippet_delete", "snippet"),
    ),
    *_of(
        COORDINATOR, ("inbox:conversation", "arabic_question"), ("inbox:person", "double"),
        ("inbox:person", "double", "?q=gibt+es+nicht"), ("inbox:person", "double", "!"),
        ("inbox:person_conversations", "person"),
    ),
    State("inbox:answer", rows=("call",), sent=EMPTY, form_on="inbox:conversation"),
    State("inbox:note", rows=("call",), sent=EMPTY, form_on="inbox:conversation"),
]  # fmt: skip

NEWSLETTER = _of(
    EDITOR, "newsletter:overview", "newsletter:issue_add", ("newsletter:issue_add", "!"), "newsletter:erase",
    ("newsletter:erase", "!"), ("newsletter:decide", "issue"), ("newsletter:proof", "issue"),
    ("channels:dispatch", "issue"), ("channels:dispatch", "issue_halted"), ("channels:dispatch", "issue_with_picture"),
    ("channels:change", "issue_with_picture"),
)  # fmt: skip

VOLUNTEERS = [
    *_of(
        COORDINATOR, "volunteers:volunteers", ("volunteers:volunteers", "?q=gibt+es+nicht"), "volunteers:volunteer_add",
        ("volunteers:volunteer_add", "!"), ("volunteers:volunteer", "helping"),
        ("volunteers:volunteer_change", "helping"), ("volunteers:volunteer_change", "helping", "!"),
        ("volunteers:volunteer_of", "no_volunteer"), ("volunteers:pause", "helping"), ("volunteers:end", "helping"),
        ("volunteers:revoke", "helping"), ("volunteers:absence_add", "helping"),
        ("volunteers:absence_add", "helping", "!"), ("volunteers:absence_remove", "absence"), "volunteers:skills",
        "volunteers:skills_begin",
        "volunteers:skill_add", ("volunteers:skill_add", "!"), ("volunteers:skill", "skill"),
        "offers:offers", ("offers:offers", "?q=gibt+es+nicht"), ("offers:offer", "offer"), ("offers:offer", "goods"),
        "offers:note", ("offers:note", "!"), ("offers:change", "offer"), ("offers:change", "offer", "!"),
        ("offers:from_conversation", "double"),
    ),
    State("offers:go_on", COORDINATOR, ("offer",), sent=EMPTY, form_on="offers:offer"),
    *_of(VOLUNTEER, ("volunteers:volunteer", "own_volunteer"), ("volunteers:volunteer_change", "own_volunteer")),
]  # fmt: skip

OPPORTUNITIES = [
    *_of(
        COORDINATOR, "opportunities:list", ("opportunities:list", "?q=gibt+es+nicht"), "opportunities:add",
        ("opportunities:add", "!"), ("opportunities:opportunity", "opportunity"),
        ("opportunities:opportunity", "new_opportunity"), ("opportunities:change", "opportunity"),
        ("opportunities:change", "opportunity", "!"), ("opportunities:send_back", "new_opportunity"),
        ("opportunities:send_back", "new_opportunity", "!"), ("opportunities:step", "opportunity", "close"),
        ("opportunities:translations", "opportunity"), ("opportunities:translate", "opportunity", "ar"),
    ),
    *_of(
        MEMBER, "opportunities:list", "opportunities:add", ("opportunities:opportunity", "opportunity_sent_back"),
        ("opportunities:change", "opportunity"),
    ),
]  # fmt: skip

SHIFTS = [
    *_of(
        COORDINATOR, "shifts:list", ("shifts:list", "?q=gibt+es+nicht"), ("shifts:day", "shift_day"),
        ("shifts:day", "2031-12-25"), ("shifts:add", "opportunity"), ("shifts:add", "opportunity", "!"),
        ("shifts:shift", "shift"), ("shifts:shift", "past_shift"), ("shifts:change", "shift"),
        ("shifts:change", "shift", "!"), ("shifts:cancel", "shift"), ("shifts:sign_up", "shift"),
        ("shifts:sign_up", "shift", "!"), ("shifts:call", "past_shift"), ("shifts:incident", "shift"),
        ("shifts:incident", "shift", "!"), "hours:list", "hours:totals", "hours:report", ("hours:report", "!"),
        "volunteering_figures:files",
        ("hours:entry", "hour_entry"), ("hours:decline", "hour_entry"), ("hours:decline", "hour_entry", "!"),
    ),
    *_of(MEMBER, "shifts:list", ("shifts:shift", "past_shift"), "hours:list"),
    *_of(VOLUNTEER, "hours:list", "hours:report"),
    *_of(COORDINATOR, ("hours:withdraw", "hour_entry")),
]  # fmt: skip

PLACEMENTS = [
    *_of(
        COORDINATOR, "placements:proposals", ("placements:proposals", "?q=gibt+es+nicht"), "placements:assignments",
        ("placements:suggestions", "reading"), ("placements:suitable", "reader"),
        ("placements:proposal", "proposal"), ("placements:proposal", "proposal_asked"),
        ("placements:proposal", "proposal_willing"), ("placements:proposal", "proposal_declined"),
        ("placements:decline", "proposal"), ("placements:decline", "proposal", "!"), ("placements:agree", "proposal"),
        ("placements:agree", "proposal", "!"), ("placements:note", "proposal"), ("placements:assignment", "assignment"),
        ("placements:follow_up", "assignment"), ("placements:end", "assignment"),
        ("placements:end", "assignment", "!"), ("placements:willing", "reading"),
    ),
    *_of(VOLUNTEER, "placements:proposals", ("placements:proposal", "proposal_own")),
    *_of(MEMBER, "placements:assignments", ("placements:assignment", "assignment"), ("placements:willing", "reading")),
]  # fmt: skip

CHECKS = [
    *_of(
        COORDINATOR, "checks:certificates", ("checks:certificates", "?q=gibt+es+nicht"),
        ("checks:volunteer", "helping"),
        ("checks:volunteer", "own_volunteer"), ("checks:request_add", "own_volunteer"),
        ("checks:request_add", "own_volunteer", "!"), ("checks:inspection_add", "helping"),
        ("checks:inspection_add", "helping", "!"), ("checks:inspection", "inspection"),
        ("checks:inspection_delete", "inspection"), ("checks:withdraw", "certificate"), ("checks:sign", "helping"),
        ("checks:sign", "helping", "!"), "checks:texts", "checks:text_add", ("checks:text_add", "!"),
        ("checks:text", "declaration_text"),
    ),
    *_of(VOLUNTEER, ("checks:volunteer", "own_volunteer")),
]  # fmt: skip

ALLOWANCES = [
    *_of(
        COORDINATOR, "allowances:totals", ("allowances:totals", "?q=gibt+es+nicht"), "allowances:payments",
        ("allowances:volunteer", "helping"), ("allowances:volunteer", "own_volunteer"),
        ("allowances:payment_add", "helping"), ("allowances:payment_add", "helping", "!"),
        ("allowances:payment_remove", "payment"), "recognition:list", ("recognition:list", "?q=gibt+es+nicht"),
        ("recognition:thanks", "helping"),
    ),
    *_of(VOLUNTEER, ("allowances:volunteer", "own_volunteer")),
]  # fmt: skip

TANDEMS = [
    *_of(
        COORDINATOR, "tandems:tandems", ("tandems:tandems", "?q=gibt+es+nicht"), "tandems:clients",
        ("tandems:client", "client"), ("tandems:client", "accompanied"), ("tandems:client_add", "reading_person"),
        ("tandems:client_add", "reading_person", "!"), ("tandems:client_change", "client"),
        ("tandems:hand_over", "client"), ("tandems:hand_over", "client", "!"), ("tandems:leave", "client"),
        ("tandems:identity", "identity"), ("tandems:suitable", "helping"), ("tandems:wishes", "helping"),
        ("tandems:tandem", "tandem"), ("tandems:tandem", "tandem_met"), ("tandems:agree", "tandem_met"),
        ("tandems:agree", "tandem_met", "!"), ("tandems:decline", "tandem_met"),
        ("tandems:decline", "tandem_met", "!"), ("tandems:check_in", "tandem"), ("tandems:check_in", "tandem", "!"),
        ("tandems:meeting", "tandem"), ("tandems:meeting", "tandem", "!"), ("tandems:end", "tandem"),
        ("tandems:end", "tandem", "!"),
    ),
]  # fmt: skip

OFFICE = [
    *MODERATION, *WORKSPACE, *PEOPLE, *TEXTS, *FACTS, *PICTURES, *TRANSLATIONS, *MESSAGES, *DISPATCHES, *INBOX,
    *NEWSLETTER, *VOLUNTEERS, *OPPORTUNITIES, *SHIFTS, *PLACEMENTS, *CHECKS, *ALLOWANCES,
    *TANDEMS,
]  # fmt: skip
"""What staff meets: in the languages of the office."""

SHOWN = [*READERS, *FIGURES, *ENTRANCE, *OFFICE]

_FILE = "answers a file or data, not a page"
_BUTTON = "takes a button's request and leads on to another page"
_FILES = """
health facebook:webhook openid_connect_login openid_connect_callback mfa_login_webauthn mfa_download_recovery_codes
attachments:file counter:callers
actors:import_report actors:cards actors:person_card privacy:register_file privacy:subject_json privacy:subject_pdf
content:variant_held volunteering:calendar volunteering:date volunteering:table own_shifts:calendar shifts:calendar
checks:letter recognition:commission recognition:confirmation recognition:card volunteering_figures:file
pictures:file media:picture translation:variant_file translation:language_file
translation:terms_export information:feed_atom information:feed_json information:calendar information:category_atom
information:category_json information:category_calendar information:event_calendar information:bundle
information:document table_file chart_file edition_table_file edition_chart_file manifest_file
forecast_file forecast_data edition_forecast_file
"""
_BUTTONS = """
facebook_office:check_now moderation:show moderation:take_out moderation:pass_on
account_demonstration account_end_other_sessions account_end_session mfa_list_webauthn actors:tell_apart
actors:person_contacted actors:contact_point_prefer accounts:invite_anew accounts:grant_role accounts:revoke_role
accounts:activate accounts:end_sessions jobs:retry jobs:discard privacy:mine tables:save_view content:item_return
content:item_checked content:variant_add content:variant_preview content:variant_take_over content:variant_unplan
content:item_risk own_shifts:cancel own_shifts:answer own_shifts:withdraw own_shifts:arrived shifts:mark hours:approve
content:fact_undo content:urgent_confirm
content:urgent_end translation:take translation:machine translation:begin
mailbox:settle information:question_again newsletter:go_on
volunteers:activate volunteers:confirmed volunteers:ask checks:remind
placements:ask placements:note_willing placements:resume tandems:meet tandems:propose tandems:wait_again
offers:assign offers:make_volunteer offers:answer offers:add_snippets
channels:send channels:cancel channels:confirm_sent channels:let_stand
inbox:take inbox:assign inbox:close inbox:reopen inbox:throw_away inbox:part inbox:person_link inbox:machine
inbox:send_again inbox:note_arrival
"""
_SIGN_IN, _TRANSFER = "tests/browser/test_sign_in.py", "tests/browser/test_people_transfer.py"
_TRANSLATION, _TABLES = "tests/browser/test_translation.py", "tests/browser/test_tables.py"
_INFORMATION, _PAGES = "tests/browser/test_information.py", "tests/browser/test_pages.py"
_TAKING_OVER = "actors:undo_merge actors:import_page actors:import_columns actors:import_discard actors:import_undo"

NO_PAGE = {
    **dict.fromkeys(_FILES.split(), _FILE),
    **dict.fromkeys(_BUTTONS.split(), _BUTTON),
    "mfa_authenticate": _SIGN_IN,
    "mfa_reauthenticate_webauthn": "asks a passkey of a person; two sentences and the button of the sign-in page",
    **dict.fromkeys(_TAKING_OVER.split(), _TRANSFER),
}
"""Why a route is not in `SHOWN`, or the test that walks to its pages, as a browser only can."""

WALKED_TO = {
    "facebook/preview.html": "part of the composer",
    "403_csrf.html": "tests/browser/test_accessible.py",
    "413.html": "tests/browser/test_accessible.py",
    "500.html": "tests/browser/test_accessible.py",
    "429.html": "the frame and two sentences, as in 413.html",
    "410.html": "the frame and two sentences, as in 413.html",
    "accounts/no_account.html": "the frame and two sentences; comes from a city's own sign-in only",
    "admin/base_site.html": "Django's administration",
    "mfa/authenticate.html": _SIGN_IN,
    "mfa/webauthn/reauthenticate.html": "asks a passkey of a person; the button of the sign-in page",
    "information/feedback_sent.html": _INFORMATION,
    "subscription/asked.html": "tests/stories/test_newsletter.py",
    "volunteering/signed_up.html": "tests/stories/test_volunteering.py",
    "volunteering/thanks.html": "tests/stories/test_volunteering.py",
    "newsletter/mail.html": "tests/outreach/newsletter/test_composing.py",
    "portal/_cities.html": _PAGES,
    "portal/_figures_hero.html": _PAGES,
    "tables/_undo.html": _TABLES,
    "transfer/_problems.html": _TRANSFER,
    "transfer/columns.html": _TRANSFER,
    "transfer/decision.html": _TRANSFER,
    "transfer/progress.html": _TRANSFER,
    "transfer/report.html": _TRANSFER,
    "translation/_change.html": _TRANSLATION,
    "translation/preview.html": _TRANSLATION,
}
"""Templates that no address alone shows, and what looks at them."""
