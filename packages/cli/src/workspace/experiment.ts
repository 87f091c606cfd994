import { readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import {
  cannotRead,
  choices,
  type Head,
  isAbsent,
  type LoadedExperiment,
  loadExperiment,
  type PlannedRun,
  resolvedFrom,
  resultsFile,
  SeedbedError,
  sha256,
} from '@seedbed/core';
import { registerNamed } from './components.js';
import type { DataSet } from './data-sets.js';
import { experimentNames, specPath } from './folders.js';
import { setsOf } from './sets.js';

/** A spec with everything that was looked up for it, before any data are. */
export interface Experiment {
  /** The experiment as it was read, its plan, its claims and figures. */
  readonly loaded: LoadedExperiment;
  readonly name: string;
  /** What the spec says of backends. */
  readonly backend: Head['backend'] & Pick<Head, 'precision'>;
  /** The program that trains its runs; undefined where the engine does. */
  readonly trainer: Head['trainer'];
  /** The data sets that its runs learn from. */
  readonly sets: readonly DataSet[];
  /** Packages whose components it names. */
  readonly packages: readonly string[];
  /** Upstream runs before those that need them. */
  readonly runs: readonly PlannedRun[];
  /** The folder of the spec: reference results and the report lie there. */
  readonly folder: string;
  /** The file of its reference results, there or not. */
  readonly results: string;
}

/** Beside the results of a spec that extends one of another folder: all that it says, so that the folder is enough. */
export const resolvedFile = 'resolved.yaml';

/** Reads a spec and plans its runs; no data are needed. @throws SeedbedError with the line that is wrong. */
export function openExperiment(asked: string): Experiment {
  const path = specPath(asked);
  if (!isFile(path)) {
    throw new SeedbedError('SB_SPEC_NOT_FOUND', `there is no spec "${asked}"`, {
      hint: `give the path of an experiment.yaml, its folder, or a name in experiments/: ${choices(asked, experimentNames())}`,
    });
  }
  const folder = dirname(resolve(path));
  const { loaded, packages } = load(path, folder);
  const { experiment, plan } = loaded;
  return {
    loaded,
    packages,
    name: experiment.head.name,
    backend: { ...experiment.head.backend, precision: experiment.head.precision },
    trainer: experiment.head.trainer,
    sets: setsOf(loaded, folder),
    runs: plan.runs,
    folder,
    results: join(folder, resultsFile),
  };
}

/** Reads a spec; where what it extends is not here, the resolved form that `seedbed record` left beside it. */
function load(path: string, folder: string): Pick<Experiment, 'loaded' | 'packages'> {
  const withPackages = (file: string) => {
    const packages = registerNamed(file, folder);
    return { packages, loaded: loadExperiment(file) };
  };
  try {
    return withPackages(path);
  } catch (error) {
    const kept = join(folder, resolvedFile);
    const isMissing = error instanceof SeedbedError && error.code === 'SB_SPEC_NOT_FOUND';
    if (!isMissing || resolvedOf(kept) !== sha256(readFileSync(path, 'utf8'))) throw error;
    return withPackages(kept);
  }
}

/** Digest of the spec's own file of which this one is the resolved form; null where it is none, or not there. */
function resolvedOf(path: string): string | null {
  try {
    return resolvedFrom(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

/** @throws SeedbedError SB_FILE_UNREADABLE where that cannot be known. */
function isFile(path: string): boolean {
  try {
    return !statSync(path).isDirectory();
  } catch (cause) {
    if (isAbsent(cause)) return false;
    throw cannotRead(path, cause);
  }
}
