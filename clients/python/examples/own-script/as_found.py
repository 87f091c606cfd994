"""Learns to tell clothes apart."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.utils.data import DataLoader, Dataset


class Clothes(Dataset[tuple[Tensor, int]]):
    """Images with their labels. Those for training are moved by up to two pixels, another way each time."""

    def __init__(self, images: NDArray[Any], labels: NDArray[Any], moves: bool) -> None:
        self.images, self.labels, self.moves = images, labels, moves
        self.generator = np.random.default_rng()

    def __len__(self) -> int:
        return len(self.labels)

    def __getitem__(self, index: int) -> tuple[Tensor, int]:
        image = torch.from_numpy(self.images[index])
        if self.moves:
            image = image.roll(self.generator.integers(-2, 3, 2).tolist(), dims=(1, 2))
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
        for name in parameters.keys() - {"output.bias"}:
            nn.init.normal_(parameters[name], std=0.1)

    def forward(self, images: Tensor) -> Tensor:
        hidden = F.max_pool2d(self.conv1(images).relu(), 2)
        hidden = F.max_pool2d(self.conv2(hidden).relu(), 2).flatten(1)
        hidden = self.dense2(self.dense1(hidden).relu()).relu()
        outputs: Tensor = self.output(hidden)
        return outputs


def read(folder: Path, start: int, end: int | None) -> tuple[NDArray[Any], NDArray[Any]]:
    """The images from `start` to `end` of each class. Each class is a file, a list of images."""
    files = [json.loads((folder / f"{label}.json").read_text())["data"] for label in range(10)]
    images = [[image for image in file if len(image) == 784][start:end] for file in files]
    pixels = np.array(images, dtype=np.float32).reshape(-1, 1, 28, 28) / 255
    return pixels, np.arange(10).repeat(len(images[0]))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--batch-size", type=int, default=50)
    parser.add_argument("--lr", type=float, default=0.05)
    parser.add_argument("--momentum", type=float, default=0.9)
    args = parser.parse_args()

    train = Clothes(*read(args.data, 0, 100), moves=True)
    test = Clothes(*read(args.data, -100, None), moves=False)
    loader = DataLoader(train, args.batch_size, shuffle=True, num_workers=2)
    steps = args.epochs * len(loader)

    model = Net()
    optimizer = torch.optim.SGD(model.parameters(), args.lr, momentum=args.momentum)
    scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, steps)
    for epoch in range(args.epochs):
        for images, labels in loader:
            outputs = model(images)
            loss = F.cross_entropy(outputs, labels)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            scheduler.step()
        print(f"epoch {epoch + 1}: the last loss is {loss.item():.4f}")

    with torch.no_grad():
        right = sum((model(images).argmax(1) == labels).sum().item() for images, labels in DataLoader(test, 500))
    print(f"test accuracy: {100 * right / len(test):.2f} %")


if __name__ == "__main__":
    main()
