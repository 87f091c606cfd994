from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from .errors import TrainerError

Line = Mapping[str, Any]


class Channel:
    """
    The JSON lines between Seedbed and this process. It takes standard input and output for itself: what else the
    process prints, from C code too, goes to standard error, and what else reads standard input finds its end.
    """

    def __init__(self) -> None:
        if os.isatty(0):
            raise TrainerError(
                "Standard input is a terminal: this program is started by Seedbed. "
                "Name it in trainer.command of a spec and use `seedbed run`."
            )
        sys.stdout.flush()
        self._input = os.fdopen(os.dup(0), "rb")
        self._output = os.fdopen(os.dup(1), "wb")
        nothing, end = os.pipe()
        os.close(end)
        os.dup2(nothing, 0)
        os.close(nothing)
        os.dup2(2, 1)

    def send(self, line: Line) -> None:
        text = json.dumps(line, allow_nan=False, separators=(",", ":"))
        self._output.write(text.encode() + b"\n")
        self._output.flush()

    def lines(self) -> Iterator[Line]:
        """What Seedbed says, until it ends."""
        for text in self._input:
            try:
                line = json.loads(text)
            except ValueError as error:
                raise TrainerError(f"Seedbed sent a line that is no JSON ({error}): {text[:200]!r}") from None
            if not isinstance(line, dict) or "type" not in line:
                raise TrainerError(f"Seedbed sent a line without a type: {text[:200]!r}")
            yield line
