from __future__ import annotations

import hashlib
from functools import partial
from importlib import metadata
from pathlib import Path

import numpy as np
import pytest

from seedbed_trainer.environment import environment, versions_of


def install(folder: Path, directory: str, metadata: str | None) -> None:
    (folder / directory).mkdir()
    if metadata is not None:
        (folder / directory / "METADATA").write_text(metadata)


def test_packages_are_the_sorted_lines_of_all_distributions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, "zeta-2.dist-info", "Metadata-Version: 2.1\nName: zeta\nVersion: 2\n")
    install(tmp_path, "My_Package-1.0.dist-info", "Metadata-Version: 2.1\nName: My_Package\nVersion: 1.0\n")
    # What an interrupted installation leaves.
    install(tmp_path, "half-1.dist-info", None)
    monkeypatch.setattr(metadata, "distributions", partial(metadata.distributions, path=[str(tmp_path)]))
    assert environment()["packages"] == hashlib.sha256(b"my-package==1.0\nzeta==2\n").hexdigest()


def test_versions_of_libraries_are_looked_up_or_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "only_a_module.py").write_text('__version__ = "3.1"\n')
    monkeypatch.syspath_prepend(tmp_path)
    assert versions_of(["numpy", "only_a_module"]) == {"numpy": np.__version__, "only_a_module": "3.1"}
    assert versions_of({"own": "7"}) == {"own": "7"}
