import { parseArgs } from 'node:util';

export interface Options {
  readonly gpu: boolean;
  readonly anyMachine: boolean;
  readonly strict: boolean;
  readonly json: boolean;
  readonly force: boolean;
  readonly clean: boolean;
  readonly debug: boolean;
  readonly help: boolean;
}

const flag = { type: 'boolean', default: false } as const;

/** Reads the command line. Throws with a message for the user where it makes no sense. */
export function readOptions(args: readonly string[]): Options {
  const switches = { strict: flag, json: flag, force: flag, clean: flag, debug: flag, help: { ...flag, short: 'h' } };
  const options = { gpu: flag, 'any-machine': flag, ...switches } as const;
  const { values } = parseArgs({ args: [...args], options, allowPositionals: false });
  const { 'any-machine': anyMachine, ...others } = values;
  return { ...others, anyMachine };
}

export const helpText = `Puts @tensorflow/tfjs-node on today's TensorFlow, taken from the official Python wheel.
Where something for it is missing, it says what; training then goes on with WebAssembly.

usage: nx run tools:native [-- OPTIONS]

  --gpu      with CUDA 12 and cuDNN 9 for NVIDIA's GPUs, for --backend tensorflow-gpu: 2.9 GB to download, 4.7 GB of disk
  --any-machine   with --gpu: also where there is no GPU, such as the login node of a cluster
  --strict   exit with 4, not 0, where TensorFlow cannot be had
  --json     print one JSON document: status (ready, provisioned, unavailable), code, reason, cache, tensorflow, seconds
  --force    build anew, whatever the cache holds
  --clean    remove the cached builds and the link into them
  --debug    show stack traces
  --help     this text

examples:
  nx run tools:native                          once after npm ci; takes about a minute, later nothing
  nx run tools:native -- --gpu                 on a machine with an NVIDIA GPU
  nx run tools:native -- --strict --json       in CI
  SEEDBED_CACHE=/scratch/me nx run tools:native
  PIP_INDEX_URL=https://pypi.example/simple nx run tools:native     with a mirror of the package index
  CXX=clang++ nx run tools:native -- --force   with another compiler

environment: SEEDBED_CACHE, XDG_CACHE_HOME (where builds are kept), CXX, PYTHON, and pip's own settings
exit codes:  0 done, or unavailable without --strict; 2 wrong option; 4 unavailable with --strict; 130 interrupted
`;
