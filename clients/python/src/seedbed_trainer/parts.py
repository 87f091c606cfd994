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

    def __init__(
        self,
        name: str,
        files: Mapping[str, Path],
        standard: Mapping[str, Sequence[float]],
        standardized: bool | None = None,
    ) -> None:
        self.name = name
        self._files = files
        self._standard = standard
        self._standardized = standardized

    @cached_property
    def inputs(self) -> NDArray[Any]:
        """The whole file, uint8 or float32 [rows, …], as [rows, height, width, channels]; `rows` are the part's."""
        return mapped(self._files["inputs"])

    @cached_property
    def rows(self) -> Int64:
        """For each example its row in `inputs`, int64 [examples]."""
        return np.asarray(mapped(self._files["rows"]), dtype=np.int64)

    @cached_property
    def labels(self) -> Int64:
        """The class of each example, int64 [examples]: a position in `run.classes`."""
        return np.array(mapped(self._truth("labels", "numbers are to be predicted", "targets")), dtype=np.int64)

    @cached_property
    def targets(self) -> Float32:
        """The numbers to be predicted of each example, float32 [examples, targets], in the order of `run.targets`."""
        return np.array(mapped(self._truth("targets", "classes are told apart", "labels")), dtype=np.float32)

    def _truth(self, name: str, instead: str, other: str) -> Path:
        if name not in self._files:
            raise TrainerError(f"{self.name} has no {name}: {instead}. Use part.{other}.")
        return self._files[name]

    def __len__(self) -> int:
        return len(self.rows)

    def raw(self, positions: Positions = None, *, channels_first: bool = False) -> NDArray[Any]:
        """As in the file, [n, …]: uint8 or float32, and float32 where a transform changed values."""
        values = np.asarray(self.inputs[self.rows[self._checked(positions)]])
        return _channels_first(values) if channels_first else values

    def images(self, positions: Positions = None, *, channels_first: bool = False) -> Float32:
        """float32 [n, …], of rows too: uint8 values divided by 255, float32 ones as they are."""
        values = self.raw(positions, channels_first=channels_first)
        return values.astype(np.float32) / np.float32(255) if values.dtype == np.uint8 else values.astype(np.float32)

    def standardized(self, positions: Positions = None, *, channels_first: bool = False) -> Float32:
        """
        float32 [n, …]: (x / 255 - mean) / std of uint8, (x - mean) / std of float32, by channel or column, in float64
        and rounded once. `mean` and `std` are those of `config.model.input`, 0 and 1 without it. What a transform
        changed is as it is: transforms change what is standardized already.
        """
        values = self.raw(positions)
        rounded = self._standardize(values)
        return _channels_first(rounded) if channels_first else rounded

    def _standardize(self, values: NDArray[Any]) -> Float32:
        is_bytes = values.dtype == np.uint8
        # A Seedbed that does not say it has float32 numbers of transforms alone.
        if not is_bytes if self._standardized is None else self._standardized:
            return values.astype(np.float32)
        mean, std = (np.asarray(self._standard.get(name, [usual])) for name, usual in (("mean", 0.0), ("std", 1.0)))
        numbers = values / 255 if is_bytes else values.astype(np.float64)
        return np.asarray((numbers - mean) / std, dtype=np.float32)

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
    if values.ndim != 4:
        raise TrainerError(f"channels_first is for images, [n, height, width, channels], not for {values.ndim} axes.")
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
