"""Which test calls which function, and how long it takes: a mistake can only be noticed by a test that gets there."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType, FrameType

Place = tuple[str, int]
"""A file and the line where a function in it begins."""


class TooSlow(BaseException):
    """This test takes too long to be asked about every change."""


def _give_up(number: int, frame: FrameType | None) -> None:
    raise TooSlow


@dataclass
class Callers:
    """Per test its seconds of computing, and the functions below `source` that it called."""

    source: Path
    seconds: dict[str, float] = field(default_factory=dict)
    called: dict[str, list[Place]] = field(default_factory=dict)

    def watch(self, test: str, run: Callable[[], bool], slowest: float) -> bool:
        """Run a test and note whom it calls; False where it fails. One that computes longer is passed over."""
        seen: set[CodeType] = set()

        def see(frame: FrameType, event: str, argument: object) -> None:
            seen.add(frame.f_code)

        started = time.process_time()
        signal.signal(signal.SIGPROF, _give_up)
        signal.setitimer(signal.ITIMER_PROF, slowest)
        sys.settrace(see)
        passed = run()
        sys.settrace(None)
        signal.setitimer(signal.ITIMER_PROF, 0)
        spent = time.process_time() - started
        if passed and spent < slowest:
            self.seconds[test] = round(spent, 3)
            self.called[test] = sorted(set(self._own(seen)))
        return passed or spent >= slowest

    def _own(self, seen: Iterable[CodeType]) -> Iterator[Place]:
        for code in seen:
            path = Path(code.co_filename)
            if path.is_relative_to(self.source):
                yield str(path.relative_to(self.source)), code.co_firstlineno

    def judges(self, path: str, function: int, seconds: float) -> tuple[Sequence[str], float]:
        """The tests that call this function (0: anything in the file), quickest first, and what they compute.

        As many as fit into the seconds, but one at least where there is any.
        """
        chosen: list[str] = []
        spent = 0.0
        found = [test for test, places in self.called.items() if _is_called(places, path, function)]
        for test in sorted(found, key=lambda test: self.seconds[test]):
            if chosen and spent + self.seconds[test] > seconds:
                break
            chosen.append(test)
            spent += self.seconds[test]
        return chosen, spent


def _is_called(places: Iterable[Place], path: str, function: int) -> bool:
    return any(place == path and function in (0, line) for place, line in places)
