"""Opens an exported MLflow file store with MLflow itself and reads it through its client.

    python3 -m venv venv && venv/bin/pip install mlflow
    venv/bin/python tools/scripts/check-exports/mlflow_store.py EXPORT

MLflow 3 opens file stores only when it is told that one is wanted; `mlflow migrate-filestore` moves them to a database.
"""

import os
import sys

os.environ["MLFLOW_ALLOW_FILE_STORE"] = "true"
os.chdir(sys.argv[1])

from mlflow.tracking import MlflowClient  # noqa: E402

client = MlflowClient(tracking_uri="file:" + os.path.abspath("mlruns"))
(experiment,) = client.search_experiments()
runs = client.search_runs([experiment.experiment_id], max_results=50000)
print(f"{experiment.name}: {len(runs)} runs")
for run in runs:
    id = run.info.run_id
    assert run.data.params["replicate"].isdigit() and run.data.tags["seedbed.run"].startswith(id)
    # Nothing is measured of a run from which only others start.
    measured = "test_accuracy" in run.data.metrics
    assert not measured or client.get_metric_history(id, "train_step_loss"), run.info.run_name
    assert [file.path for file in client.list_artifacts(id)] == ["manifest.json"], run.info.run_name
best = client.search_runs([experiment.experiment_id], "metrics.test_accuracy >= 0", order_by=["metrics.test_accuracy DESC"])[0]
print(f"best: {best.info.run_name}, test accuracy {best.data.metrics['test_accuracy']} %")
