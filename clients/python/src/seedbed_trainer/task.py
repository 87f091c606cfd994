from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple, overload

import numpy as np
from numpy.typing import NDArray

from .arrays import Float32, mapped
from .errors import TrainerError, listed
from .options import Options
from .parts import Part
from .upstream import Upstream
from .weights import read_weights

# What a spec may leave out, and how it calls it.
optional_fields = {"learning_rate": "learningRate", "batch_size": "batchSize", "steps_total": "steps or epochs"}


class Target(NamedTuple):
    """A number that is to be predicted."""

    name: str
    unit: str | None


class Task:
    """What Seedbed gives with a run: its file `run.json`, and the files that this names."""

    def __init__(self, folder: Path) -> None:
        given: Mapping[str, Any] = json.loads((folder / "run.json").read_text("utf-8"))
        if given["protocol"] != 1:
            raise TrainerError(f"{folder}: protocol {given['protocol']} is not known here. Update seedbed-trainer.")
        self._given = given
        self._parts: dict[str, Part] = {}
        self.folder = folder
        """Where the run's own files go."""
        self.id: str = given["id"]
        self.label: str = given["label"]
        """What people call it."""
        self.config: Mapping[str, Any] = given["config"]
        """As `seedbed plan --json` has it."""
        self.options = Options(given["options"])
        """Of `program` in the spec: see Options."""
        self.classes: tuple[str, ...] = tuple(given["classes"])
        """Names, in the order of the labels; none where numbers are to be predicted."""
        self.targets = tuple(Target(each["name"], each.get("unit")) for each in given.get("targets") or ())
        """The numbers to be predicted, each with `name` and `unit`; none where classes are told apart."""
        self.measure: tuple[str, ...] = tuple(given["measure"])
        """The parts that are predicted at the end."""
        self.replicate: int = self.config["replicate"]
        """From 0."""
        self.steps_total: int | None = given["steps"]
        """None where the spec says none; likewise batch_size and learning_rate. `required` raises instead."""
        self.batch_size: int | None = given["batchSize"]
        self.learning_rate: float | None = (self.config.get("training") or {}).get("learningRate")

    @overload
    def required(self, name: Literal["learning_rate"]) -> float: ...
    @overload
    def required(self, name: Literal["batch_size", "steps_total"]) -> int: ...
    def required(self, name: str) -> Any:
        """
        What a program cannot do without, by the name of the attribute: `learning_rate`, `batch_size` or `steps_total`.
        TrainerError that says what to write where the spec says none.
        """
        if name not in optional_fields:
            raise TrainerError(f'{self.label}: required cannot be asked for "{name}": use {listed(optional_fields)}.')
        value = getattr(self, name)
        if value is None:
            raise TrainerError(
                f"{self.label}: this program needs {optional_fields[name]}, and the spec says none. "
                "Write it in training, or in the stage."
            )
        return value

    def seed(self, purpose: str) -> int:
        """
        The seed of a purpose, a whole number below 2^52: `init`, `dropout`, `augment`, `sampling` or `other`.
        TrainerError for another purpose.
        """
        return int(self._named("seeds", purpose, "seed"))

    def part(self, name: str) -> Part:
        """The examples of `train`, `validation` or `test`. TrainerError for a part that the run does not have."""
        if name not in self._parts:
            files = self._named("parts", name, "part")
            paths = {each: self._path(files[each]) for each in ("inputs", "rows", "labels", "targets") if each in files}
            standard = self.config.get("model", {}).get("input") or {}
            self._parts[name] = Part(name, paths, standard, files.get("standardized"))
        return self._parts[name]

    @property
    def upstream(self) -> dict[str, Upstream]:
        """The runs that the config refers to, by the id with which it does."""
        runs: Mapping[str, Any] = self._given["upstream"] or {}
        return {key: Upstream(run["config"], self._path(run["weights"]), run["tensors"]) for key, run in runs.items()}

    def initial(self) -> dict[str, Float32] | None:
        """
        The weights that Seedbed drew for the layers of the config, by name (`conv1/weights`); None where it does not
        know all layers. Kernels are [height, width, in, out], dense weights [in, out]; images lie channels last.
        """
        given = self._given["initial"]
        return None if given is None else read_weights(self._path(given["file"]), given["tensors"])

    def start_from(self, like: Mapping[str, Any] | None = None) -> dict[str, Float32] | None:
        """
        The weights of the run that `config.weights` names, by name; None where the config names none.

        @param like as for Upstream.weights: `model.state_dict()`.
        """
        named = self.config.get("weights")
        return None if named is None else self.upstream[named["from"]["run"]].weights(like)

    @property
    def order(self) -> NDArray[np.int64]:
        """
        int64 [steps, batch size]: for each step its positions in `part("train")`, mapped into memory. For a loader that
        runs ahead of `steps`; `order[step.index]` is `step.rows`.
        """
        if self._given["order"] is None:
            raise TrainerError(f"{self.label}: the run has no steps. Say batchSize and steps or epochs in the spec.")
        return mapped(self._path(self._given["order"]))

    def _path(self, written: str) -> Path:
        """Absolute as it is, else from the folder."""
        return self.folder / written

    def _named(self, field: str, name: str, what: str) -> Any:
        if name not in self._given[field]:
            raise TrainerError(f'{self.label} has no {what} "{name}": it has {listed(self._given[field])}.')
        return self._given[field][name]
