from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from .errors import TrainerError

Write = Callable[[BinaryIO], None]


class Checkpoints:
    """When checkpoints are welcome, where they go, and the one to go on after."""

    def __init__(self, folder: Path, label: str, given: Mapping[str, Any] | None) -> None:
        self._folder, self._label = folder, label
        self._seconds: float | None = (given or {}).get("seconds")
        resume = (given or {}).get("resume")
        self.step: int = resume["step"] if resume else 0
        """Steps done before this execution."""
        self.resume: Path | None = folder / resume["file"] if resume else None
        self._last = time.monotonic()

    @property
    def due(self) -> bool:
        return self._seconds is not None and time.monotonic() - self._last >= self._seconds

    def write(self, step: int, write: Write) -> dict[str, Any]:
        """Returns the line. The file is whole or absent, also after a power failure."""
        path = self._folder / f"checkpoint-{step}"
        part = path.with_suffix(".part")
        with part.open("wb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        if part.stat().st_size == 0:
            raise TrainerError(
                f"{self._label}: the checkpoint after step {step} is empty. Write what the program needs to go on."
            )
        part.replace(path)
        self._last = time.monotonic()
        return {"type": "checkpoint", "step": step, "file": path.name}
