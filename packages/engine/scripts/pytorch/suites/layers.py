"""Each layer with each of its options: alone, and behind a layer that the gradient must reach through it."""

from __future__ import annotations

from ..case import Case
from ..layers import Configured, Shape
from .words import written

image: Shape = (6, 6, 2)
uneven: Shape = (9, 6, 2)


def alone(configured: Configured, shape: Shape = image) -> Case:
    """Before the output."""
    where = " x ".join(map(str, shape))
    return Case(name=f"{written(configured)} on {where}", layers=[configured, "classifier"], shape=shape)


def behind(configured: Configured, before: Configured, shape: Shape = image) -> Case:
    name = f"{written(configured)} behind {written(before)}"
    return Case(name=name, layers=[before, configured, "classifier"], shape=shape)


def both(configured: Configured, before: Configured, shape: Shape = image) -> list[Case]:
    return [alone(configured, shape), behind(configured, before, shape)]


conv: Configured = {"conv": {"filters": 4}}
small: Configured = {"conv": {"filters": 4, "stride": 2}}
tokens: Configured = {"patchEmbedding": {"patch": 3, "units": 4}}
row: Configured = {"dense": {"units": 6}}

convolutions: list[Case] = [
    *both({"conv": {"filters": 4}}, small),
    alone({"conv": {"filters": 3, "kernelSize": 5}}),
    alone({"conv": {"filters": 3, "kernelSize": 2}}),
    alone({"conv": {"filters": 3, "kernelSize": 1}}),
    *both({"conv": {"filters": 3, "stride": 2}}, {"conv": {"filters": 2}}, uneven),
    alone({"conv": {"filters": 3, "kernelSize": 5, "stride": 3}}, (7, 7, 3)),
    *both({"conv": {"filters": 3, "padding": "valid"}}, {"conv": {"filters": 2}}),
    behind({"conv": {"filters": 3, "stride": 2, "padding": "valid"}}, {"conv": {"filters": 2}}, uneven),
    behind({"conv": {"filters": 3, "kernelSize": 1, "stride": 2}}, {"conv": {"filters": 2}}),
    *both({"conv": {"filters": 4, "groups": 2}}, conv),
    behind({"conv": {"filters": 4, "groups": 4, "stride": 2, "padding": "valid"}}, conv),
    *both({"conv": {"filters": 4, "bias": False}}, small),
    *both({"depthwiseConv": {"kernelSize": 3}}, conv),
    behind({"depthwiseConv": {"kernelSize": 2, "stride": 2}}, conv, uneven),
    behind({"depthwiseConv": {"kernelSize": 3, "stride": 2, "padding": "valid"}}, conv, uneven),
    *both({"depthwiseConv": {"kernelSize": 3, "multiplier": 2}}, small),
    behind({"depthwiseConv": {"kernelSize": 3, "stride": 2, "multiplier": 3}}, {"conv": {"filters": 2}}, uneven),
    *both({"depthwiseConv": {"kernelSize": 3, "bias": False}}, small),
]

products: list[Case] = [
    *both({"dense": {"units": 5}}, small),
    alone({"dense": {"units": 5}}, (6,)),
    behind({"dense": {"units": 5}}, row, (6,)),
    behind({"dense": {"units": 5}}, tokens),
    *both({"dense": {"units": 5, "bias": False}}, small),
    *both({"pointwise": {"units": 5}}, small),
    behind({"pointwise": {"units": 5}}, tokens),
    behind({"pointwise": {"units": 5, "bias": False}}, row, (6,)),
    Case(name="classifier", layers=["classifier"]),
    Case(name="classifier without bias", layers=[{"classifier": {"bias": False}}], shape=(6,)),
    Case(name="regressor", layers=[row, "regressor"], shape=(6,), loss="squaredError"),
    Case(name="regressor without bias", layers=[{"regressor": {"bias": False}}], loss="squaredError"),
]

norms: list[Case] = [
    *both("batchNorm", conv),
    behind("batchNorm", row, (6,)),
    behind("batchNorm", tokens),
    behind({"batchNorm": {"momentum": 0.5}}, conv),
    behind({"batchNorm": {"momentum": 0}}, conv),
    behind({"batchNorm": {"epsilon": 0.1}}, conv),
    *both("layerNorm", conv),
    behind("layerNorm", row, (6,)),
    behind("layerNorm", tokens),
    behind({"layerNorm": {"epsilon": 0.1}}, conv),
    *both({"groupNorm": {"groups": 2}}, conv),
    behind({"groupNorm": {"groups": 1}}, conv),
    behind({"groupNorm": {"groups": 4}}, conv),
    behind({"groupNorm": {"groups": 2}}, row, (6,)),
    behind({"groupNorm": {"groups": 2}}, tokens),
    behind({"groupNorm": {"groups": 2, "epsilon": 0.1}}, conv),
]

plain: list[Case] = [
    *(
        behind(each, before, shape)
        for each in ("relu", "leakyRelu", {"leakyRelu": {"slope": 0.3}}, "gelu", "tanh", "sigmoid")
        for before, shape in ((conv, image), (row, (6,)))
    ),
    behind({"dropout": {"rate": 0.4}}, conv),
    behind({"dropout": {"rate": 0.25}}, row, (6,)),
    behind({"dropout": {"rate": 0.5}}, tokens),
    *both("maxPool", conv),
    behind({"maxPool": {"poolSize": 3}}, conv),
    behind({"maxPool": {"poolSize": 3, "stride": 2}}, {"conv": {"filters": 2}}, (9, 9, 2)),
    behind({"maxPool": {"poolSize": 2, "stride": 1}}, {"conv": {"filters": 2}}),
    behind({"maxPool": {"poolSize": 2, "stride": 3}}, {"conv": {"filters": 2}}, uneven),
    *both("averagePool", conv),
    behind({"averagePool": {"poolSize": 3}}, conv),
    behind({"averagePool": {"poolSize": 3, "stride": 2}}, {"conv": {"filters": 2}}, (9, 9, 2)),
    behind({"averagePool": {"poolSize": 2, "stride": 1}}, {"conv": {"filters": 2}}),
    behind({"averagePool": {"poolSize": 2, "stride": 3}}, {"conv": {"filters": 2}}, uneven),
    *both("globalAveragePool", conv),
    behind("globalAveragePool", tokens),
    *both("flatten", conv),
    behind("flatten", tokens),
]

attention: list[Case] = [
    alone({"patchEmbedding": {"patch": 3, "units": 4}}),
    alone({"patchEmbedding": {"patch": 2, "units": 3}}),
    behind({"patchEmbedding": {"patch": 3, "units": 4}}, {"conv": {"filters": 2}}, uneven),
    behind({"attention": {"heads": 1}}, tokens),
    behind({"attention": {"heads": 2}}, tokens, uneven),
    behind({"attention": {"heads": 4}}, tokens),
]


def residual(shortcut: str, filters: int, stride: int, normalized: bool) -> Configured:
    inner: list[Configured] = [
        {"conv": {"filters": filters, "stride": stride}},
        *(["batchNorm"] if normalized else []),
        "relu",
        {"conv": {"filters": filters}},
        *(["batchNorm"] if normalized else []),
    ]
    return {"residual": {"layers": inner, **({} if shortcut == "identity" else {"shortcut": shortcut})}}


def block(name: str, configured: Configured, shape: Shape = image, before: Configured | None = None) -> Case:
    first: Configured = before or {"conv": {"filters": 2}}
    return Case(
        name=f"residual: {name}", layers=[first, configured, "relu", "globalAveragePool", "classifier"], shape=shape
    )


residuals: list[Case] = [
    *(
        block(f"{shortcut}, {filters} filters, stride {stride}{', batchNorm' if normalized else ''}", configured, shape)
        for shortcut in ("identity", "projection", "none")
        for filters, stride, shape in ((2, 1, image), (4, 2, uneven))
        for normalized in (False, True)
        for configured in (residual(shortcut, filters, stride, normalized),)
    ),
    block("identity, more channels", residual("identity", 3, 1, False)),
    block("projection, more channels", residual("projection", 3, 1, False)),
    block("projection, fewer channels", residual("projection", 1, 1, False)),
    block("identity, stride 2 alone", residual("identity", 2, 2, False), (7, 7, 3)),
    block("identity, two strides", {"residual": {"layers": [small, "relu", small]}}, (9, 9, 2)),
    block("in a block", {"residual": {"layers": [residual("identity", 2, 1, False), "relu"]}}),
    Case(
        name="residual: of values",
        layers=[row, {"residual": {"layers": [{"dense": {"units": 6}}, "tanh"]}}, "classifier"],
        shape=(6,),
    ),
    Case(
        name="residual: of values, projection",
        layers=[{"residual": {"layers": [{"dense": {"units": 4}}, "tanh"], "shortcut": "projection"}}, "classifier"],
        shape=(6,),
    ),
    Case(
        name="residual: of tokens, projection",
        layers=[
            tokens,
            {"residual": {"layers": [{"pointwise": {"units": 5}}, "tanh"], "shortcut": "projection"}},
            "classifier",
        ],
    ),
]

layers = [*convolutions, *products, *norms, *plain, *attention, *residuals]
