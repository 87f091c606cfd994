from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .arrays import Float32, array_of, float32_of, save


def digest_of(tensors: Mapping[str, Float32], shapes: Mapping[str, tuple[int, ...]]) -> str:
    """SHA-256 over each tensor in order: its name and shape as a line of JSON, then little-endian float32."""
    digest = hashlib.sha256()
    for name, values in tensors.items():
        digest.update(json.dumps([name, list(shapes[name])]).encode() + b"\n")
        digest.update(values.tobytes())
    return digest.hexdigest()


def traced(folder: Path, step: int, tensors: Mapping[str, Any], written: bool) -> dict[str, Any]:
    """The line of a step. @param written whether the tensors are to be files as well."""
    arrays = {name: array_of(value) for name, value in tensors.items()}
    values = {name: float32_of(array) for name, array in arrays.items()}
    line: dict[str, Any] = {"type": "traced", "step": step}
    line["digest"] = digest_of(values, {name: array.shape for name, array in arrays.items()})
    if written:
        files = (
            save(folder / f"trace-{step}-{index}.npy", array.astype("<f4"))
            for index, array in enumerate(arrays.values())
        )
        line["tensors"] = [{"name": name, "file": file} for name, file in zip(arrays, files, strict=True)]
    return line
