from __future__ import annotations

import hashlib
import importlib
import platform
import re
from collections.abc import Iterable, Mapping
from importlib import metadata

from .errors import TrainerError


def versions_of(libraries: Iterable[str] | Mapping[str, str]) -> dict[str, str]:
    """Versions by library: as they are given, or as they are installed."""
    if isinstance(libraries, Mapping):
        return dict(libraries)
    return {name: _version(name) for name in libraries}


def _version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        pass
    # Some are imported by another name than they are installed by: sklearn, PIL.
    try:
        return str(importlib.import_module(library).__version__)
    except (ImportError, AttributeError):
        raise TrainerError(
            f'Trainer: no version of the library "{library}" is found. '
            "Install it, or give libraries as a dict of names and versions."
        ) from None


def environment() -> dict[str, str]:
    """The interpreter, and the SHA-256 of the sorted lines `name==version` of all installed distributions."""
    lines = sorted(set(map(_line, metadata.distributions())))
    interpreter = platform.python_implementation().lower().replace("cpython", "python")
    return {
        "interpreter": f"{interpreter} {platform.python_version()}",
        "packages": hashlib.sha256("".join(lines).encode()).hexdigest(),
    }


def _line(distribution: metadata.Distribution) -> str:
    """The name as package indexes compare names; nothing of a distribution that is half removed."""
    try:
        facts = distribution.metadata
        if "Name" in facts and "Version" in facts:
            return f"{re.sub(r'[-_.]+', '-', facts['Name']).lower()}=={facts['Version']}\n"
    except (TypeError, OSError):
        pass
    return ""
