from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from .arrays import Float32, float32_of, mapped, save
from .errors import TrainerError


def tensors_of(weights: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Names and shapes, in the mapping's order."""
    return [{"name": name, "shape": [int(extent) for extent in value.shape]} for name, value in weights.items()]


def count_of(tensors: Iterable[Mapping[str, Any]]) -> int:
    return sum(math.prod(tensor["shape"]) for tensor in tensors)


def numbers_in(path: Path) -> int:
    """How many there are in such a file; none is read."""
    return int(mapped(path).size)


def shown(tensors: Iterable[Mapping[str, Any] | None]) -> str:
    """For messages: `conv1/weights [3, 3, 1, 8], …`; of many the first."""
    words = ["nothing" if each is None else f"{each['name']} {list(each['shape'])}" for each in tensors]
    return ", ".join(words[:4]) + (", …" if len(words) > 4 else "")


def write_weights(path: Path, weights: Mapping[str, Any]) -> dict[str, Any]:
    """All tensors one after the other, in the mapping's order. Returns the fields `weights` and `tensors` of a line."""
    arrays = {name: float32_of(value) for name, value in weights.items()}
    whole = np.concatenate([np.zeros(0, "<f4"), *(values.reshape(-1) for values in arrays.values())])
    return {"weights": save(path, whole), "tensors": tensors_of(arrays)}


def read_weights(path: Path, tensors: Iterable[Mapping[str, Any]]) -> dict[str, Float32]:
    """The tensors of such a file by name, each an array of its own that may be changed."""
    whole: Float32 = np.load(path, allow_pickle=False)
    shapes = {tensor["name"]: tuple(tensor["shape"]) for tensor in tensors}
    ends = np.cumsum([0, *map(math.prod, shapes.values())])
    if ends[-1] != whole.size:
        raise TrainerError(
            f"{path}: its tensors have {ends[-1]} numbers by their shapes, but the file has {whole.size}."
        )
    return {
        name: whole[start:end].reshape(shape).copy()
        for (name, shape), start, end in zip(shapes.items(), ends, ends[1:], strict=False)
    }
