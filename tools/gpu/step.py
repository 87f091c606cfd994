"""The same steps in PyTorch, with its deterministic algorithms. python step.py DEVICE PRECISION NETWORK, the last as JSON: milliseconds a step, as JSON."""
import json
import os
import sys
import time

os.environ["CUBLAS_WORKSPACE_CONFIG"] = ":4096:8"  # Without it, cuBLAS is not deterministic.
import torch
from torch import nn

device, precision, network = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
torch.use_deterministic_algorithms(True)
torch.backends.cudnn.benchmark = False
torch.backends.cuda.matmul.allow_tf32 = precision == "tf32"
torch.backends.cudnn.allow_tf32 = precision == "tf32"
torch.manual_seed(1)

image, batch = network["image"], network["batch"]
layers, shape = [], [image["channels"], image["height"], image["width"]]
for layer in network["layers"]:
    name, options = (layer, {}) if isinstance(layer, str) else next(iter(layer.items()))
    if name == "conv":
        kernel = options.get("kernelSize", 3)
        made = nn.Conv2d(shape[0], options["filters"], kernel, options.get("stride", 1), kernel // 2)
    elif name == "maxPool":
        made = nn.MaxPool2d(options.get("poolSize", 2))
    elif name == "relu":
        made = nn.ReLU()
    elif name == "dropout":
        made = nn.Dropout(options["rate"])
    elif name in ("dense", "classifier"):
        if len(shape) > 1:
            layers.append(nn.Flatten())
        inputs = torch.Size(shape).numel()
        made = nn.Linear(inputs, options["units"] if name == "dense" else network["classes"])
    else:
        raise ValueError(f"no layer {name} here")
    layers.append(made)
    with torch.no_grad():
        shape = list(nn.Sequential(*layers)(torch.zeros(1, image["channels"], image["height"], image["width"])).shape[1:])

# channels_last is the faster of its two layouts.
model = nn.Sequential(*layers).to(device).to(memory_format=torch.channels_last)
recipe = network["training"]
sgd = recipe["optimizer"]["sgd"]
optimizer = torch.optim.SGD(
    model.parameters(),
    lr=recipe["learningRate"],
    momentum=sgd["momentum"],
    nesterov=sgd.get("nesterov", False),
    weight_decay=sgd.get("weightDecay", 0),
)
images = torch.randn(4 * batch, image["channels"], image["height"], image["width"], device=device).contiguous(memory_format=torch.channels_last)
labels = torch.arange(4 * batch, device=device) % network["classes"]
cross_entropy = nn.CrossEntropyLoss()

# After how many steps the loss is read.
kept = network["kept"]
times = [time.perf_counter()]
for step in range(1, network["steps"] + 1):
    rows = torch.randint(0, 4 * batch, (batch,)).to(device)
    optimizer.zero_grad()
    loss = cross_entropy(model(images[rows]), labels[rows])
    loss.backward()
    if "clipNorm" in sgd:
        nn.utils.clip_grad_norm_(model.parameters(), sgd["clipNorm"])
    optimizer.step()
    if step % kept == 0:
        loss.item()
        times.append(time.perf_counter())
milliseconds = [1000 * (later - earlier) / kept for earlier, later in zip(times, times[1:])]
where = torch.cuda.get_device_name() if device == "cuda" else "processor"
print(json.dumps({"version": f"PyTorch {torch.__version__} on {where}", "milliseconds": milliseconds}))
