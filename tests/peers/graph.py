"""Facebook's Graph API on loopback, as far as one page needs it: it keeps posts, comments, messages and a token.

Checklist (2026-11-23), after Meta's documentation as of Graph v26.0: "Error Handling", "Rate Limits", "Pages API"
(Posts, Comments, Photos), "Debug Token", "Secure Graph API Calls", "Webhooks" and "Messenger Platform: Send API".

Imitated
- /{version}/… with `access_token` and `appsecret_proof` in query, form or multipart body; 190 for a token that is
  missing or wrong (subcode 463 expired, 460 password changed, 458 app removed), 100 for a wrong proof;
- GET /me, GET /debug_token (type, profile_id, expires_at, data_access_expires_at, scopes, is_valid);
- POST /{page}/feed: message, link, attached_media, published, scheduled_publish_time (10 minutes to 30 days, else
  100/1363120… as Facebook does: code 100), 506 for the same message within a minute; 200 with a user token;
- POST /{page}/photos: multipart `source`, published, temporary, alt_text_custom; what is no JPEG or PNG is refused;
- GET /{page}/feed and /scheduled_posts with since, limit, cursors; POST and DELETE of a post or comment
  (message, is_hidden), 100/33 for what is gone; GET and POST /{comment}/comments;
- POST /{page}/messages to a person within 24 hours (10/2018278 after), to the writer of a comment once;
  GET /{page}/conversations?user_id= with messages;
- lists that show a post, comment or message only some seconds after it was taken;
- failures on demand: any error before the work is done, an answer that never comes after it was done, no JSON;
- X-App-Usage and X-Page-Usage with every answer;
- the webhook: signed with X-Hub-Signature-256 over the raw bytes, the handshake, batches, echoes, repetitions.

Not imitated: signing in and token exchange, app review and roles, insights, videos, stories, privacy checks, the delay
with which a picture is processed, Facebook's own spam filter, business use case limits other than by header.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx

PAGE, TOKEN, SECRET, WORD = "104000000000001", "page-token-of-the-probe", "app-secret-of-the-probe", "verify-probe"
SCOPES = (
    "pages_show_list", "pages_manage_posts", "pages_read_engagement", "pages_read_user_content",
    "pages_manage_engagement", "pages_manage_metadata", "pages_messaging",
)  # fmt: skip
Values = dict[str, str]


class Refusal(Exception):
    """An error as the Graph API tells it."""

    def __init__(self, code: int, subcode: int = 0, status: int = 400, *, is_transient: bool = False) -> None:
        super().__init__(code)
        self.status = status
        error: dict[str, Any] = {"message": f"(#{code}) of the probe", "type": "OAuthException", "code": code}
        if subcode:
            error["error_subcode"] = subcode
        self.content = {"error": {**error, "is_transient": is_transient, "fbtrace_id": "Probe123"}}


@dataclass
class Post:
    """A post, a comment or a message; `thread` is what it stands under."""

    id: str
    message: str
    author: str = PAGE
    thread: str = ""
    created: float = 0.0
    planned: int = 0
    link: str = ""
    media: tuple[str, ...] = ()
    is_hidden: bool = False

    def told(self) -> dict[str, Any]:
        moment = time.strftime("%Y-%m-%dT%H:%M:%S+0000", time.gmtime(self.planned or self.created))
        return {"id": self.id, "message": self.message, "created_time": moment, "from": {"id": self.author}}


@dataclass
class Facebook:
    """What the server knows and how it behaves; a test changes it as it likes."""

    address: str = ""
    now: Callable[[], float] = time.time
    token: str = TOKEN
    token_type: str = "PAGE"
    token_page: str = PAGE
    token_error: int = 0
    scopes: tuple[str, ...] = SCOPES
    expires_at: int = 0
    data_access_expires_at: int = 0
    posts: dict[str, Post] = field(default_factory=dict)
    comments: dict[str, Post] = field(default_factory=dict)
    messages: dict[str, Post] = field(default_factory=dict)
    photos: dict[str, dict[str, str]] = field(default_factory=dict)
    last_wrote: dict[str, float] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)
    listed_after_seconds: float = 0
    """Lists show what is as old as this only; its own calls know everything at once."""
    same_words_seconds: float = 60
    """For so long the same message is refused."""
    silences: int = 0
    """So many calls that write are carried out and never answered."""
    garbled: int = 0
    usage: dict[str, int] = field(default_factory=lambda: {"call_count": 1, "total_time": 1, "total_cputime": 1})
    calls: list[tuple[str, str, Values]] = field(default_factory=list)
    lock: threading.RLock = field(default_factory=threading.RLock)
    _number: int = 900_000_000_000

    def number(self) -> str:
        self._number += 1
        return str(self._number)

    def writes(self) -> list[tuple[str, str]]:
        return [(method, path) for method, path, _values in self.calls if method != "GET"]

    def comment(self, message: str, author: str = "70001", *, under: str = "", post: str = f"{PAGE}_1") -> Post:
        """Somebody comments on the page."""
        made = Post(f"{post.partition('_')[2]}_{self.number()}", message, author, under or post, self.now())
        self.comments[made.id] = made
        return made

    def write(self, message: str, author: str = "80001") -> Post:
        """Somebody writes on Messenger."""
        made = Post(f"m_{self.number()}", message, author, author, self.now())
        self.messages[made.id], self.last_wrote[author] = made, self.now()
        return made

    def call(self, method: str, path: str, values: Values, file: bytes) -> dict[str, Any]:
        with self.lock:
            self.calls.append((method, path, values))
            if self.refusals:
                raise self.refusals.pop(0)
            self._admit(values)
            return self._route(method, path, values, file)

    def _admit(self, values: Values) -> None:
        if self.token_error or values.get("access_token") != self.token:
            raise Refusal(190, self.token_error)
        proof = hmac.new(SECRET.encode(), self.token.encode(), hashlib.sha256).hexdigest()
        if values.get("appsecret_proof") != proof:
            raise Refusal(100)

    def _route(self, method: str, path: str, values: Values, file: bytes) -> dict[str, Any]:
        head, _, edge = path.partition("/")
        own = {
            ("GET", "me"): self._me,
            ("GET", "debug_token"): self._debug,
            ("POST", f"{PAGE}/feed"): self._publish,
            ("GET", f"{PAGE}/feed"): lambda values: self._listed(self._said(planned=False), values),
            ("GET", f"{PAGE}/scheduled_posts"): lambda values: self._listed(self._said(planned=True), values),
            ("POST", f"{PAGE}/messages"): self._message,
            ("GET", f"{PAGE}/conversations"): self._conversations,
        }.get((method, path))
        if own is not None:
            return own(values)
        if (method, path) == ("POST", f"{PAGE}/photos"):
            return self._upload(values, file)
        return self._of_object(method, head, edge, values)

    def _of_object(self, method: str, key: str, edge: str, values: Values) -> dict[str, Any]:
        kept = self.posts if key in self.posts else self.comments
        if key not in kept:
            raise Refusal(100, 33)
        if edge == "comments":
            return self._reply(key, values) if method == "POST" else self._listed(self._under(key), values)
        if method == "DELETE":
            del kept[key]
        elif method == "POST":
            kept[key].message = values.get("message", kept[key].message)
            kept[key].is_hidden = values.get("is_hidden", str(kept[key].is_hidden)).lower() == "true"
        return {"success": True} if method != "GET" else kept[key].told()

    def _me(self, _values: Values) -> dict[str, Any]:
        is_page = self.token_type == "PAGE"
        return {"id": self.token_page if is_page else "50001", "name": "Probeseite" if is_page else "Erika Probe"}

    def _debug(self, _values: Values) -> dict[str, Any]:
        told = {"app_id": "1", "type": self.token_type, "is_valid": True, "expires_at": self.expires_at}
        if self.token_type == "PAGE":
            told["profile_id"] = self.token_page
        return {"data": {**told, "data_access_expires_at": self.data_access_expires_at, "scopes": list(self.scopes)}}

    def _may(self, scope: str) -> None:
        if self.token_type != "PAGE" or self.token_page != PAGE:
            raise Refusal(200, status=403)
        if scope not in self.scopes:
            raise Refusal(10, status=403)

    def _publish(self, values: Values) -> dict[str, Any]:
        self._may("pages_manage_posts")
        message, planned = values.get("message", ""), int(values.get("scheduled_publish_time") or 0)
        media = tuple(json.loads(v)["media_fbid"] for k, v in values.items() if k.startswith("attached_media["))
        if not (message or values.get("link") or media) or any(each not in self.photos for each in media):
            raise Refusal(100)
        if planned and (values.get("published") != "false" or not 600 <= planned - self.now() <= 30 * 86400):
            raise Refusal(100, 1363121)
        if any(
            p.message == message and self.now() - p.created < self.same_words_seconds
            for p in self.posts.values()
            if not planned
        ):
            raise Refusal(506)
        made = Post(f"{PAGE}_{self.number()}", " ".join(message.split(" ")), PAGE, "", self.now(), planned)
        made.link, made.media = values.get("link", ""), media
        self.posts[made.id] = made
        return {"id": made.id}

    def _upload(self, values: Values, file: bytes) -> dict[str, Any]:
        self._may("pages_manage_posts")
        if not file.startswith((b"\xff\xd8\xff", b"\x89PNG")):
            raise Refusal(324, 2069019)
        made = self.number()
        self.photos[made] = {**values, "sha256": hashlib.sha256(file).hexdigest()}
        return {"id": made}

    def _reply(self, key: str, values: Values) -> dict[str, Any]:
        self._may("pages_manage_engagement")
        if not values.get("message"):
            raise Refusal(100)
        return {"id": self.comment(values["message"], PAGE, under=key).id}

    def _under(self, key: str) -> list[Post]:
        return [each for each in self.comments.values() if each.thread == key]

    def _message(self, values: Values) -> dict[str, Any]:
        self._may("pages_messaging")
        to, text = json.loads(values["recipient"]), json.loads(values["message"])["text"]
        person = to.get("id") or self.comments[to["comment_id"]].author
        if "id" in to and self.now() - self.last_wrote.get(person, 0) > 86400:
            raise Refusal(10, 2018278)
        made = Post(f"m_{self.number()}", text, PAGE, person, self.now())
        self.messages[made.id] = made
        return {"recipient_id": person, "message_id": made.id}

    def _conversations(self, values: Values) -> dict[str, Any]:
        self._may("pages_messaging")
        person = values.get("user_id", "")
        until = self.now() - self.listed_after_seconds
        said = [each.told() for each in self.messages.values() if each.thread == person and each.created <= until]
        return {"data": [{"id": f"t_{person}", "messages": {"data": said[::-1][:25]}}] if said else []}

    def _said(self, *, planned: bool) -> list[Post]:
        return [post for post in self.posts.values() if bool(post.planned) == planned]

    def _listed(self, found: list[Post], values: Values) -> dict[str, Any]:
        self._may("pages_read_engagement")
        since, limit, start = (
            int(values.get("since") or 0),
            int(values.get("limit") or 25),
            int(values.get("after") or 0),
        )
        until = self.now() - self.listed_after_seconds
        newest = sorted((each for each in found if since <= each.created <= until), key=lambda each: -each.created)
        told: dict[str, Any] = {"data": [each.told() for each in newest[start : start + limit]]}
        if len(newest) > start + limit:
            told["paging"] = {"cursors": {"after": str(start + limit)}, "next": f"{self.address}/next"}
        return told


_PAGING = (("since", 0), ("limit", 25), ("after", 0))


class _Handler(BaseHTTPRequestHandler):
    facebook: Facebook

    def _answer(self) -> None:
        path, values, file = self._asked()
        try:
            content: object = self.facebook.call(self.command, path, values, file)
            status = 200
        except Refusal as refusal:
            status, content = refusal.status, refusal.content
        if self.facebook.silences and self.command != "GET":
            self.facebook.silences -= 1
            self.close_connection = True
            return
        body = json.dumps(content).encode()
        if self.facebook.garbled:
            self.facebook.garbled -= 1
            body = b"<html>"
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=UTF-8")
        self.send_header("X-App-Usage", json.dumps(self.facebook.usage))
        self.send_header("X-Page-Usage", json.dumps(self.facebook.usage))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_DELETE = _answer  # noqa: N815  # the library calls them so

    def _asked(self) -> tuple[str, Values, bytes]:
        parts = urlsplit(self.path)
        version, path = re.fullmatch(r"/(v\d+\.\d+)/(.*)", parts.path).groups()  # type: ignore[union-attr]  # a test's own call
        values = {key: each[-1] for key, each in parse_qs(parts.query, keep_blank_values=True).items()}
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        form, file = _form(self.headers.get("Content-Type", ""), body)
        return path, {**values, **form, "version": version}, file

    def log_message(self, *_args: object) -> None:
        """Nothing: tokens stand in the addresses."""


def _form(kind: str, body: bytes) -> tuple[Values, bytes]:
    if not kind.startswith("multipart/"):
        return {key: each[-1] for key, each in parse_qs(body.decode(), keep_blank_values=True).items()}, b""
    whole = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + body)
    values, file = {}, b""
    for part in whole.iter_parts():
        name, content = part.get_param("name", header="content-disposition"), part.get_payload(decode=True) or b""
        if part.get_filename():
            file = content
        else:
            values[str(name)] = content.decode()
    return values, file


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Whoever asked may be dead by the time of the answer."""


@contextmanager
def graph_server() -> Iterator[Facebook]:
    facebook = Facebook()
    handler = type("Handler", (_Handler,), {"facebook": facebook})
    server = _Server(("127.0.0.1", 0), handler)
    facebook.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield facebook
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


# What the webhook is told.


def comment_change(comment: Post, verb: str = "add", *, post: str = f"{PAGE}_1", name: str = "Amal") -> dict[str, Any]:
    """A change of the field `feed` about a comment."""
    value = {
        "from": {"id": comment.author, "name": name}, "post_id": post, "comment_id": comment.id, "item": "comment",
        "parent_id": comment.thread or post, "verb": verb, "created_time": int(comment.created),
        "post": {"status_type": "mobile_status_update", "is_published": True, "id": post},
    }  # fmt: skip
    return {"field": "feed", "value": value | ({"message": comment.message} if verb in ("add", "edited") else {})}


def message_event(message: Post, **more: object) -> dict[str, Any]:
    """An entry of `messaging`."""
    return {
        "sender": {"id": message.author}, "recipient": {"id": PAGE}, "timestamp": int(message.created * 1000),
        "message": {"mid": message.id, "text": message.message, **more},
    }  # fmt: skip


def call_of(*changes: dict[str, Any], messaging: tuple[dict[str, Any], ...] = (), at: float = 0.0) -> bytes:
    """The body of a call: one entry with all of them."""
    entry: dict[str, Any] = {"id": PAGE, "time": int(at or time.time())}
    if changes:
        entry["changes"] = list(changes)
    if messaging:
        entry["messaging"] = list(messaging)
    return json.dumps({"object": "page", "entry": [entry]}).encode()


def signed(body: bytes, secret: str = SECRET) -> dict[str, str]:
    """The header with which Facebook signs a call."""
    return {"X-Hub-Signature-256": f"sha256={hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()}"}


def tell(address: str, body: bytes, secret: str = SECRET) -> int:
    """Calls the webhook of a running site; the status of its answer."""
    headers = {**signed(body, secret), "Content-Type": "application/json"}
    return httpx.post(address, content=body, headers=headers, trust_env=False).status_code
