"""Decodes a folder of JPEGs into one array with Pillow, and saves it. python pillow.py FOLDER PROCESSES: how many, as JSON."""
import json
import multiprocessing
import sys
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image


def decode(path):
    return np.asarray(Image.open(path).convert("RGB").resize((64, 64)))


if __name__ == "__main__":
    paths = sorted(Path(sys.argv[1]).rglob("*.JPEG"))
    with multiprocessing.Pool(int(sys.argv[2])) as pool:
        images = np.stack(pool.map(decode, paths, chunksize=100))
    with tempfile.TemporaryFile() as file:
        np.save(file, images)
    print(json.dumps({"images": len(paths)}))
