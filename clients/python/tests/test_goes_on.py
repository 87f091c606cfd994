"""Checkpoints, divergence and traces of runs."""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from fake_seedbed import FakeSeedbed, Line, losses_of, of_type
from made_run import make_run

programs = Path(__file__).parent / "programs"


def said_of(folder: Path, **changes: Any) -> list[Line]:
    """What the program that has everything says of a run, in a process of its own."""
    with FakeSeedbed([sys.executable, "softmax.py"], programs) as seedbed:
        seedbed.start()
        lines = seedbed.run(make_run(folder, **changes))
    assert seedbed.code == 0, seedbed.log
    return lines


def test_a_run_goes_on_after_any_checkpoint(tmp_path: Path) -> None:
    whole = said_of(tmp_path / "whole", checkpoint={"seconds": 0, "resume": None})
    checkpoints = of_type(whole, "checkpoint")
    assert [line["step"] for line in checkpoints] == list(range(1, 9))
    assert len({line["file"] for line in checkpoints}) == 8
    for line in (checkpoints[2], checkpoints[7]):
        # Before a checkpoint everything up to it was told.
        before = whole[: whole.index(line)]
        assert len(losses_of(before)) == line["step"]
        resume = {"step": line["step"], "file": str(tmp_path / "whole" / line["file"])}
        folder = tmp_path / f"from-{line['step']}"
        rest = said_of(folder, checkpoint={"seconds": 3600, "resume": resume})
        assert losses_of(before) + losses_of(rest) == losses_of(whole)
        assert of_type(before, "evaluation") + of_type(rest, "evaluation") == of_type(whole, "evaluation")
        for file in ("weights.npy", *whole[-1]["predictions"].values()):
            assert (folder / file).read_bytes() == (tmp_path / "whole" / file).read_bytes()


def test_no_checkpoint_is_due_before_its_time(tmp_path: Path) -> None:
    assert of_type(said_of(tmp_path / "1"), "checkpoint") == []


diverges = """
import math
from seedbed_trainer import Trainer
for run in Trainer("diverges", 1, {}, ["train.py"]).runs():
    def predict(inputs): raise AssertionError("nothing is predicted")
    for step in run.steps():
        step.report(%s if step.number == 4 else 0.1)
        if step.evaluates: run.evaluate(predict)
        run.evaluate(predict) if step.number == 4 else None
        assert not step.checkpoint_due or step.number < 4
    assert run.diverged
    run.done(weights={}, predict=predict)
"""


def test_a_loss_that_is_no_finite_float32_ends_a_run(tmp_path: Path) -> None:
    for loss in ("math.nan", "-math.inf", "1e39"):
        with FakeSeedbed.of_text(tmp_path, diverges % loss) as seedbed:
            seedbed.start()
            lines = seedbed.run(make_run(tmp_path / loss, checkpoint={"seconds": 0, "resume": None}))
        assert losses_of(lines) == [*[float(np.float32(0.1))] * 3, None], seedbed.log
        assert [line for line in lines if line["type"] != "losses"] == [{"type": "done", "id": "f00d"}]


def digest_of(tensors: dict[str, Any]) -> str:
    digest = hashlib.sha256()
    for name, values in tensors.items():
        digest.update(json.dumps([name, list(values.shape)]).encode() + b"\n" + values.astype("<f4").tobytes())
    return digest.hexdigest()


def test_a_trace_has_a_digest_of_each_step_and_the_tensors_of_the_last(tmp_path: Path) -> None:
    told = [said_of(tmp_path / name, trace={"upTo": 5, "tensors": name == "b"}) for name in ("a", "b", "c")]
    digests = [[line["digest"] for line in of_type(lines, "traced")] for lines in told]
    assert digests[0] == digests[1] == digests[2]
    assert len(set(digests[0])) == 5
    assert losses_of(told[0]) == losses_of(said_of(tmp_path / "whole"))[:5]
    assert {line["type"] for line in told[0]} == {"traced", "losses", "done"}
    assert told[0][-1] == {"type": "done", "id": "f00d"}

    assert all("tensors" not in line for line in [*of_type(told[0], "traced"), *of_type(told[1], "traced")[:-1]])
    last = of_type(told[1], "traced")[-1]
    tensors = {each["name"]: np.load(tmp_path / "b" / each["file"]) for each in last["tensors"]}
    assert [(name, values.shape, values.dtype) for name, values in tensors.items()] == [
        ("input", (4, 6, 5, 1), np.float32),
        ("labels", (4,), np.float32),
        ("gradient", (30, 3), np.float32),
        ("weights", (30, 3), np.float32),
        ("bias", (3,), np.float32),
    ]
    assert (last["step"], last["digest"]) == (5, digest_of(tensors))


def test_a_step_gives_and_traces_the_numbers_that_are_to_be_predicted(tmp_path: Path) -> None:
    text = """
import numpy as np
from seedbed_trainer import Trainer
for run in Trainer("numbers", 1, {}, ["train.py"], trace=True).runs():
    for step in run.steps():
        step.report((step.targets ** 2).mean())
        step.trace({})
    run.done(predict=lambda inputs: np.tile([1.5, -2], (len(inputs), 1)))
"""
    stepped: dict[str, Any] = {"numbers": 2, "measure": ["test"]}
    with FakeSeedbed.of_text(tmp_path, text) as seedbed:
        seedbed.start()
        lines = seedbed.run(make_run(tmp_path / "1", **stepped))
        traced = seedbed.run(make_run(tmp_path / "2", **stepped, trace={"upTo": 1, "tensors": True}))
    targets = np.load(tmp_path / "1" / "train-targets.npy")[np.load(tmp_path / "1" / "order.npy")]
    assert losses_of(lines) == [float((each**2).mean()) for each in targets], seedbed.log
    assert (np.load(tmp_path / "1" / lines[-1]["predictions"]["test"]) == np.array([1.5, -2], dtype=np.float32)).all()
    names = {each["name"]: each["file"] for each in of_type(traced, "traced")[-1]["tensors"]}
    assert list(names) == ["input", "targets"]
    assert (np.load(tmp_path / "2" / names["targets"]) == targets[0]).all()


def test_a_trace_leaves_out_no_step(tmp_path: Path) -> None:
    text = """
from seedbed_trainer import Trainer
for run in Trainer("silent", 1, {}, ["train.py"], trace=True).runs():
    for step in run.steps():
        step.report(1)
"""
    with FakeSeedbed.of_text(tmp_path, text) as seedbed:
        seedbed.start()
        seedbed.run(make_run(tmp_path / "1", trace={"upTo": 2, "tensors": False}))
    assert "net 3, step 1: nothing was traced. Call step.trace(tensors) in each step." in seedbed.log
