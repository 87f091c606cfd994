import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  engineGroups,
  isAbout,
  labelOf,
  type Manifest,
  predictedIn,
  predictionsText,
  readVerification,
  resolvedForm,
  resultLines,
  SeedbedError,
  verificationNow,
  writeVerification,
  writeWhole,
} from '@seedbed/core';
import { count } from '@seedbed/core/words';
import { verificationsOf } from '../../results/stale.js';
import { withoutPredictions } from '../../results/unkept.js';
import { type Experiment, resolvedFile } from '../../workspace/experiment.js';

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
    },
  );
}

/**
 * Specs of one folder share its file of results, and recording replaces what is there: what another spec recorded stays.
 * @throws SeedbedError SB_RECORD_OTHER_EXPERIMENT where no result there has this experiment's name and some answer none of
 * its runs.
 */
export function refuseOthersResults({ name, runs, results }: Experiment): void {
  const there = existsSync(results) ? readableResults(results) : [];
  const planned = new Set(runs.map(({ configId }) => configId));
  const [other, ...more] = there.filter(({ configId }) => !planned.has(configId));
  if (!other || there.some(({ experiment }) => experiment === name)) return;
  const message = `${results} holds ${count(more.length + 1, 'manifest')} of the experiment "${other.experiment}", which recording "${name}" would remove`;
  throw new SeedbedError('SB_RECORD_OTHER_EXPERIMENT', message, {
    hint: 'give this spec a folder of its own; or, if nobody needs those results any more, delete the file first',
  });
}

/** A line that cannot be read does not say whose it is. */
const readableResults = (results: string): Manifest[] =>
  resultLines(results).flatMap(({ manifest }) => (typeof manifest === 'string' ? [] : [manifest]));

/**
 * What is recorded of the predictions: the classes that runs gave the test examples, where a metric compares them.
 * @throws SeedbedError SB_RECORD_INCOMPLETE where the store has not kept them.
 */
export function predictionsToKeep(
  asked: string,
  experiment: Experiment,
  manifests: readonly Manifest[],
  store: string,
): string {
  const predicted = predictedIn(store);
  const lacking = withoutPredictions(experiment, manifests, predicted);
  if (lacking.length > 0) {
    const message = `the predictions of ${count(lacking.length, 'run')} are not in the store ${store}, and a metric compares them`;
    throw new SeedbedError('SB_RECORD_INCOMPLETE', message, { hint: `first: seedbed run ${asked}, which trains these again and keeps them` }); // prettier-ignore
  }
  return predictionsText(manifests.filter(({ configId }) => experiment.loaded.compared.has(configId)), predicted); // prettier-ignore
}

/** Where the spec takes something from outside its folder, its resolved form lies beside the results. */
export function keepResolvedForm({ loaded, folder }: Experiment): void {
  const path = join(folder, resolvedFile);
  // Nothing to resolve again where only the resolved form is here.
  if (loaded.experiment.path === path) return;
  const text = resolvedForm(loaded.experiment);
  if (text === null) rmSync(path, { force: true });
  else writeWhole(path, text);
}

/** What a store knows of these runs' verification belongs beside them. */
export function keepVerification({ name, results }: Experiment, answers: readonly Manifest[], store: string): void {
  const own = readVerification(store, name);
  if (own && isAbout(verificationNow(own, answers))) writeVerification(results, name, own);
}

/** A line where verification.json, as it lies beside the results, is no longer about what was recorded now. */
export function staleVerification(
  asked: string,
  { name, results }: Experiment,
  answers: readonly Manifest[],
): string[] {
  const verification = readVerification(results, name);
  const now = verification && verificationNow(verification, answers);
  if (!now || now.changed.length === 0) return [];
  const [only, second] = now.changed;
  return [
    `${count(now.changed.length, 'run')} of verification.json changed since ${only && !second ? 'it was' : 'they were'} executed again: seedbed verify ${asked} --record makes the record new`,
  ];
}
