"""Methods of a run config, and masks: what acts in a step beside the network, the loss and the optimizer."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn, get_swa_multi_avg_fn

from .case import Case, steps
from .given import Given
from .network import Network, flat

Drawn = Mapping[str, NDArray[Any]]


def cut(vector: NDArray[np.float32], network: Network) -> list[Tensor]:
    """A vector as long as the parameters, cut into a tensor for each."""
    parameters = list(network.parameters())
    pieces = torch.as_tensor(vector).to(parameters[0].dtype).split([parameter.numel() for parameter in parameters])
    return [piece.reshape(like.shape) for piece, like in zip(pieces, parameters, strict=True)]


def keep_masked(case: Case, network: Network, start: Given) -> None:
    """What is masked starts at 0 and has no gradient, as torch.nn.utils.prune does it."""
    if not case.masked:
        return
    for parameter, kept in zip(network.parameters(), cut(start.mask, network), strict=True):
        assert parameter.grad is not None
        parameter.grad.mul_(kept)


def penalty(case: Case, network: Network, start: Given) -> Tensor:
    """
    `near` and `ewc`: half of the strength times the squared distance to other parameters, each by an importance of its
    own in `ewc` (Kirkpatrick et al. 2017).
    """
    total = torch.zeros(())
    neighbors, importance = cut(start.neighbor, network), cut(start.importance, network)
    for parameter, neighbor, important in zip(network.parameters(), neighbors, importance, strict=True):
        distance = (parameter - neighbor) ** 2
        if near := case.method("near"):
            total = total + near["strength"] / 2 * distance.sum()
        if ewc := case.method("ewc"):
            total = total + ewc["strength"] / 2 * (important * distance).sum()
    return total


def mixed_inputs(case: Case, drawn: Drawn, inputs: Tensor) -> Tensor:
    if case.method("mixup") is not None:
        share = torch.as_tensor(drawn["mixup/share"]).to(inputs)
        return share * inputs + (1 - share) * inputs[drawn["mixup/order"]]
    if case.method("cutmix") is not None:
        box = torch.as_tensor(drawn["cutmix/box"]) == 1
        return torch.where(box, inputs[drawn["cutmix/order"]], inputs)
    return inputs


def mixed_loss(case: Case, drawn: Drawn, loss: Callable[[NDArray[np.integer]], Tensor]) -> Tensor:
    """
    As the code of both papers has it: the loss with the labels of the batch and with those in the other order.
    :param loss: with the labels of these rows of the batch.
    """
    rows = np.arange(case.batch_size)
    for name in ("mixup", "cutmix"):
        if case.method(name) is not None:
            share = float(drawn[f"{name}/share"])
            return share * loss(rows) + (1 - share) * loss(drawn[f"{name}/order"])
    return loss(rows)


class Average:
    """`averageWeights`, from the parameters before the first step on, and `swa`, of those after the later steps."""

    def __init__(self, case: Case, network: Network) -> None:
        exponential, equal = case.method("averageWeights"), case.method("swa")
        self.model: AveragedModel | None = None
        self.first = 0
        if exponential is not None:
            self.model = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(exponential["decay"]))
            self.model.update_parameters(network)  # is copied
        if equal is not None:
            self.model = AveragedModel(network, multi_avg_fn=get_swa_multi_avg_fn())
            self.first = math.floor(equal.get("from", 0.75) * steps)

    def after(self, step: int, network: Network) -> None:
        if self.model is not None and step >= self.first:
            self.model.update_parameters(network)

    def parameters(self) -> NDArray[np.float64]:
        return flat(list(self.model.module.parameters())) if self.model is not None else np.zeros(0)
