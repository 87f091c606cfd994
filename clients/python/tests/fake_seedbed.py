"""A Seedbed that starts a program, speaks the protocol with it, and takes down what it says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

Line = dict[str, Any]
source = Path(__file__).parent.parent / "src"
# Ends what hangs; nothing depends on it otherwise.
limit_seconds = 300


class FakeSeedbed:
    """Start it in a `with`. After it `code` is the exit status and `log` the standard error of the program."""

    def __init__(self, command: Sequence[str], cwd: Path, env: Mapping[str, str] | None = None) -> None:
        path = os.pathsep.join(filter(None, [str(source), os.environ.get("PYTHONPATH", "")]))
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 (closed with the process)
        self._process = subprocess.Popen(
            command,
            cwd=cwd,
            env={**os.environ, "PYTHONPATH": path, **(env or {})},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
        )
        self.code: int | None = None
        self.log = ""

    @classmethod
    def of_text(cls, folder: Path, text: str) -> FakeSeedbed:
        """Of a program that is given as text."""
        (folder / "train.py").write_text(text, "utf-8")
        return cls([sys.executable, "train.py"], folder)

    def __enter__(self) -> FakeSeedbed:
        return self

    def __exit__(self, *_: object) -> None:
        self.rest = self._process.communicate(timeout=limit_seconds)[0]
        self.code = self._process.returncode
        self._log.seek(0)
        self.log = self._log.read().decode()
        # A test that fails shows it.
        print(self.log)

    def start(self) -> Line:
        """Returns the line `ready`."""
        self.say({"type": "start", "protocol": 1, "threads": 1})
        return self.hear()

    def say(self, line: Line) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(line).encode() + b"\n")
        self._process.stdin.flush()

    def hear(self) -> Line:
        """One line. Where the program has ended it is of the type `ended`."""
        assert self._process.stdout is not None
        text = self._process.stdout.readline()
        if not text:
            return {"type": "ended"}
        line = json.loads(text)
        assert isinstance(line, dict)
        return line

    def run(self, folder: Path) -> list[Line]:
        """What the program says of a run, up to its end."""
        self.say({"type": "run", "folder": str(folder)})
        lines = [self.hear()]
        while lines[-1]["type"] not in ("done", "failed", "ended"):
            lines.append(self.hear())
        return lines


def of_type(lines: Sequence[Line], kind: str) -> list[Line]:
    return [line for line in lines if line["type"] == kind]


def losses_of(lines: Sequence[Line]) -> list[float | None]:
    return [value for line in of_type(lines, "losses") for value in line["values"]]
