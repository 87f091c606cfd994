import { type BackendIdentity, type Context, type DatasetIdentity, type DatasetPlugin, knownComponents, type Packages, packagesOf, type PlannedRun, type RunContext } from '@seedbed/core'; // prettier-ignore
import { numericsVersion } from '@seedbed/engine/numerics';

/** A data set of an experiment, with the plugin that opens it. */
export interface DataSet {
  /** As the spec calls it. Where levels change its options, several sets have one name. */
  readonly name: string;
  /** Names it by plugin and options: `setKeyOf(run.config.learn.data)`. */
  readonly key: string;
  /** The plugin as the spec names it: a short name, or that of an installed package. */
  readonly asked: string;
  readonly options: unknown;
  readonly plugin: DatasetPlugin;
}

/** Where original data lie: PATH, or NAME=PATH of one set among several. */
export interface GivenPlace {
  readonly name: string | null;
  /** Absolute. */
  readonly path: string;
}

/** The options of a command that concern the data: `--data`, `--skip-damaged`. */
export interface GivenData {
  readonly data?: readonly GivenPlace[];
  readonly skipDamaged?: boolean;
}

/** Where the original data of one set lie, and whether damaged examples are left out. */
export interface DataPlace {
  readonly data?: string;
  readonly skipDamaged?: boolean;
}

/** Where the data of each set lie, by the set's key. */
export type Places = ReadonlyMap<string, DataPlace>;

/** A set as this process opened it. */
export interface OpenedSet extends DataSet {
  /** What workers must find, too. */
  readonly identity: DatasetIdentity;
  readonly fingerprint: string;
  readonly notes: readonly string[];
  /** What to know before trusting a number that was measured on it. */
  readonly cautions: readonly string[];
  /** Bytes of the inputs of all its examples. */
  readonly bytes: number;
}

/** The sets that an experiment's runs learn from, by key. */
export type OpenedData = ReadonlyMap<string, OpenedSet>;

/** What computes: where, and in which version. */
export type Computing = Pick<RunContext, 'backend' | 'numerics'>;

/** The engine on a backend. */
export const byEngine = (backend: BackendIdentity): Computing => ({ backend, numerics: numericsVersion });

/** The context of runs on a set here, but for packages. */
export const setContext = (
  { fingerprint, plugin }: Pick<OpenedSet, 'fingerprint' | 'plugin'>,
  computing: Computing,
): Omit<RunContext, 'packages'> => ({
  fingerprint,
  pluginVersion: plugin.version,
  ...computing,
});

/** The context of a run on a set here. */
export const runContext = (
  run: PlannedRun,
  set: Pick<OpenedSet, 'fingerprint' | 'plugin'>,
  computing: Computing,
): RunContext => {
  const packages = packagesOf(run, knownComponents);
  return { ...setContext(set, computing), ...(packages && { packages }) };
};

/** The packages whose code decides what runs give. */
export function packagesHere(runs: readonly PlannedRun[]): Pick<Context, 'packages'> {
  const packages: Packages = Object.assign({}, ...runs.map((run) => packagesOf(run, knownComponents)));
  return Object.keys(packages).length > 0 ? { packages } : {};
}

/** The context of all runs of an experiment here. */
export const contextHere = (
  { runs }: { readonly runs: readonly PlannedRun[] },
  data: Context['data'],
  computing: Computing,
): Omit<Context, 'variables'> => ({
  data,
  ...computing,
  ...packagesHere(runs),
});

/** What the sets are made of, by key. */
export const identitiesOf = (data: OpenedData): Context['data'] =>
  Object.fromEntries(
    [...data.values()].map(({ key, fingerprint, plugin }) => [key, { fingerprint, version: plugin.version }]),
  );
