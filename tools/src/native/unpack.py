"""Takes from a wheel of TensorFlow or CUDA what tfjs-node's binding needs, and prints `P <done> <total>` (bytes) as it goes.

usage: unpack.py WHEEL FOLDER
FOLDER gets `lib/` (the shared libraries) and, from TensorFlow, `include/` (the headers of the C interface and those they
include).
The zipfile module checks every member's CRC as it reads.
"""

import os
import re
import sys
import zipfile

LIBRARY = re.compile(r"tensorflow/(libtensorflow_(?:cc|framework)\.(?:so\.\d+|\d+\.dylib))")
HEADER = re.compile(r"tensorflow/include/((?:tensorflow/c|tensorflow/core/platform|tsl|xla/tsl)/[\w./+-]+\.h)")
CUDA = re.compile(r"nvidia/\w+/lib/(lib[\w.+-]+\.so(?:\.\d+)*)")
CHUNK = 1 << 20


def place(name):
    """Where a member goes, or None where it is not needed."""
    library = LIBRARY.fullmatch(name)
    if library:
        return "lib/" + library.group(1)
    part = CUDA.fullmatch(name)
    if part:
        return "lib/" + part.group(1)
    header = HEADER.fullmatch(name)
    if header and ".." not in name:
        return "include/" + header.group(1)
    return None


def main(wheel, folder):
    with zipfile.ZipFile(wheel) as archive:
        wanted = [(info, place(info.filename)) for info in archive.infolist()]
        wanted = [(info, target) for info, target in wanted if target]
        libraries = sum(target.startswith("lib/") for _, target in wanted)
        tensorflow = any(info.filename.startswith("tensorflow/") for info, _ in wanted)
        if libraries == 0 or (tensorflow and libraries != 2):
            sys.exit("the wheel does not hold the libraries")
        total = sum(info.file_size for info, _ in wanted)
        done = 0
        for info, target in wanted:
            path = os.path.join(folder, target)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with archive.open(info) as data, open(path, "wb") as out:
                for chunk in iter(lambda: data.read(CHUNK), b""):
                    out.write(chunk)
                    done += len(chunk)
                    if target.startswith("lib/"):
                        sys.stdout.write("P %d %d\n" % (done, total))
                        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
