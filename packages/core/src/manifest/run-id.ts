import type { Packages } from '../components/packages/identity.js';
import { digestOf } from '../digest/canonical.js';
import type { PlannedRun } from '../plan/planned-run.js';
import type { BackendIdentity, Manifest } from './schema.js';

/** Everything beside the request itself that can change a run's numbers. */
export interface RunContext {
  /** Fingerprint of the data. */
  readonly fingerprint: string;
  /** Version of the plugin that made the pixels. */
  readonly pluginVersion: string;
  /** The engine's numerics version. */
  readonly numerics: number;
  readonly backend: BackendIdentity;
  /** Packages of others whose code decides its numbers; absent where there is none. */
  readonly packages?: Packages | undefined;
}

/** What is asked of a run: the training, and what is measured of it. */
export type Request = Pick<PlannedRun, 'config' | 'measure' | 'evaluations'>;

/** What is asked, without the names that a plan or a manifest has beside it. */
export const requestOf = ({ config, measure, evaluations }: Request): Request => ({ config, measure, evaluations });

/** Run id: equal ids are answered by one stored run. Neither host, path, commit nor order of the YAML is in it. */
export const runIdOf = (request: Request, context: RunContext): string => digestOf({ ...requestOf(request), context });

/** The context in which a stored run was made. */
export const recordedContext = ({ data, numerics, backend, code }: Manifest): RunContext => ({
  fingerprint: data.fingerprint,
  pluginVersion: data.version,
  numerics,
  backend,
  ...(code.packages && { packages: code.packages }),
});
