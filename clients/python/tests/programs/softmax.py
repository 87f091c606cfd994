"""Softmax regression in NumPy, with all that the protocol has."""

from typing import Any

import numpy as np

from seedbed_trainer import Trainer

trainer = Trainer("softmax", 1, ["numpy"], ["softmax.py"], checkpoints=True, trace=True)


def softmax(outputs: Any) -> Any:
    shares = np.exp(outputs - outputs.max(axis=1, keepdims=True))
    return shares / shares.sum(axis=1, keepdims=True)


for run in trainer.runs():
    print(f"training {run.label}")
    width = int(np.prod(run.part("train").inputs.shape[1:]))
    generator = np.random.default_rng(run.seed("init"))
    weights = generator.normal(0, run.options.get("std", 0.01), (width, len(run.classes)))
    bias = np.zeros(len(run.classes))
    if run.resume:
        saved = np.load(run.resume)
        weights, bias = saved["weights"], saved["bias"]

    def predict(inputs: Any) -> Any:
        return softmax(inputs.reshape(len(inputs), -1) @ weights + bias)

    for step in run.steps():
        flat = step.inputs.reshape(len(step.inputs), -1)
        shares = predict(step.inputs)
        step.report(-np.log(shares[np.arange(len(flat)), step.labels]).mean())
        gradient = (shares - np.eye(len(run.classes))[step.labels]) / len(flat)
        weights -= run.learning_rate * flat.T @ gradient
        bias -= run.learning_rate * gradient.sum(axis=0)
        step.trace({"gradient": flat.T @ gradient, "weights": weights, "bias": bias})
        if step.evaluates:
            run.evaluate(predict)
        if step.checkpoint_due:
            run.save_checkpoint(lambda file: np.savez(file, weights=weights, bias=bias))
    run.done(weights={"weights": weights, "bias": bias}, predict=predict)
