"""Normalizations. Each has a scale and a shift for each channel (or value of a row, or place in a token)."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from .layer import Layer, Options, Place, channels_first, channels_last, weights


class Norm(Layer):
    def __init__(self, place: Place, options: Options) -> None:
        super().__init__()
        self.shape = place.shape
        self.epsilon: float = options.get("epsilon", 1e-5)
        self.scale = weights(place.shape[-1])
        self.shift = weights(place.shape[-1])


class BatchNorm(Norm):
    """Over the batch and all places, each channel apart."""

    mean: Tensor
    variance: Tensor

    def __init__(self, place: Place, options: Options) -> None:
        super().__init__(place, options)
        self.kept: float = options.get("momentum", 0.9)
        self.register_buffer("mean", torch.zeros(place.shape[-1]))
        self.register_buffer("variance", torch.ones(place.shape[-1]))

    def forward(self, x: Tensor) -> Tensor:
        out = F.batch_norm(
            channels_first(x),
            self.mean,
            self.variance,
            self.scale,
            self.shift,
            training=self.training,
            momentum=1 - self.kept,  # PyTorch's is the share of the new statistic
            eps=self.epsilon,
        )
        return channels_last(out)


class LayerNorm(Norm):
    """Over all values of an image or row, over each token of a sequence apart."""

    def forward(self, x: Tensor) -> Tensor:
        over = self.shape[-1:] if len(self.shape) == 2 else self.shape
        return F.layer_norm(x, over, eps=self.epsilon) * self.scale + self.shift


class GroupNorm(Norm):
    """Over all places and the channels of a group."""

    def __init__(self, place: Place, options: Options) -> None:
        super().__init__(place, options)
        self.groups: int = options["groups"]

    def forward(self, x: Tensor) -> Tensor:
        return channels_last(F.group_norm(channels_first(x), self.groups, self.scale, self.shift, self.epsilon))
