import {
  changeWords,
  isAbout,
  labelOf,
  type Manifest,
  readVerification,
  type Staleness,
  stalenessOf,
  type Verification,
  type VerificationNow,
  verificationNow,
} from '@seedbed/core';
import { count } from '@seedbed/core/words';
import { numericsVersion } from '@seedbed/engine/numerics';
import type { Terminal } from '../progress/terminal.js';
import { presentDigest } from '../trainers/program/sources.js';
import type { Experiment } from '../workspace/experiment.js';
import { programOf } from '../workspace/program.js';
import { engineDigest } from '../workspace/engine-sources.js';

/** The records of verifications that say something of an experiment's runs: of the reference results, and of these. */
export function verificationsOf(experiment: Experiment, results?: string): Verification[] {
  const places = new Set([experiment.results, ...(results === undefined ? [] : [results])]);
  return [...places].flatMap((place) => readVerification(place, experiment.name) ?? []);
}

/** The digest of the sources that would make such a run now; null where they are not here. */
export type SourcesNow = (run: Pick<Manifest, 'backend' | 'trainer'>) => string | null;

/** The sources of an experiment's runs, each looked at once. */
export function sourcesNow(experiment: Experiment): SourcesNow {
  const known = new Map<string, string | null>();
  const folder = experiment.trainer ? programFolder(experiment) : '';
  return ({ backend, trainer }) => {
    const files = trainer && Object.keys(trainer.files);
    const maker = (files ?? [backend.name]).join('\0');
    if (!known.has(maker)) known.set(maker, files ? presentDigest(files, folder) : engineDigest(backend.name));
    return known.get(maker) as string | null;
  };
}

/**
 * Says which runs changed since they were executed again, and in a line how many of the runs that answer were made by
 * other sources than these, whether that matters, and how to try them.
 * @param results the file or store that holds them.
 * @param isRun whether these are the runs of the store that `run` uses: then it is said how to execute them again.
 */
export function sayWhatIsStale(
  spec: string,
  experiment: Experiment,
  manifests: readonly Manifest[],
  terminal: Terminal,
  results: string,
  isRun = false,
): void {
  if (manifests.length === 0) return;
  const own = readVerification(results, experiment.name);
  for (const line of own ? changedLines(spec, verificationNow(own, manifests)) : []) terminal.say(line);
  const present = { engine: sourcesNow(experiment), numerics: numericsVersion };
  const staleness = stalenessOf(manifests, present, verificationsOf(experiment, results));
  const sources = manifests.some(({ trainer }) => trainer) ? 'other sources of the program' : 'other engine sources';
  const line = staleLine(spec, staleness, manifests.length, { sources, isRun });
  if (line !== null) terminal.say(line);
}

/** Where a program's files lie; the spec's own folder where its package is not installed. */
function programFolder(experiment: Experiment): string {
  try {
    return programOf(experiment)?.folder ?? experiment.folder;
  } catch {
    return experiment.folder;
  }
}

/** @returns a line for each run that is no longer what was executed again. */
export function changedLines(spec: string, now: VerificationNow): string[] {
  if (!isAbout(now)) return [];
  return now.changed.map(({ manifest, what }) => {
    const label = labelOf(manifest);
    return `${label}: changed since it was executed again: ${changeWords[what]}; seedbed verify ${spec} --filter "${label}" executes it once more`;
  });
}

interface Said {
  /** What they were made by. */
  readonly sources?: string;
  /** Whether `run` can execute them again. */
  readonly isRun?: boolean;
}

/** @param total how many runs answer. @returns null where none can be stale. */
export function staleLine(
  spec: string,
  { untried, equal, differing }: Staleness,
  total: number,
  { sources = 'other engine sources', isRun = false }: Said = {},
): string | null {
  const offer = `seedbed verify ${spec} --sample 5`;
  const again = isRun ? `; seedbed run ${spec} --again trains them again` : '';
  if (differing.length > 0)
    return `stale: ${count(differing.length, 'stored run')} of ${total} came out otherwise with the sources here; ${offer} shows it${again}`;
  if (untried.length === 0) return null;
  const others = untried.length + equal;
  const made = `${others} of ${count(total, 'stored run')} ${others === 1 ? 'was' : 'were'} made by ${sources} than those here`;
  if (equal > 0)
    return `${made}; ${equal} of them ${equal === 1 ? 'was' : 'were'} executed again with those here and came out equal bit for bit: the others are expected to (${offer} tries more)${again}`;
  return `${made}, and none of them was executed again with those here: ${offer} shows whether the numbers are still the same${again}`;
}
