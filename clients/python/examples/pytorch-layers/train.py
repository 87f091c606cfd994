"""
Trains networks that a spec writes in Seedbed's own layers, from the weights that Seedbed drew: with it PyTorch trains
experiments/fashion-mnist. What it does not read, such as dropout, Seedbed refuses before anything trains.
"""

from __future__ import annotations

from typing import Any

import torch
from network import known_layers, layers_of
from numpy.typing import NDArray
from torch import Tensor
from training import Training

from seedbed_trainer import Trainer

torch.use_deterministic_algorithms(True)
torch.set_num_threads(1)

initializers = ["he", "glorot", "normal", "truncatedNormal", "orthogonal", "zeros"]
trainer = Trainer(
    "pytorch-layers",
    version=1,
    libraries=["torch", "numpy"],
    files=["train.py", "network.py", "training.py"],
    reads=[
        *(f"layer/{kind}" for kind in known_layers),
        # Seedbed draws the initial weights, so all of them are obeyed.
        *(f"initializer/{each}" for each in initializers),
        *("optimizer/sgd", "schedule/constant", "schedule/cosine", "loss/crossEntropy"),
        *("freeze", "input"),
    ],
    checkpoints=True,
    trace=True,
    inputs="standardized",
    channels_first=True,
)

for run in trainer.runs():
    layers = layers_of(run.config["model"]["layers"])
    weights = run.initial()
    if weights is None:
        run.fail("the network is not written in layers of the language: use examples/pytorch")
        continue
    # What is copied from another run is in them already.
    run.started(weights)
    training = Training(layers, weights, run.config.get("training"), run.config.get("freeze", 0))
    if run.resume is not None:
        saved = torch.load(run.resume)
        with torch.no_grad():
            for name, values in saved["parameters"].items():
                training.parameters[name].copy_(values)
        training.optimizer.load_state_dict(saved["optimizer"])

    def predict(inputs: NDArray[Any]) -> Tensor:
        with torch.no_grad():
            return training.outputs(torch.from_numpy(inputs)).softmax(1)

    for step in run.steps():
        inputs, labels = torch.from_numpy(step.inputs), torch.from_numpy(step.labels)
        step.report(training.step(step.index, run.steps_total or 0, inputs, labels))
        if run.tracing:
            gradients = {
                f"gradient of {name}": each.grad for name, each in training.parameters.items() if each.grad is not None
            }
            step.trace({**gradients, **training.parameters})
        if step.evaluates:
            run.evaluate(predict)
        if step.checkpoint_due:
            parameters = {name: each.detach() for name, each in training.parameters.items()}
            state = {"parameters": parameters, "optimizer": training.optimizer.state_dict()}
            run.save_checkpoint(lambda file: torch.save(state, file))

    run.done(weights=training.parameters, predict=predict)
