"""Folders of runs, as Seedbed makes them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

shape = (6, 5, 1)
classes = ["circle", "square", "star"]


def pixels(rows: int, image: tuple[int, ...], seed: int = 0) -> NDArray[np.uint8]:
    """Random images, of which the first pixels say the class: row modulo the number of classes."""
    values = np.random.default_rng(seed).integers(0, 256, (rows, *image), dtype=np.uint8)
    values.reshape(rows, -1)[:, 0] = np.arange(rows) % len(classes) * 120
    return values


def make_run(
    folder: Path, *, image: tuple[int, ...] = shape, dtype: Any = np.uint8, numbers: int = 0, **changes: Any
) -> Path:
    """
    Writes `run.json` and its files: three parts with 24, 12 and 9 examples of one file of inputs, 8 steps of 4.
    @param numbers to be predicted of each example, instead of classes: multiples of what its first value says
    @param changes fields of run.json
    """
    folder.mkdir(parents=True)
    inputs = pixels(60, image)
    np.save(folder / "inputs.npy", inputs if dtype == np.uint8 else (inputs / 255).astype(dtype))
    order = np.random.default_rng(1).permutation(60)
    parts: dict[str, Any] = {}
    for name, start, end in (("train", 0, 24), ("validation", 24, 36), ("test", 36, 45)):
        rows = order[start:end]
        np.save(folder / f"{name}-rows.npy", rows.astype(np.int64))
        labels = (rows % len(classes)).astype(np.int32)
        truth = "targets" if numbers else "labels"
        targets = np.outer(labels, np.arange(1, numbers + 1)).astype(np.float32)
        np.save(folder / f"{name}-{truth}.npy", targets if numbers else labels)
        # One path relative to the folder and the others absolute: both are allowed.
        files = {"inputs": "inputs.npy", "rows": str(folder / f"{name}-rows.npy"), truth: f"{name}-{truth}.npy"}
        parts[name] = {**files, "examples": end - start, "digest": {each: "0" * 64 for each in files}}
    steps = changes.get("steps", 8)
    if steps is not None:
        np.save(folder / "order.npy", np.random.default_rng(2).integers(0, 24, (steps, 4), dtype=np.int64))
    training = {"optimizer": {"program": {}}, "learningRate": 0.5, "batchSize": 4, "steps": steps}
    config = {"seed": 1, "replicate": 3, "stage": "net", "model": {"layers": ["program"]}, "training": training}
    given: dict[str, Any] = {
        **{"protocol": 1, "id": "f00d", "label": "net 3", "config": config, "options": {}, "classes": classes},
        **{"parts": parts, "steps": steps, "batchSize": 4, "order": "order.npy", "evaluations": [4, 8]},
        **{"measure": ["validation", "test"], "initial": None, "upstream": {}, "trace": None},
        "seeds": {"init": 2**53 - 1, "dropout": 2, "augment": 3, "sampling": 4, "other": 5},
        "checkpoint": {"seconds": 3600, "resume": None},
    }
    if numbers:
        given |= {"classes": [], "targets": [{"name": f"y{column}", "unit": "mm"} for column in range(numbers)]}
    (folder / "run.json").write_text(json.dumps({**given, **changes}), "utf-8")
    return folder
