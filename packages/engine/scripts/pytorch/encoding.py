"""Numbers as the cases hold them."""

from __future__ import annotations

import base64

import numpy as np
from numpy.typing import NDArray


def base64_of(values: NDArray[np.floating]) -> str:
    """Little-endian float32, base64."""
    return base64.b64encode(values.astype("<f4").tobytes()).decode("ascii")
