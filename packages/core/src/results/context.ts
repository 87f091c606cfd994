import type { Packages } from '../components/packages/identity.js';
import { canonicalJson, digestOf } from '../digest/canonical.js';
import { variablesThatCount } from '../manifest/own-variables.js';
import type { BackendIdentity, Manifest } from '../manifest/schema.js';
import { type SetIdentity, setKeyOf } from '../plan/data-set.js';
import { setWords } from '../plan/set-words.js';
import { groupBy } from '../group-by.js';
import { isProgram } from '../trainer/identity.js';
import { combinations } from '../spec/combinations.js';
import { list } from '../words.js';

/** What runs must share to be in one plot: data, numerics, backend and what of the environment chose how it computes. */
export interface Context {
  /** Every data set, by its key. */
  readonly data: Readonly<Record<string, SetIdentity>>;
  /** The engine's numerics version. */
  readonly numerics: number;
  readonly backend: BackendIdentity;
  /** Variables that the manifest recorded and that could have changed numbers. */
  readonly variables: Readonly<Record<string, string>>;
  /** Packages of others whose components computed a part; absent where there is none. */
  readonly packages?: Packages | undefined;
}

const machineOf = ({ numerics, backend, environment }: Manifest): Omit<Context, 'data' | 'packages'> => ({
  ...{ numerics, backend },
  variables: variablesThatCount(backend, environment.variables),
});

const keyOf = ({ config }: Manifest) => setKeyOf(config.learn.data);
const identityOf = ({ data }: Manifest): SetIdentity => ({ fingerprint: data.fingerprint, version: data.version });
const withPackages = (packages: Packages): Pick<Context, 'packages'> => (Object.keys(packages).length > 0 ? { packages } : {}); // prettier-ignore

/** Everything of a manifest but its request and its results that can change numbers. */
export const contextOf = (manifest: Manifest): Context => ({
  data: { [keyOf(manifest)]: identityOf(manifest) },
  ...machineOf(manifest),
  ...withPackages(manifest.code.packages ?? {}),
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
 * two contexts, also where the other sets are the same; and so does a package.
 */
export function byContext(manifests: readonly Manifest[]): Map<string, ContextGroup> {
  const groups = new Map<string, ContextGroup>();
  for (const same of groupBy(manifests, (manifest) => canonicalJson(machineOf(manifest))).values()) {
    const [sets, packages] = [versionsOf(same, setsIn), versionsOf(same, packagesIn)];
    for (const data of combinations(sets)) {
      for (const code of combinations(packages)) {
        const fits = (manifest: Manifest) => isOf(data, setsIn(manifest)) && isOf(code, packagesIn(manifest));
        const of = same.filter(fits);
        if (of.length === 0) continue;
        const context = { data: Object.fromEntries(data), ...machineOf(of[0] as Manifest), ...withPackages(Object.fromEntries(code)) }; // prettier-ignore
        groups.set(contextIdOf(context), { context, answers: answersOf(of) });
      }
    }
  }
  return groups;
}

/** By config. Where a metric of a package was added later, the runs that recorded it go before those that did not. */
function answersOf(manifests: readonly Manifest[]): Map<string, Manifest[]> {
  const count = (manifest: Manifest) => Object.keys(packagesIn(manifest)).length;
  const most = (all: readonly Manifest[]) => Math.max(...all.map(count));
  const all = [...groupBy(manifests, ({ configId }) => configId)];
  return new Map(all.map(([id, of]) => [id, of.filter((each) => count(each) === most(of))]));
}

const setsIn = (manifest: Manifest) => ({ [keyOf(manifest)]: identityOf(manifest) });
const packagesIn = ({ code }: Manifest): Packages => code.packages ?? {};

/** The versions of each thing that manifests name. */
function versionsOf<T>(manifests: readonly Manifest[], of: (manifest: Manifest) => Readonly<Record<string, T>>) {
  const named = groupBy(manifests.flatMap((manifest) => Object.entries(of(manifest))), ([name]) => name); // prettier-ignore
  const different = (all: readonly [string, T][]) => [...groupBy(all, ([, each]) => canonicalJson(each)).values()].map(([first]) => (first as [string, T])[1]); // prettier-ignore
  return new Map([...named].map(([name, all]) => [name, different(all)] as const));
}

const isOf = <T>(chosen: ReadonlyMap<string, T>, named: Readonly<Record<string, T>>): boolean =>
  Object.entries(named).every(([name, each]) => canonicalJson(chosen.get(name)) === canonicalJson(each));

/** "data 89994a16, tensorflow (tensorflow 2.21.0, AVX2), numerics 3": what a person tells contexts apart by. */
export function contextWords(context: Omit<Context, 'variables'> & Partial<Context>): string {
  const { data, numerics, backend, variables, packages = {} } = context;
  const settings = Object.entries({ ...variables, ...backend.switches }).sort(([a], [b]) => (a < b ? -1 : 1));
  const details = [
    backend.library,
    ...(backend.isa === 'default' ? [] : [backend.isa]),
    ...(backend.precision === undefined ? [] : [backend.precision]),
    ...(backend.threads === 1 ? [] : [`${backend.threads} threads`]),
    ...settings.map(([name, value]) => `${name}=${value}`),
  ];
  const others = Object.entries(packages).map(([name, { version, digest }]) => `, ${name} ${version} (${digest.slice(0, 8)})`); // prettier-ignore
  return `data ${dataWords(data)}, ${backend.name} (${details.join(', ')}), ${isProgram(backend) ? 'version' : 'numerics'} ${numerics}${others.join('')}`;
}

/** "89994a16"; of several sets "fashionmnist with fingerprint 89994a16 and miniplaces (size 32) with fingerprint …". */
export function dataWords(data: Context['data']): string {
  const sets = Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1));
  const short = ({ fingerprint }: SetIdentity) => fingerprint.slice(0, 8);
  if (sets.length === 1) return sets.map(([, set]) => short(set)).join('');
  return list(sets.map(([key, set]) => `${setWords(key)} with fingerprint ${short(set)}`));
}

/** The same with its id, its number of runs and its dates, for a list to choose from. */
export function summaryWords({ id, context, runs, from, to }: ContextSummary): string {
  const [first, last] = [minute(from), minute(to)];
  const when = first === last ? first : `${first} to ${last}`;
  return `${id.slice(0, 8)}: ${contextWords(context)}, ${runs} ${runs === 1 ? 'run' : 'runs'}, ${when} UTC`;
}

const minute = (time: string) => time.slice(0, 16).replace('T', ' ');
