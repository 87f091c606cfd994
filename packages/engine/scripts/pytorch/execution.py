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
from .methods import Average, keep_masked, mixed_inputs, mixed_loss, penalty
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
    """For the first batch, of each parameter that is trained: as methods and mask leave it, not clipped or decayed."""
    losses: Numbers
    """Of each step, before it changes the parameters, without penalties: [steps]."""
    stored: Numbers
    """The stored vector after all steps."""
    average: Numbers
    """The mean of the parameters that a method keeps, after all steps; empty where none does."""


@torch.no_grad()
def taught(case: Case, start: Given, inputs: Tensor) -> Tensor | None:
    teacher = case.teacher_network()
    if teacher is None or start.teacher is None:
        return None
    teacher.to(inputs.dtype).eval().store(start.teacher)
    outputs: Tensor = teacher(inputs)
    return outputs


def goal_of(case: Case, start: Given, batch: NDArray[np.int64], inputs: Tensor) -> Goal:
    examples = data.sets[case.shape]
    return Goal(
        labels=torch.as_tensor(examples.labels[batch]),
        values=torch.as_tensor(examples.values[batch]).to(inputs.dtype),
        teacher=taught(case, start, inputs),
    )


def in_training(case: Case, network: Network) -> Network:
    network.train()
    for layer in network.layers[: case.frozen]:
        layer.eval().requires_grad_(False)
    return network


def outputs_in_training(case: Case, network: Network, start: Given, step: int, inputs: Tensor) -> Tensor:
    for name, layer in network.dropouts().items():
        layer.uniforms = torch.as_tensor(start.drawn[step][f"{name}/uniforms"])
    outputs: Tensor = in_training(case, network)(mixed_inputs(case, start.drawn[step], inputs))
    return outputs


def differentiate(case: Case, network: Network, start: Given, step: int, dtype: torch.dtype) -> Tensor:
    """Loss of a step in training mode, without penalties. The gradients, with these, are left with the parameters."""
    batch = np.asarray(case.batches()[step])
    inputs = torch.as_tensor(start.inputs[batch]).to(dtype)
    drawn = start.drawn[step]
    network.zero_grad()
    out = outputs_in_training(case, network, start, step, inputs)
    loss = mixed_loss(case, drawn, lambda rows: loss_of(case.loss, out, goal_of(case, start, batch[rows], inputs)))
    (loss + penalty(case, network, start)).backward()
    keep_masked(case, network, start)
    return loss.detach()


def execute(case: Case, start: Given, dtype: torch.dtype) -> Outcome:
    network = case.network().to(dtype)
    network.store(start.stored)
    first = torch.as_tensor(start.inputs[case.batches()[0]]).to(dtype)
    with torch.no_grad():
        evaluation = network.eval()(first)
        training = outputs_in_training(case, copy.deepcopy(network), start, 0, first)
    beside = copy.deepcopy(network)
    differentiate(case, beside, start, 0, dtype)

    in_training(case, network)
    optimizer = optimizer_of(case.optimizer, network.trained(), case.learning_rate)
    average = Average(case, network)
    losses = []
    for step, rate in enumerate(rates_of(case.schedule, case.learning_rate, steps)):
        losses.append(differentiate(case, network, start, step, dtype))
        clip(case.optimizer, network.parameters())
        optimizer.param_groups[0]["lr"] = rate
        optimizer.step()
        average.after(step, network)
    return Outcome(
        evaluation=evaluation.double().numpy(),
        training=training.double().numpy(),
        gradient=beside.gradient(),
        losses=torch.stack(losses).double().numpy(),
        stored=network.stored(),
        average=average.parameters(),
    )
