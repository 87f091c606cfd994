"""The examples, each as the program that a spec names."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fake_seedbed import FakeSeedbed, Line, losses_of, of_type
from made_run import classes, make_run

examples = Path(__file__).parent.parent / "examples"


def said_by(example: str, folder: Path, **changes: Any) -> list[Line]:
    """What an example in Python says of a run, in a process of its own."""
    with FakeSeedbed([sys.executable, "train.py"], examples / example) as seedbed:
        ready = seedbed.start()
        lines = seedbed.run(make_run(folder, **changes))
    assert seedbed.code == 0
    assert lines[-1]["type"] == "done"
    assert all((examples / example / file).is_file() for file in ready["files"])
    return lines


def by_pytorch(folder: Path, **changes: Any) -> list[Line]:
    options = {"filters": 4, "hidden": 8, "momentum": 0.9}
    return said_by("pytorch", folder, options=options, image=(10, 9, 2), **changes)


def files_of(folder: Path, lines: list[Line]) -> list[bytes]:
    """Weights and predictions of a run, as they are written."""
    return [(folder / name).read_bytes() for name in (lines[-1]["weights"], *lines[-1]["predictions"].values())]


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Line]]:
    """A run by PyTorch, with a checkpoint after each step."""
    pytest.importorskip("torch")
    folder = tmp_path_factory.mktemp("pytorch") / "first"
    return folder, by_pytorch(folder, checkpoint={"seconds": 0, "resume": None})


def test_pytorch_gives_the_same_bits_in_a_fresh_process(tmp_path: Path, first: tuple[Path, list[Line]]) -> None:
    folder, lines = first
    again = by_pytorch(tmp_path / "again")
    assert len(losses_of(lines)) == len(set(losses_of(lines))) == 8
    assert losses_of(again) == losses_of(lines)
    assert files_of(tmp_path / "again", again) == files_of(folder, lines)


def test_pytorch_goes_on_after_a_checkpoint_with_its_own_state_alone(
    tmp_path: Path, first: tuple[Path, list[Line]]
) -> None:
    folder, lines = first
    saved = of_type(lines, "checkpoint")[2]
    resume = {"step": saved["step"], "file": str(folder / saved["file"])}
    # With another seed: all that counts is in the checkpoint.
    rest = by_pytorch(tmp_path / "rest", checkpoint={"seconds": 3600, "resume": resume}, seeds={"init": 7})
    assert losses_of(rest) == losses_of(lines)[3:]
    assert files_of(tmp_path / "rest", rest) == files_of(folder, lines)


def test_pytorch_measures_the_weights_of_another_run(tmp_path: Path, first: tuple[Path, list[Line]]) -> None:
    folder, lines = first
    config = json.loads((folder / "run.json").read_text())["config"]
    del config["training"]
    config["weights"] = {"from": {"run": "beef"}, "layers": 1}
    upstream: dict[str, Any] = {"beef": {"weights": str(folder / "weights.npy"), "tensors": None, "config": {}}}
    stepless: dict[str, Any] = {"steps": None, "order": None, "evaluations": []}
    measured = by_pytorch(tmp_path / "1", **stepless, config=config, upstream=upstream, seeds={"init": 7})
    assert losses_of(measured) == []
    assert files_of(tmp_path / "1", measured) == files_of(folder, lines)


def test_pytorch_is_traced(tmp_path: Path, first: tuple[Path, list[Line]]) -> None:
    traced = by_pytorch(tmp_path / "1", trace={"upTo": 2, "tensors": True})
    assert losses_of(traced) == losses_of(first[1])[:2]
    names = [tensor["name"] for tensor in of_type(traced, "traced")[-1]["tensors"]]
    assert names[:4] == ["input", "labels", "outputs", "gradient of 0.weight"]
    assert names[-1] == "9.bias"


def test_sklearn_takes_no_steps(tmp_path: Path) -> None:
    pytest.importorskip("sklearn")
    for folder in (tmp_path / "a", tmp_path / "b"):
        changes: dict[str, Any] = {
            "steps": None,
            "order": None,
            "batchSize": None,
            "evaluations": [],
            "options": {"trees": 9, "depth": 4},
        }
        lines = said_by("sklearn", folder, **changes)
        assert [line["type"] for line in lines] == ["done"]
    predictions = np.load(tmp_path / "a" / lines[-1]["predictions"]["test"])
    labels = np.load(tmp_path / "a" / "test-labels.npy")
    assert (predictions.argmax(1) == labels).mean() > 0.5
    assert (np.load(tmp_path / "b" / lines[-1]["predictions"]["test"]) == predictions).all()


@pytest.mark.parametrize("numbers", [1, 2])
def test_sklearn_predicts_numbers_where_the_data_have_them(tmp_path: Path, numbers: int) -> None:
    pytest.importorskip("sklearn")
    changes: dict[str, Any] = {"steps": None, "order": None, "batchSize": None, "evaluations": []}
    options = {"trees": 9, "depth": 4}
    folder = tmp_path / "a"
    [done] = said_by("sklearn", folder, **changes, options=options, image=(5,), dtype=np.float32, numbers=numbers)
    predictions = np.load(folder / done["predictions"]["test"])
    targets = np.load(folder / "test-targets.npy")
    assert predictions.shape == targets.shape == (9, numbers)
    assert np.abs(predictions - targets).mean() < np.abs(targets - targets.mean(axis=0)).mean() / 2


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
def test_a_shell_script_predicts_how_frequent_classes_are(tmp_path: Path) -> None:
    changes: dict[str, Any] = {"steps": None, "order": None, "batchSize": None, "evaluations": []}
    folder = make_run(tmp_path / "1", **changes, classes=[*classes, "never seen"])
    labels = np.array([0] * 17 + [1] * 6 + [2], dtype=np.int32)
    np.save(folder / "train-labels.npy", labels)
    # As Seedbed writes it, on many lines.
    (folder / "run.json").write_text(json.dumps(json.loads((folder / "run.json").read_text()), indent=2))
    with FakeSeedbed(["bash", "train.sh"], examples / "shell", {"PATH": os.environ["PATH"]}) as seedbed:
        ready = seedbed.start()
        lines = [seedbed.run(folder), seedbed.run(make_run(tmp_path / "2", **changes))]
    assert seedbed.code == 0
    assert (ready["name"], list(ready["libraries"])) == ("frequencies", ["bash"])
    assert lines[0] == [
        {"type": "done", "id": "f00d", "predictions": {"validation": "validation.npy", "test": "test.npy"}}
    ]
    for part, examples_of in (("validation", 12), ("test", 9)):
        predictions = np.load(folder / f"{part}.npy")
        assert predictions.dtype == np.float32
        assert predictions.shape == (examples_of, 4)
        assert (predictions == np.array([17 / 24, 6 / 24, 1 / 24, 0], dtype=np.float32)).all()
    assert np.load(tmp_path / "2" / "test.npy").shape == (9, 3)


def test_the_changed_script_gives_the_same_bits_whatever_was_trained_before_it(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    ten: dict[str, Any] = {
        "classes": [str(label) for label in range(10)],
        "image": (28, 28, 1),
        "options": {"momentum": 0.9},
    }
    folders = [make_run(tmp_path / name, **ten) for name in ("alone", "first", "second")]
    # One thread, as Seedbed says it; and Python orders sets of strings another way in each process.
    alone, both = (
        FakeSeedbed(
            [sys.executable, "train.py"], examples / "own-script", {"OMP_NUM_THREADS": "1", "PYTHONHASHSEED": hashes}
        )
        for hashes in ("1", "2")
    )
    with alone, both:
        alone.start()
        both.start()
        said = [alone.run(folders[0]), both.run(folders[1]), both.run(folders[2])]
    assert losses_of(said[0]) == losses_of(said[1]) == losses_of(said[2])
    assert len(losses_of(said[0])) == len(set(losses_of(said[0]))) == 8
    assert len({(folder / "weights.npy").read_bytes() for folder in folders}) == 1
