"""Each loss with each of its options."""

from __future__ import annotations

from ..case import Case
from ..layers import Configured
from .words import written

hidden: list[Configured] = [{"dense": {"units": 5}}, "tanh"]

teacher: list[Configured] = [
    {"dense": {"units": 4}},
    "batchNorm",
    "tanh",
    {"dense": {"units": 8}},
    "relu",
    "classifier",
]

of_classes: list[Configured] = [
    "crossEntropy",
    {"crossEntropy": {"smoothing": 0.1}},
    {"crossEntropy": {"smoothing": 0.5}},
    "softTargets",
    {"softTargets": {"temperature": 4}},
    {"softTargets": {"hard": 0.3}},
    {"softTargets": {"temperature": 2, "hard": 0.1}},
]

losses: list[Case] = [
    *(
        Case(
            name=f"loss: {written(each)}",
            layers=[*hidden, "classifier"],
            shape=(6,),
            loss=each,
            teacher=teacher if "softTargets" in each else None,
        )
        for each in of_classes
    ),
    *(
        Case(name=f"loss: {each}", layers=[*hidden, "regressor"], shape=(6,), loss=each)
        for each in ("squaredError", "absoluteError")
    ),
]
