import { accuracyRows } from './accuracy.js';
import type { ReportModel } from './model.js';
import { count, list, points } from '../text/format.js';
import { shared } from './provenance.js';

/** The standard error, in points, that a test set of this size gives one network's accuracy. */
const testError = (accuracy: number, images: number) => Math.sqrt((accuracy * (1 - accuracy)) / images) * 100;

/** What a careful reader should hold against these results, as far as the manifests and the spec can tell. */
export function limitations(model: ReportModel): string[] {
  const { input, tally, replicates } = model;
  const cells = tally.counted.filter((run) => run.role === 'cell');
  const said: string[] = [];
  if (input.spec.citation)
    said.push(
      'This is a conceptual replication: another team, other artefacts, another scale. A verdict here is about this set-up and does not overrule the paper.',
    );
  said.push(
    `${count(replicates, 'replicate')} stand${replicates === 1 ? 's' : ''} behind every number. Intervals are t intervals over replicates and take their differences to be roughly normal; with few replicates they are wide and that assumption cannot be checked.`,
  );
  if (2 ** -replicates > 0.05)
    said.push(
      `An exact sign-flip test over ${count(replicates, 'replicate')} cannot give a p value below ${(2 ** -replicates).toFixed(3)}, whatever the data.`,
    );
  const errors = cells.map((run) => testError(run.test!.accuracy, run.test!.images));
  if (errors.length) {
    const [low, high] = [points(Math.min(...errors)), points(Math.max(...errors))];
    const test = list([...new Set(cells.map((run) => count(run.test!.images, 'image')))]);
    said.push(
      `A single network’s accuracy is measured on ${test}, which alone gives it a standard error of ${low === high ? low : `${low} to ${high}`} points.`,
    );
  }
  if (accuracyRows(input).some((row) => row.mean > 95))
    said.push(
      'Some cells are close to 100 %: near that ceiling a point is harder to gain, and differences are compressed.',
    );
  const libraries = shared(cells, (run) => run.backend.library).map(({ value }) => value);
  said.push(
    libraries.length > 1
      ? `The grid mixes ${list(libraries)}: part of a difference may come from the library.`
      : 'All runs were computed by one library on one kind of network and one data set; nothing here says how far the result carries.',
  );
  if (model.gaps.cell || model.gaps.source)
    said.push(
      'The grid is incomplete. If runs are missing for a reason that has to do with their result (diverging, say), the means are biased.',
    );
  return said;
}
