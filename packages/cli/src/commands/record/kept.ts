import { existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  engineGroups,
  exitCodes,
  isAbout,
  type Manifest,
  readManifest,
  readVerification,
  resolvedForm,
  resultFiles,
  SeedbedError,
  verificationNow,
  writeVerification,
  labelOf,
  writeWhole,
} from '@seedbed/core';
import { count } from '../../progress/words.js';
import type { Experiment } from '../../workspace/experiment.js';
import { verificationsOf } from '../../results/stale.js';

/** Runs named of each group but the largest. */
const named = 5;

/**
 * Runs of several engines are one result only after a verification showed that these give the same numbers.
 * @throws SeedbedError SB_RECORD_ENGINES (exit 1) with the engines and the runs of each.
 */
export function refuseMixedEngines(
  asked: string,
  experiment: Experiment,
  answers: readonly Manifest[],
  store: string,
): void {
  // prettier-ignore
  const groups = engineGroups(answers, verificationsOf(experiment, store));
  if (groups.length < 2) return;
  const parts = groups.map(({ engine, manifests }, index) => {
    const names = manifests.slice(0, named).map(labelOf);
    if (manifests.length > named) names.push('…');
    return `${engine?.slice(0, 12) ?? 'not named'} (${count(manifests.length, 'run')}${index > 0 ? `: ${names.join(', ')}` : ''})`;
  });
  throw new SeedbedError(
    'SB_RECORD_ENGINES',
    `the runs were made by ${groups.length} different engine sources: ${parts.join('; ')}`,
    {
      // prettier-ignore
      hint:
      `seedbed verify ${asked} --results ${store} --all --record shows whether they give the same numbers; then record again. ` +
      `Or train all of them with these sources: seedbed run ${asked} --store with a new folder`,
      exitCode: exitCodes.checkFailed,
    },
  );
}

/**
 * Specs of one folder share its folder of results, and recording replaces what is there: what another spec recorded stays.
 * @throws SeedbedError SB_RECORD_OTHER_EXPERIMENT where no result there has this experiment's name and some answer none of
 * its runs.
 */
export function refuseOthersResults({ parsed: { spec }, runs }: Experiment, results: string): void {
  const there = existsSync(results) ? wholeResults(results) : [];
  const planned = new Set(runs.map(({ cellId }) => cellId));
  const others = there.filter(({ cellId }) => !planned.has(cellId));
  if (others.length === 0 || there.some(({ experiment }) => experiment === spec.name)) return;
  const message = `${results} holds ${count(others.length, 'manifest')} of the experiment "${others[0]!.experiment}", which recording "${spec.name}" would remove`;
  throw new SeedbedError('SB_RECORD_OTHER_EXPERIMENT', message, {
    hint: 'give this spec a folder of its own; or, if nobody needs those results any more, delete them first',
  });
}

/** What cannot be read says nothing of whose it is. */
const wholeResults = (results: string): Manifest[] =>
  resultFiles(results)
    .filter((file) => file.endsWith('.json'))
    .flatMap((file) => {
      try {
        return readManifest(join(results, file));
      } catch {
        return [];
      }
    });

/** Where the spec takes something from outside its folder, its resolved form lies among the results. */
export function keepResolvedForm({ parsed, folder }: Experiment, results: string): void {
  const path = join(results, 'experiment.yaml');
  // Nothing to resolve again where only the resolved form is here.
  if (dirname(parsed.path) !== folder || parsed.path === path) return;
  const text = resolvedForm(parsed);
  if (text === null) rmSync(path, { force: true });
  else writeWhole(path, text);
}

/** What a store knows of these runs' verification belongs beside them. */
export function keepVerification(
  experiment: Experiment,
  answers: readonly Manifest[],
  store: string,
  results: string,
): void {
  // prettier-ignore
  const { name } = experiment.parsed.spec;
  const own = readVerification(store, name);
  if (own && isAbout(verificationNow(own, answers))) writeVerification(results, name, own);
}

/** A line where verification.json, as it lies beside the results, is no longer about what was recorded now. */
export function staleVerification(
  asked: string,
  experiment: Experiment,
  answers: readonly Manifest[],
  results: string,
): string[] {
  // prettier-ignore
  const verification = readVerification(results, experiment.parsed.spec.name);
  const now = verification && verificationNow(verification, answers);
  if (!now || now.changed.length === 0) return [];
  return [
    `${count(now.changed.length, 'run')} of verification.json ${now.changed.length === 1 ? 'is another one' : 'are others'} now: seedbed verify ${asked} --record makes it new`,
  ];
}
