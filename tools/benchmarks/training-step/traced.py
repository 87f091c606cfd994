"""
Where TensorFlow spends the time of a training step of Seedbed: executes the graph that `seedbed.mjs --record` wrote down
once more, with TensorFlow's own trace. python traced.py FOLDER THREADS: milliseconds a step by
operation, and the losses, as JSON.
"""
import json
import os
import sys
import time
from collections import defaultdict
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
import numpy as np
import tensorflow as tf

tf1 = tf.compat.v1
folder, threads = Path(sys.argv[1]), int(sys.argv[2])
types = {"float32": np.float32, "int32": np.int32, "bool": np.bool_}
calls = json.loads((folder / "calls.json").read_text())


def tensor(given):
    return np.frombuffer((folder / given["file"]).read_bytes(), types[given["type"]]).reshape(given["shape"])


# Threads as the tensorflow backend has them: operations run in the thread that calls.
config = tf1.ConfigProto(intra_op_parallelism_threads=threads, inter_op_parallelism_threads=-1)
tf1.disable_eager_execution()
session = tf1.Session(graph=tf1.Graph(), config=config)
with session.graph.as_default():
    tf1.saved_model.load(session, ["serve"], str(folder / "graph"))


def execute(call, **options):
    feed = {f"{given['name'].removesuffix(':0')}:0": tensor(given) for given in call["given"]}
    fetched = [f"{name.removesuffix(':0')}:0" for name in call["outputs"]]
    started = time.perf_counter()
    values = session.run(fetched, feed, **options)
    return 1000 * (time.perf_counter() - started), values[0]


def is_step(call):
    return any(given["name"].startswith("input/batch") for given in call["given"])


def traced(call):
    """Milliseconds and number of each kind of operation."""
    metadata = tf1.RunMetadata()
    execute(call, options=tf1.RunOptions(trace_level=tf1.RunOptions.FULL_TRACE), run_metadata=metadata)
    spent, count = defaultdict(float), defaultdict(int)
    for device in metadata.step_stats.dev_stats:
        for node in device.node_stats:
            kind = node.timeline_label.split(" = ")[-1].split("(")[0] or node.node_name
            spent[kind] += (node.op_end_rel_micros - node.op_start_rel_micros) / 1000
            count[kind] += 1
    return spent, count


for call in [call for call in calls if not is_step(call)]:
    execute(call)
steps = [call for call in calls if is_step(call)]
plain = [execute(call) for call in steps]
losses = [float(loss) for _, loss in plain]
all_traced = [traced(call) for call in steps]
kinds = {kind for spent, _ in all_traced for kind in spent}
least = {kind: min(spent[kind] for spent, _ in all_traced) for kind in kinds}
operations = [
    {"operation": kind, "count": all_traced[-1][1][kind], "milliseconds": least[kind]}
    for kind in sorted(kinds, key=lambda kind: -least[kind])
]
print(json.dumps({"version": f"TensorFlow {tf.__version__}", "milliseconds": [each for each, _ in plain], "losses": losses, "operations": operations}))
