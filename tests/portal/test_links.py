"""Every link of every page leads somewhere: to a page, a file, or a place on the page."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag, urljoin

from django.test import Client


class _Page(HTMLParser):
    """The links and the named places of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.names: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.links += [given[name] for name in ("href", "src", "data-spec") if name in given]
        self.names += [given["id"]] if "id" in given else []


def _is_ours(link: str) -> bool:
    return not link.startswith(("https://", "mailto:", "/static/"))


def _crawl(client: Client, start: str) -> dict[str, _Page]:
    pages: dict[str, _Page] = {}
    waiting = [start]
    while waiting:
        address = waiting.pop()
        if address in pages:
            continue
        response = client.get(address, follow=True)  # the way into the office leads over the sign-in page
        assert response.status_code == 200, address
        is_page = response.headers["Content-Type"].startswith("text/html")
        pages[address] = _Page(response.content.decode() if is_page else "")
        links = (urldefrag(urljoin(address, link)).url for link in pages[address].links if _is_ours(link))
        waiting += [link for link in links if link not in pages]
    return pages


def test_every_link_of_every_page_leads_somewhere(client: Client, published: Path) -> None:
    """To a place that is there and bears its name alone, and out of the site over https only; one walk for all."""
    pages = _crawl(client, "/de/")
    assert len(pages) > 40
    for address, page in pages.items():
        assert len(page.names) == len(set(page.names)), f"{address} gives a name twice"
        assert not any(link.startswith("http:") for link in page.links), f"{address} leads out without encryption"
        for link in filter(_is_ours, page.links):
            target, name = urldefrag(urljoin(address, link))
            assert not name or name in pages[target].names, f"{address} links to #{name}, which is not on {target}"
