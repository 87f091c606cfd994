"""One training step in PyTorch, as its users write it. python pytorch.py NETWORK THREADS: milliseconds a step, as JSON."""
import json
import resource
import sys
import time
from pathlib import Path

import torch
from torch import nn

network = json.loads((Path(__file__).parent / "networks.json").read_text())[sys.argv[1]]
torch.set_num_threads(int(sys.argv[2]))
torch.manual_seed(1)

height, width, channels = network["image"]
layers, features, extent = [], channels, height
for convolution in network["convolutions"]:
    layers += [nn.Conv2d(features, convolution["filters"], 3, padding="same"), nn.ReLU()]
    if convolution["pool"] > 1:
        layers.append(nn.MaxPool2d(convolution["pool"]))
        extent //= convolution["pool"]
    features = convolution["filters"]
layers += [nn.Flatten(), nn.Linear(features * extent * extent, network["dense"]), nn.ReLU(), nn.Linear(network["dense"], network["classes"])]

# channels_last is the faster of its two layouts here.
model = nn.Sequential(*layers).to(memory_format=torch.channels_last)
optimizer = torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.9, nesterov=True, weight_decay=5e-4)
images = torch.randn(network["batch"], channels, height, width).contiguous(memory_format=torch.channels_last)
labels = torch.arange(network["batch"]) % network["classes"]
cross_entropy = nn.CrossEntropyLoss()

milliseconds = []
for _ in range(network["steps"]):
    started = time.perf_counter()
    optimizer.zero_grad()
    loss = cross_entropy(model(images), labels)
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    loss.item()
    milliseconds.append(1000 * (time.perf_counter() - started))
print(json.dumps({"version": f"PyTorch {torch.__version__}", "milliseconds": milliseconds, "memory": 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}))
