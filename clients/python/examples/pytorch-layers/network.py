"""
Layers of a run config in PyTorch. Parameters stay in the shapes in which Seedbed stores them (kernels [height, width,
in, out], dense weights [in, out]) and are turned where they are used: the same weights are the same function.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch.nn.functional as F
from torch import Tensor

Options = Mapping[str, Any]
Configured = str | Mapping[str, Options]
Parameters = Mapping[str, Tensor]


def conv(x: Tensor, options: Options, weights: Tensor, bias: Tensor | None) -> Tensor:
    kernel, stride = options.get("kernelSize", 3), options.get("stride", 1)
    if options.get("padding", "same") == "same":
        x = padded(x, kernel, stride)
    kernels = weights.permute(3, 2, 0, 1).contiguous()
    return F.conv2d(x, kernels, bias, stride=stride, groups=options.get("groups", 1))


def padded(x: Tensor, kernel: int, stride: int) -> Tensor:
    """Zeros on both sides, the one that is left at the end, so that ceil(extent / stride) places come out."""
    sides: list[int] = []
    for extent in (x.shape[3], x.shape[2]):
        total = max((-(-extent // stride) - 1) * stride + kernel - extent, 0)
        sides += [total // 2, total - total // 2]
    return F.pad(x, sides)


def dense(x: Tensor, options: Options, weights: Tensor, bias: Tensor | None) -> Tensor:
    # Seedbed flattens rows, columns, channels.
    flat = x.permute(0, 2, 3, 1).flatten(1) if x.ndim == 4 else x
    outputs = flat @ weights
    return outputs if bias is None else outputs + bias


def max_pool(x: Tensor, options: Options) -> Tensor:
    size = options.get("poolSize", 2)
    return F.max_pool2d(x, size, options.get("stride", size))


with_weights: Mapping[str, Callable[[Tensor, Options, Tensor, Tensor | None], Tensor]] = {
    **{"conv": conv, "dense": dense, "classifier": dense},
}
without_weights: Mapping[str, Callable[[Tensor, Options], Tensor]] = {
    **{"relu": lambda x, options: x.relu(), "tanh": lambda x, options: x.tanh(), "maxPool": max_pool},
}
# Each layer with weights begins a unit, which `freeze` and `weights` count.
known_layers = [*with_weights, *without_weights]


@dataclass(frozen=True)
class Layer:
    name: str
    """As Seedbed calls it: by kind and number among its kind, and the output without a number."""
    kind: str
    options: Options

    @property
    def is_unit(self) -> bool:
        return self.kind in with_weights


def name_and_options(configured: Configured) -> tuple[str, Options]:
    """Of a component of a config: its name alone, or with options that are not at their defaults."""
    if isinstance(configured, str):
        return configured, {}
    [(name, options)] = configured.items()
    return name, options


def layers_of(configured: Sequence[Configured]) -> list[Layer]:
    counts: dict[str, int] = {}
    layers: list[Layer] = []
    for each in configured:
        kind, options = name_and_options(each)
        counts[kind] = counts.get(kind, 0) + 1
        layers.append(Layer(kind if kind == "classifier" else f"{kind}{counts[kind]}", kind, options))
    return layers


def names_in(layers: Sequence[Layer], parameters: Mapping[str, Any], first: int, last: int) -> list[str]:
    """Parameters of the units from `first` up to `last`, which is left out; units count from 0."""
    units = [layer.name for layer in layers if layer.is_unit][first:last]
    return [name for name in parameters if name.split("/")[0] in units]


def outputs_of(layers: Sequence[Layer], parameters: Parameters, images: Tensor) -> Tensor:
    """@param images [n, channels, height, width], standardized. @returns [n, classes], before softmax"""
    x = images
    for layer in layers:
        if layer.is_unit:
            weights, bias = parameters[f"{layer.name}/weights"], parameters.get(f"{layer.name}/bias")
            x = with_weights[layer.kind](x, layer.options, weights, bias)
        else:
            x = without_weights[layer.kind](x, layer.options)
    return x
