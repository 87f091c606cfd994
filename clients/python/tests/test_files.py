"""Parts and weights, as a program reads and writes them. No process of its own is needed for these."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from made_run import make_run, pixels, shape

from seedbed_trainer import TrainerError, Upstream
from seedbed_trainer.parts import View
from seedbed_trainer.task import Task
from seedbed_trainer.weights import read_weights, write_weights


def config_with(**fields: Any) -> dict[str, Any]:
    return {"replicate": 0, "model": {"layers": []}, **fields}


def test_the_order_is_that_of_all_steps(tmp_path: Path) -> None:
    order = Task(make_run(tmp_path / "1")).order
    assert isinstance(order, np.memmap)
    assert (order.shape, order.dtype) == ((8, 4), np.int64)
    assert (order == np.load(tmp_path / "1" / "order.npy")).all()
    with pytest.raises(TrainerError, match="the run has no steps"):
        _ = Task(make_run(tmp_path / "2", steps=None, order=None)).order


def test_images_of_a_part_are_its_rows(tmp_path: Path) -> None:
    part = Task(make_run(tmp_path / "1")).part("validation")
    rows = np.load(tmp_path / "1" / "validation-rows.npy")
    assert len(part) == 12
    assert (part.labels == rows % 3).all()
    assert part.labels.dtype == np.int64
    assert isinstance(part.inputs, np.memmap)
    expected = pixels(60, shape)[rows]
    assert (part.raw() == expected).all()
    assert (part.raw([5, 0, 5]) == expected[[5, 0, 5]]).all()
    assert (part.raw(slice(9, 20)) == expected[9:]).all()
    assert part.images(np.array([], dtype=np.int64)).shape == (0, *shape)
    assert part.images().dtype == np.float32
    assert (part.images() == (expected / 255).astype(np.float32)).all()
    assert (part.standardized() == (expected / 255).astype(np.float32)).all()
    # PyTorch warns of arrays that it may not write to.
    assert all(values.flags.writeable for values in (part.raw(), part.images([1]), part.labels))


def test_positions_beyond_a_part_are_refused(tmp_path: Path) -> None:
    part = Task(make_run(tmp_path / "1")).part("test")
    with pytest.raises(IndexError, match="test has the positions 0 to 8, not -1 to 3"):
        part.images([3, -1])
    with pytest.raises(IndexError, match="positions are whole numbers, not bool"):
        part.images(np.ones(9, dtype=bool))


def test_images_are_standardized_by_channel_and_rounded_once(tmp_path: Path) -> None:
    mean, std = [0.1, 0.2, 0.3], [0.3, 0.2, 0.1]
    config = config_with(model={"input": {"mean": mean, "std": std}, "layers": []})
    part = Task(make_run(tmp_path / "1", image=(4, 5, 3), config=config)).part("train")
    for channel in range(3):
        exact = (part.raw()[..., channel].astype(np.float64) / 255 - mean[channel]) / std[channel]
        assert (part.standardized()[..., channel] == exact.astype(np.float32)).all()
    turned = View("standardized", channels_first=True).of(part, [2, 1])
    assert turned.shape == (2, 3, 4, 5)
    assert turned.flags.c_contiguous
    assert (turned == part.standardized([2, 1]).transpose(0, 3, 1, 2)).all()


def test_float32_values_stay_as_they_are(tmp_path: Path) -> None:
    config = config_with(model={"input": {"mean": [0.5], "std": [0.25]}, "layers": []})
    part = Task(make_run(tmp_path / "1", dtype=np.float32, config=config)).part("train")
    assert (part.images() == part.raw()).all()
    assert (part.standardized() == part.raw()).all()
    assert part.raw().max() <= 1


def test_numbers_of_a_table_are_standardized_and_those_of_transforms_are_not(tmp_path: Path) -> None:
    config = config_with(model={"input": {"mean": [0.5, 0, 0.1], "std": [0.25, 1, 0.3]}, "layers": []})
    folder = make_run(tmp_path / "1", image=(3,), dtype=np.float32, numbers=2, config=config)
    given = json.loads((folder / "run.json").read_text())
    given["parts"]["train"]["standardized"] = False
    given["parts"]["test"]["standardized"] = True
    (folder / "run.json").write_text(json.dumps(given))
    task = Task(folder)
    train, test = task.part("train"), task.part("test")
    exact = (train.raw().astype(np.float64) - [0.5, 0, 0.1]) / [0.25, 1, 0.3]
    assert (train.standardized() == exact.astype(np.float32)).all()
    assert (train.images([2]) == train.raw([2])).all()
    assert (test.standardized() == test.raw()).all()
    assert [(target.name, target.unit) for target in task.targets] == [("y0", "mm"), ("y1", "mm")]
    assert train.targets.shape == (24, 2)
    assert train.targets.dtype == np.dtype(np.float32)
    assert (train.targets[:, 1] == 2 * train.targets[:, 0]).all()
    with pytest.raises(TrainerError, match=r"^train has no labels: numbers are to be predicted\. Use part\.targets\.$"):
        _ = train.labels
    with pytest.raises(TrainerError, match=r"^train has no targets: classes are told apart\. Use part\.labels\.$"):
        _ = Task(make_run(tmp_path / "2")).part("train").targets


class Tensor:
    """As much of PyTorch's tensors as is asked for."""

    def __init__(self, values: Any) -> None:
        self.values = np.asarray(values)

    def detach(self) -> Tensor:
        return self

    def cpu(self) -> Tensor:
        return self

    def numpy(self) -> Any:
        return self.values


def test_weights_are_written_one_after_the_other(tmp_path: Path) -> None:
    kernel = np.arange(6.0).reshape(2, 3).T
    line = write_weights(tmp_path / "w.npy", {"b": Tensor(kernel), "count": Tensor(7), "a": np.array([9], dtype="i8")})
    assert line == {
        "weights": "w.npy",
        "tensors": [{"name": "b", "shape": [3, 2]}, {"name": "count", "shape": []}, {"name": "a", "shape": [1]}],
    }
    flat = np.load(tmp_path / "w.npy")
    assert (flat.dtype, flat.tolist()) == (np.float32, [0, 3, 1, 4, 2, 5, 7, 9])
    again = read_weights(tmp_path / "w.npy", line["tensors"])
    assert list(again) == ["b", "count", "a"]
    assert (again["b"] == kernel).all()
    assert again["count"].shape == ()


def test_weights_of_another_length_than_their_shapes_are_refused(tmp_path: Path) -> None:
    np.save(tmp_path / "w.npy", np.zeros(5, dtype=np.float32))
    with pytest.raises(TrainerError, match=r"w.npy: its tensors have 4 numbers by their shapes, but the file has 5\."):
        read_weights(tmp_path / "w.npy", [{"name": "a", "shape": [4]}])


def test_weights_to_start_from_are_those_of_the_run_that_the_config_names(tmp_path: Path) -> None:
    folder = make_run(tmp_path / "1")
    assert (Task(folder).start_from(), Task(folder).initial(), Task(folder).upstream) == (None, None, {})
    np.save(folder / "initial.npy", np.arange(3, dtype=np.float32))
    np.save(tmp_path / "theirs.npy", np.arange(3, 6, dtype=np.float32))
    tensors = [{"name": "a", "shape": [2, 1]}, {"name": "b", "shape": []}]
    given = json.loads((folder / "run.json").read_text())
    given["config"]["weights"] = {"from": {"run": "beef"}}
    given["initial"] = {"file": "initial.npy", "tensors": tensors}
    given["upstream"] = {
        "beef": {"weights": str(tmp_path / "theirs.npy"), "tensors": tensors, "config": {"stage": "source"}}
    }
    (folder / "run.json").write_text(json.dumps(given))
    task = Task(folder)
    [initial, start] = [task.initial(), task.start_from()]
    assert initial is not None
    assert start is not None
    assert {name: values.tolist() for name, values in initial.items()} == {"a": [[0], [1]], "b": 2}
    assert {name: values.tolist() for name, values in start.items()} == {"a": [[3], [4]], "b": 5}
    assert task.upstream["beef"].config == {"stage": "source"}


def test_names_of_weights_that_seedbed_does_not_tell_are_given(tmp_path: Path) -> None:
    np.save(tmp_path / "w.npy", np.arange(3, dtype=np.float32))
    upstream = Upstream({}, tmp_path / "w.npy", None)
    with pytest.raises(TrainerError, match=r"w.npy: Seedbed gives no names for these weights, since a program built"):
        upstream.weights()
    named = upstream.weights(like={"a": np.zeros(()), "b": np.zeros((1, 2))})
    assert {name: values.tolist() for name, values in named.items()} == {"a": 0, "b": [[1, 2]]}


def test_weights_of_another_network_do_not_fit(tmp_path: Path) -> None:
    np.save(tmp_path / "w.npy", np.arange(6, dtype=np.float32))
    own = Upstream({"stage": "source"}, tmp_path / "w.npy", None)
    with pytest.raises(TrainerError) as error:
        own.weights(like={"a": np.zeros(2), "b": np.zeros((1, 3))})
    assert str(error.value) == (
        'the weights of the run "source" do not fit into like: they are 6 numbers, and it has 5 (a [2], b [1, 3]). '
        "Build the same network as there, with the same options."
    )
    told = [{"name": "conv1/weights", "shape": [2, 2]}, {"name": "conv1/bias", "shape": [2]}]
    known = Upstream({"stage": "source"}, tmp_path / "w.npy", told)
    renamed = known.weights(like={"0.kernel": np.zeros((2, 2)), "0.bias": np.zeros(2)})
    assert list(renamed) == ["0.kernel", "0.bias"]
    assert (renamed["0.kernel"].tolist(), renamed["0.bias"].tolist()) == ([[0, 1], [2, 3]], [4, 5])
    turned = known.weights(like={"conv1/bias": np.zeros(2), "conv1/weights": np.zeros((2, 2))})
    assert turned["conv1/bias"].tolist() == [4, 5]
    for rest, words in [({"0.bias": np.zeros((2, 1))}, "0.bias [2, 1]"), ({}, "nothing")]:
        with pytest.raises(TrainerError) as error:
            known.weights(like={"0.kernel": np.zeros((2, 2)), **rest})
        assert f"tensor 2 is conv1/bias [2] there, and {words} here" in str(error.value)


def test_what_a_program_needs_is_asked_of_the_spec(tmp_path: Path) -> None:
    task = Task(make_run(tmp_path / "1", config=config_with(training={"optimizer": "program", "learningRate": 0.1})))
    assert (task.required("learning_rate"), task.required("batch_size"), task.required("steps_total")) == (0.1, 4, 8)
    bare = Task(make_run(tmp_path / "2", steps=None, order=None, batchSize=None, config=config_with()))
    fields = {"learning_rate": "learningRate", "batch_size": "batchSize", "steps_total": "steps or epochs"}
    for name, words in fields.items():
        with pytest.raises(TrainerError) as error:
            bare.required(name)  # type: ignore[call-overload]
        assert str(error.value) == (
            f"net 3: this program needs {words}, and the spec says none. Write it in training, or in the stage."
        )
    with pytest.raises(TrainerError, match='required cannot be asked for "folder": use learning_rate, batch_size'):
        bare.required("folder")  # type: ignore[call-overload]


def test_images_lie_channels_first_where_that_is_asked_for(tmp_path: Path) -> None:
    part = Task(make_run(tmp_path / "1", image=(4, 5, 3))).part("train")
    for values in (part.raw, part.images, part.standardized):
        turned = values([2, 1], channels_first=True)
        assert turned.shape == (2, 3, 4, 5)
        assert turned.flags.c_contiguous
        assert (turned == values([2, 1]).transpose(0, 3, 1, 2)).all()
