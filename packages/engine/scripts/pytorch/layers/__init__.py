"""The layers, by their names in a run config."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .convolutions import Conv, DepthwiseConv, PatchEmbedding
from .dense import Attention, Dense, Output, Pointwise
from .layer import Layer, Options, Place, Shape
from .norms import BatchNorm, GroupNorm, LayerNorm
from .plain import Dropout, Flatten, GlobalAveragePool, average_pool, gelu, leaky_relu, max_pool, relu, sigmoid, tanh
from .residual import Residual

__all__ = ["Configured", "Dropout", "Layer", "Options", "Shape", "layers_of", "name_and_options"]

Configured = str | Mapping[str, Mapping[str, Any]]

simple: Mapping[str, Callable[[Place, Options], Layer]] = {
    "conv": Conv,
    "depthwiseConv": DepthwiseConv,
    "dense": Dense,
    "pointwise": Pointwise,
    "patchEmbedding": PatchEmbedding,
    "attention": Attention,
    "batchNorm": BatchNorm,
    "layerNorm": LayerNorm,
    "groupNorm": GroupNorm,
    "relu": relu,
    "leakyRelu": leaky_relu,
    "gelu": gelu,
    "tanh": tanh,
    "sigmoid": sigmoid,
    "dropout": Dropout,
    "maxPool": max_pool,
    "averagePool": average_pool,
    "globalAveragePool": GlobalAveragePool,
    "flatten": Flatten,
    "classifier": Output,
    "regressor": Output,
}


def name_and_options(configured: Configured) -> tuple[str, Options]:
    if isinstance(configured, str):
        return configured, {}
    [(name, options)] = configured.items()
    return name, options


def layers_of(configured: list[Configured], shape: Shape, outputs: int) -> list[Layer]:
    """Each layer gets what the one before it gives."""
    layers: list[Layer] = []
    for each in configured:
        name, options = name_and_options(each)
        place = Place(layers[-1].shape if layers else shape, outputs)
        if name == "residual":
            inner = layers_of(options["layers"], place.shape, outputs)
            layers.append(Residual(place, options.get("shortcut", "identity"), inner))
        else:
            layers.append(simple[name](place, options))
    return layers
