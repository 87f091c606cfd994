from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .arrays import Float32
from .errors import TrainerError
from .weights import read_weights, tensors_of


@dataclass(frozen=True)
class Upstream:
    """Another run, to which the config of this one refers."""

    config: Mapping[str, Any]
    """Its config, as `seedbed plan --json` has it."""
    _path: Path = field(repr=False)
    _tensors: list[Mapping[str, Any]] | None = field(repr=False)

    def weights(self, like: Mapping[str, Any] | None = None) -> dict[str, Float32]:
        """
        Its weights at its end, by name: float32 arrays that may be changed.

        @param like arrays or tensors that have its names and shapes, in its order: `model.state_dict()`. Needed where
            Seedbed does not tell them.
        @raises TrainerError where neither tells them, or their sizes do not fit.
        """
        if self._tensors is not None:
            return read_weights(self._path, self._tensors)
        if like is not None:
            return read_weights(self._path, tensors_of(like))
        raise TrainerError(
            f"{self._path}: Seedbed does not tell the names of these weights. "
            "Give a mapping that has them in their order: like=model.state_dict()."
        )
