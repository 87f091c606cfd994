"""What a case asks for. `given.py` has the numbers that it starts from, `execution.py` what comes of it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from . import data
from .layers import Configured, Options, Shape, name_and_options
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
    methods: list[Configured] = field(default_factory=list)
    """As in a run config, but for the run that they look at: methods.py says what is given in its place."""
    frozen: int = 0
    """Layers at the start that keep their parameters and buffers and act as in evaluation."""
    teacher: list[Configured] | None = None
    """Layers of a network whose outputs, in evaluation mode, a loss looks at."""

    @property
    def outputs(self) -> int:
        return data.targets if self.layers[-1] == "regressor" or "regressor" in self.layers[-1] else data.classes

    def network(self) -> Network:
        return Network(self.layers, self.shape, self.outputs)

    def teacher_network(self) -> Network | None:
        return Network(self.teacher, self.shape, self.outputs) if self.teacher else None

    def method(self, name: str) -> Options | None:
        """Options of a method; None where it does not act."""
        return next((options for each, options in map(name_and_options, self.methods) if each == name), None)

    def batches(self) -> list[list[int]]:
        return batches_of(self.batch_size)


def batches_of(size: int) -> list[list[int]]:
    """Of each step, which examples: in order, each time from one further on, so that no two batches are the same."""
    seen = np.arange(steps * size)
    batches: list[list[int]] = ((seen + seen // data.count) % data.count).reshape(steps, size).tolist()
    return batches
