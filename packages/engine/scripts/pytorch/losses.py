"""Losses of a run config: means over the batch, of numeric targets over all their values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import torch.nn.functional as F
from torch import Tensor

from .layers import Configured, Options, name_and_options


@dataclass(frozen=True)
class Goal:
    """Of a batch: labels [batch], values [batch, targets], and what a teacher gives [batch, classes]."""

    labels: Tensor | None = None
    values: Tensor | None = None
    teacher: Tensor | None = None


def given(tensor: Tensor | None) -> Tensor:
    assert tensor is not None, "the loss needs what the case does not give"
    return tensor


def cross_entropy(out: Tensor, goal: Goal, options: Options) -> Tensor:
    return F.cross_entropy(out, given(goal.labels), label_smoothing=options.get("smoothing", 0.0))


def squared_error(out: Tensor, goal: Goal, options: Options) -> Tensor:
    return F.mse_loss(out, given(goal.values))


def absolute_error(out: Tensor, goal: Goal, options: Options) -> Tensor:
    return F.l1_loss(out, given(goal.values))


def soft_targets(out: Tensor, goal: Goal, options: Options) -> Tensor:
    """Hinton et al. 2015: the soft part times the square of the temperature, so that its gradient keeps its size."""
    temperature, hard = options.get("temperature", 1.0), options.get("hard", 0.0)
    towards = F.softmax(given(goal.teacher) / temperature, dim=1)
    soft: Tensor = F.cross_entropy(out / temperature, towards) * temperature**2
    total: Tensor = (1 - hard) * soft + hard * F.cross_entropy(out, given(goal.labels))
    return total


losses: Mapping[str, Callable[[Tensor, Goal, Options], Tensor]] = {
    "crossEntropy": cross_entropy,
    "squaredError": squared_error,
    "absoluteError": absolute_error,
    "softTargets": soft_targets,
}


def loss_of(configured: Configured, out: Tensor, goal: Goal) -> Tensor:
    name, options = name_and_options(configured)
    return losses[name](out, goal, options)
