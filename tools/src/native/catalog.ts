/** What a problem means and what can be done about it, one sentence each. docs/errors.md is made of these. */
interface Entry {
  readonly cause: string;
  readonly wayOut: string;
}

/** What can keep native TensorFlow from being provisioned. The codes are stable: scripts refer to them. */
const problems = {
  SB_NATIVE_PLATFORM: { cause: 'There is no TensorFlow library for this system.', wayOut: 'Use Linux with glibc or a Mac with Apple silicon, or train on WebAssembly.' }, // prettier-ignore
  SB_NATIVE_PACKAGE: { cause: 'npm left out an optional package.', wayOut: 'npm ci --include=optional.' },
  SB_NATIVE_DRIVER: { cause: "NVIDIA's driver is missing, too old, or finds no GPU.", wayOut: 'Install a newer driver, or use --backend webgpu.' }, // prettier-ignore
  SB_NATIVE_HEADERS: { cause: "The package with Node's headers is missing.", wayOut: 'npm ci.' },
  SB_NATIVE_CACHE: { cause: 'There is no cache folder, or it cannot be written to.', wayOut: 'Set SEEDBED_CACHE to a folder that can be written to.' }, // prettier-ignore
  SB_NATIVE_DISK: { cause: 'There is too little space.', wayOut: 'Free some, or set SEEDBED_CACHE to a folder on another disk.' }, // prettier-ignore
  SB_NATIVE_PYTHON: { cause: 'There is no Python 3.', wayOut: 'Install Python 3 with pip.' },
  SB_NATIVE_PIP: { cause: 'Python has no pip.', wayOut: 'Install pip.' },
  SB_NATIVE_NETWORK: { cause: 'The download cannot begin, or broke off.', wayOut: 'Run it again: it goes on where it stopped; PIP_INDEX_URL names a mirror.' }, // prettier-ignore
  SB_NATIVE_WHEEL: { cause: 'The package index does not have the library.', wayOut: 'Point PIP_INDEX_URL at an index that has it.' }, // prettier-ignore
  SB_NATIVE_CHECKSUM: { cause: 'What was downloaded is not what is pinned.', wayOut: 'Run it again; if it stays so, distrust the index.' }, // prettier-ignore
  SB_NATIVE_UNPACK: { cause: 'The library could not be unpacked.', wayOut: 'Free some space, and run it again.' },
  SB_NATIVE_COMPILER: { cause: 'There is no C++ compiler.', wayOut: 'Install one.' },
  SB_NATIVE_COMPILE: { cause: 'The binding did not compile.', wayOut: 'Read the log; a compiler for C++17 is needed, which $CXX can name.' }, // prettier-ignore
  SB_NATIVE_LINK: { cause: 'The library cannot be linked into node_modules.', wayOut: 'Make that folder writable.' },
  SB_NATIVE_SELF_TEST: { cause: 'The library loads and computes something wrong, or does not load.', wayOut: 'Do what the message says, or train on WebAssembly.' }, // prettier-ignore
} satisfies Readonly<Record<`SB_NATIVE_${string}`, Entry>>;

export type ProblemCode = keyof typeof problems;

/** @public docs/errors.md is generated from it. */
export const nativeProblems: Readonly<Record<ProblemCode, Entry>> = problems;
