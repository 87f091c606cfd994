"""Training steps in Keras, compiled to a graph. python in_keras.py NETWORK THREADS: milliseconds a step and its loss, as JSON."""
import json
import os
import resource
import sys
import time
from pathlib import Path

# On by default on processors with AVX-512 only; the faster setting everywhere.
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "1")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
import numpy as np
import tensorflow as tf

from images import stripes
from keras_networks import networks

name = sys.argv[1]
network = json.loads((Path(__file__).parent / "networks.json").read_text())[name]
batch, steps = network["training"]["batchSize"], network["steps"]
tf.config.threading.set_intra_op_parallelism_threads(int(sys.argv[2]))
tf.config.threading.set_inter_op_parallelism_threads(1)
tf.keras.utils.set_random_seed(1)

make, optimizer_of = networks[name]
model = make()
model.compile(optimizer_of(), tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True))
images, labels = (tf.constant(each) for each in stripes(network["image"], network["classes"]))


@tf.function
def train_step(chosen):
    return model.train_step((tf.gather(images, chosen), tf.gather(labels, chosen)))["loss"]


def batches():
    while True:
        order = np.random.permutation(len(labels))
        for at in range(0, len(order) - batch + 1, batch):
            yield tf.constant(order[at : at + batch])


milliseconds, losses = [], []
stream = batches()
for _ in range(steps):
    # What it returns is the mean since the last reset.
    model.reset_metrics()
    started = time.perf_counter()
    losses.append(float(train_step(next(stream))))
    milliseconds.append(1000 * (time.perf_counter() - started))
memory = 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
version = f"Keras {tf.keras.__version__} on TensorFlow {tf.__version__}"
print(json.dumps({"version": version, "milliseconds": milliseconds, "losses": losses, "memory": memory}))
