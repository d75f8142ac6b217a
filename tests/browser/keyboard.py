"""Somebody who takes a call and touches no mouse: keys are counted, letters that are typed are not."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page, expect


@dataclass
class Keyboard:
    page: Page
    keys: int = 0

    def press(self, key: str, times: int = 1) -> None:
        for _time in range(times):
            self.page.keyboard.press(key)
            self.keys += 1

    def type_unknown_caller(self, caller: str) -> None:
        """The page begins in the field for whoever calls."""
        assert self.focused == "caller"
        self.page.keyboard.type(caller)
        expect(self.page.locator("[data-callers]")).to_contain_text("Niemand gefunden")
        self.press("Tab")

    @property
    def focused(self) -> str:
        return str(self.page.evaluate("document.activeElement.name"))
