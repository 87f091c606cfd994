from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from .arrays import Float32, Int64, mapped
from .errors import TrainerError

Positions = Sequence[int] | NDArray[Any] | slice | None
Kind = Literal["images", "standardized", "raw"]
kinds: tuple[Kind, ...] = ("images", "standardized", "raw")


class Part:
    """
    The examples of one part of a run (`train`, `validation`, `test`), in the run's order. `len(part)` is how many.

    The file behind it is shared by all runs and mapped into memory: only the rows that are asked for are read.
    `positions` count from 0 and may repeat: a list, an array, a slice, or None for all. IndexError beyond the end.
    With `channels_first` what is given is [n, channels, height, width], as PyTorch has images.
    """

    def __init__(self, name: str, files: Mapping[str, Path], standard: Mapping[str, Sequence[float]]) -> None:
        self.name = name
        self._files = files
        self._standard = standard

    @cached_property
    def inputs(self) -> NDArray[Any]:
        """The whole file, uint8 or float32 [rows, height, width, channels]; `rows` says which of it are the part's."""
        return mapped(self._files["inputs"])

    @cached_property
    def rows(self) -> Int64:
        """For each example its row in `inputs`, int64 [examples]."""
        return np.asarray(mapped(self._files["rows"]), dtype=np.int64)

    @cached_property
    def labels(self) -> Int64:
        """The class of each example, int64 [examples]: a position in `run.classes`."""
        return np.array(mapped(self._files["labels"]), dtype=np.int64)

    def __len__(self) -> int:
        return len(self.rows)

    def raw(self, positions: Positions = None, *, channels_first: bool = False) -> NDArray[Any]:
        """As in the file: uint8, or float32 where a transform changed pixels; [n, height, width, channels]."""
        values = np.asarray(self.inputs[self.rows[self._checked(positions)]])
        return _channels_first(values) if channels_first else values

    def images(self, positions: Positions = None, *, channels_first: bool = False) -> Float32:
        """float32 [n, height, width, channels]: uint8 values divided by 255, float32 ones as they are."""
        values = self.raw(positions, channels_first=channels_first)
        return values.astype(np.float32) / np.float32(255) if values.dtype == np.uint8 else values.astype(np.float32)

    def standardized(self, positions: Positions = None, *, channels_first: bool = False) -> Float32:
        """
        float32 [n, height, width, channels]: (x / 255 - mean) / std by channel, in float64 and rounded once. `mean` and
        `std` are those of `config.model.input`, 0 and 1 without it. float32 values are as they are: transforms change
        what is standardized already.
        """
        values = self.raw(positions)
        if values.dtype == np.uint8:
            mean, std = (np.asarray(self._standard.get(name, [usual])) for name, usual in (("mean", 0.0), ("std", 1.0)))
            values = (values / 255 - mean) / std
        rounded = np.asarray(values, dtype=np.float32)
        return _channels_first(rounded) if channels_first else rounded

    def _checked(self, positions: Positions) -> NDArray[np.intp]:
        if positions is None or isinstance(positions, slice):
            return np.arange(len(self))[positions or slice(None)]
        asked = np.asarray(positions)
        if asked.size and not np.issubdtype(asked.dtype, np.integer):
            raise IndexError(
                f"{self.name}: positions are whole numbers, not {asked.dtype}. Of a mask take np.flatnonzero."
            )
        asked = asked.astype(np.intp)
        if asked.size and (asked.min() < 0 or asked.max() >= len(self)):
            raise IndexError(f"{self.name} has the positions 0 to {len(self) - 1}, not {asked.min()} to {asked.max()}")
        return asked


def _channels_first(values: NDArray[Any]) -> NDArray[Any]:
    return np.ascontiguousarray(values.transpose(0, 3, 1, 2))


@dataclass(frozen=True)
class View:
    """What a program sees of a part."""

    inputs: Kind = "images"
    channels_first: bool = False

    def __post_init__(self) -> None:
        if self.inputs not in kinds:
            raise TrainerError(f'inputs cannot be "{self.inputs}": use one of {", ".join(kinds)}.')

    def of(self, part: Part, positions: Positions) -> NDArray[Any]:
        values: NDArray[Any] = getattr(part, self.inputs)(positions, channels_first=self.channels_first)
        return values
