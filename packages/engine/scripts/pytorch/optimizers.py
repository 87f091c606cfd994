"""Optimizers of a run config, as PyTorch has them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import torch
from torch import Tensor
from torch.optim import Optimizer

from .layers import Configured, Options, name_and_options

Parameters = list[torch.nn.Parameter]


class Lion(Optimizer):
    """Algorithm 2 of Chen et al. 2023, "Symbolic Discovery of Optimization Algorithms"; PyTorch has none."""

    def __init__(self, parameters: Parameters, lr: float, betas: tuple[float, float], weight_decay: float) -> None:
        super().__init__(parameters, {"lr": lr, "betas": betas, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self, closure: None = None) -> None:  # type: ignore[override]
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            for weights in group["params"]:
                mean = self.state[weights].setdefault("mean", torch.zeros_like(weights))
                update = torch.sign(beta1 * mean + (1 - beta1) * weights.grad)
                weights -= group["lr"] * (update + group["weight_decay"] * weights)
                mean.mul_(beta2).add_(weights.grad, alpha=1 - beta2)


def moments(options: Options, beta2: float) -> tuple[float, float]:
    return options.get("beta1", 0.9), options.get("beta2", beta2)


def decay(options: Options, usual: float = 0) -> dict[str, Any]:
    return {"weight_decay": options.get("weightDecay", usual)}


def adam_like(kind: type[torch.optim.Adam], usual_decay: float) -> Callable[[Parameters, float, Options], Optimizer]:
    def make(parameters: Parameters, rate: float, options: Options) -> Optimizer:
        how: dict[str, Any] = {"betas": moments(options, 0.999), "eps": options.get("epsilon", 1e-8)}
        return kind(parameters, lr=rate, **how, **decay(options, usual_decay))

    return make


def sgd(parameters: Parameters, rate: float, options: Options) -> Optimizer:
    how: dict[str, Any] = {"momentum": options.get("momentum", 0), "nesterov": options.get("nesterov", False)}
    return torch.optim.SGD(parameters, lr=rate, **how, **decay(options))


def rms_prop(parameters: Parameters, rate: float, options: Options) -> Optimizer:
    how: dict[str, Any] = {
        "alpha": options.get("decay", 0.99),
        "momentum": options.get("momentum", 0),
        "eps": options.get("epsilon", 1e-8),
    }
    return torch.optim.RMSprop(parameters, lr=rate, **how, **decay(options))


def ada_grad(parameters: Parameters, rate: float, options: Options) -> Optimizer:
    return torch.optim.Adagrad(parameters, lr=rate, eps=options.get("epsilon", 1e-10), **decay(options))


def lion(parameters: Parameters, rate: float, options: Options) -> Optimizer:
    return Lion(parameters, lr=rate, betas=moments(options, 0.99), **decay(options))


optimizers: Mapping[str, Callable[[Parameters, float, Options], Optimizer]] = {
    "sgd": sgd,
    "adam": adam_like(torch.optim.Adam, 0),
    "adamW": adam_like(torch.optim.AdamW, 0.01),
    "rmsProp": rms_prop,
    "adaGrad": ada_grad,
    "lion": lion,
}


def optimizer_of(configured: Configured, parameters: Iterable[torch.nn.Parameter], rate: float) -> Optimizer:
    name, options = name_and_options(configured)
    return optimizers[name](list(parameters), rate, options)


def clip(configured: Configured, parameters: Iterable[torch.nn.Parameter]) -> None:
    """
    Scales the gradient down to the norm that the optimizer asks for, if it does. As torch.nn.utils.clip_grad_norm_, but
    for the 1e-6 that this adds to the norm before it divides: a gradient of norm 1 would come out 1e-6 shorter.
    """
    longest: float | None = name_and_options(configured)[1].get("clipNorm")
    if longest is None:
        return
    gradients = [parameter.grad for parameter in parameters if parameter.grad is not None]
    norm: Tensor = torch.nn.utils.get_total_norm(gradients)
    if norm > longest:
        for gradient in gradients:
            gradient.mul_(longest / norm)
