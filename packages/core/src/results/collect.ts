import type { Manifest } from '../manifest/schema.js';
import { seal } from '../manifest/seal.js';
import { canonicalJson } from '../digest/canonical.js';
import { chooseContext, type Wanted } from './choose-context.js';
import { byContext, type ContextSummary, summariesOf, summaryWords } from './context.js';
import { type FileOf, oneAnswer } from './one-answer.js';
import type { PlannedRun } from '../plan/planned-run.js';

export interface Collected {
  /** At most one manifest a planned run, in the plan's order, all of one context. */
  readonly manifests: readonly Manifest[];
  readonly missing: readonly PlannedRun[];
  /** The context of these manifests; null where there are none. */
  readonly context: ContextSummary | null;
  /** The contexts of manifests that answer the plan too and were left aside, the latest first. */
  readonly aside: readonly ContextSummary[];
  /** What was left aside and why, in plain sentences. */
  readonly notes: readonly string[];
}

/**
 * Picks the manifests that answer a plan, all of one context: the one that is wanted, or the only one there is.
 * A run that is there twice with equal results counts once.
 * @param fileOf where a manifest was read from, for messages.
 * @throws SeedbedError SB_RESULTS_CONTEXTS (exit 2) where several contexts answer and nothing decides; SB_RESULTS_CONFLICT
 * (exit 1) where a run is there twice with different results.
 */
export function collect(
  plan: readonly PlannedRun[],
  manifests: readonly Manifest[],
  { fileOf, ...wanted }: Wanted & { readonly fileOf?: FileOf } = {},
): Collected {
  const labels = new Map(plan.map(({ configId, label }) => [configId, label]));
  const answering = manifests.filter((manifest) => labels.has(manifest.configId));
  const groups = byContext(answering);
  const contexts = summariesOf(groups);
  const context = chooseContext(contexts, wanted);
  const chosen = groups.get(context?.id ?? '')?.answers ?? new Map<string, readonly Manifest[]>();
  const one = ([configId, same]: [string, readonly Manifest[]]) =>
    [configId, oneAnswer(labels.get(configId)!, same, fileOf)] as const;
  const taken = new Map([...chosen].map(one));
  const found = plan.flatMap((run) => {
    const manifest = taken.get(run.configId);
    return manifest ? [named(manifest, run)] : [];
  });
  const repeated = [...chosen.values()].reduce((sum, same) => sum + same.length - 1, 0);
  const renamed = found.filter((manifest) => taken.get(manifest.configId) !== manifest).length;
  const counts = [
    [manifests.length - answering.length, 'manifests belong to other requests than this spec makes and were left aside'],
    [repeated, 'manifests repeat a run that another one answers with equal results; each run counts once'],
    [renamed, "manifests were recorded under other levels that ask for the same training"],
  ] as const; // prettier-ignore
  const aside = contexts.filter((each) => each !== context);
  return {
    manifests: found,
    missing: plan.filter((run) => !taken.has(run.configId)),
    context,
    aside,
    notes: [
      ...aside.map((each) => `Left aside, of another context: ${summaryWords(each)}.`),
      ...counts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}.`),
    ],
  };
}

/** The same training has other names in other specs, and in this one after a level was added. The plan's name counts. */
function named(manifest: Manifest, { stage, at }: PlannedRun): Manifest {
  const same = manifest.stage === stage && canonicalJson(manifest.at) === canonicalJson(at);
  return same ? manifest : seal({ ...manifest, stage, at });
}
