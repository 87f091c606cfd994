"""The example that reads the language's own layers, against what Seedbed's engine is tested against, and by hand."""

from __future__ import annotations

import base64
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fake_seedbed import FakeSeedbed, losses_of
from made_run import make_run
from numpy.typing import NDArray

torch = pytest.importorskip("torch")
root = Path(__file__).parent.parent
sys.path.insert(0, str(root / "examples" / "pytorch-layers"))

from network import known_layers, layers_of, name_and_options  # type: ignore[import-not-found] # noqa: E402
from training import Training, rate_of  # type: ignore[import-not-found] # noqa: E402

cases_folder = root.parent.parent / "packages" / "engine" / "src" / "testing" / "pytorch"
if not cases_folder.is_dir():
    pytest.skip("the engine's cases are not beside the package", allow_module_level=True)


def cases_in(name: str) -> Any:
    return json.loads((cases_folder / f"{name}.json").read_text())


def numbers(text: str) -> NDArray[np.float32]:
    return np.frombuffer(base64.b64decode(text), dtype="<f4")


def is_read(case: Any) -> bool:
    recipe = case["recipe"]
    return (
        all(name_and_options(layer)[0] in known_layers for layer in case["layers"])
        and name_and_options(recipe["optimizer"])[0] == "sgd"
        and name_and_options(recipe["schedule"])[0] in ("constant", "cosine")
        and name_and_options(recipe["loss"])[0] == "crossEntropy"
        and not {"methods", "mask", "teacher", "frozen"} & set(case)
    )


suites = ("layers", "networks", "optimizers", "schedules", "losses")
cases = [case for suite in suites for case in cases_in(suite) if is_read(case)]


def shapes_of(layers: Any, image: list[int], classes: int) -> dict[str, list[int]]:
    """Of the parameters, in the order in which they are stored. @param layers as `layers_of` gives them."""
    shapes: dict[str, list[int]] = {}
    shape = list(image)
    for layer in layers:
        size, stride = layer.options.get("kernelSize", 3), layer.options.get("stride", 1)
        if layer.kind == "conv":
            filters = layer.options["filters"]
            shapes[f"{layer.name}/weights"] = [size, size, shape[2] // layer.options.get("groups", 1), filters]
            less = 0 if layer.options.get("padding", "same") == "same" else size - 1
            shape = [*(-(-(extent - less) // stride) for extent in shape[:2]), filters]
        elif layer.kind == "maxPool":
            size = layer.options.get("poolSize", 2)
            shape = [*((extent - size) // layer.options.get("stride", size) + 1 for extent in shape[:2]), shape[2]]
        elif layer.is_unit:
            units = layer.options.get("units", classes)
            shapes[f"{layer.name}/weights"] = [int(np.prod(shape)), units]
            shape = [units]
        if layer.is_unit and layer.options.get("bias", True):
            shapes[f"{layer.name}/bias"] = [shape[-1]]
    return shapes


@pytest.mark.parametrize("case", cases, ids=lambda case: str(case["name"]))
def test_it_computes_what_the_engine_does(case: Any) -> None:
    layers = layers_of(case["layers"])
    shapes = shapes_of(layers, case["shape"], case["outputs"])
    start = numbers(case["start"])
    ends = np.cumsum([np.prod(shape) for shape in shapes.values()])
    assert ends[-1] == start.size
    pieces = np.split(start, ends[:-1])
    weights = {name: piece.reshape(shape) for (name, shape), piece in zip(shapes.items(), pieces, strict=True)}
    data = next(each for each in cases_in("data") if each["shape"] == case["shape"])
    inputs = torch.from_numpy(numbers(data["inputs"]).reshape(-1, *case["shape"]).copy())
    images = inputs.permute(0, 3, 1, 2).contiguous() if inputs.ndim == 4 else inputs
    labels = torch.tensor(data["labels"])
    size = case["recipe"]["batchSize"]
    batches = next(each["batches"] for each in cases_in("batches") if each["batchSize"] == size)

    training = Training(layers, weights, case["recipe"], 0)
    outputs = training.outputs(images[batches[0]]).detach().numpy().reshape(-1)
    losses = [training.step(index, len(batches), images[batch], labels[batch]) for index, batch in enumerate(batches)]
    stored = np.concatenate([each.detach().numpy().reshape(-1) for each in training.parameters.values()])
    for quantity, ours in (("evaluation", outputs), ("losses", np.array(losses)), ("stored", stored)):
        assert np.abs(ours - numbers(case["outcome"][quantity])).max() <= case["bounds"][quantity], quantity


def test_cases_are_of_all_that_it_reads() -> None:
    layers = {name_and_options(layer)[0] for case in cases for layer in case["layers"]}
    optimizers = {option for case in cases for option in name_and_options(case["recipe"]["optimizer"])[1]}
    losses = {option for case in cases for option in name_and_options(case["recipe"]["loss"])[1]}
    assert layers == set(known_layers)
    assert optimizers == {"momentum", "nesterov", "weightDecay", "clipNorm"}
    assert losses == {"smoothing"}


def test_rates_are_those_of_the_engine() -> None:
    known = [each for each in cases_in("rates") if name_and_options(each["schedule"])[0] in ("constant", "cosine")]
    assert len(known) == 8
    for each in known:
        steps = len(each["rates"])
        ours = [rate_of(each["schedule"], each["learningRate"], step, steps) for step in range(steps)]
        assert np.abs(np.array(ours) - each["rates"]).max() < 1e-14 * each["learningRate"]


def softmax(outputs: NDArray[np.float64]) -> NDArray[np.float64]:
    shares = np.exp(outputs - outputs.max(axis=1, keepdims=True))
    return np.asarray(shares / shares.sum(axis=1, keepdims=True))


def test_a_run_above_frozen_weights_of_another_one_is_that_of_a_hand_computation(tmp_path: Path) -> None:
    generator = np.random.default_rng(5)
    image, hidden, steps = (4, 3, 2), 5, 8
    tensors: list[dict[str, Any]] = [
        *({"name": "dense1/weights", "shape": [24, hidden]}, {"name": "dense1/bias", "shape": [hidden]}),
        *({"name": "classifier/weights", "shape": [hidden, 3]}, {"name": "classifier/bias", "shape": [3]}),
    ]
    size = sum(int(np.prod(tensor["shape"])) for tensor in tensors)
    initial, theirs = (generator.normal(0, 0.5, size).astype(np.float32) for _ in range(2))
    # Seedbed hands out the weights before the first step: the copied unit is in them.
    copied = 25 * hidden
    initial[:copied] = theirs[:copied]
    mean, std = [0.3, 0.4], [0.2, 0.5]
    sgd = {"momentum": 0.9, "nesterov": True, "weightDecay": 0.01, "clipNorm": 0.3}
    training = {"optimizer": {"sgd": sgd}, "learningRate": 0.1, "batchSize": 4, "steps": steps, "schedule": "cosine"}
    model = {"input": {"mean": mean, "std": std}, "layers": [{"dense": {"units": hidden}}, "tanh", "classifier"]}
    config = {
        **{"seed": 1, "replicate": 0, "stage": "target", "model": model, "training": training, "freeze": 1},
        "weights": {"from": {"run": "beef"}},
    }
    given = {"file": "initial.npy", "tensors": tensors}
    upstream = {"beef": {"weights": "theirs.npy", "tensors": tensors, "config": {}}}
    folder = make_run(tmp_path / "1", image=image, config=config, initial=given, upstream=upstream)
    np.save(folder / "initial.npy", initial)
    np.save(folder / "theirs.npy", theirs)
    with FakeSeedbed([sys.executable, "train.py"], root / "examples" / "pytorch-layers") as seedbed:
        ready = seedbed.start()
        lines = seedbed.run(folder)
        changes: dict[str, Any] = {"config": config, "initial": given, "upstream": upstream}
        again = make_run(tmp_path / "2", image=image, **changes, trace={"upTo": 3, "tensors": True})
        np.save(again / "initial.npy", initial)
        np.save(again / "theirs.npy", theirs)
        traced = seedbed.run(again)
    assert seedbed.code == 0
    assert {"layer/conv", "layer/classifier", "optimizer/sgd", "schedule/cosine", "freeze", "input"} <= {
        *ready["reads"]
    }

    # By hand, in float64: the frozen unit is the other run's, the classifier is the initial one.
    pixels = np.load(folder / "inputs.npy")[np.load(folder / "train-rows.npy")] / 255
    inputs = ((pixels - mean) / std).reshape(24, 24)
    labels = np.eye(3)[np.load(folder / "train-labels.npy")]
    features = np.tanh(inputs @ theirs[: 24 * hidden].reshape(24, hidden) + theirs[24 * hidden :][:hidden])
    features = np.hstack([features, np.ones((24, 1))])
    weights = initial[25 * hidden :].astype(np.float64).reshape(hidden + 1, 3)
    velocity = np.zeros_like(weights)
    losses: list[float] = []
    for step, batch in enumerate(np.load(folder / "order.npy")):
        shares = softmax(features[batch] @ weights)
        losses.append(float(-(labels[batch] * np.log(shares)).sum(axis=1).mean()))
        gradient = features[batch].T @ (shares - labels[batch]) / 4
        gradient *= min(1, sgd["clipNorm"] / np.linalg.norm(gradient))
        gradient += sgd["weightDecay"] * weights
        velocity = 0.9 * velocity + gradient
        weights -= 0.1 * (1 + np.cos(np.pi * step / steps)) / 2 * (gradient + 0.9 * velocity)
    assert np.allclose(np.array(losses_of(lines), dtype=float), losses, atol=2e-6)
    assert losses_of(traced) == losses_of(lines)[:3]
    [*_, last] = [line for line in traced if line["type"] == "traced"]
    assert [tensor["name"] for tensor in last["tensors"]][2:5] == [
        *("gradient of classifier/weights", "gradient of classifier/bias", "dense1/weights"),
    ]
    stored = np.load(folder / lines[-1]["weights"])
    assert (stored[: 25 * hidden] == theirs[: 25 * hidden]).all()
    assert np.allclose(stored[25 * hidden :], weights.reshape(-1), atol=2e-6)
    assert [tensor["name"] for tensor in lines[-1]["tensors"]] == [tensor["name"] for tensor in tensors]
