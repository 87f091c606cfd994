import { environmentLacks, runsFailed, wrongRequest } from './entry.js';

/** The engine, and the backends below it. */
export const backendErrors = {
  SB_ENGINE_COMPONENT: wrongRequest('The engine cannot run a component of the spec yet.', 'Take what the message offers instead, or leave these runs out with --filter.'), // prettier-ignore
  SB_BACKEND_UNKNOWN: wrongRequest(
    'No backend has this name.',
    'Take one that seedbed doctor shows, or install its package.',
  ),
  SB_BACKEND_NOT_ALLOWED: wrongRequest(
    'The spec does not allow this backend.',
    'Take one that it allows, or change backend.allow.',
  ),
  SB_BACKEND_REQUIRES: wrongRequest(
    'The backend does not promise what the spec requires.',
    'Take one that does; the message lists them.',
  ),
  SB_BACKEND_PRECISION: wrongRequest(
    'The backend does not compute in the precision of the spec.',
    'Take one that does, or leave precision out for float32.',
  ),
  SB_BACKEND_INVALID: wrongRequest(
    'A package is no backend.',
    'Export a BackendProvider, and declare it in package.json: docs/backends.md.',
  ),
  SB_BACKEND_CONTRACT: wrongRequest(
    'A backend was made for another version of Seedbed.',
    'Install versions that fit each other.',
  ),
  SB_BACKEND_LOAD: wrongRequest('The package of a backend cannot be loaded.', 'Build it, and install what it needs.'),
  SB_BACKEND_MISSING: environmentLacks('A backend lacks something that this machine does not have.', 'seedbed doctor says what, and the command that installs it.'), // prettier-ignore
  SB_BACKEND_GPU: environmentLacks(
    'TensorFlow finds no GPU that it can use.',
    'Train with --backend tensorflow, or look at the driver.',
  ),
  SB_BACKEND_ISA: environmentLacks(
    'The processor lacks the instruction set that the spec pins.',
    'Use --backend wasm, which needs no pin.',
  ),
  SB_BACKEND_KERNEL: environmentLacks('A backend cannot compute an operation.', 'Use another one.'),
  SB_BACKEND_WRONG: environmentLacks('A backend computes something else than it should on a case with a known answer.', 'Use another one: what this one trains is not the experiment.'), // prettier-ignore
  SB_BACKEND_LOST: runsFailed(
    'The GPU, or its driver, was lost in a run.',
    'Start again; fewer --jobs need less of its memory.',
  ),
  SB_SPILL: environmentLacks('The feature cache cannot be written to the folder for temporary files.', 'Free some space there, or name another folder in TMPDIR.'), // prettier-ignore
};
