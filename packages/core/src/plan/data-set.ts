import { canonicalJson } from '../digest/canonical.js';
import type { PlannedRun } from './planned-run.js';
import type { LearnConfig } from './run-config.js';

/** A data set as a run asks for it. */
export type SetRequest = Pick<LearnConfig['data'], 'plugin' | 'options'>;

/** Which data a set is made of. */
export interface SetIdentity {
  readonly fingerprint: string;
  /** Version of the plugin that made the examples. */
  readonly version: string;
}

/** Names a set by its plugin and options: sets of one key are the same set, whatever specs call them. */
export function setKeyOf({ plugin, options }: SetRequest): string {
  return options === undefined || Object.keys(options).length === 0 ? plugin : `${plugin} ${canonicalJson(options)}`;
}

/** A data set of an experiment. */
export interface NamedSet extends SetRequest {
  /** As the spec calls it. */
  readonly name: string;
  readonly key: string;
}

/** Every set that runs learn from, once for each name, in the order of the runs. */
export function dataSetsOf(runs: readonly PlannedRun[]): NamedSet[] {
  const sets = runs.map(({ set, config }): [string, NamedSet] => {
    const { plugin, options } = config.learn.data;
    const key = setKeyOf({ plugin, options });
    return [`${set} ${key}`, { name: set, key, plugin, ...(options && { options }) }];
  });
  return [...new Map(sets).values()];
}
