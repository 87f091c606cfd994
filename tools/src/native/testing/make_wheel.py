"""Makes a tiny wheel that is to pip and the stages what TensorFlow's, or a part of CUDA's, is.

usage: make_wheel.py FILE LIBRARY_FOLDER
       make_wheel.py FILE LIBRARY_FOLDER PROJECT VERSION TAG MEMBER      the wheel of another project with one library
"""

import os
import sys
import zipfile

METADATA = "Metadata-Version: 2.1\nName: tensorflow-cpu\nVersion: 2.21.0\n"
WHEEL = "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: false\nTag: cp311-cp311-manylinux_2_27_x86_64\n"
HEADER = 'extern "C" const char* TF_Version();\n'

path, libraries, *part = sys.argv[1:]
if part:
    project, version, tag, member = part
    info = "%s-%s.dist-info/" % (project.replace("-", "_"), version)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as wheel:
        wheel.write(os.path.join(libraries, os.path.basename(member)), member)
        wheel.writestr(member + ".txt", "not a library")
        wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\nName: %s\nVersion: %s\n" % (project, version))
        wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: false\nTag: %s\n" % tag)
        wheel.writestr(info + "RECORD", "")
    sys.exit()
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
