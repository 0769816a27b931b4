"""Progress with the time left: one line on the error stream of a terminal, from the third second on."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import TextIO

from tanik.cli.terminal import cut, width_of
from tanik.cli.wording import say
from tanik.translation import N_

PATIENCE = 2.0
"""Seconds of work before anything is shown."""

_PAUSE = 0.1
_BAR = 20


class Progress:
    """``progress(done, all, unit, name)`` whenever something is done; silent unless ``stream`` is a terminal.

    ``unit``: the English word for what ``done`` and ``all`` count (files, words); a new unit starts the clock again,
    because it is another piece of work. ``name`` is what is being worked on.
    """

    def __init__(
        self,
        *,
        quiet: bool = False,
        stream: TextIO | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._stream = sys.stderr if stream is None else stream
        self._shown = not quiet and self._stream.isatty()
        self._clock = clock
        self._began = clock()
        self._last = self._began
        self._columns = 0
        self._unit = ""

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.clear()

    def __call__(self, done: float, all: float, unit: str = "", name: str = "") -> None:
        now = self._clock()
        if unit != self._unit:
            self._unit, self._began = unit, now
        if not self._shown or now - self._began < PATIENCE or now - self._last < _PAUSE:
            return
        self._last = now
        self._write(self.line(done, all, name, now - self._began))

    def line(self, done: float, all: float, name: str, seconds: float) -> str:
        """The line for ``done`` of ``all`` after ``seconds``: bar, share, name, time left as far as it can be said."""
        share = min(max(done / all, 0.0), 1.0) if all else 0.0
        full = int(share * _BAR)
        parts = [f"{'█' * full}{'░' * (_BAR - full)} {share:4.0%}"]
        if name:
            parts.append(cut(name, 40))
        if share > 0:
            parts.append(say(N_("{time} left"), time=minutes(seconds * (1 - share) / share)))
        return "  ".join(parts)

    def clear(self) -> None:
        """Take the line away, so that what follows starts on an empty one."""
        if self._columns:
            self._stream.write("\r" + " " * self._columns + "\r")
            self._stream.flush()
            self._columns = 0

    def _write(self, line: str) -> None:
        columns = width_of(line)
        self._stream.write("\r" + line + " " * max(self._columns - columns, 0))
        self._stream.flush()
        self._columns = columns


def minutes(seconds: float) -> str:
    """``0:07``, ``12:30``, ``1:02:03``; a hundred hours stand for anything longer."""
    whole = round(min(seconds, 360_000.0))
    hours, rest = divmod(whole, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"
