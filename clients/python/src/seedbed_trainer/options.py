from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .errors import TrainerError, listed


class Options(Mapping[str, Any]):
    """
    The options of `program` in the spec, merged from the layer and the optimizer. It remembers which were read: a
    misspelt one must not be ignored in silence, so `Run.done` raises where one was never read.

    `options["hidden"]` raises TrainerError where the spec does not say it; `options.get("hidden", 64)` has a default.
    `in` and iterating over names read nothing.
    """

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values
        self._read: set[str] = set()

    def __getitem__(self, name: str) -> Any:
        self._read.add(name)
        if name not in self._values:
            raise _MissingOption(name, self._values)
        return self._values[name]

    def __contains__(self, name: object) -> bool:
        return name in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"Options({dict(self._values)!r})"

    def ignore(self, *names: str) -> None:
        """Says that these are meant to be unread."""
        self._read.update(names)

    def check(self, label: str) -> None:
        """Raises TrainerError that names the options that nothing has read."""
        unread = [name for name in self._values if name not in self._read]
        if unread:
            raise TrainerError(
                f"{label}: the spec gives the options {listed(unread)}, which the program never read "
                f"(it read {listed(sorted(self._read))}). "
                f'Correct the spec, or say run.options.ignore("{unread[0]}").'
            )


class _MissingOption(TrainerError, KeyError):
    """A KeyError too, so that `get` and `in` of mappings do what they do everywhere."""

    def __init__(self, name: str, values: Mapping[str, Any]) -> None:
        super().__init__(
            f'The spec gives no option "{name}" (it gives {listed(values)}). '
            f"Write it under program, or use run.options.get with a default."
        )

    __str__ = RuntimeError.__str__
