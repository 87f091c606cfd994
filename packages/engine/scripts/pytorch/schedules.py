"""Schedules of a run config: the learning rates that PyTorch's schedulers give."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

import torch
from torch.optim import Optimizer, lr_scheduler

from .layers import Configured, Options, name_and_options

Scheduler = lr_scheduler.LRScheduler


def nearest(share: float, steps: int) -> int:
    """The step at a share of them."""
    return math.floor(share * steps + 0.5)


def one_cycle(optimizer: Optimizer, rate: float, steps: int, options: Options) -> Scheduler:
    return lr_scheduler.OneCycleLR(
        optimizer,
        max_lr=rate,
        total_steps=steps,
        pct_start=options.get("rise", 0.3),
        div_factor=1 / options.get("from", 0.04),
        anneal_strategy="linear",
        cycle_momentum=False,
    )


def multi_step(optimizer: Optimizer, rate: float, steps: int, options: Options) -> Scheduler:
    at = [nearest(share, steps) for share in options["at"]]
    return lr_scheduler.MultiStepLR(optimizer, at, gamma=options.get("factor", 0.1))


schedulers: Mapping[str, Callable[[Optimizer, float, int, Options], Scheduler]] = {
    "constant": lambda optimizer, rate, steps, options: lr_scheduler.ConstantLR(optimizer, 1.0),
    "cosine": lambda optimizer, rate, steps, options: lr_scheduler.CosineAnnealingLR(optimizer, steps),
    "linear": lambda optimizer, rate, steps, options: lr_scheduler.LinearLR(optimizer, 1.0, 0.0, steps),
    "multiStep": multi_step,
    "exponential": lambda optimizer, rate, steps, options: lr_scheduler.ExponentialLR(
        optimizer, options["to"] ** (1 / steps)
    ),
    "oneCycle": one_cycle,
}


def rates_of(configured: Configured, rate: float, steps: int) -> list[float]:
    """
    The learning rate of each step. A warm-up comes before all else: over w steps the rate rises along a line, from
    1 / (w + 1) of it, and is whole where the schedule begins, which has the other steps.
    """
    name, options = name_and_options(configured)
    before = nearest(options.get("warmup", 0), steps)
    rising = listed(lambda optimizer: lr_scheduler.LinearLR(optimizer, 1 / (before + 1), 1.0, before), rate, before)
    after = steps - before
    return rising + listed(lambda optimizer: schedulers[name](optimizer, rate, after, options), rate, after)


def listed(scheduler_of: Callable[[Optimizer], Scheduler], rate: float, steps: int) -> list[float]:
    if steps == 0:
        return []
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=rate)
    scheduler = scheduler_of(optimizer)
    rates: list[float] = []
    for _ in range(steps):
        rates.append(float(optimizer.param_groups[0]["lr"]))
        optimizer.step()
        scheduler.step()
    return rates
