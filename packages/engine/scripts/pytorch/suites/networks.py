"""Small networks of several kinds of layers."""

from __future__ import annotations

from ..case import Case
from ..layers import Configured
from .layers import residual


def normalized(filters: int, **options: int) -> list[Configured]:
    return [{"conv": {"filters": filters, **options, "bias": False}}, "batchNorm", "relu"]


feed_forward: Configured = {
    "residual": {"layers": ["layerNorm", {"pointwise": {"units": 8}}, "gelu", {"pointwise": {"units": 4}}]}
}
attended: Configured = {"residual": {"layers": ["layerNorm", {"attention": {"heads": 2}}]}}

networks: list[Case] = [
    Case(
        name="network: convolutions and pools",
        layers=[
            *({"conv": {"filters": 4}}, "relu", "maxPool"),
            *({"conv": {"filters": 4}}, "relu", "averagePool"),
            *({"dense": {"units": 6}}, "relu", "classifier"),
        ],
    ),
    Case(
        name="network: separable convolutions",
        layers=[
            *(normalized(3, stride=2)),
            *({"depthwiseConv": {"kernelSize": 3, "bias": False}}, "batchNorm", "relu"),
            *({"pointwise": {"units": 4, "bias": False}}, "batchNorm", "relu"),
            *("globalAveragePool", "classifier"),
        ],
        shape=(7, 7, 3),
        batch_size=6,
    ),
    Case(
        name="network: residual blocks",
        layers=[
            *normalized(2),
            *(residual("identity", 2, 1, True), "relu"),
            *(residual("projection", 4, 2, True), "relu"),
            *("globalAveragePool", "classifier"),
        ],
        batch_size=6,
        learning_rate=0.02,
    ),
    Case(
        name="network: transformer",
        layers=[
            {"patchEmbedding": {"patch": 3, "units": 4}},
            *(attended, feed_forward, attended, feed_forward),
            *("layerNorm", "globalAveragePool", "classifier"),
        ],
    ),
    Case(
        name="network: transformer with adamW",
        layers=[
            {"patchEmbedding": {"patch": 3, "units": 4}},
            *(feed_forward, "globalAveragePool", "classifier"),
        ],
        optimizer={"adamW": {"weightDecay": 0.05}},
        learning_rate=0.003,
        schedule="cosine",
        loss={"crossEntropy": {"smoothing": 0.1}},
    ),
    Case(
        name="network: values through several activations",
        layers=[
            *({"dense": {"units": 6}}, "tanh", {"dense": {"units": 5}}, "batchNorm", "sigmoid"),
            *({"dense": {"units": 5}}, "layerNorm", "leakyRelu", "classifier"),
        ],
        shape=(6,),
        batch_size=6,
    ),
]
