import { type Manifest, type Predicted, predictedIn } from '@seedbed/core';
import { count } from '@seedbed/core/words';
import type { Terminal } from '../progress/terminal.js';
import type { Experiment } from '../workspace/experiment.js';

/** Finished runs that a metric compares, and whose predictions are not there. */
export const withoutPredictions = (
  { loaded }: Experiment,
  manifests: readonly Manifest[],
  predicted: Predicted,
): Manifest[] =>
  manifests.filter((manifest) => loaded.compared.has(manifest.configId) && manifest.measured && !predicted(manifest));

/** Says what cannot be compared, and the way out. @param place The file or store that holds the manifests. */
export function sayUnkept(
  asked: string,
  experiment: Experiment,
  manifests: readonly Manifest[],
  place: string,
  terminal: Terminal,
): void {
  const { length } = withoutPredictions(experiment, manifests, predictedIn(place));
  if (length === 0) return;
  const whose =
    length === manifests.length ? `all ${count(length, 'run')}` : `${length} of ${count(manifests.length, 'run')}`;
  terminal.say(`caution: the predictions of ${whose} are not kept, and a metric compares them: seedbed run ${asked} trains these again and keeps them; then seedbed record ${asked} puts them beside the spec`); // prettier-ignore
}
