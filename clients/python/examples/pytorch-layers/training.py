"""Loss, learning rates and optimizer of a run config."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import torch
import torch.nn.functional as F
from network import Layer, name_and_options, names_in, outputs_of
from torch import Tensor


def rate_of(schedule: Any, rate: float, step: int, steps: int) -> float:
    """
    The learning rate of a step, from 0. A warm-up comes before the schedule, which has the steps that are left.

    @param schedule `constant` or `cosine`.
    """
    kind, options = name_and_options(schedule)
    before = math.floor(float(options.get("warmup", 0)) * steps + 0.5)
    if step < before:
        return rate * (step + 1) / (before + 1)
    return rate if kind == "constant" else rate * (1 + math.cos(math.pi * (step - before) / (steps - before))) / 2


class Training:
    """
    The parameters of a run and how they change. Those of frozen units stay, and do not enter the gradient's norm.

    @param training `training` of the config; None of a run that is only measured.
    """

    def __init__(
        self, layers: Sequence[Layer], weights: Mapping[str, Any], training: Mapping[str, Any] | None, freeze: int
    ) -> None:
        self.layers = layers
        self.parameters = {name: torch.tensor(values) for name, values in weights.items()}
        self.trained = [self.parameters[name] for name in names_in(layers, weights, freeze, len(layers))]
        for each in self.trained:
            each.requires_grad_()
        self._training = training or {}
        _, self._loss = name_and_options(self._training.get("loss", "crossEntropy"))
        _, options = name_and_options(self._training.get("optimizer", "sgd"))
        self._clip_norm: float | None = options.get("clipNorm")
        momentum = options.get("momentum", 0)
        self.optimizer = torch.optim.SGD(
            self.trained,
            lr=0.0,
            momentum=momentum,
            # Without momentum it is the same, and PyTorch refuses it.
            nesterov=options.get("nesterov", False) and momentum > 0,
            weight_decay=options.get("weightDecay", 0),
        )

    def outputs(self, inputs: Tensor) -> Tensor:
        return outputs_of(self.layers, self.parameters, inputs)

    def step(self, index: int, steps: int, inputs: Tensor, labels: Tensor) -> float:
        """Takes a step, from 0, and returns its loss. The gradient, clipped, is left in the parameters."""
        loss = F.cross_entropy(self.outputs(inputs), labels, label_smoothing=self._loss.get("smoothing", 0.0))
        gradients = torch.autograd.grad(loss, self.trained)
        # Clipping comes first, weight decay is added to what is left.
        factor = clipped(gradients, self._clip_norm)
        for parameter, gradient in zip(self.trained, gradients, strict=True):
            parameter.grad = gradient * factor
        schedule = self._training.get("schedule", "constant")
        self.optimizer.param_groups[0]["lr"] = rate_of(schedule, self._training["learningRate"], index, steps)
        self.optimizer.step()
        return loss.item()


def clipped(gradients: Sequence[Tensor], norm: float | None) -> Tensor | float:
    """The factor that scales a gradient down to a norm over all of it."""
    if norm is None:
        return 1.0
    squares = torch.stack([gradient.square().sum() for gradient in gradients]).sum()
    return torch.clamp(norm * squares.rsqrt(), max=1.0)
