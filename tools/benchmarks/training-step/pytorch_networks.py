"""The networks of networks.json in PyTorch, as its users write them, and their optimizers."""
import torch
from torch import nn
from torch.nn import functional as F


def chain(channels, extent, convolutions, dense, classes, normalized=False, dropout=0.0):
    """Convolutions of 3 x 3, each as (filters, whether it is pooled), then one dense layer."""
    layers = []
    for filters, pooled in convolutions:
        layers.append(nn.Conv2d(channels, filters, 3, padding=1, bias=not normalized))
        layers += [nn.BatchNorm2d(filters)] if normalized else []
        layers += [nn.ReLU(), nn.MaxPool2d(2)] if pooled else [nn.ReLU()]
        channels, extent = filters, extent // 2 if pooled else extent
    layers += [nn.Flatten(), nn.Linear(channels * extent * extent, dense), nn.ReLU()]
    layers += [nn.Dropout(dropout)] if dropout > 0 else []
    return nn.Sequential(*layers, nn.Linear(dense, classes))


class Block(nn.Module):
    """Two convolutions and a shortcut without weights: every s-th row and column, zeros for new channels."""

    def __init__(self, channels, filters, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(channels, filters, 3, stride, padding=1, bias=False)
        self.norm1 = nn.BatchNorm2d(filters)
        self.conv2 = nn.Conv2d(filters, filters, 3, padding=1, bias=False)
        self.norm2 = nn.BatchNorm2d(filters)
        self.stride, self.added = stride, filters - channels

    def forward(self, x):
        out = F.relu(self.norm1(self.conv1(x)))
        out = self.norm2(self.conv2(out))
        if self.added > 0:
            x = F.pad(x[:, :, :: self.stride, :: self.stride], (0, 0, 0, 0, 0, self.added))
        return F.relu(out + x)


def resnet(depth, classes):
    layers = [nn.Conv2d(3, 16, 3, padding=1, bias=False), nn.BatchNorm2d(16), nn.ReLU()]
    channels = 16
    for filters in [16, 32, 64]:
        for _ in range((depth - 2) // 6):
            layers.append(Block(channels, filters, 1 if filters == channels else 2))
            channels = filters
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, classes))


def mlp(classes):
    return nn.Sequential(
        nn.Flatten(), nn.Linear(784, 300), nn.ReLU(), nn.Linear(300, 100), nn.ReLU(), nn.Linear(100, classes)
    )


class Transformer(nn.Module):
    """Patches through a strided convolution, blocks that normalize first, the mean of the tokens."""

    def __init__(self, extent, patch, width, blocks, heads, classes):
        super().__init__()
        self.patches = nn.Conv2d(3, width, patch, patch)
        self.positions = nn.Parameter(torch.empty((extent // patch) ** 2, width))
        nn.init.trunc_normal_(self.positions, std=0.02)
        block = nn.TransformerEncoderLayer(
            width, heads, 4 * width, dropout=0.0, activation="gelu", batch_first=True, norm_first=True
        )
        self.blocks = nn.TransformerEncoder(block, blocks, norm=nn.LayerNorm(width), enable_nested_tensor=False)
        self.classifier = nn.Linear(width, classes)

    def forward(self, x):
        tokens = self.patches(x).flatten(2).transpose(1, 2) + self.positions
        return self.classifier(self.blocks(tokens).mean(1))


def sgd(model):
    return torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.9, nesterov=True, weight_decay=5e-4)


small = [(16, True), (32, True), (32, False), (32, False)]
large = [(64, True), (128, True), (192, False), (192, False), (128, True)]
"""By name: the network, its optimizer, the largest norm of a gradient, pixels by which images are shifted."""
networks = {
    "small": (lambda: chain(1, 28, small, 64, 5), sgd, 1.0, 0),
    "large": (lambda: chain(3, 64, large, 1024, 100), sgd, 1.0, 0),
    "regularized": (
        lambda: chain(1, 28, small, 64, 5, normalized=True, dropout=0.5),
        lambda model: torch.optim.Adam(model.parameters(), lr=0.001),
        None,
        2,
    ),
    "resnet": (
        lambda: resnet(20, 10),
        lambda model: torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9, weight_decay=1e-4),
        None,
        4,
    ),
    "mlp": (lambda: mlp(10), lambda model: torch.optim.Adam(model.parameters(), lr=0.0012), None, 0),
    "transformer": (
        lambda: Transformer(32, 4, 64, 6, 4, 10),
        lambda model: torch.optim.AdamW(model.parameters(), lr=0.001, weight_decay=0.05),
        None,
        0,
    ),
}
