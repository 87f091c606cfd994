"""The cases, a file a subject. A list that is named here is written to a file of that name."""

from __future__ import annotations

from ..case import Case
from .layers import layers
from .losses import losses
from .methods import methods
from .networks import networks
from .optimizers import optimizers
from .schedules import schedules

suites: dict[str, list[Case]] = {
    "layers": layers,
    "networks": networks,
    "optimizers": optimizers,
    "schedules": schedules,
    "losses": losses,
    "methods": methods,
}
