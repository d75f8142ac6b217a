"""A local server that speaks LibreTranslate's interface, after docs.libretranslate.com/guides/api_usage.

Checklist of what it imitates, 23 November 2026:
- POST /translate with JSON {"q": text or list, "source", "target", "format": "text" or "html", "api_key"};
- the answer {"translatedText": text or list}, in the order of `q`;
- 400 {"error": "xx is not supported"} for an unknown language, 400 where a parameter is missing;
- 403 {"error": "Invalid API key"} where a key is wanted and wrong;
- 429 {"error": "Slowdown: …"} above the limit of requests; 500 {"error": …} where the engine fails;
- tags of HTML stay in the answer (it translates the words between them).
Request and answer are from that page; the error answers and what becomes of tags are from memory, unconfirmed.
Not imitated: detection of languages, alternatives, files.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any


@dataclass
class Behaviour:
    """What the server does next: `statuses` are answered first, one per request; `spoil` garbles what it returns."""

    key: str = ""
    languages: tuple[str, ...] = ("de", "en", "ar", "fa", "tr")
    statuses: list[int] = field(default_factory=list)
    spoil: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)


@contextmanager
def serving(behaviour: Behaviour) -> Iterator[str]:
    """The address of the server."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # the name that http.server calls
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            behaviour.asked.append(body)
            status, answer = _answer(behaviour, self.path, body)
            content = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            """Tests look at answers, not at lines."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _answer(behaviour: Behaviour, path: str, body: dict[str, Any]) -> tuple[int, Any]:
    if path != "/translate":
        return 404, {"error": "Not Found"}
    if behaviour.statuses and (status := behaviour.statuses.pop(0)) != 200:
        return status, {"error": "Slowdown: 20 per 1 minute"}
    if behaviour.key and body.get("api_key") != behaviour.key:
        return 403, {"error": "Invalid API key"}
    if not {"q", "source", "target"} <= set(body):
        return 400, {"error": "Invalid request: missing parameter"}
    if body["target"] not in behaviour.languages:
        return 400, {"error": f"{body['target']} is not supported"}
    texts = body["q"] if isinstance(body["q"], list) else [body["q"]]
    translated = [_translated(text, body["target"], behaviour.spoil) for text in texts]
    return 200, {"translatedText": translated if isinstance(body["q"], list) else translated[0]}


def _translated(html: str, target: str, spoil: str) -> Any:
    if spoil == "tags":
        html = re.sub(r"<[^>]*>", "", html)
    if spoil == "empty":
        return ""
    return f"{target} {html}"
