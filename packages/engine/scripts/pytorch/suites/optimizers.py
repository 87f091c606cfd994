"""Each optimizer with each of its options, on one network."""

from __future__ import annotations

from ..case import Case
from ..layers import Configured, Options
from .words import written

network: list[Configured] = [{"dense": {"units": 5}}, "tanh", "classifier"]
"""Smooth, and no gradient in it is near 0 for a reason of its own: rounding decides the sign of nothing."""

options: dict[str, tuple[float, list[Options]]] = {
    "sgd": (
        0.1,
        [
            {},
            {"momentum": 0.9},
            {"momentum": 0.9, "nesterov": True},
            {"weightDecay": 0.1},
            {"momentum": 0.9, "nesterov": True, "weightDecay": 0.1, "clipNorm": 0.5},
            {"clipNorm": 100},
        ],
    ),
    "adam": (
        0.01,
        [
            {},
            {"beta1": 0.5},
            {"beta2": 0.9},
            {"epsilon": 0.01},
            {"weightDecay": 0.1},
            {"weightDecay": 0.1, "clipNorm": 0.5},
        ],
    ),
    "adamW": (
        0.01,
        [
            {},
            {"beta1": 0.5},
            {"beta2": 0.9},
            {"epsilon": 0.01},
            {"weightDecay": 0},
            {"weightDecay": 0.1, "clipNorm": 0.5},
        ],
    ),
    "rmsProp": (
        0.01,
        [
            {},
            {"decay": 0.5},
            {"momentum": 0.9},
            {"epsilon": 0.01},
            {"weightDecay": 0.1},
            {"momentum": 0.9, "weightDecay": 0.1, "clipNorm": 0.5},
        ],
    ),
    "adaGrad": (0.05, [{}, {"epsilon": 0.01}, {"weightDecay": 0.1}, {"weightDecay": 0.1, "clipNorm": 0.5}]),
    "lion": (0.01, [{}, {"beta1": 0.5}, {"beta2": 0.8}, {"weightDecay": 0.1}, {"weightDecay": 0.1, "clipNorm": 0.5}]),
}

optimizers: list[Case] = [
    Case(name=written(configured), layers=network, shape=(6,), optimizer=configured, learning_rate=rate)
    for optimizer, (rate, each) in options.items()
    for chosen in each
    for configured in ({optimizer: chosen} if chosen else optimizer,)
]
