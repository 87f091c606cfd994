from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from .checkpoints import Checkpoints, Write
from .errors import TrainerError
from .parts import Kind, View
from .predictions import Predict, Predictions
from .progress import Progress, Send
from .steps import Step
from .task import Task
from .weights import write_weights


class Run(Task):
    """A run to be trained; `Trainer.runs` gives them. Go through `steps`, where there are any, and end with `done`."""

    def __init__(self, folder: Path, send: Send, view: View, batch: int, traces: bool) -> None:
        super().__init__(folder)
        self.ended = False
        self._send, self._view, self._batch = send, view, batch
        self._trace: Mapping[str, Any] | None = self._given.get("trace") if traces else None
        self._checkpoints = Checkpoints(folder, self.label, self._given.get("checkpoint"))
        self._curve = [part for part in ("train", "validation") if part in self.measure]
        evaluations = self._given["evaluations"] or []
        total = self.steps_total or 0
        if self._trace is not None:
            total, evaluations = min(total, self._trace["upTo"]), []
        done_before = self._checkpoints.step
        self._progress = Progress(send, self.label, total, done_before, evaluations if self._curve else [])
        self._step: Step | None = None

    @property
    def tracing(self) -> bool:
        """Whether each step is to call `step.trace`: then only the first steps are taken, and nothing is evaluated."""
        return self._trace is not None

    @property
    def diverged(self) -> bool:
        """Whether a loss was no finite number."""
        return self._progress.diverged

    @property
    def resume(self) -> Path | None:
        """The checkpoint after which to go on, as `save_checkpoint` wrote it; None to begin at the start."""
        return self._checkpoints.resume

    def steps(self, inputs: Kind | None = None, channels_first: bool | None = None) -> Iterator[Step]:
        """
        The steps of the run in order, from the one after `resume` on. They end early where the run diverges. A run that
        is only measured has none.

        @param inputs what `step.inputs` and `predict` get, by the name of a method of Part: `images`, `standardized` or
            `raw`. What the Trainer says, unless it is said here.
        @param channels_first whether that is [n, channels, height, width]; likewise.
        @raises TrainerError where the spec says no steps, and where the loop leaves out a report, evaluation or trace.
        """
        first = self._view.channels_first if channels_first is None else channels_first
        self._view = View(inputs or self._view.inputs, first)
        return iter(()) if "training" not in self.config else self._walk(self.order)

    def _walk(self, order: Any) -> Iterator[Step]:
        progress = self._progress
        for index in range(progress.reported, progress.total):
            last = self._trace is not None and index + 1 == progress.total
            writes = last and bool((self._trace or {}).get("tensors"))
            step = Step(self, index, order[index], self._view, progress, self._checkpoints, self._send, writes)
            self._step = step
            yield step
            if self.ended:
                return
            step.finish()
            if self.diverged:
                return

    def evaluate(self, predict: Predict) -> None:
        """
        Predicts the parts that are to be measured after this step. Call it where `step.evaluates`, after `step.report`.

        @param predict gets inputs as the steps do, [n, …], and gives probabilities [n, classes], or
            numbers [n, targets]: an array or a tensor.
        @raises TrainerError for wrong shapes, values or sums.
        """
        self._open("evaluate")
        if self.diverged:
            return
        step = self._step
        if step is None or not step.reported or not step.evaluates:
            raise TrainerError(f"{self.label}: nothing is to be evaluated now. After step.report, ask step.evaluates.")
        self._progress.flush()
        predictions = Predictions(self, self._view, self._batch, f"step {step.number}")
        files = {part: predictions.asked(predict, part) for part in self._curve}
        self._send({"type": "evaluation", "step": step.number, "predictions": files})
        self._progress.evaluated.add(step.number)

    def save_checkpoint(self, write: Write) -> None:
        """
        Saves all that the program needs to go on after this step: weights, the optimizer, random generators.

        @param write gets a binary file: `run.save_checkpoint(lambda file: torch.save(state, file))`.
        """
        self._open("save_checkpoint")
        if self._step is None or not self._step.reported:
            raise TrainerError(
                f"{self.label}: a checkpoint comes after a step. Save it in the loop, after step.report."
            )
        self._progress.flush()
        self._send(self._checkpoints.write(self._step.number, write))

    def started(self, weights: Mapping[str, Any]) -> None:
        """Optional, before `steps`: the weights before the first step, by name. Says nothing in a run that resumes."""
        self._open("started")
        if self._step is not None:
            raise TrainerError(f"{self.label}: run.started comes after a step. Call it before run.steps().")
        if self.resume is not None:
            return
        written = write_weights(self.folder / "started.npy", weights)
        self._send({"type": "started", "weights": written["weights"]})

    def note(self, text: str) -> None:
        """Something that a person should know."""
        self._send({"type": "note", "text": text})

    def done(
        self,
        weights: Mapping[str, Any] | None = None,
        predict: Predict | None = None,
        predictions: Mapping[str, Any] | None = None,
    ) -> None:
        """
        Ends the run. Each part of `measure` is predicted, by `predict` as in `evaluate`, or it is in `predictions`.
        A run that has diverged, or is traced, leaves all of these out by itself.

        @param weights by name, arrays or tensors, kept as float32 in this order; without them no run can start from it.
        @param predictions by part, probabilities [examples, classes], or numbers [examples, targets], in the order of
            `part(name)`.
        @raises TrainerError where something is missing or wrong, and for options that were never read.
        """
        self._open("done")
        line: dict[str, Any] = {"type": "done", "id": self.id}
        if not self.tracing:
            self.options.check(self.label)
            self._progress.check()
            if not self.diverged:
                line["predictions"] = Predictions(self, self._view, self._batch, "end").at_the_end(predict, predictions)
                line.update({} if weights is None else write_weights(self.folder / "weights.npy", weights))
        self._end(line)

    def fail(self, message: str) -> None:
        """Gives this run up: it cannot be trained. Go on with the next one: `run.fail("…"); continue`."""
        self._open("fail")
        self._end({"type": "failed", "message": message})

    def _end(self, line: dict[str, Any]) -> None:
        self._progress.flush()
        self._send(line)
        self.ended = True

    def _open(self, call: str) -> None:
        if self.ended:
            raise TrainerError(f"{self.label}: run.{call} after its end. Call run.done or run.fail once, as the last.")
