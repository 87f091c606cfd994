import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileNameOf, type Pin } from '../wheels';

export interface FakeWheel {
  /** Folder for pip's --find-links. */
  readonly index: string;
  readonly file: string;
  readonly pin: Pin;
}

/** The real interpreter, past the shims of version managers. */
export const realPython = (): string =>
  execFileSync('python3', ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' }).trim();

/** Builds a 3 MB wheel with two real shared libraries in it. */
export function fakeWheel(folder: string, python: string): FakeWheel {
  const index = join(folder, 'index');
  mkdirSync(index, { recursive: true });
  const source = join(folder, 'library.cc');
  for (const [name, body] of [
    ['libtensorflow_cc.so.2', 'extern "C" const char* TF_Version() { return "2.21.0"; }'],
    ['libtensorflow_framework.so.2', ''],
  ] as const) {
    writeFileSync(source, body);
    execFileSync('c++', ['-shared', '-fPIC', source, `-Wl,-soname,${name}`, '-o', join(folder, name)]);
  }
  const file = join(index, 'tensorflow_cpu-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl');
  execFileSync(python, [join(__dirname, 'make_wheel.py'), file, folder]);
  const bytes = readFileSync(file);
  const pin: Pin = {
    project: 'tensorflow-cpu',
    version: '2.21.0',
    python: '3.11',
    platform: 'manylinux_2_27_x86_64',
    sha256: createHash('sha256').update(bytes).digest('hex'),
    bytes: bytes.length,
    tested: true,
  };
  return { index, file, pin };
}

/** Small wheels of two parts of CUDA, in the same folder as TensorFlow's. */
export function fakeCuda({ index }: FakeWheel, folder: string, python: string): Pin[] {
  return [
    ['nvidia-cublas-cu12', '12.9.0', 'nvidia/cublas/lib/libcublas.so.12'],
    ['nvidia-cusolver-cu12', '11.7.0', 'nvidia/cusolver/lib/libcusolver.so.11'],
  ].map(([project, version, member]) => {
    const pin = { project: project!, version: version!, python: '3.11', tag: 'py3-none', tested: true } as const;
    const platform = 'manylinux_2_27_x86_64';
    const file = join(index, fileNameOf({ ...pin, platform, sha256: '', bytes: 0 }));
    const library = join(folder, basename(member!));
    writeFileSync(join(folder, 'library.cc'), '');
    execFileSync('c++', ['-shared', '-fPIC', join(folder, 'library.cc'), '-o', library]);
    const words = [project!, version!, `py3-none-${platform}`, member!];
    execFileSync(python, [join(__dirname, 'make_wheel.py'), file, folder, ...words]);
    const bytes = readFileSync(file);
    return { ...pin, platform, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
  });
}
