"""What else acts in a step, with given numbers instead of draws."""

from __future__ import annotations

from ..case import Case
from .optimizers import network

methods: list[Case] = [
    Case(name="mask", layers=network, shape=(6,), masked=0.4),
    Case(
        name="mask, decay and clipping",
        layers=network,
        shape=(6,),
        masked=0.4,
        optimizer={"sgd": {"momentum": 0.9, "weightDecay": 0.1, "clipNorm": 0.5}},
    ),
    Case(name="mask with adam", layers=network, shape=(6,), masked=0.4, optimizer="adam", learning_rate=0.01),
    Case(name="near", layers=network, shape=(6,), methods=[{"near": {"strength": 0.2}}]),
    Case(
        name="near, with clipping",
        layers=network,
        shape=(6,),
        methods=[{"near": {"strength": 0.2}}],
        optimizer={"sgd": {"clipNorm": 0.5}},
    ),
    Case(name="near, with a mask", layers=network, shape=(6,), methods=[{"near": {"strength": 0.2}}], masked=0.4),
    Case(name="ewc", layers=network, shape=(6,), methods=[{"ewc": {"strength": 0.4}}]),
    Case(name="mixup", layers=network, shape=(6,), methods=[{"mixup": {"alpha": 1}}]),
    Case(
        name="mixup with label smoothing",
        layers=network,
        shape=(6,),
        methods=[{"mixup": {"alpha": 1}}],
        loss={"crossEntropy": {"smoothing": 0.1}},
    ),
    Case(
        name="cutmix",
        layers=[{"conv": {"filters": 3}}, "relu", "maxPool", "classifier"],
        methods=[{"cutmix": {"alpha": 1}}],
    ),
    Case(
        name="frozen layers",
        layers=[
            {"conv": {"filters": 3}},
            "batchNorm",
            "relu",
            {"conv": {"filters": 3}},
            "batchNorm",
            "relu",
            "classifier",
        ],
        optimizer={"sgd": {"momentum": 0.9, "weightDecay": 0.1, "clipNorm": 0.5}},
        frozen=3,
    ),
    Case(name="averageWeights", layers=network, shape=(6,), methods=[{"averageWeights": {"decay": 0.8}}]),
    Case(
        name="averageWeights beside buffers",
        layers=[{"dense": {"units": 5}}, "batchNorm", "tanh", "classifier"],
        shape=(6,),
        methods=[{"averageWeights": {"decay": 0.5}}],
    ),
    Case(name="swa", layers=network, shape=(6,), methods=[{"swa": {"from": 0.4}}]),
    Case(name="swa of three steps", layers=network, shape=(6,), methods=["swa"]),
]
