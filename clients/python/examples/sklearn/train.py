"""A forest of trees, of classes or of numbers: it takes no steps, so there is no order and there are no losses."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor

from seedbed_trainer import Trainer

trainer = Trainer("sklearn-forest", version=1, libraries=["scikit-learn", "numpy"], files=["train.py"])

for run in trainer.runs():
    train = run.part("train")
    kind = RandomForestRegressor if run.targets else RandomForestClassifier
    forest = kind(
        n_estimators=run.options["trees"],
        max_depth=run.options.get("depth"),
        # scikit-learn takes 32 bits of a seed.
        random_state=run.seed("init") % 2**32,
        n_jobs=1,
    )
    truth = train.labels if not run.targets else train.targets if len(run.targets) > 1 else train.targets[:, 0]
    forest.fit(train.images().reshape(len(train), -1), truth)

    def predict(inputs: NDArray[np.float32]) -> NDArray[np.float64]:
        if run.targets:
            return np.asarray(forest.predict(inputs.reshape(len(inputs), -1))).reshape(len(inputs), -1)
        # A class without an example in the training part has no column of its own.
        probabilities = np.zeros((len(inputs), len(run.classes)))
        probabilities[:, forest.classes_] = forest.predict_proba(inputs.reshape(len(inputs), -1))
        return probabilities

    run.done(predict=predict)
