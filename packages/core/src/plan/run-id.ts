import { digestOf } from '../digest/canonical.js';
import type { BackendIdentity, Manifest } from '../manifest/schema.js';
import type { CellSpec } from './cell.js';

/** Everything beside the request itself that can change a run's numbers. */
export interface RunContext {
  /** Fingerprint of the data. */
  readonly fingerprint: string;
  /** Version of the plugin that made the pixels. */
  readonly pluginVersion: string;
  /** The engine's numerics version. */
  readonly numerics: number;
  readonly backend: BackendIdentity;
}

/** Run id: equal ids are answered by one stored run. Neither host, path, commit nor order of the YAML is in it. */
export function runIdOf(cell: CellSpec, context: RunContext): string {
  return digestOf({ cell, context });
}

/** The context in which a stored run was made. */
export const recordedContext = ({ data, numerics, backend }: Manifest): RunContext => ({
  fingerprint: data.fingerprint,
  pluginVersion: data.version,
  numerics,
  backend,
});
