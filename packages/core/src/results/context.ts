import { canonicalJson, digestOf } from '../digest/canonical.js';
import { variablesThatCount } from '../manifest/own-variables.js';
import type { BackendIdentity, Manifest } from '../manifest/schema.js';
import { type SetIdentity, setKeyOf } from '../plan/data-set.js';
import { combinations } from '../spec/combinations.js';

/** What runs must share to be in one plot: data, numerics, backend and what of the environment chose how it computes. */
export interface Context {
  /** Every data set, by its key. */
  readonly data: Readonly<Record<string, SetIdentity>>;
  /** The engine's numerics version. */
  readonly numerics: number;
  readonly backend: BackendIdentity;
  /** Variables that the manifest recorded and that could have changed numbers. */
  readonly variables: Readonly<Record<string, string>>;
}

const machineOf = ({ numerics, backend, environment }: Manifest): Omit<Context, 'data'> => ({
  ...{ numerics, backend },
  variables: variablesThatCount(backend, environment.variables),
});

const keyOf = ({ config }: Manifest) => setKeyOf(config.learn.data);
const identityOf = ({ data }: Manifest): SetIdentity => ({ fingerprint: data.fingerprint, version: data.version });

/** Everything of a manifest but its request and its results that can change numbers. */
export const contextOf = (manifest: Manifest): Context => ({
  data: { [keyOf(manifest)]: identityOf(manifest) },
  ...machineOf(manifest),
});

/** Runs of one context, as a list of contexts shows them. */
export interface ContextSummary {
  /** Digest of the context; a prefix of it chooses the context. */
  readonly id: string;
  readonly context: Context;
  /** How many runs of the plan it answers. */
  readonly runs: number;
  /** When the first and the last of them ended, UTC, ISO 8601. */
  readonly from: string;
  readonly to: string;
}

export const contextIdOf = (context: Context): string => digestOf(context);

/** Manifests of one context, by the config that they answer. */
export interface ContextGroup {
  readonly context: Context;
  readonly answers: ReadonlyMap<string, readonly Manifest[]>;
}

/** The contexts of what `byContext` found, the latest first. */
export const summariesOf = (groups: ReadonlyMap<string, ContextGroup>): ContextSummary[] =>
  [...groups].map(([id, group]) => summaryOf(id, group)).sort((a, b) => (a.to + a.id > b.to + b.id ? -1 : 1));

function summaryOf(id: string, { context, answers }: ContextGroup): ContextSummary {
  const ended = [...answers.values()].flat().map((manifest) => manifest.cost.finishedAt).sort(); // prettier-ignore
  return { id, context, runs: answers.size, from: ended[0] as string, to: ended.at(-1) as string };
}

/**
 * By the contexts' ids: the manifests that answer each config. A set of which there are results on two versions makes
 * two contexts, also where the other sets are the same.
 */
export function byContext(manifests: readonly Manifest[]): Map<string, ContextGroup> {
  const groups = new Map<string, ContextGroup>();
  for (const same of grouped(manifests, (manifest) => canonicalJson(machineOf(manifest))).values()) {
    const sets = grouped(same, keyOf);
    const versions = [...sets].map(([key, of]) => [key, [...grouped(of, (each) => canonicalJson(identityOf(each))).values()]] as const); // prettier-ignore
    for (const chosen of combinations(new Map(versions))) {
      const data = Object.fromEntries([...chosen].map(([key, of]) => [key, identityOf(of[0] as Manifest)]));
      const context = { data, ...machineOf(same[0] as Manifest) };
      const answers = grouped([...chosen.values()].flat(), ({ configId }) => configId);
      groups.set(contextIdOf(context), { context, answers });
    }
  }
  return groups;
}

function grouped<T>(items: readonly T[], keyOfItem: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOfItem(item));
    if (group) group.push(item);
    else groups.set(keyOfItem(item), [item]);
  }
  return groups;
}

/** "data 89994a16, tensorflow (tensorflow 2.21.0, AVX2), numerics 3": what a person tells contexts apart by. */
export function contextWords(context: Omit<Context, 'variables'> & Partial<Context>): string {
  const { data, numerics, backend, variables } = context;
  const settings = Object.entries({ ...variables, ...backend.switches }).sort(([a], [b]) => (a < b ? -1 : 1));
  const details = [
    backend.library,
    ...(backend.isa === 'default' ? [] : [backend.isa]),
    ...(backend.threads === 1 ? [] : [`${backend.threads} threads`]),
    ...settings.map(([name, value]) => `${name}=${value}`),
  ];
  return `data ${dataWords(data)}, ${backend.name} (${details.join(', ')}), numerics ${numerics}`;
}

/** "89994a16", of several sets "fashionmnist 89994a16, miniplaces 0c1d2e3f". */
export function dataWords(data: Context['data']): string {
  const sets = Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1));
  const short = ({ fingerprint }: SetIdentity) => fingerprint.slice(0, 8);
  return sets.map(([key, set]) => (sets.length === 1 ? short(set) : `${key} ${short(set)}`)).join(', ');
}

/** The same with its id, its number of runs and its dates, for a list to choose from. */
export function summaryWords({ id, context, runs, from, to }: ContextSummary): string {
  const [first, last] = [minute(from), minute(to)];
  const when = first === last ? first : `${first} to ${last}`;
  return `${id.slice(0, 8)}: ${contextWords(context)}, ${runs} ${runs === 1 ? 'run' : 'runs'}, ${when} UTC`;
}

const minute = (time: string) => time.slice(0, 16).replace('T', ' ');
