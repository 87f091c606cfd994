"""Learns to tell clothes apart."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.utils.data import DataLoader, Dataset

from seedbed_trainer import Trainer


class Clothes(Dataset[tuple[Tensor, int]]):
    """Images with their labels. Those for training are moved by up to two pixels, another way each time."""

    def __init__(self, images: NDArray[Any], labels: NDArray[Any], moves: bool) -> None:
        self.images, self.labels, self.moves = images, labels, moves

    def __len__(self) -> int:
        return len(self.labels)

    def __getitem__(self, index: int) -> tuple[Tensor, int]:
        image = torch.from_numpy(self.images[index])
        if self.moves:
            image = image.roll(torch.randint(-2, 3, (2,)).tolist(), dims=(1, 2))
        return image, int(self.labels[index])


class Net(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(1, 8, 5)
        self.conv2 = nn.Conv2d(8, 16, 5)
        self.dense1 = nn.Linear(256, 64)
        self.dense2 = nn.Linear(64, 32)
        self.output = nn.Linear(32, 10)
        parameters = dict(self.named_parameters())
        for name in sorted(parameters.keys() - {"output.bias"}):
            nn.init.normal_(parameters[name], std=0.1)

    def forward(self, images: Tensor) -> Tensor:
        hidden = F.max_pool2d(self.conv1(images).relu(), 2)
        hidden = F.max_pool2d(self.conv2(hidden).relu(), 2).flatten(1)
        hidden = self.dense2(self.dense1(hidden).relu()).relu()
        outputs: Tensor = self.output(hidden)
        return outputs


def main() -> None:
    trainer = Trainer("clothes", version=1, libraries=["torch", "numpy"], trace=True, channels_first=True)
    for run in trainer.runs():
        torch.manual_seed(run.seed("init"))
        part = run.part("train")
        train = Clothes(part.images(channels_first=True), part.labels, moves=True)
        loader = DataLoader(train, batch_sampler=run.order.tolist(), num_workers=2)

        model = Net()
        optimizer = torch.optim.SGD(model.parameters(), run.required("learning_rate"), momentum=run.options["momentum"])
        scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, len(loader))

        def predict(images: NDArray[np.float32]) -> Tensor:
            with torch.no_grad():
                outputs: Tensor = model(torch.from_numpy(images))
            return outputs.softmax(1)

        run.started(model.state_dict())
        for step, (images, labels) in zip(run.steps(), loader, strict=False):
            outputs = model(images)
            loss = F.cross_entropy(outputs, labels)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            scheduler.step()
            step.report(loss.item())
            step.trace({"images": images, "outputs": outputs, **model.state_dict()})
            if step.evaluates:
                run.evaluate(predict)
        run.done(weights=model.state_dict(), predict=predict)


if __name__ == "__main__":
    main()
