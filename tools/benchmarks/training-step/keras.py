"""One training step in Keras, compiled to a graph. python keras.py NETWORK THREADS: milliseconds a step, as JSON."""
import json
import os
import resource
import sys
import time
from pathlib import Path

# On by default on processors with AVX-512 only; the faster setting everywhere.
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "1")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
# This file's folder stands first on the path, where this file would be taken for the package.
sys.path.pop(0)
import tensorflow as tf

network = json.loads((Path(__file__).parent / "networks.json").read_text())[sys.argv[1]]
tf.config.threading.set_intra_op_parallelism_threads(int(sys.argv[2]))
tf.config.threading.set_inter_op_parallelism_threads(1)
tf.keras.utils.set_random_seed(1)

layers = [tf.keras.layers.Input(network["image"])]
for convolution in network["convolutions"]:
    layers.append(tf.keras.layers.Conv2D(convolution["filters"], 3, padding="same", activation="relu"))
    if convolution["pool"] > 1:
        layers.append(tf.keras.layers.MaxPool2D(convolution["pool"]))
layers += [tf.keras.layers.Flatten(), tf.keras.layers.Dense(network["dense"], activation="relu"), tf.keras.layers.Dense(network["classes"])]
model = tf.keras.Sequential(layers)
model.compile(
    tf.keras.optimizers.SGD(0.01, momentum=0.9, nesterov=True, weight_decay=5e-4, global_clipnorm=1.0),
    tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True),
)
images = tf.random.normal([network["batch"], *network["image"]])
labels = tf.range(network["batch"]) % network["classes"]
train_step = tf.function(lambda images, labels: model.train_step((images, labels)))

milliseconds = []
for _ in range(network["steps"]):
    started = time.perf_counter()
    float(train_step(images, labels)["loss"])
    milliseconds.append(1000 * (time.perf_counter() - started))
print(json.dumps({"version": f"Keras {tf.keras.__version__} on TensorFlow {tf.__version__}", "milliseconds": milliseconds, "memory": 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}))
