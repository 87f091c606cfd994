from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .arrays import Float32, float32_of, save
from .errors import TrainerError, listed
from .parts import View
from .task import Task

Predict = Callable[[NDArray[Any]], Any]


@dataclass(frozen=True)
class Predictions:
    """
    Predictions of parts of a run as files, checked before Seedbed does: probabilities, float32 [examples, classes], or
    numbers, float32 [examples, targets].
    """

    task: Task
    view: View
    batch: int
    """The most examples that predict gets at once."""
    when: str
    """The moment, for messages and names of files."""

    def asked(self, predict: Predict, part: str) -> str:
        """Asks for the predictions of a part. @returns the name of the file"""
        examples, columns = self.task.part(part), self._columns
        whole = np.empty((len(examples), columns), "<f4")
        for start in range(0, len(examples), self.batch):
            positions = slice(start, start + self.batch)
            inputs = self.view.of(examples, positions)
            given = float32_of(predict(inputs))
            if given.shape != (len(inputs), columns):
                raise TrainerError(
                    f"{self._where(part)}: predict got inputs of the shape {list(inputs.shape)} and gave "
                    f"{list(given.shape)}. It must give [{len(inputs)}, {columns}]: a row for each example, "
                    f"a column for each {self._column}."
                )
            whole[positions] = given
        return self.given(whole, part)

    def given(self, predictions: Any, part: str) -> str:
        """Takes them as they are. @returns the name of the file"""
        values = float32_of(predictions)
        expected = [len(self.task.part(part)), self._columns]
        if list(values.shape) != expected:
            raise TrainerError(
                f"{self._where(part)}: predictions have the shape {list(values.shape)}. They must have {expected}: "
                f"a row for each example, a column for each {self._column}."
            )
        self._check(values, part)
        return save(self.task.folder / f"{part}-{self.when.replace(' ', '-')}.npy", values)

    def at_the_end(self, predict: Predict | None, given: Mapping[str, Any] | None) -> dict[str, str]:
        """Of each part that is measured. @returns names of files by part"""
        parts = self.task.measure
        if given is not None:
            if set(given) == set(parts):
                return {part: self.given(given[part], part) for part in parts}
            raise TrainerError(
                f"{self.task.label}: predictions are of {listed(given)}, but {listed(parts)} is measured. "
                "Give an array for each part of run.measure, or use predict."
            )
        if predict is not None or not parts:
            return {part: self.asked(predict, part) for part in parts} if predict else {}
        raise TrainerError(f"{self.task.label}: {listed(parts)} is measured. Give run.done a predict, or predictions.")

    @property
    def _columns(self) -> int:
        return len(self.task.targets) or len(self.task.classes)

    @property
    def _column(self) -> str:
        return "target" if self.task.targets else "class"

    def _check(self, values: Float32, part: str) -> None:
        if self.task.targets:
            infinite = np.flatnonzero(~np.isfinite(values).all(axis=1))
            if infinite.size:
                row = infinite[0]
                raise TrainerError(
                    f"{self._where(part)}: no numbers at example {row}: {values[row].tolist()}. Each must be finite."
                )
            return
        wrong = np.flatnonzero(~np.isfinite(values).all(axis=1) | (values < 0).any(axis=1))
        if wrong.size:
            row = wrong[0]
            raise TrainerError(
                f"{self._where(part)}: no probabilities at example {row}: {values[row].tolist()}. "
                "Each must be a finite number from 0. Apply softmax to what a network puts out."
            )
        sums = values.sum(axis=1, dtype=np.float64)
        off = np.flatnonzero(np.abs(sums - 1) > 1e-3)
        if off.size:
            raise TrainerError(
                f"{self._where(part)}: probabilities have the sum {sums[off[0]]:.6g} at example {off[0]}. "
                "It must be 1 within 0.001. Apply softmax, or divide each row by its sum."
            )

    def _where(self, part: str) -> str:
        return f"{self.task.label}, {self.when}, {part}"
