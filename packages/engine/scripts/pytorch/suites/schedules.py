"""Each schedule with each of its options: ten steps of training, and in rates.json the rates of more steps."""

from __future__ import annotations

from ..case import Case
from ..layers import Configured
from .optimizers import network
from .words import written

configured: list[Configured] = [
    "constant",
    "cosine",
    "linear",
    {"multiStep": {"at": [0.5, 0.75]}},
    {"multiStep": {"at": [0.25], "factor": 0.5}},
    {"exponential": {"to": 0.01}},
    "oneCycle",
    {"oneCycle": {"rise": 0.5}},
    {"oneCycle": {"from": 0.1}},
    {"constant": {"warmup": 0.3}},
    {"cosine": {"warmup": 0.2}},
    {"linear": {"warmup": 0.2}},
    {"multiStep": {"at": [0.5], "warmup": 0.2}},
    {"exponential": {"to": 0.01, "warmup": 0.2}},
    {"oneCycle": {"warmup": 0.2}},
]

schedules: list[Case] = [
    Case(name=f"schedule: {written(each)}", layers=network, shape=(6,), schedule=each, learning_rate=0.2)
    for each in configured
]
