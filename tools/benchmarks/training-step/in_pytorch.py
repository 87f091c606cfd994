"""
Training steps in PyTorch, as its users write them. python in_pytorch.py NETWORK THREADS [contiguous]: milliseconds a step
and its loss, as JSON. Its layout is channels_last, the faster one in the networks that were measured; `contiguous` is the other.
"""
import json
import resource
import sys
import time
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional as F

from images import stripes
from pytorch_networks import networks

name = sys.argv[1]
network = json.loads((Path(__file__).parent / "networks.json").read_text())[name]
batch, steps = network["training"]["batchSize"], network["steps"]
torch.set_num_threads(int(sys.argv[2]))
torch.manual_seed(1)

make, optimizer_of, clip_norm, shift = networks[name]
layout = torch.contiguous_format if "contiguous" in sys.argv[3:] else torch.channels_last
model = make().to(memory_format=layout)
model.train()
optimizer = optimizer_of(model)
cross_entropy = nn.CrossEntropyLoss()
pixels, numbers = stripes(network["image"], network["classes"])
images = torch.from_numpy(pixels).permute(0, 3, 1, 2).contiguous(memory_format=layout)
labels = torch.from_numpy(numbers)


def augmented(rows):
    """Mirrored half of the time, and shifted by up to so many pixels, zeros moving in."""
    height, width = rows.shape[2:]
    mirrored = torch.rand(len(rows), 1, 1, 1) < 0.5
    padded = F.pad(torch.where(mirrored, rows.flip(3), rows), [shift] * 4)
    offsets = torch.randint(0, 2 * shift + 1, (len(rows), 2)).tolist()
    return torch.stack([row[:, y : y + height, x : x + width] for row, (y, x) in zip(padded, offsets)])


def batches():
    while True:
        order = torch.randperm(len(images))
        for at in range(0, len(order) - batch + 1, batch):
            chosen = order[at : at + batch]
            rows = images[chosen]
            yield (augmented(rows) if shift else rows).contiguous(memory_format=layout), labels[chosen]


milliseconds, losses = [], []
stream = batches()
for _ in range(steps):
    started = time.perf_counter()
    rows, answers = next(stream)
    optimizer.zero_grad()
    loss = cross_entropy(model(rows), answers)
    loss.backward()
    if clip_norm:
        nn.utils.clip_grad_norm_(model.parameters(), clip_norm)
    optimizer.step()
    losses.append(loss.item())
    milliseconds.append(1000 * (time.perf_counter() - started))
memory = 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps({"version": f"PyTorch {torch.__version__}", "milliseconds": milliseconds, "losses": losses, "memory": memory}))
