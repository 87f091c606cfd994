"""Components in the names of cases."""

from __future__ import annotations

from ..layers import Configured, name_and_options


def written(configured: Configured) -> str:
    """`conv (filters 4, bias false)`"""
    name, options = name_and_options(configured)
    said = (f"{option} {str(value).lower() if isinstance(value, bool) else value}" for option, value in options.items())
    return f"{name} ({', '.join(said)})" if options else name
