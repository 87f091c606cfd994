"""A forest of trees: it takes no steps, so there is no order and there are no losses."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import RandomForestClassifier

from seedbed_trainer import Trainer

trainer = Trainer("sklearn-forest", version=1, libraries=["scikit-learn", "numpy"], files=["train.py"])

for run in trainer.runs():
    train = run.part("train")
    forest = RandomForestClassifier(
        n_estimators=run.options["trees"],
        max_depth=run.options.get("depth"),
        # scikit-learn takes 32 bits of a seed.
        random_state=run.seed("init") % 2**32,
        n_jobs=1,
    )
    forest.fit(train.images().reshape(len(train), -1), train.labels)

    def predict(inputs: NDArray[np.float32]) -> NDArray[np.float64]:
        # A class without an example in the training part has no column of its own.
        probabilities = np.zeros((len(inputs), len(run.classes)))
        probabilities[:, forest.classes_] = forest.predict_proba(inputs.reshape(len(inputs), -1))
        return probabilities

    run.done(predict=predict)
