"""The examples that all cases share: a set for each shape, drawn once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .encoding import base64_of

Vector = NDArray[np.float32]

count = 12
classes = 3
targets = 2
shapes: tuple[tuple[int, ...], ...] = ((6, 6, 2), (7, 7, 3), (9, 6, 2), (9, 9, 2), (6,))


@dataclass(frozen=True)
class Examples:
    inputs: Vector
    """[count, …shape]"""
    labels: NDArray[np.int64]
    """[count], of three classes"""
    values: Vector
    """[count, targets]: numeric targets"""

    def for_tests(self) -> dict[str, Any]:
        return {
            "shape": self.inputs.shape[1:],
            "inputs": base64_of(self.inputs),
            "labels": self.labels.tolist(),
            "values": base64_of(self.values),
        }


def drawn(shape: tuple[int, ...]) -> Examples:
    random = np.random.default_rng([1, *shape])
    return Examples(
        inputs=random.normal(size=(count, *shape)).astype(np.float32),
        labels=random.permutation(np.arange(count) % classes),
        values=random.normal(size=(count, targets)).astype(np.float32),
    )


sets = {shape: drawn(shape) for shape in shapes}
