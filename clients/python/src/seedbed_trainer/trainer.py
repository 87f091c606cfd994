from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from .channel import Channel
from .environment import environment, versions_of
from .errors import TrainerError
from .parts import Kind, View
from .run import Run

Determinism = Literal["bitwise", "tolerance", "statistical"]
promises: tuple[Determinism, ...] = ("bitwise", "tolerance", "statistical")


class Trainer:
    """
    This program, as Seedbed knows it.

    >>> trainer = Trainer("digits-mlp", version=1, libraries=["torch", "numpy"], files=["train.py"])
    >>> for run in trainer.runs(): ...

    @param name what reports call it: small letters, digits and `-`.
    @param version from 1. Raise it when the program computes something else: runs get other ids.
    @param libraries those that compute: names, of which the installed version is looked up, or a dict of versions.
    @param files its own sources, from the folder of the spec on; the program that was started, unless it is said.
    @param device where it computes: `cpu` or the name of the card. @param threads with how many threads.
    @param determinism what it promises of two executions: `bitwise`, `tolerance` or `statistical`.
    @param reads what of the spec's own words it understands: `layer/conv`, `optimizer/sgd`, `freeze`, `weights` …
    @param checkpoints whether it calls `run.save_checkpoint` and begins at `run.resume`.
    @param trace whether it calls `step.trace`.
    @param inputs, channels_first what steps and `predict` get, unless `run.steps` says otherwise.
    @param predict_batch the most examples that `predict` gets at once.
    @raises TrainerError for what the protocol does not take.
    """

    def __init__(
        self,
        name: str,
        version: int,
        libraries: Iterable[str] | Mapping[str, str],
        files: Iterable[str] | None = None,
        *,
        device: str = "cpu",
        threads: int = 1,
        determinism: Determinism = "bitwise",
        reads: Iterable[str] = (),
        checkpoints: bool = False,
        trace: bool = False,
        inputs: Kind = "images",
        channels_first: bool = False,
        predict_batch: int = 256,
    ) -> None:
        if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,59}", name):
            raise TrainerError(f'Trainer: the name cannot be "{name}": use small letters, digits and "-", at most 60.')
        if type(version) is not int or version < 1:
            raise TrainerError(f"Trainer: the version cannot be {version!r}: use a whole number from 1.")
        if determinism not in promises:
            raise TrainerError(f'Trainer: determinism cannot be "{determinism}": use one of {", ".join(promises)}.')
        self._view = View(inputs, channels_first)
        self._predict_batch, self._trace = predict_batch, trace
        offers = [word for word, offered in (("checkpoints", checkpoints), ("trace", trace)) if offered]
        self._ready: dict[str, Any] = {
            **{"type": "ready", "name": name, "version": version, "libraries": versions_of(libraries)},
            **{"device": device, "threads": threads, "determinism": determinism},
            "files": [_source(file) for file in ([sys.argv[0]] if files is None else files)],
            **({"reads": list(reads)} if reads else {}),
            **({"offers": offers} if offers else {}),
            "environment": environment(),
        }

    def runs(self) -> Iterator[Run]:
        """
        The runs that Seedbed gives, one after the other, until it has no more. From this call on standard output
        belongs to the protocol: what the process prints goes to standard error.

        End each with `run.done` or `run.fail`. An exception that nobody catches ends the process, and Seedbed shows it.
        @raises TrainerError where a run was not ended, and where the program was started by hand.
        """
        return self._walk(Channel())

    def _walk(self, channel: Channel) -> Iterator[Run]:
        for line in channel.lines():
            if line["type"] == "start":
                if line["protocol"] != 1:
                    raise TrainerError(
                        f"Seedbed speaks protocol {line['protocol']}, and this 1. Update seedbed-trainer."
                    )
                channel.send(self._ready)
            elif line["type"] == "run":
                run = Run(Path(line["folder"]), channel.send, self._view, self._predict_batch, self._trace)
                yield run
                if not run.ended:
                    raise TrainerError(f"{run.label} was not ended. End each run with run.done or run.fail.")
            else:
                raise TrainerError(f'Seedbed sent a line of the type "{line["type"]}". Update seedbed-trainer.')


def _source(file: str) -> str:
    path = PurePosixPath(file)
    if path.is_absolute() or ".." in path.parts or not Path(file).is_file():
        raise TrainerError(f'Trainer: "{file}" of files is no file below the folder of the spec, {Path.cwd()}.')
    return str(path)
