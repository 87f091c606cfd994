"""The programs of the page, as they stand there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fake_seedbed import FakeSeedbed, Line, losses_of, of_type
from made_run import make_run

import seedbed_trainer
from seedbed_trainer import Part, Run, Step, Trainer

page = (Path(__file__).parent.parent / "README.md").read_text("utf-8")
programs = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
stepless: dict[str, Any] = {"steps": None, "order": None, "batchSize": None, "evaluations": []}


def said_by(folder: Path, text: str, **changes: Any) -> list[Line]:
    folder.mkdir()
    with FakeSeedbed.of_text(folder, text) as seedbed:
        assert seedbed.start()["files"] == ["train.py"]
        lines = seedbed.run(make_run(folder / "1", **changes))
    assert seedbed.code == 0
    return lines


def test_every_program_of_the_page_is_tried_here() -> None:
    assert len(programs) == 3


def test_the_loop_in_pytorch_reads_the_options_of_the_spec(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    options = dict(re.findall(r"program: \{ (\w+): ([\d$\w]+) \}", page))
    assert options == {"hidden": "64", "momentum": "$momentum"}
    lines = said_by(tmp_path / "a", programs[0], options={"hidden": 64, "momentum": 0.9})
    assert len(losses_of(lines)) == 8
    assert [line["step"] for line in of_type(lines, "evaluation")] == [4, 8]
    assert [tensor["name"] for tensor in lines[-1]["tensors"]] == ["1.weight", "1.bias", "3.weight", "3.bias"]


def test_the_program_without_steps(tmp_path: Path) -> None:
    [done] = said_by(tmp_path / "a", programs[1], **stepless)
    predicted = np.load(tmp_path / "a" / "1" / done["predictions"]["test"]).argmax(axis=1)
    assert (predicted == np.load(tmp_path / "a" / "1" / "test-labels.npy")).mean() > 0.5


def test_the_program_that_goes_on(tmp_path: Path) -> None:
    whole = said_by(tmp_path / "a", programs[2], checkpoint={"seconds": 0, "resume": None})
    saved = of_type(whole, "checkpoint")[4]
    resume = {"step": 5, "file": str(tmp_path / "a" / "1" / saved["file"])}
    rest = said_by(tmp_path / "b", programs[2], checkpoint={"seconds": 0, "resume": resume})
    assert losses_of(rest) == losses_of(whole)[5:]
    assert len(losses_of(rest)) == 3


def test_every_public_name_is_on_the_page() -> None:
    called = {word for code in re.findall(r"`([^`\n]+)`", page) for word in re.findall(r"\w+", code)}
    public = {name for kind in (Trainer, Run, Step, Part) for name in dir(kind) if not name.startswith("_")}
    # What the package itself calls.
    own = {"ended", "finish", "reported", "name"}
    assert public - own - called == set()
    assert {name for name in seedbed_trainer.__all__ if getattr(seedbed_trainer, name).__doc__ is None} == set()
