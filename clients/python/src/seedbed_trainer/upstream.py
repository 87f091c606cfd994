from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .arrays import Float32
from .weights import read_weights


@dataclass(frozen=True)
class Upstream:
    """Another run, to which the config of this one refers."""

    config: Mapping[str, Any]
    """Its config, as `seedbed plan --json` has it."""
    _path: Path = field(repr=False)
    _tensors: list[Mapping[str, Any]] = field(repr=False)

    def weights(self) -> dict[str, Float32]:
        """Its weights at its end, by name: float32 arrays that may be changed."""
        return read_weights(self._path, self._tensors)
