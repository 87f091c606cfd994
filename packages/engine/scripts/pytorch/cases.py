"""Writes the cases: `python -m pytorch.cases`, as README.md says."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from . import data
from .bounds import bounds_of
from .case import Case, batches_of, steps
from .encoding import base64_of
from .execution import Outcome, execute
from .given import given
from .schedules import rates_of
from .suites import suites
from .suites.schedules import configured as schedules

folder = Path(__file__).parents[2] / "src" / "testing" / "pytorch"


def written(case: Case) -> dict[str, Any]:
    """A case as the engine's tests read it: packages/engine/src/testing/pytorch-cases.ts."""
    start = given(case)
    exact = execute(case, start, torch.float64)
    bounds = bounds_of(case, start, exact)
    outcome = {each.name: base64_of(getattr(exact, each.name)) for each in fields(Outcome) if each.name in bounds}
    return {
        "name": case.name,
        "layers": case.layers,
        "shape": case.shape,
        "outputs": case.outputs,
        "recipe": {
            "optimizer": case.optimizer,
            "learningRate": case.learning_rate,
            "schedule": case.schedule,
            "loss": case.loss,
            "batchSize": case.batch_size,
        },
        **({"mask": base64_of(start.mask)} if case.masked else {}),
        **({"methods": case.methods} if case.methods else {}),
        **({"neighbor": base64_of(start.neighbor)} if looks_elsewhere(case) else {}),
        **({"importance": base64_of(start.importance)} if case.method("ewc") else {}),
        **({"drawn": [encoded(each) for each in start.drawn]} if start.drawn[0] else {}),
        **(
            {"teacher": {"layers": case.teacher, "weights": base64_of(start.teacher)}}
            if start.teacher is not None
            else {}
        ),
        **({"frozen": case.frozen} if case.frozen else {}),
        "start": base64_of(start.stored),
        "outcome": outcome,
        "bounds": {name: float(f"{bound:.2g}") for name, bound in bounds.items()},
    }


def looks_elsewhere(case: Case) -> bool:
    return any(case.method(name) for name in ("near", "ewc"))


def encoded(drawn: dict[str, NDArray[Any]]) -> dict[str, Any]:
    def of(values: NDArray[Any]) -> dict[str, Any]:
        if values.dtype == np.int32:
            return {"shape": values.shape, "int32": values.tolist()}
        return {"shape": values.shape, "float32": base64_of(values)}

    return {name: of(values) for name, values in drawn.items()}


def lines_of(entry: dict[str, Any]) -> str:
    """An object with a line for each of its fields."""
    fields_of = ",\n".join(f"    {json.dumps(name)}: {json.dumps(value)}" for name, value in entry.items())
    return f"  {{\n{fields_of}\n  }}"


def write(name: str, entries: list[dict[str, Any]]) -> None:
    path = folder / f"{name}.json"
    path.write_text("[\n" + ",\n".join(map(lines_of, entries)) + "\n]\n")
    print(f"{path.name}: {len(entries)} entries, {path.stat().st_size} bytes")


def main() -> None:
    torch.set_num_threads(1)
    folder.mkdir(parents=True, exist_ok=True)
    write("data", [examples.for_tests() for examples in data.sets.values()])
    sizes = sorted({case.batch_size for cases in suites.values() for case in cases})
    write("batches", [{"batchSize": size, "batches": batches_of(size)} for size in sizes])
    for name, cases in suites.items():
        write(name, [written(case) for case in cases])
    rate = 0.2
    rates = [
        {"schedule": each, "learningRate": rate, "rates": rates_of(each, rate, count)}
        for each in schedules
        for count in (steps, 37)
    ]
    write("rates", rates)


if __name__ == "__main__":
    main()
