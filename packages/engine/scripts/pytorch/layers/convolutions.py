"""Convolutions of images: [batch, rows, columns, channels]; kernels as [rows, columns, inputs, outputs]."""

from __future__ import annotations

import torch.nn.functional as F
from torch import Tensor

from .layer import Layer, Options, Place, bias, channels_first, channels_last, weights


def padded_same(x: Tensor, kernel: int, stride: int) -> Tensor:
    """
    TensorFlow's `same` padding of [batch, channels, rows, columns]: as many outputs as ceil(inputs / stride), the odd
    pixel at the end. PyTorch has it at stride 1 only.
    """
    sides: list[int] = []
    for extent in (x.shape[3], x.shape[2]):
        total = max((-(-extent // stride) - 1) * stride + kernel - extent, 0)
        sides += [total // 2, total - total // 2]
    return F.pad(x, sides)


def window(options: Options) -> tuple[int, int, str]:
    return options.get("kernelSize", 3), options.get("stride", 1), options.get("padding", "same")


def extent_after(extent: int, kernel: int, stride: int, padding: str) -> int:
    return -(-extent // stride) if padding == "same" else (extent - kernel) // stride + 1


class Conv(Layer):
    def __init__(self, place: Place, options: Options) -> None:
        super().__init__()
        rows, columns, channels = place.shape
        self.kernel, self.stride, self.padding = window(options)
        self.groups: int = options.get("groups", 1)
        filters: int = options["filters"]
        self.weights = weights(self.kernel, self.kernel, channels // self.groups, filters)
        self.bias = bias(options, filters)
        self.shape = (*(extent_after(n, self.kernel, self.stride, self.padding) for n in (rows, columns)), filters)

    def forward(self, x: Tensor) -> Tensor:
        images = channels_first(x)
        if self.padding == "same":
            images = padded_same(images, self.kernel, self.stride)
        kernels = self.weights.permute(3, 2, 0, 1).contiguous()
        return channels_last(F.conv2d(images, kernels, self.bias, stride=self.stride, groups=self.groups))


class DepthwiseConv(Layer):
    def __init__(self, place: Place, options: Options) -> None:
        super().__init__()
        rows, columns, self.channels = place.shape
        self.kernel, self.stride, self.padding = window(options)
        multiplier: int = options.get("multiplier", 1)
        self.weights = weights(self.kernel, self.kernel, self.channels, multiplier)
        self.bias = bias(options, self.channels * multiplier)
        extents = (extent_after(n, self.kernel, self.stride, self.padding) for n in (rows, columns))
        self.shape = (*extents, self.channels * multiplier)

    def forward(self, x: Tensor) -> Tensor:
        images = channels_first(x)
        if self.padding == "same":
            images = padded_same(images, self.kernel, self.stride)
        # [k, k, in, m] to [in * m, 1, k, k]: the output channels of an input channel lie side by side.
        kernels = self.weights.flatten(2).permute(2, 0, 1).unsqueeze(1).contiguous()
        return channels_last(F.conv2d(images, kernels, self.bias, stride=self.stride, groups=self.channels))


class PatchEmbedding(Layer):
    """Squares of the image become tokens, in reading order; each place has a vector of its own that is added."""

    def __init__(self, place: Place, options: Options) -> None:
        super().__init__()
        rows, columns, channels = place.shape
        self.patch: int = options["patch"]
        units: int = options["units"]
        self.shape = ((rows // self.patch) * (columns // self.patch), units)
        self.weights = weights(self.patch, self.patch, channels, units)
        self.bias = weights(units)
        self.positions = weights(*self.shape)

    def forward(self, x: Tensor) -> Tensor:
        kernels = self.weights.permute(3, 2, 0, 1).contiguous()
        squares = F.conv2d(channels_first(x), kernels, self.bias, stride=self.patch)
        return squares.flatten(2).transpose(1, 2) + self.positions
