"""
A Python program as a trainer of Seedbed: it gets runs as folders of files, trains them, and answers in JSON lines.

Start with `Trainer`. Everything that is public is here; the protocol is docs/trainers.md of Seedbed.
"""

from .errors import TrainerError
from .options import Options
from .parts import Part
from .run import Run
from .steps import Step
from .trainer import Trainer
from .upstream import Upstream

__all__ = ["Options", "Part", "Run", "Step", "Trainer", "TrainerError", "Upstream"]
