from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, SupportsFloat

import numpy as np
from numpy.typing import NDArray

from .arrays import Float32, Int64
from .checkpoints import Checkpoints
from .errors import TrainerError, listed
from .parts import View
from .progress import Progress, Send
from .trace import traced

if TYPE_CHECKING:
    from .run import Run


class Step:
    """A step of a run. Train on `inputs` and `labels`, or `targets`, and call `report` once."""

    def __init__(
        self,
        run: Run,
        index: int,
        rows: NDArray[Any],
        view: View,
        progress: Progress,
        checkpoints: Checkpoints,
        send: Send,
        writes_trace: bool,
    ) -> None:
        self.index = index
        """From 0."""
        self.number = index + 1
        """From 1: how many steps are done after it."""
        self.rows: Int64 = np.array(rows, dtype=np.int64)
        """Positions in `run.part("train")`, int64 [batch size]."""
        self.reported = False
        self._traced = False
        self._run, self._view, self._progress, self._checkpoints = run, view, progress, checkpoints
        self._send, self._writes_trace = send, writes_trace
        self._where = f"{run.label}, step {self.number}"

    @cached_property
    def inputs(self) -> NDArray[Any]:
        """The batch, float32 [batch size, height, width, channels], or as `run.steps` was told. Made when read."""
        return self._view.of(self._run.part("train"), self.rows)

    @cached_property
    def labels(self) -> Int64:
        """The classes of the batch, int64 [batch size]."""
        return self._run.part("train").labels[self.rows]

    @cached_property
    def targets(self) -> Float32:
        """The numbers to be predicted of the batch, float32 [batch size, targets]."""
        return self._run.part("train").targets[self.rows]

    @property
    def evaluates(self) -> bool:
        """Whether `run.evaluate` is to be called, after `report`. Not in a run that has diverged, or is traced."""
        return self.number in self._progress.evaluations and not self._progress.diverged

    @property
    def checkpoint_due(self) -> bool:
        """Whether it is time for `run.save_checkpoint`. Ask after `report`, the update and `evaluate`."""
        goes_on = self.reported and not self._progress.diverged and not self._run.tracing
        return goes_on and self._checkpoints.due

    def report(self, loss: SupportsFloat) -> None:
        """
        The training loss of this step. One that is no finite float32 says that the run has diverged: no step follows,
        and `run.done` needs no predictions.
        """
        if self.reported:
            raise TrainerError(f"{self._where}: its loss was reported before. Call step.report once in a step.")
        self.reported = True
        self._progress.report(loss)

    def trace(self, tensors: Mapping[str, Any]) -> None:
        """
        In every step, once: what it computed, by name, such as gradients and the weights after it. It does nothing but
        where `run.tracing`. Two executions are compared by this in order, so what is computed first comes first.
        `input` and `labels`, or `targets`, what the step was given, are put before.

        @param tensors arrays or tensors of any shape, compared as float32.
        """
        if not self._run.tracing:
            return
        if self._traced:
            raise TrainerError(f"{self._where}: it was traced before. Call step.trace once in a step.")
        given = {"input": self.inputs, **({"targets": self.targets} if self._run.targets else {"labels": self.labels})}
        twice = [name for name in tensors if name in given]
        if twice:
            raise TrainerError(f"{self._where}: the trace has {listed(twice)} already. Use another name.")
        self._traced = True
        self._send(traced(self._run.folder, self.number, {**given, **tensors}, self._writes_trace))

    def finish(self) -> None:
        """Raises TrainerError where the loop's body has left something out."""
        if not self.reported:
            raise TrainerError(f"{self._where}: no loss was reported. Call step.report(loss) in each step.")
        if self.evaluates and self.number not in self._progress.evaluated:
            raise TrainerError(
                f"{self._where}: it is to be evaluated. After step.report: if step.evaluates: run.evaluate(predict)."
            )
        if self._run.tracing and not self._traced:
            raise TrainerError(f"{self._where}: nothing was traced. Call step.trace(tensors) in each step.")
