"""Writes scikit-learn's numbers for packages/core/src/metrics/frozen.json.

python3 -m venv V && V/bin/pip install scikit-learn==1.7.2 && V/bin/python tools/metrics/frozen.py
"""
import json
import pathlib

import numpy as np
import sklearn
from sklearn import metrics

random = np.random.default_rng(2016)
OUT = pathlib.Path(__file__).parents[2] / "packages/core/src/metrics/frozen.json"


def calibration_error(labels, probabilities, bins):
    """scikit-learn has none: Guo et al. 2017, equation 3, by its own binning of probabilities."""
    confidence, right = probabilities.max(1), probabilities.argmax(1) == labels
    index = np.clip(np.ceil(confidence * bins).astype(int) - 1, 0, bins - 1)
    return sum(abs(right[index == k].mean() - confidence[index == k].mean()) * (index == k).mean() for k in set(index))


def of_classes(examples, classes, sharpness, seen=None):
    labels = random.integers(0, seen or classes, examples)
    logits = random.normal(size=(examples, classes)) + sharpness * np.eye(classes)[labels]
    probabilities = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
    probabilities = np.round(probabilities, 6)
    probabilities /= probabilities.sum(1, keepdims=True)
    guesses, names = probabilities.argmax(1), list(range(classes))
    return {
        "classes": classes,
        "labels": labels.tolist(),
        "probabilities": probabilities.ravel().tolist(),
        "accuracy": 100 * metrics.accuracy_score(labels, guesses),
        "top2": 100 * metrics.top_k_accuracy_score(labels, probabilities, k=2, labels=names) if classes > 2 else 100,
        "meanClassAccuracy": 100 * metrics.recall_score(labels, guesses, labels=sorted(set(labels.tolist())), average="macro"),
        "loss": metrics.log_loss(labels, probabilities, labels=names),
        "calibrationError": 100 * calibration_error(labels, probabilities, 15),
        "confusion": metrics.confusion_matrix(labels, guesses, labels=names).tolist(),
    }


def of_pairs(examples, classes):
    one, other = (np.round(random.dirichlet(np.ones(classes), examples), 6) for _ in range(2))
    other[: examples // 2] = one[: examples // 2]
    return {
        "classes": classes,
        "one": one.ravel().tolist(),
        "other": other.ravel().tolist(),
        "disagreement": 100 * metrics.zero_one_loss(one.argmax(1), other.argmax(1)),
    }


def of_numbers(examples, noise):
    targets = np.round(random.normal(50, 12, examples), 4)
    predicted = np.round(targets + random.normal(0, noise, examples), 4)
    return {
        "targets": targets.tolist(),
        "predicted": predicted.tolist(),
        "rmse": metrics.root_mean_squared_error(targets, predicted),
        "mae": metrics.mean_absolute_error(targets, predicted),
        "r2": metrics.r2_score(targets, predicted),
    }


frozen = {
    "scikit-learn": sklearn.__version__,
    "classes": [of_classes(40, 5, 1.5), of_classes(60, 3, 0), of_classes(30, 2, 3), of_classes(25, 6, 2, seen=4)],
    "numbers": [of_numbers(40, 3), of_numbers(30, 20)],
    "pairs": [of_pairs(30, 4), of_pairs(25, 2)],
}
OUT.write_text(json.dumps(frozen) + "\n")
