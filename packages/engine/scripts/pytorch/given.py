"""The numbers that a case starts from, drawn from its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import data
from .case import Case, steps
from .network import Network


@dataclass(frozen=True)
class Given:
    """Numbers that an execution starts from."""

    stored: NDArray[np.float32]
    inputs: NDArray[np.float32]
    mask: NDArray[np.float32]
    neighbor: NDArray[np.float32]
    importance: NDArray[np.float32]
    teacher: NDArray[np.float32] | None
    """The stored vector of the network that teaches."""
    drawn: list[dict[str, NDArray[Any]]]
    """Of each step, `OWNER/NAME`: what dropout layers and methods would draw."""


def given(case: Case) -> Given:
    stored = started(case)
    parameters = sum(parameter.numel() for parameter in case.network().parameters())
    mask = mask_of(case, parameters)
    if case.masked:
        assert parameters == len(stored), "a mask beside buffers is not what these cases are for"
        stored = stored * mask
    teacher = case.teacher_network()
    random = np.random.default_rng([6, *case.name.encode()])
    return Given(
        stored=stored,
        inputs=data.sets[case.shape].inputs,
        mask=mask,
        neighbor=neighbor_of(case, parameters),
        importance=importance_of(case, parameters),
        teacher=stored_of(teacher, [7, *case.name.encode()]) if teacher else None,
        drawn=[drawn_for(case, random) for _ in range(steps)],
    )


def drawn_for(case: Case, random: np.random.Generator) -> dict[str, NDArray[Any]]:
    """The numbers of a step."""
    size = case.batch_size
    drawn: dict[str, NDArray[Any]] = {}
    for name, layer in case.network().dropouts().items():
        drawn[f"{name}/uniforms"] = random.random((size, *layer.shape), dtype=np.float32)
    for name in ("mixup", "cutmix"):
        if case.method(name) is None:
            continue
        share = np.float32(random.random())
        if name == "cutmix":
            rows, columns, _ = case.shape
            box = np.zeros((1, rows, columns, 1), dtype=np.float32)
            top, left = random.integers(rows), random.integers(columns)
            box[:, top : top + rows // 2, left : left + columns // 2] = 1
            drawn["cutmix/box"] = box
            share = np.float32(1 - box.mean())
        drawn[f"{name}/share"] = np.asarray(share)
        drawn[f"{name}/order"] = random.permutation(size).astype(np.int32)
    return drawn


def started(case: Case) -> NDArray[np.float32]:
    return stored_of(case.network(), [2, *case.name.encode()])


def stored_of(network: Network, seed: list[int]) -> NDArray[np.float32]:
    """A stored vector to start from: nothing at 0 or at its usual start, so that everything counts."""
    random = np.random.default_rng(seed)
    pieces = []
    for name, tensor in network.stored_names():
        values = random.normal(size=tuple(tensor.shape))
        if name == "variance":
            pieces.append(0.5 + np.abs(values))
        elif name == "scale":
            pieces.append(1 + 0.2 * values)
        elif tensor.ndim > 1 and name != "positions":
            pieces.append(values / np.sqrt(tensor[..., 0].numel()))
        else:
            pieces.append(0.2 * values)
    return np.concatenate([piece.reshape(-1) for piece in pieces]).astype(np.float32)


def mask_of(case: Case, parameters: int) -> NDArray[np.float32]:
    """1 where a parameter is kept, 0 where it stays 0."""
    random = np.random.default_rng([3, *case.name.encode()])
    return (random.random(parameters) >= case.masked).astype(np.float32)


def importance_of(case: Case, parameters: int) -> NDArray[np.float32]:
    """How much each parameter counts in the penalty."""
    random = np.random.default_rng([5, *case.name.encode()])
    return random.random(parameters).astype(np.float32)


def neighbor_of(case: Case, parameters: int) -> NDArray[np.float32]:
    """The parameters to stay near."""
    random = np.random.default_rng([4, *case.name.encode()])
    return (0.3 * random.normal(size=parameters)).astype(np.float32)
