from __future__ import annotations

import json
import platform
import sys
from pathlib import Path
from typing import Any

import numpy as np
from fake_seedbed import FakeSeedbed, losses_of, of_type
from made_run import make_run

programs = Path(__file__).parent / "programs"


def softmax() -> FakeSeedbed:
    return FakeSeedbed([sys.executable, "softmax.py"], programs)


def test_a_run_from_start_to_done(tmp_path: Path) -> None:
    folder = make_run(tmp_path / "1")
    with softmax() as seedbed:
        ready = seedbed.start()
        lines = seedbed.run(folder)
    assert seedbed.code == 0, seedbed.log
    assert seedbed.rest == b""

    environment = ready.pop("environment")
    assert environment["interpreter"] == f"python {platform.python_version()}"
    assert len(bytes.fromhex(environment["packages"])) == 32
    assert ready == {
        **{"type": "ready", "name": "softmax", "version": 1, "libraries": {"numpy": np.__version__}},
        **{"device": "cpu", "threads": 1, "determinism": "bitwise", "files": ["softmax.py"]},
        "offers": ["checkpoints", "trace"],
    }

    losses = losses_of(lines)
    assert len(losses) == 8
    assert losses == [float(np.float32(loss)) for loss in losses if loss is not None]
    # Each evaluation comes after the losses up to it.
    assert [(line["type"], line.get("step")) for line in lines if line["type"] != "losses"] == [
        *(("evaluation", 4), ("evaluation", 8), ("done", None))
    ]
    assert len(losses_of(lines[: [line.get("step") for line in lines].index(4)])) == 4
    [first, last] = of_type(lines, "evaluation")
    assert list(first["predictions"]) == list(last["predictions"]) == ["validation"]

    done = lines[-1]
    assert done["tensors"] == [{"name": "weights", "shape": [30, 3]}, {"name": "bias", "shape": [3]}]
    weights = np.load(folder / done["weights"])
    assert (weights.dtype, weights.shape) == (np.float32, (93,))
    assert {part: np.load(folder / file).shape for part, file in done["predictions"].items()} == {
        **{"validation": (12, 3), "test": (9, 3)},
    }
    # Nothing changed after the last step, so its predictions are those of the end, in the order of the rows.
    end = np.load(folder / done["predictions"]["validation"])
    assert (np.load(folder / last["predictions"]["validation"]) == end).all()
    images = np.load(folder / "inputs.npy")[np.load(folder / "validation-rows.npy")].reshape(12, -1) / 255
    outputs = images @ weights[:90].reshape(30, 3) + weights[90:]
    assert np.allclose(end, np.exp(outputs) / np.exp(outputs).sum(axis=1, keepdims=True), atol=1e-5)


def test_a_second_run_in_the_process_does_not_know_of_the_first(tmp_path: Path) -> None:
    folders = [make_run(tmp_path / "1"), make_run(tmp_path / "2", options={"std": 0.5}), make_run(tmp_path / "3")]
    with softmax() as seedbed:
        seedbed.start()
        said = [seedbed.run(folder) for folder in folders]
    assert losses_of(said[0]) == losses_of(said[2]) != losses_of(said[1])
    assert (folders[0] / "weights.npy").read_bytes() == (folders[2] / "weights.npy").read_bytes()


def test_what_the_program_prints_goes_to_the_log(tmp_path: Path) -> None:
    text = """
import os, subprocess, sys
from seedbed_trainer import Trainer
runs = Trainer("noisy", 1, {}, ["train.py"]).runs()
print("by Python", flush=True)
os.system("echo by a shell")
os.write(1, b"by the descriptor\\n")
assert sys.stdin.read() == ""
subprocess.run(["cat"], check=True)
for run in runs:
    print("in a run")
    run.fail("no reason")
print("after the runs")
"""
    with FakeSeedbed.of_text(tmp_path, text) as seedbed:
        assert seedbed.start()["libraries"] == {}
        lines = seedbed.run(make_run(tmp_path / "1"))
    assert lines == [{"type": "failed", "message": "no reason"}]
    assert (seedbed.code, seedbed.rest) == (0, b"")
    for said in ("by Python", "by a shell", "by the descriptor", "in a run", "after the runs"):
        assert said in seedbed.log


def test_a_program_that_raises_ends_with_a_traceback(tmp_path: Path) -> None:
    text = """
from seedbed_trainer import Trainer
for run in Trainer("raises", 1, {}, ["train.py"]).runs():
    1 / 0
"""
    with FakeSeedbed.of_text(tmp_path, text) as seedbed:
        seedbed.start()
        assert seedbed.run(make_run(tmp_path / "1")) == [{"type": "ended"}]
    assert seedbed.code == 1
    assert "ZeroDivisionError" in seedbed.log


def test_a_run_may_be_given_up_in_the_middle_of_its_steps(tmp_path: Path) -> None:
    text = """
from seedbed_trainer import Trainer
for run in Trainer("tired", 1, {}, ["train.py"]).runs():
    for step in run.steps():
        step.report(1.5)
        if step.number == 2:
            run.note("so far")
            run.fail("enough")
"""
    with FakeSeedbed.of_text(tmp_path, text) as seedbed:
        seedbed.start()
        said = [seedbed.run(make_run(tmp_path / name)) for name in ("1", "2")]
    for lines in said:
        assert losses_of(lines) == [1.5, 1.5]
        assert {"type": "note", "text": "so far"} in lines
        assert lines[-1] == {"type": "failed", "message": "enough"}


def test_predictions_and_the_weights_at_the_start_may_be_given(tmp_path: Path) -> None:
    text = """
import numpy as np
from seedbed_trainer import Trainer
for run in Trainer("given", 1, {}, ["train.py"]).runs():
    run.started({"a": np.arange(4).reshape(2, 2)})
    shares = {part: np.eye(3)[run.part(part).labels] for part in run.measure}
    run.done(predictions=shares)
"""
    changes: dict[str, Any] = {"steps": None, "order": None, "evaluations": []}
    with FakeSeedbed.of_text(tmp_path, text) as seedbed:
        seedbed.start()
        folder = make_run(tmp_path / "1", **changes)
        started, done = seedbed.run(folder)
        resumed = make_run(tmp_path / "2", **changes, checkpoint={"seconds": 1, "resume": {"step": 1, "file": "a"}})
        assert [line["type"] for line in seedbed.run(resumed)] == ["done"]
    assert np.load(folder / started["weights"]).tolist() == [0, 1, 2, 3]
    assert set(done) == {"type", "id", "predictions"}
    labels = np.load(folder / "test-labels.npy")
    assert (np.load(folder / done["predictions"]["test"]) == np.eye(3)[labels]).all()


def test_losses_of_many_steps_come_in_few_lines(tmp_path: Path) -> None:
    text = """
from seedbed_trainer import Trainer
for run in Trainer("many", 1, {}, ["train.py"]).runs():
    for step in run.steps():
        step.report(step.index)
    run.done()
"""
    with FakeSeedbed.of_text(tmp_path, text) as seedbed:
        seedbed.start()
        lines = seedbed.run(make_run(tmp_path / "1", steps=2500, evaluations=[2500], measure=[]))
    assert losses_of(lines) == list(range(2500))
    assert all(len(line["values"]) <= 1000 for line in of_type(lines, "losses"))
    assert lines[-1] == {"type": "done", "id": "f00d", "predictions": {}}


def test_a_part_is_mapped_and_not_read(tmp_path: Path) -> None:
    """A file of inputs of 8 GiB, and a process that may allocate 4."""
    folder = make_run(tmp_path / "1")
    size = 8 * 2**30
    with (folder / "inputs.npy").open("wb") as file:
        header = {"descr": "|u1", "fortran_order": False, "shape": (size // 30, 6, 5, 1)}
        np.lib.format.write_array_header_1_0(file, header)
        start = file.tell()
        file.seek(start + (size // 30 - 1) * 30)
        file.write(bytes([255] * 30))
    np.save(folder / "train-rows.npy", np.array([0, size // 30 - 1], dtype=np.int64))
    np.save(folder / "order.npy", np.array([[0, 1]], dtype=np.int64))
    text = """
import resource
from seedbed_trainer import Trainer
resource.setrlimit(resource.RLIMIT_DATA, (4 * 2**30, 4 * 2**30))
for run in Trainer("large", 1, {}, ["train.py"]).runs():
    for step in run.steps():
        step.report(step.inputs.mean())
    run.done()
"""
    changes = {**json.loads((folder / "run.json").read_text()), "steps": 1, "measure": []}
    (folder / "run.json").write_text(json.dumps(changes))
    with FakeSeedbed.of_text(tmp_path, text) as seedbed:
        seedbed.start()
        lines = seedbed.run(folder)
    assert losses_of(lines) == [0.5], seedbed.log
