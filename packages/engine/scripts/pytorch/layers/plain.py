"""Layers without weights."""

from __future__ import annotations

from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor

from .layer import Layer, Options, Place, channels_first, channels_last, product


class Elementwise(Layer):
    def __init__(self, place: Place, function: Callable[[Tensor], Tensor]) -> None:
        super().__init__()
        self.shape = place.shape
        self.function = function

    def forward(self, x: Tensor) -> Tensor:
        return self.function(x)


def relu(place: Place, options: Options) -> Layer:
    return Elementwise(place, F.relu)


def leaky_relu(place: Place, options: Options) -> Layer:
    slope: float = options.get("slope", 0.01)
    return Elementwise(place, lambda x: F.leaky_relu(x, slope))


def gelu(place: Place, options: Options) -> Layer:
    return Elementwise(place, F.gelu)


def tanh(place: Place, options: Options) -> Layer:
    return Elementwise(place, torch.tanh)


def sigmoid(place: Place, options: Options) -> Layer:
    return Elementwise(place, torch.sigmoid)


class Dropout(Layer):
    """Is given its uniform numbers, [batch, …shape]: the draws of Seedbed are not PyTorch's."""

    def __init__(self, place: Place, options: Options) -> None:
        super().__init__()
        self.shape = place.shape
        self.rate: float = options["rate"]
        self.uniforms: Tensor | None = None

    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        assert self.uniforms is not None, "dropout in training needs its uniform numbers"
        kept = self.uniforms >= torch.tensor(self.rate, dtype=torch.float32)
        return x * kept / (1 - self.rate)


class Pool(Layer):
    """Windows that lie inside the image as a whole."""

    def __init__(self, place: Place, options: Options, pool: Callable[[Tensor, int, int], Tensor]) -> None:
        super().__init__()
        rows, columns, channels = place.shape
        self.size: int = options.get("poolSize", 2)
        self.stride: int = options.get("stride", self.size)
        self.pool = pool
        self.shape = (*((n - self.size) // self.stride + 1 for n in (rows, columns)), channels)

    def forward(self, x: Tensor) -> Tensor:
        return channels_last(self.pool(channels_first(x), self.size, self.stride))


def max_pool(place: Place, options: Options) -> Layer:
    return Pool(place, options, F.max_pool2d)


def average_pool(place: Place, options: Options) -> Layer:
    return Pool(place, options, F.avg_pool2d)


class GlobalAveragePool(Layer):
    """The mean over all places of an image, or all tokens of a sequence."""

    def __init__(self, place: Place, options: Options) -> None:
        super().__init__()
        self.shape = place.shape[-1:]

    def forward(self, x: Tensor) -> Tensor:
        return x.flatten(1, -2).mean(1)


class Flatten(Layer):
    def __init__(self, place: Place, options: Options) -> None:
        super().__init__()
        self.shape = (product(place.shape),)

    def forward(self, x: Tensor) -> Tensor:
        return x.flatten(1)
