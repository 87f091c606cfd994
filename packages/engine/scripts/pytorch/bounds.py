"""How far float32 may be from float64: README.md says how it is found."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import torch
from numpy.typing import NDArray

from .case import Case
from .execution import Numbers, Outcome, execute
from .given import Given


def one_float_beside(start: Given, random: np.random.Generator) -> Given:
    """Every number one float32 up or down, or as it is. What is 0 stays."""

    def moved(values: NDArray[np.float32]) -> NDArray[np.float32]:
        way = random.integers(-1, 2, size=values.shape)
        up = np.nextafter(values, np.float32(np.inf))
        down = np.nextafter(values, np.float32(-np.inf))
        return np.where((way == 0) | (values == 0), values, np.where(way > 0, up, down))

    return replace(start, stored=moved(start.stored), inputs=moved(start.inputs), neighbor=moved(start.neighbor))


def bounds_of(case: Case, start: Given, exact: Outcome) -> dict[str, float]:
    """
    How far float32 may be from float64, for each quantity: see README.md. Fails where rounding alone decides what comes
    out, so that a comparison would say nothing.
    """
    random = np.random.default_rng(5)
    nearby = [execute(case, one_float_beside(start, random), torch.float32) for _ in range(8)]
    bounds = {}
    for quantity in (each.name for each in fields(Outcome)):
        values: Numbers = getattr(exact, quantity)
        if values.size == 0:
            continue
        largest = float(np.abs(values).max())
        seen = max(float(np.abs(getattr(other, quantity) - values).max()) for other in nearby)
        bounds[quantity] = 8 * seen + 2**-23 * largest
        assert bounds[quantity] <= 1e-3 * largest, f"{case.name}: {quantity} is rounding"
    return bounds
