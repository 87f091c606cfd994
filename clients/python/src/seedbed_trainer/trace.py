from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .arrays import Float32, float32_of, save


def digest_of(tensors: Mapping[str, Float32]) -> str:
    """SHA-256 over each tensor in order: its name and shape as a line of JSON, then little-endian float32."""
    digest = hashlib.sha256()
    for name, values in tensors.items():
        digest.update(json.dumps([name, list(values.shape)]).encode() + b"\n")
        digest.update(values.tobytes())
    return digest.hexdigest()


def traced(folder: Path, step: int, tensors: Mapping[str, Any], written: bool) -> dict[str, Any]:
    """The line of a step. @param written whether the tensors are to be files as well."""
    arrays = {name: float32_of(value) for name, value in tensors.items()}
    line: dict[str, Any] = {"type": "traced", "step": step, "digest": digest_of(arrays)}
    if written:
        line["tensors"] = [
            {"name": name, "file": save(folder / f"trace-{step}-{index}.npy", values)}
            for index, (name, values) in enumerate(arrays.items())
        ]
    return line
