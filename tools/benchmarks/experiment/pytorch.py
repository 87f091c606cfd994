"""The default experiment as a plain PyTorch script, one process a core, one thread each.

python pytorch.py FOLDER PROCESSES [--cache-frozen]: test accuracy of every run, %, as JSON. FOLDER holds the images that
draw.mjs wrote. With --cache-frozen the outputs of fixed layers are computed once a run, for training, validation and test.
"""
import argparse
import copy
import json
import multiprocessing
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn

arguments = argparse.ArgumentParser()
arguments.add_argument("folder", type=Path)
arguments.add_argument("processes", type=int)
arguments.add_argument("--cache-frozen", action="store_true")
arguments = arguments.parse_args()
plan = json.loads((arguments.folder / "draws.json").read_text())
training = plan["training"]


def load(part):
    pixels = np.fromfile(arguments.folder / part["file"], dtype=np.uint8).reshape(-1, 1, 28, 28)
    mean, deviation = plan["input"]["mean"][0], plan["input"]["std"][0]
    images = torch.from_numpy((pixels.astype(np.float32) / 255 - mean) / deviation)
    return images.contiguous(memory_format=torch.channels_last), torch.tensor(part["labels"])


def build(classes=5):
    layers, features, extent, flat = [], 1, 28, False
    for unit in plan["units"]:
        if unit["kind"] == "conv":
            layer = [nn.Conv2d(features, unit["filters"], unit["kernelSize"], padding="same"), nn.ReLU()]
            if unit["poolSize"] > 1:
                layer.append(nn.MaxPool2d(unit["poolSize"]))
                extent //= unit["poolSize"]
            layers.append(nn.Sequential(*layer))
            features = unit["filters"]
            continue
        if not flat:
            features *= extent * extent
        flattened = [] if flat else [nn.Flatten()]
        flat = True
        if unit["kind"] == "classifier":
            layers.append(nn.Sequential(*flattened, nn.Linear(features, classes)))
        else:
            layers.append(nn.Sequential(*flattened, nn.Linear(features, unit["units"]), nn.ReLU()))
            features = unit["units"]
    model = nn.Sequential(*layers)
    for module in model.modules():
        if isinstance(module, (nn.Conv2d, nn.Linear)):
            nn.init.kaiming_uniform_(module.weight, nonlinearity="relu")
            nn.init.zeros_(module.bias)
    # channels_last is the faster of its two layouts here.
    return model.to(memory_format=torch.channels_last)


@torch.no_grad()
def forward(model, images):
    return torch.cat([model(part) for part in images.split(250)])


def accuracy(model, images, labels):
    return (forward(model, images).argmax(1) == labels).float().mean().item()


def fit(model, draw, frozen=0):
    data = {name: load(draw[name]) for name in ("train", "validation", "test")}
    for parameter in model[:frozen].parameters():
        parameter.requires_grad = False
    trained = model
    if arguments.cache_frozen and frozen > 0:
        data = {name: (forward(model[:frozen], images), labels) for name, (images, labels) in data.items()}
        trained = model[frozen:]
    parameters = [parameter for parameter in model.parameters() if parameter.requires_grad]
    how = training["optimizer"]
    optimizer = torch.optim.SGD(
        parameters, lr=training["learningRate"], momentum=how["momentum"], nesterov=how["nesterov"], weight_decay=how["weightDecay"]
    )
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, draw["steps"])
    cross_entropy = nn.CrossEntropyLoss()
    images, labels = data["train"]
    order = torch.empty(0, dtype=torch.long)
    # Nothing is measured of the source network.
    every = max(1, draw["steps"] // draw["evaluations"]) if draw["evaluations"] > 0 else None
    for step in range(draw["steps"]):
        while len(order) < training["batchSize"]:
            order = torch.cat([order, torch.randperm(len(labels))])
        chosen, order = order[: training["batchSize"]], order[training["batchSize"] :]
        optimizer.zero_grad()
        loss = cross_entropy(trained(images[chosen]), labels[chosen])
        loss.backward()
        nn.utils.clip_grad_norm_(parameters, how["clipNorm"])
        optimizer.step()
        schedule.step()
        loss.item()
        if every is not None and (step + 1) % every == 0:
            accuracy(trained, *data["validation"])
    return None if every is None else 100 * accuracy(trained, *data["test"])


def replicate(number):
    torch.set_num_threads(1)
    torch.manual_seed(number)
    draws = [draw for draw in plan["draws"] if draw["replicate"] == number]
    source = build()
    fit(source, next(draw for draw in draws if draw["size"] is None))
    results = []
    for draw in (draw for draw in draws if draw["size"] is not None):
        for condition in plan["conditions"]:
            model = build()
            for index in range(condition["copied"]):
                model[index] = copy.deepcopy(source[index])
            for parameter in model.parameters():
                parameter.requires_grad = True
            accuracy = fit(model, draw, condition["frozen"])
            results.append({"replicate": number, "size": draw["size"], "condition": condition["name"], "accuracy": accuracy})
    return results


if __name__ == "__main__":
    started = time.perf_counter()
    replicates = sorted({draw["replicate"] for draw in plan["draws"]})
    with multiprocessing.Pool(arguments.processes) as pool:
        results = [run for runs in pool.imap_unordered(replicate, replicates, chunksize=1) for run in runs]
    seconds = time.perf_counter() - started
    print(json.dumps({"version": f"PyTorch {torch.__version__}", "seconds": seconds, "runs": results}))
