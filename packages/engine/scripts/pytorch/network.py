"""A network made of the layers of a run config, and its stored vector."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from .layers import Configured, Dropout, Layer, Shape, layers_of


class Network(nn.Module):
    """
    :param configured: layers as a run config has them; options at their defaults may be left out.
    :param shape: of an input without the batch: [rows, columns, channels] or [values].
    :param outputs: classes, or numeric targets.
    """

    def __init__(self, configured: list[Configured], shape: Shape, outputs: int) -> None:
        super().__init__()
        self.layers = nn.ModuleList(layers_of(configured, shape, outputs))

    def forward(self, x: Tensor) -> Tensor:
        for layer in self.layers:
            x = layer(x)
        return x

    def every_layer(self) -> Iterator[Layer]:
        """In the order of the stored vector: depth first."""
        return (module for module in self.modules() if isinstance(module, Layer))

    def dropouts(self) -> dict[str, Dropout]:
        """By the names that Seedbed gives them."""
        found = [layer for layer in self.every_layer() if isinstance(layer, Dropout)]
        return {f"dropout{number}": layer for number, layer in enumerate(found, 1)}

    def stored_names(self) -> Iterator[tuple[str, Tensor]]:
        """Layer by layer, its parameters and then its buffers, those of the layers inside after its own."""
        for layer in self.every_layer():
            yield from layer.named_parameters(recurse=False)
            yield from layer.named_buffers(recurse=False)

    def stored(self) -> NDArray[np.float64]:
        return flat([tensor for _, tensor in self.stored_names()])

    @torch.no_grad()
    def store(self, vector: NDArray[np.floating]) -> None:
        at = 0
        for _, tensor in self.stored_names():
            tensor.copy_(torch.as_tensor(vector[at : at + tensor.numel()]).reshape(tensor.shape))
            at += tensor.numel()
        assert at == len(vector), f"the stored vector has {len(vector)} values, the network {at}"

    def trained(self) -> list[nn.Parameter]:
        return [parameter for parameter in self.parameters() if parameter.requires_grad]

    def gradient(self) -> NDArray[np.float64]:
        """Of the parameters that are trained, in the order of the stored vector, without buffers."""
        return flat([parameter.grad for parameter in self.parameters() if parameter.grad is not None])


def flat(tensors: list[Tensor]) -> NDArray[np.float64]:
    if not tensors:
        return np.zeros(0)
    return torch.cat([tensor.detach().reshape(-1) for tensor in tensors]).double().numpy().copy()
