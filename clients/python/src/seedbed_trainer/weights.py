from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from .arrays import Float32, array_of, float32_of, save
from .errors import TrainerError


def write_weights(path: Path, weights: Mapping[str, Any]) -> dict[str, Any]:
    """All tensors one after the other, in the mapping's order. Returns the fields `weights` and `tensors` of a line."""
    arrays = {name: array_of(value) for name, value in weights.items()}
    flat = [float32_of(values).reshape(-1) for values in arrays.values()]
    whole = np.concatenate(flat) if flat else np.zeros(0, "<f4")
    tensors = [{"name": name, "shape": list(values.shape)} for name, values in arrays.items()]
    return {"weights": save(path, whole), "tensors": tensors}


def read_weights(path: Path, tensors: Iterable[Mapping[str, Any]]) -> dict[str, Float32]:
    """The tensors of such a file by name, each an array of its own that may be changed."""
    whole: Float32 = np.load(path, allow_pickle=False)
    named: dict[str, Float32] = {}
    at = 0
    for tensor in tensors:
        shape = tuple(tensor["shape"])
        size = math.prod(shape)
        named[tensor["name"]] = whole[at : at + size].reshape(shape).copy()
        at += size
    if at != whole.size:
        raise TrainerError(f"{path}: its tensors have {at} numbers by their shapes, but the file has {whole.size}.")
    return named
