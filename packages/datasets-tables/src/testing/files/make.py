"""Writes the files beside it: one table and one set of pictures, as pandas, NumPy and pyarrow write them.

    pip install numpy pandas pyarrow pillow
    python make.py
"""

import io
import json
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from PIL import Image

here = Path(__file__).parent
random = np.random.default_rng(1)

rows = 60
table = pd.DataFrame(
    {
        "age": random.integers(18, 90, rows),
        "weight": np.round(random.normal(70, 12, rows), 2),
        "smoker": random.integers(0, 2, rows) == 1,
        "color": random.choice(["rot", "grün", "blau"], rows),
        "site": random.choice([f"s{number}" for number in range(7)], rows),
        "code": random.integers(2**40, 2**41, rows),
        "split": random.choice(["train", "val", "test"], rows, p=[0.6, 0.2, 0.2]),
        "outcome": random.choice(["yes", "no", "unknown"], rows),
        "price": random.normal(0, 1e6, rows),
    }
)
table.to_csv(here / "rows.csv", index=False)
table.to_csv(here / "rows.tsv", index=False, sep="\t")
table.to_json(here / "rows.jsonl", orient="records", lines=True, double_precision=15)
table.to_parquet(here / "rows.parquet", index=False, row_group_size=25, compression="zstd")

pictures = random.integers(0, 256, (30, 8, 8, 3), dtype=np.uint8)
labels = random.integers(0, 4, 30)
names = ["ant", "bee", "cat", "dog"]
train, test = slice(0, 20), slice(20, 30)
np.save(here / "pictures_train.npy", pictures[train])
np.save(here / "labels_train.npy", labels[train])
np.save(here / "pictures_test.npy", pictures[test])
np.save(here / "labels_test.npy", labels[test])
np.savez_compressed(
    here / "pictures.npz",
    x_train=pictures[train],
    y_train=labels[train],
    x_test=pictures[test],
    y_test=labels[test],
)

features = {"image": {"_type": "Image"}, "label": {"names": names, "_type": "ClassLabel"}}
metadata = {"huggingface": json.dumps({"info": {"features": features}})}
schema = pa.schema(
    {"image": pa.struct({"bytes": pa.binary(), "path": pa.string()}), "label": pa.int64()}, metadata=metadata
)


def encoded(picture):
    file = io.BytesIO()
    Image.fromarray(picture).save(file, "PNG")
    return {"bytes": file.getvalue(), "path": None}


def write(name, start, stop):
    data = {"image": [encoded(picture) for picture in pictures[start:stop]], "label": labels[start:stop]}
    pq.write_table(pa.table(data, schema=schema), here / name, row_group_size=7)


write("train-00000-of-00002.parquet", 0, 12)
write("train-00001-of-00002.parquet", 12, 20)
write("test-00000-of-00001.parquet", 20, 30)

unknown = {"image": [encoded(picture) for picture in pictures[:2]], "label": [None, None]}
pq.write_table(pa.table(unknown, schema=schema.remove_metadata()), here / "unlabelled.parquet")
