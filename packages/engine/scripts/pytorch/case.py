"""What a case asks for. `given.py` has the numbers that it starts from, `execution.py` what comes of it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from . import data
from .layers import Configured, Shape
from .network import Network

steps = 10


@dataclass(frozen=True)
class Case:
    name: str
    layers: list[Configured]
    shape: Shape = (6, 6, 2)
    """Of an input; one of the sets of data.py."""
    optimizer: Configured = field(default_factory=lambda: {"sgd": {"momentum": 0.9}})
    learning_rate: float = 0.05
    schedule: Configured = "constant"
    loss: Configured = "crossEntropy"
    batch_size: int = 4
    masked: float = 0
    """Share of the parameters that a mask keeps at 0."""
    near: float = 0
    """Strength of a penalty on half of the squared distance to other parameters."""
    importance: bool = False
    """Whether each parameter counts by an importance of its own: elastic weight consolidation."""
    frozen: int = 0
    """Layers at the start that keep their parameters and buffers and act as in evaluation."""
    teacher: list[Configured] | None = None
    """Layers of a network whose outputs, in evaluation mode, a loss looks at."""
    average: float = 0
    """Decay of an exponential mean of the parameters."""

    @property
    def penalty(self) -> str:
        return "ewc" if self.importance else "near"

    @property
    def outputs(self) -> int:
        return data.targets if self.layers[-1] == "regressor" or "regressor" in self.layers[-1] else data.classes

    def network(self) -> Network:
        return Network(self.layers, self.shape, self.outputs)

    def teacher_network(self) -> Network | None:
        return Network(self.teacher, self.shape, self.outputs) if self.teacher else None

    def batches(self) -> list[list[int]]:
        return batches_of(self.batch_size)


def batches_of(size: int) -> list[list[int]]:
    """Of each step, which examples: in order, each time from one further on, so that no two batches are the same."""
    seen = np.arange(steps * size)
    batches: list[list[int]] = ((seen + seen // data.count) % data.count).reshape(steps, size).tolist()
    return batches
