"""What a program or a spec can do wrong: the message says what, where and the way out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fake_seedbed import FakeSeedbed
from made_run import make_run

head = """
import numpy as np
from seedbed_trainer import Trainer
right = lambda inputs: np.full((len(inputs), 3), 1 / 3)
for run in Trainer("mistaken", 1, {}, ["train.py"]).runs():
"""

whole = """
    for step in run.steps():
        step.report(1)
        if step.evaluates: run.evaluate(right)
"""


def log_of(folder: Path, body: str, **changes: Any) -> str:
    """The last line of what a program with this body of the loop over runs leaves in the log."""
    with FakeSeedbed.of_text(folder, head + body) as seedbed:
        seedbed.start()
        seedbed.run(make_run(folder / "1", **changes))
    assert seedbed.code == 1, seedbed.log
    return seedbed.log.strip().splitlines()[-1].removeprefix("seedbed_trainer.errors.TrainerError: ")


steps = [
    (
        "    for step in run.steps(): pass\n",
        "net 3, step 1: no loss was reported. Call step.report(loss) in each step.",
    ),
    (
        "    for step in run.steps(): step.report(1); step.report(1)\n",
        "net 3, step 1: its loss was reported before. Call step.report once in a step.",
    ),
    (
        "    for step in run.steps(): step.report(1)\n",
        "net 3, step 4: it is to be evaluated. After step.report: if step.evaluates: run.evaluate(predict).",
    ),
    (
        "    for step in run.steps(): run.evaluate(right)\n",
        "net 3: nothing is to be evaluated now. After step.report, ask step.evaluates.",
    ),
    (
        "    for step in run.steps():\n        step.report(1)\n        break\n    run.done(predict=right)\n",
        "net 3: the losses of 1 of 8 steps were reported. "
        "Go through run.steps() to its end, or use run.fail to give the run up.",
    ),
    (
        "    for step in run.steps(): run.save_checkpoint(lambda file: file.write(b'x'))\n",
        "net 3: a checkpoint comes after a step. Save it in the loop, after step.report.",
    ),
    (
        "    for step in run.steps():\n        step.report(1)\n        run.save_checkpoint(lambda file: None)\n",
        "net 3: the checkpoint after step 1 is empty. Write what the program needs to go on.",
    ),
    (
        "    for step in run.steps(): run.started({})\n",
        "net 3: run.started comes after a step. Call it before run.steps().",
    ),
    (whole + "    run.done()\n", "net 3: validation, test is measured. Give run.done a predict, or predictions."),
    (
        whole + "    run.done(predictions={'test': right(range(9))})\n",
        "net 3: predictions are of test, but validation, test is measured. "
        "Give an array for each part of run.measure, or use predict.",
    ),
    (
        whole + "    run.done(predict=right)\n    run.done(predict=right)\n",
        "net 3: run.done after its end. Call run.done or run.fail once, as the last.",
    ),
    ("    pass\n", "net 3 was not ended. End each run with run.done or run.fail."),
    ("    run.seed('weights')\n", 'net 3 has no seed "weights": it has init, dropout, augment, sampling, other.'),
    ("    run.part('exam')\n", 'net 3 has no part "exam": it has train, validation, test.'),
    ("    run.steps(inputs='pixels')\n", 'inputs cannot be "pixels": use one of images, standardized, raw.'),
]


@pytest.mark.parametrize(("body", "message"), steps)
def test_the_program(tmp_path: Path, body: str, message: str) -> None:
    # The process ends where the loop asks for the next run, of which there is none.
    assert log_of(tmp_path, body) == message


predictions = [
    (
        "lambda inputs: np.ones((len(inputs), 2))",
        "net 3, step 4, validation: predict got inputs of the shape [12, 6, 5, 1] and gave [12, 2]. "
        "It must give [12, 3]: a row for each example, a column for each class.",
    ),
    (
        "lambda inputs: np.ones((len(inputs), 3))",
        "net 3, step 4, validation: probabilities have the sum 3 at example 0. "
        "It must be 1 within 0.001. Apply softmax, or divide each row by its sum.",
    ),
    (
        "lambda inputs: np.array([[0.5, 0.25, 0.25]] * 11 + [[2, -1, 0]])",
        "net 3, step 4, validation: no probabilities at example 11: [2.0, -1.0, 0.0]. "
        "Each must be a finite number from 0. Apply softmax to what a network puts out.",
    ),
    (
        "lambda inputs: np.full((len(inputs), 3), np.nan)",
        "net 3, step 4, validation: no probabilities at example 0: [nan, nan, nan]. "
        "Each must be a finite number from 0. Apply softmax to what a network puts out.",
    ),
]


@pytest.mark.parametrize(("predict", "message"), predictions)
def test_predictions(tmp_path: Path, predict: str, message: str) -> None:
    assert log_of(tmp_path, whole.replace("right", predict)) == message


@pytest.mark.parametrize(
    ("predict", "message"),
    [
        (
            "right",
            "net 3, step 4, validation: predict got inputs of the shape [12, 6, 5, 1] and gave [12, 3]. "
            "It must give [12, 2]: a row for each example, a column for each target.",
        ),
        (
            "lambda inputs: np.array([[1, 2]] * 7 + [[3, np.inf]] * 5)",
            "net 3, step 4, validation: no numbers at example 7: [3.0, inf]. Each must be finite.",
        ),
    ],
)
def test_predictions_of_numbers(tmp_path: Path, predict: str, message: str) -> None:
    assert log_of(tmp_path, whole.replace("right", predict), numbers=2) == message


def test_predictions_that_are_given_have_the_shape_of_their_part(tmp_path: Path) -> None:
    body = whole + "    run.done(predictions={'validation': right(range(12)), 'test': right(range(12))})\n"
    assert log_of(tmp_path, body) == (
        "net 3, end, test: predictions have the shape [12, 3]. They must have [9, 3]: "
        "a row for each example, a column for each class."
    )


def test_an_option_that_was_never_read(tmp_path: Path) -> None:
    body = whole + "    run.options.get('hidden', 64)\n    'units' in run.options\n    run.done(predict=right)\n"
    assert log_of(tmp_path, body, options={"hiden": 32, "units": 1}) == (
        "net 3: the spec gives the options hiden, units, which the program never read (it read hidden). "
        'Correct the spec, or say run.options.ignore("hiden").'
    )


def test_an_option_that_the_spec_does_not_give(tmp_path: Path) -> None:
    assert log_of(tmp_path, "    run.options['hidden']\n", options={"units": 1}).endswith(
        'The spec gives no option "hidden" (it gives units). '
        "Write it under program, or use run.options.get with a default."
    )


def test_an_option_that_is_meant_to_be_unread(tmp_path: Path) -> None:
    body = whole + "    run.options.ignore('name')\n    assert run.options['units'] == 7\n    run.done(predict=right)\n"
    with FakeSeedbed.of_text(tmp_path, head + body) as seedbed:
        seedbed.start()
        lines = seedbed.run(make_run(tmp_path / "1", options={"name": "a", "units": 7}))
    assert lines[-1]["type"] == "done", seedbed.log


def test_steps_of_a_run_that_has_none(tmp_path: Path) -> None:
    assert log_of(tmp_path, "    run.steps()\n", steps=None, order=None) == (
        "net 3: the run has no steps. Say batchSize and steps or epochs in the spec."
    )


trainers = [
    ('"Net", 1, {}', 'Trainer: the name cannot be "Net": use small letters, digits and "-", at most 60.'),
    ('"net", 0, {}', "Trainer: the version cannot be 0: use a whole number from 1."),
    (
        '"net", 1, {}, determinism="some"',
        'Trainer: determinism cannot be "some": use one of bitwise, tolerance, statistical.',
    ),
    (
        '"net", 1, ["no-such-library"]',
        'Trainer: no version of the library "no-such-library" is found. '
        "Install it, or give libraries as a dict of names and versions.",
    ),
]


@pytest.mark.parametrize(("arguments", "message"), trainers)
def test_a_trainer(tmp_path: Path, arguments: str, message: str) -> None:
    with FakeSeedbed.of_text(tmp_path, f"from seedbed_trainer import Trainer\nTrainer({arguments})\n") as seedbed:
        pass
    assert seedbed.log.strip().splitlines()[-1] == f"seedbed_trainer.errors.TrainerError: {message}"


def test_sources_are_below_the_folder(tmp_path: Path) -> None:
    for file in ("../a.py", "absent.py", str(tmp_path / "train.py")):
        text = f"from seedbed_trainer import Trainer\nTrainer('net', 1, {{}}, [{file!r}])\n"
        with FakeSeedbed.of_text(tmp_path, text) as seedbed:
            pass
        assert f'"{file}" of files is no file below the folder of the spec, {tmp_path}.' in seedbed.log


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ({"type": "start", "protocol": 2}, "Seedbed speaks protocol 2, and this 1. Update seedbed-trainer."),
        ({"type": "stop"}, 'Seedbed sent a line of the type "stop". Update seedbed-trainer.'),
    ],
)
def test_a_protocol_that_is_not_known(tmp_path: Path, line: dict[str, Any], message: str) -> None:
    with FakeSeedbed.of_text(tmp_path, head + "    pass\n") as seedbed:
        seedbed.say(line)
    assert message in seedbed.log
