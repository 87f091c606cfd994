"""Matrix products: dense layers, and attention, which is made of them."""

from __future__ import annotations

import torch.nn.functional as F
from torch import Tensor

from .layer import Layer, Options, Place, bias, product, weights


class Dense(Layer):
    """Flattens what it gets: rows, then columns, then channels."""

    def __init__(self, place: Place, options: Options) -> None:
        super().__init__()
        units: int = options["units"]
        self.weights = weights(product(place.shape), units)
        self.bias = bias(options, units)
        self.shape = (units,)

    def forward(self, x: Tensor) -> Tensor:
        return F.linear(x.flatten(1), self.weights.T, self.bias)


class Output(Dense):
    """`classifier` and `regressor`: a dense layer with a unit for each class or target."""

    def __init__(self, place: Place, options: Options) -> None:
        super().__init__(place, {**options, "units": place.outputs})


class Pointwise(Layer):
    """A dense layer on the last axis, the same at each place or token."""

    def __init__(self, place: Place, options: Options) -> None:
        super().__init__()
        units: int = options["units"]
        self.weights = weights(place.shape[-1], units)
        self.bias = bias(options, units)
        self.shape = (*place.shape[:-1], units)

    def forward(self, x: Tensor) -> Tensor:
        return F.linear(x, self.weights.T, self.bias)


class Attention(Layer):
    """Self-attention over tokens (Vaswani et al. 2017), as torch.nn.MultiheadAttention computes it."""

    def __init__(self, place: Place, options: Options) -> None:
        super().__init__()
        _, width = self.shape = place.shape
        self.heads: int = options["heads"]
        self.input_weights = weights(width, 3 * width)
        self.input_bias = weights(3 * width)
        self.output_weights = weights(width, width)
        self.output_bias = weights(width)

    def forward(self, x: Tensor) -> Tensor:
        tokens = x.transpose(0, 1)
        out, _ = F.multi_head_attention_forward(
            query=tokens,
            key=tokens,
            value=tokens,
            embed_dim_to_check=tokens.shape[2],
            num_heads=self.heads,
            in_proj_weight=self.input_weights.T,
            in_proj_bias=self.input_bias,
            bias_k=None,
            bias_v=None,
            add_zero_attn=False,
            dropout_p=0.0,
            out_proj_weight=self.output_weights.T,
            out_proj_bias=self.output_bias,
            training=self.training,
            need_weights=False,
        )
        return out.transpose(0, 1)
