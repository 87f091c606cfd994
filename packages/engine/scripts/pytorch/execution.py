"""What PyTorch computes for a case."""

from __future__ import annotations

import copy
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from . import data
from .case import Case, steps
from .given import Given
from .losses import Goal, loss_of
from .network import Network
from .optimizers import clip, optimizer_of
from .schedules import rates_of

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Outcome:
    evaluation: Numbers
    """Outputs for the first batch in evaluation mode, at the start: [batch, outputs]."""
    training: Numbers
    """The same in training mode."""
    gradient: Numbers
    """Of the first batch's loss, for each parameter that is trained. Neither clipped nor decayed."""
    losses: Numbers
    """Of each step, before it changes the parameters, without penalties: [steps]."""
    stored: Numbers
    """The stored vector after all steps."""
    average: Numbers
    """The mean of the parameters after all steps; empty where the case asks for none."""


@torch.no_grad()
def taught(case: Case, start: Given, inputs: Tensor) -> Tensor | None:
    teacher = case.teacher_network()
    if teacher is None or start.teacher is None:
        return None
    teacher.to(inputs.dtype).eval().store(start.teacher)
    outputs: Tensor = teacher(inputs)
    return outputs


def goal_of(case: Case, start: Given, batch: list[int], inputs: Tensor) -> Goal:
    examples = data.sets[case.shape]
    return Goal(
        labels=torch.as_tensor(examples.labels[batch]),
        values=torch.as_tensor(examples.values[batch]).to(inputs.dtype),
        teacher=taught(case, start, inputs),
    )


def cut(vector: NDArray[np.float32], network: Network, dtype: torch.dtype) -> list[Tensor]:
    """A vector as long as the parameters, cut into a tensor for each."""
    lengths = [parameter.numel() for parameter in network.parameters()]
    pieces = torch.as_tensor(vector).to(dtype).split(lengths)
    return [piece.reshape(like.shape) for piece, like in zip(pieces, network.parameters(), strict=True)]


def penalty(case: Case, network: Network, start: Given, dtype: torch.dtype) -> Tensor:
    """Strength times half of the squared distance, weighed by importances as in Kirkpatrick et al. 2017."""
    total = torch.zeros((), dtype=dtype)
    there = cut(start.neighbor, network, dtype)
    importance = cut(start.importance, network, dtype)
    for parameter, neighbor, important in zip(network.parameters(), there, importance, strict=True):
        distance = (parameter - neighbor) ** 2
        total = total + case.near * (important * distance if case.importance else distance).sum() / 2
    return total


def in_training(case: Case, network: Network) -> Network:
    network.train()
    for layer in network.layers[: case.frozen]:
        layer.eval().requires_grad_(False)
    return network


def outputs_in_training(case: Case, network: Network, start: Given, step: int, inputs: Tensor) -> Tensor:
    for name, layer in network.dropouts().items():
        layer.uniforms = torch.as_tensor(start.uniforms[step][name])
    outputs: Tensor = in_training(case, network)(inputs)
    return outputs


def differentiate(case: Case, network: Network, start: Given, step: int, dtype: torch.dtype) -> Tensor:
    """Loss of a step in training mode, without penalties. The gradients, with them, are left with the parameters."""
    batch = case.batches()[step]
    inputs = torch.as_tensor(start.inputs[batch]).to(dtype)
    network.zero_grad()
    out = outputs_in_training(case, network, start, step, inputs)
    loss = loss_of(case.loss, out, goal_of(case, start, batch, inputs))
    (loss + penalty(case, network, start, dtype)).backward()
    if case.masked:
        for parameter, kept in zip(network.parameters(), cut(start.mask, network, dtype), strict=True):
            assert parameter.grad is not None
            parameter.grad.mul_(kept)
    return loss.detach()


def execute(case: Case, start: Given, dtype: torch.dtype) -> Outcome:
    network = case.network().to(dtype)
    network.store(start.stored)
    first = torch.as_tensor(start.inputs[case.batches()[0]]).to(dtype)
    with torch.no_grad():
        evaluation = network.eval()(first)
        training = outputs_in_training(case, copy.deepcopy(network), start, 0, first)
    beside = in_training(case, copy.deepcopy(network))
    differentiate(case, beside, start, 0, dtype)

    in_training(case, network)
    optimizer = optimizer_of(case.optimizer, network.trained(), case.learning_rate)
    average = torch.optim.swa_utils.AveragedModel(
        network, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(case.average)
    )
    average.update_parameters(network)  # the first one is copied
    losses = []
    for step, rate in enumerate(rates_of(case.schedule, case.learning_rate, steps)):
        losses.append(differentiate(case, network, start, step, dtype))
        clip(case.optimizer, network.parameters())
        optimizer.param_groups[0]["lr"] = rate
        optimizer.step()
        average.update_parameters(network)
    return Outcome(
        evaluation=evaluation.double().numpy(),
        training=training.double().numpy(),
        gradient=beside.gradient(),
        losses=torch.stack(losses).double().numpy(),
        stored=network.stored(),
        average=parameters_of(average.module) if case.average else np.zeros(0),
    )


def parameters_of(network: torch.nn.Module) -> Numbers:
    flat = [parameter.detach().reshape(-1) for parameter in network.parameters()]
    return torch.cat(flat).double().numpy()
