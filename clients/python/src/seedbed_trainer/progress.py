from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any, SupportsFloat

import numpy as np

from .errors import TrainerError, listed

Send = Callable[[dict[str, Any]], None]

# Seldom enough to cost nothing, often enough for a person who watches.
seconds_between = 0.2
values_a_line = 1000


class Progress:
    """What of a run has been reported: losses, in few lines, and evaluations."""

    def __init__(self, send: Send, label: str, total: int, done_before: int, evaluations: Iterable[int]) -> None:
        self._send = send
        self._label = label
        self.total = total
        self.reported = done_before
        self.diverged = False
        """Whether a loss was no finite number: no step follows, and nothing is predicted."""
        self.evaluations = [step for step in evaluations if step > done_before]
        self.evaluated: set[int] = set()
        self._waiting: list[float | None] = []
        self._sent_at = time.monotonic()

    def report(self, loss: SupportsFloat) -> None:
        """Rounded to float32; what is then no finite number is null."""
        with np.errstate(over="ignore"):
            value = float(np.float32(float(loss)))
        finite = bool(np.isfinite(value))
        self._waiting.append(value if finite else None)
        self.reported += 1
        self.diverged = not finite
        if len(self._waiting) >= values_a_line or time.monotonic() - self._sent_at >= seconds_between:
            self.flush()

    def flush(self) -> None:
        """Sends what waits; before every line that tells of a later moment."""
        if self._waiting:
            self._send({"type": "losses", "values": self._waiting})
            self._waiting = []
        self._sent_at = time.monotonic()

    def check(self) -> None:
        """Raises TrainerError where a run that ends has not told everything."""
        if self.diverged:
            return
        if self.reported < self.total:
            raise TrainerError(
                f"{self._label}: the losses of {self.reported} of {self.total} steps were reported. "
                "Go through run.steps() to its end, or use run.fail to give the run up."
            )
        missing = [step for step in self.evaluations if step not in self.evaluated]
        if missing:
            raise TrainerError(
                f"{self._label}: no evaluation was given after the steps {listed(missing)}. "
                "In the loop, after step.report: if step.evaluates: run.evaluate(predict)."
            )
