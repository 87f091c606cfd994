import { canonicalJson, digestOf } from '../digest/canonical.js';
import { variablesThatCount } from '../manifest/own-variables.js';
import type { Manifest } from '../manifest/schema.js';
import { recordedContext, type RunContext } from './run-id.js';

/** What runs must share to stand in one plot: data, numerics, backend and what of the environment chose how it computes. */
export interface Context extends RunContext {
  /** Variables that the manifest recorded and that could have changed numbers. */
  readonly variables: Readonly<Record<string, string>>;
}

/** Everything of a manifest but its request and its results that can change numbers. */
export const contextOf = (manifest: Manifest): Context => ({
  ...recordedContext(manifest),
  variables: variablesThatCount(manifest.backend, manifest.environment.variables),
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

/** The contexts of what `byContext` found, the latest first. */
export const summariesOf = (groups: ReadonlyMap<string, ReadonlyMap<string, readonly Manifest[]>>): ContextSummary[] =>
  [...groups].map(([id, answers]) => summaryOf(id, answers)).sort((a, b) => (a.to + a.id > b.to + b.id ? -1 : 1));

/** @param answers at least one manifest, all of one context, by the cell that they answer. */
function summaryOf(id: string, answers: ReadonlyMap<string, readonly Manifest[]>): ContextSummary {
  const manifests = [...answers.values()].flat();
  const context = contextOf(manifests[0] as Manifest);
  const ended = manifests.map((manifest) => manifest.cost.finishedAt).sort();
  return { id, context, runs: answers.size, from: ended[0] as string, to: ended.at(-1) as string };
}

/** By the contexts' ids: the manifests that answer each cell. */
export function byContext(manifests: readonly Manifest[]): Map<string, Map<string, Manifest[]>> {
  const groups = new Map<string, Map<string, Manifest[]>>();
  const ids = new Map<string, string>();
  for (const manifest of manifests) {
    const context = contextOf(manifest);
    const text = canonicalJson(context);
    const id = ids.get(text) ?? contextIdOf(context);
    ids.set(text, id);
    const answers = groups.get(id) ?? new Map<string, Manifest[]>();
    answers.set(manifest.cellId, [...(answers.get(manifest.cellId) ?? []), manifest]);
    groups.set(id, answers);
  }
  return groups;
}

/** "data 89994a16, tensorflow (tensorflow 2.21.0, AVX2), numerics 3": what a person tells contexts apart by. */
export function contextWords({ fingerprint, numerics, backend, ...more }: RunContext & Partial<Context>): string {
  const settings = Object.entries({ ...more.variables, ...backend.switches }).sort(([a], [b]) => (a < b ? -1 : 1));
  const details = [
    backend.library,
    ...(backend.isa === 'default' ? [] : [backend.isa]),
    ...(backend.threads === 1 ? [] : [`${backend.threads} threads`]),
    ...settings.map(([name, value]) => `${name}=${value}`),
  ];
  return `data ${fingerprint.slice(0, 8)}, ${backend.name} (${details.join(', ')}), numerics ${numerics}`;
}

/** The same with its id, its number of runs and its dates, for a list to choose from. */
export function summaryWords({ id, context, runs, from, to }: ContextSummary): string {
  const [first, last] = [minute(from), minute(to)];
  const when = first === last ? first : `${first} to ${last}`;
  return `${id.slice(0, 8)}: ${contextWords(context)}, ${runs} ${runs === 1 ? 'run' : 'runs'}, ${when} UTC`;
}

const minute = (time: string) => time.slice(0, 16).replace('T', ' ');
