from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import Any

from .arrays import Float32
from .errors import TrainerError
from .weights import count_of, numbers_in, read_weights, shown, tensors_of


@dataclass(frozen=True)
class Upstream:
    """Another run, to which the config of this one refers."""

    config: Mapping[str, Any]
    """Its config, as `seedbed plan --json` has it."""
    _path: Path = field(repr=False)
    _tensors: Sequence[Mapping[str, Any]] | None = field(repr=False)

    def weights(self, like: Mapping[str, Any] | None = None) -> dict[str, Float32]:
        """
        Its weights at its end, by name: float32 arrays that may be changed.

        @param like arrays or tensors that have its shapes in its order, or its names: `model.state_dict()`. The weights
            get these names. Needed where Seedbed tells none, as of a network that a program built.
        @raises TrainerError where the shapes are others, and where neither tells them.
        """
        if like is not None:
            tensors = tensors_of(like)
            names = [each["name"] for each in self._tensors or []]
            if set(names) == set(like):
                tensors.sort(key=lambda each: names.index(each["name"]))
            self._check(tensors)
            return read_weights(self._path, tensors)
        if self._tensors is not None:
            return read_weights(self._path, self._tensors)
        raise TrainerError(
            f"{self._path}: Seedbed gives no names for these weights, since a program built their network. "
            "Give what has its shapes in its order: like=model.state_dict()."
        )

    def _check(self, tensors: list[dict[str, Any]]) -> None:
        """Of a network that a program built no more than the number of all its weights is known."""
        whose = f'the weights of the run "{self.config.get("stage", "?")}" do not fit into like'
        if self._tensors is None:
            there, asked = numbers_in(self._path), count_of(tensors)
            if there == asked:
                return
            raise TrainerError(
                f"{whose}: they are {there} numbers, and it has {asked} ({shown(tensors)}). "
                "Build the same network as there, with the same options."
            )
        for place, (theirs, own) in enumerate(zip_longest(self._tensors, tensors), 1):
            if theirs is None or own is None or list(theirs["shape"]) != own["shape"]:
                raise TrainerError(
                    f"{whose}: tensor {place} is {shown([theirs])} there, and {shown([own])} here. "
                    "They are put in by their order, each with its shape: turn or leave out what differs by hand, "
                    "with what weights() gives."
                )
