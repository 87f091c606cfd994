"""Makes a tiny wheel that is to pip and the stages what TensorFlow's is. usage: make_wheel.py FILE LIBRARY_FOLDER"""

import os
import sys
import zipfile

METADATA = "Metadata-Version: 2.1\nName: tensorflow-cpu\nVersion: 2.21.0\n"
WHEEL = "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: false\nTag: cp311-cp311-manylinux_2_27_x86_64\n"
HEADER = 'extern "C" const char* TF_Version();\n'

path, libraries = sys.argv[1:]
info = "tensorflow_cpu-2.21.0.dist-info/"
with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as wheel:
    for name in ("libtensorflow_cc.so.2", "libtensorflow_framework.so.2"):
        wheel.write(os.path.join(libraries, name), "tensorflow/" + name)
    wheel.writestr("tensorflow/include/tensorflow/c/c_api.h", HEADER)
    wheel.writestr("tensorflow/include/unneeded/other.h", "")
    wheel.writestr("tensorflow/padding.bin", os.urandom(3 << 20))
    wheel.writestr(info + "METADATA", METADATA)
    wheel.writestr(info + "WHEEL", WHEEL)
    wheel.writestr(info + "RECORD", "")
