"""A small convolutional network in PyTorch, on the CPU or an NVIDIA card, with the same bits in every process."""

from __future__ import annotations

import os
from typing import Any

# cuBLAS repeats its bits only with a workspace of its own; it is read when CUDA starts.
os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")

import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor, nn

from seedbed_trainer import Trainer

torch.use_deterministic_algorithms(True)
torch.set_num_threads(1)
torch.backends.cudnn.benchmark = False
device = torch.device("cuda" if torch.cuda.is_available() else "cpu")


class Net(nn.Sequential):
    """Two convolutions, each with pooling, and a hidden layer. What goes in is [n, channels, height, width]."""

    def __init__(self, image: tuple[int, ...], filters: int, hidden: int, classes: int) -> None:
        height, width, channels = image
        super().__init__(
            *(nn.Conv2d(channels, filters, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)),
            *(nn.Conv2d(filters, 2 * filters, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten()),
            *(nn.Linear(2 * filters * (height // 4) * (width // 4), hidden), nn.ReLU(), nn.Linear(hidden, classes)),
        )


trainer = Trainer(
    "pytorch-cnn",
    version=1,
    libraries=["torch", "numpy"],
    files=["train.py"],
    device=torch.cuda.get_device_name() if device.type == "cuda" else "cpu",
    reads=["weights"],
    checkpoints=True,
    trace=True,
    channels_first=True,
)

for run in trainer.runs():
    # A run that is only measured has none.
    rate = run.required("learning_rate") if run.steps_total else 0.0
    torch.manual_seed(run.seed("init"))
    image = run.part("train").inputs.shape[1:]
    # Drawn on the CPU, so that the weights at the start are the same on every device.
    model = Net(image, run.options["filters"], run.options["hidden"], len(run.classes)).to(device)
    optimizer = torch.optim.SGD(model.parameters(), rate, momentum=run.options.get("momentum", 0.0))

    start = run.start_from(like=model.state_dict())
    if start is not None:
        model.load_state_dict({name: torch.from_numpy(values) for name, values in start.items()})
    if run.resume is not None:
        saved = torch.load(run.resume, map_location=device)
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])

    def predict(inputs: NDArray[Any]) -> Tensor:
        with torch.no_grad():
            outputs: Tensor = model(torch.from_numpy(inputs).to(device))
        return outputs.softmax(1)

    for step in run.steps():
        outputs = model(torch.from_numpy(step.inputs).to(device))
        loss = F.cross_entropy(outputs, torch.from_numpy(step.labels).to(device))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        step.report(loss.item())
        if run.tracing:
            gradients = {f"gradient of {name}": each.grad for name, each in model.named_parameters()}
            step.trace({"outputs": outputs, **gradients, **model.state_dict()})
        if step.evaluates:
            run.evaluate(predict)
        if step.checkpoint_due:
            state = {"model": model.state_dict(), "optimizer": optimizer.state_dict()}
            run.save_checkpoint(lambda file: torch.save(state, file))

    run.done(weights=model.state_dict(), predict=predict)
