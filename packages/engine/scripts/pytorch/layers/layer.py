"""What all layers share."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

Shape = tuple[int, ...]
Options = Mapping[str, Any]


@dataclass(frozen=True)
class Place:
    """Where a layer stands."""

    shape: Shape
    """Of what it gets, without the batch: [rows, columns, channels], [tokens, width] or [values]."""
    outputs: int
    """Classes or numeric targets."""


class Layer(nn.Module):
    """
    A layer of a run config. Its own parameters and buffers are registered in the order and in the shapes in which
    Seedbed stores them, so that reading, writing and differentiating the stored vector need no conversion.
    """

    shape: Shape
    """Of what it gives, without the batch."""


def weights(*shape: int) -> nn.Parameter:
    return nn.Parameter(torch.zeros(shape))


def bias(options: Options, size: int) -> nn.Parameter | None:
    return weights(size) if options.get("bias", True) else None


def channels_first(x: Tensor) -> Tensor:
    """The last axis becomes the one behind the batch, as PyTorch has it."""
    return x.movedim(-1, 1)


def channels_last(x: Tensor) -> Tensor:
    return x.movedim(1, -1)


def product(shape: Shape) -> int:
    return math.prod(shape)
