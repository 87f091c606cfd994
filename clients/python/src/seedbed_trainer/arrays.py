from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Float32 = NDArray[np.float32]
Int64 = NDArray[np.int64]


def array_of(value: Any) -> NDArray[Any]:
    """Of NumPy, or of anything with `.detach().cpu().numpy()`: PyTorch is never imported here."""
    if hasattr(value, "detach"):
        value = value.detach().cpu().numpy()
    return np.asarray(value)


def float32_of(value: Any) -> Float32:
    """Little-endian and in C order, which is how it is written and digested."""
    return np.asarray(array_of(value), dtype="<f4", order="C")


def save(path: Path, values: NDArray[Any]) -> str:
    """Writes a `.npy` file. Returns its name within the folder."""
    np.save(path, values, allow_pickle=False)
    return path.name


def mapped(path: Path) -> NDArray[Any]:
    """A `.npy` file, mapped into memory: only what is looked at is read."""
    values: NDArray[Any] = np.load(path, mmap_mode="r", allow_pickle=False)
    return values
