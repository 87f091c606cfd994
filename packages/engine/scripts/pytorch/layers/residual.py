"""A block whose output is added to its input (He et al. 2016)."""

from __future__ import annotations

import torch.nn.functional as F
from torch import Tensor, nn

from .layer import Layer, Place, Shape, channels_first, channels_last, weights


def stride_between(before: Shape, after: Shape) -> int:
    """The smallest step at which every s-th row and column of `before` are those of `after`; 1 for what is no image."""
    if len(before) < 3:
        return 1
    steps = range(1, max(before) + 1)
    return next(s for s in steps if all(-(-n // s) == m for n, m in zip(before[:2], after[:2], strict=True)))


class Residual(Layer):
    def __init__(self, place: Place, shortcut: str, inner: list[Layer]) -> None:
        super().__init__()
        self.before = place.shape
        self.shape = inner[-1].shape
        self.shortcut = shortcut
        if shortcut == "projection":
            channels = (self.before[-1], self.shape[-1])
            self.projection = weights(*(1, 1, *channels) if len(self.before) == 3 else channels)
        self.inner = nn.ModuleList(inner)

    def beside(self, x: Tensor) -> Tensor:
        """What is added to the output of the block."""
        if self.shortcut == "identity" and self.before == self.shape:
            return x
        stride = stride_between(self.before, self.shape)
        if self.shortcut == "identity":
            # Option A: every s-th row and column, zeros for the channels that are new.
            fewer = x[:, ::stride, ::stride] if stride > 1 else x
            return F.pad(fewer, [0, self.shape[-1] - self.before[-1]])
        if len(self.before) < 3:
            return F.linear(x, self.projection.T)
        kernels = self.projection.permute(3, 2, 0, 1).contiguous()
        return channels_last(F.conv2d(channels_first(x), kernels, stride=stride))

    def forward(self, x: Tensor) -> Tensor:
        out = x
        for layer in self.inner:
            out = layer(out)
        return out if self.shortcut == "none" else out + self.beside(x)
