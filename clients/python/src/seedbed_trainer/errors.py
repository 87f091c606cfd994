from __future__ import annotations

from collections.abc import Iterable


class TrainerError(RuntimeError):
    """The program or the spec does not fit the protocol. The message says what, where and the way out."""


def listed(names: Iterable[object]) -> str:
    """For messages: `a, b, c`, or `none`."""
    return ", ".join(map(str, names)) or "none"
