import type { Manifest } from '@seedbed/core';
import { count, list } from '../text/format.js';
import { mean } from '../values/means.js';
import { digitsOf, type Quantity, written } from '../values/quantity.js';
import type { ReportModel } from './model.js';
import { shared } from './provenance.js';

/** What a careful reader should hold against these results, as far as the manifests and the spec show. */
export function limitations(model: ReportModel): string[] {
  const { tally, replicates, gaps, quantity } = model;
  const results = tally.counted.filter(({ measured }) => Object.keys(measured ?? {}).length > 0);
  const libraries = shared(results, (run) => run.backend.library).map(({ value }) => value);
  return [
    ...(model.experiment.head.citation
      ? ['This is a conceptual replication: another team, other artifacts, another scale. A verdict here is about this set-up and does not overrule the paper.'] // prettier-ignore
      : []),
    `${count(replicates.length, 'replicate')} ${replicates.length === 1 ? 'is' : 'are'} behind every number. Intervals are t intervals over replicates and take their differences to be roughly normal; with few replicates they are wide and that assumption cannot be checked.`,
    ...(2 ** -replicates.length > 0.05
      ? [`An exact sign-flip test over ${count(replicates.length, 'replicate')} cannot give a p value below ${(2 ** -replicates.length).toFixed(3)}, whatever the data.`] // prettier-ignore
      : []),
    ...errorsOf(results),
    ...(quantity ? ceiling(results, quantity) : []),
    libraries.length > 1
      ? `The grid mixes ${list(libraries)}: part of a difference may come from the library.`
      : 'All runs were computed by one library; nothing here says how far the result carries to other data and networks.',
    ...(gaps.results || gaps.upstream
      ? ['The grid is incomplete. If runs are missing for a reason that has to do with their result (diverging, say), the means are biased.'] // prettier-ignore
      : []),
  ];
}

/** What the sampling of test examples adds to each metric of a single run. */
function errorsOf(results: readonly Manifest[]): string[] {
  const tested = results.flatMap(({ measured }) => measured?.test ?? []);
  const examples = list([...new Set(tested.map((part) => count(part.examples, 'test example')))].slice(0, 4));
  const names = [...new Set(tested.flatMap(({ errors }) => Object.keys(errors)))].filter((name) => name === 'accuracy' || name === 'rmse'); // prettier-ignore
  return names.map((name) => {
    const errors = tested.flatMap(({ errors: own }) => own[name] ?? []);
    const text = written(name === 'accuracy' ? 1 : digitsOf({ unit: '' }, errors));
    const [low, high] = [text(Math.min(...errors)), text(Math.max(...errors))];
    const unit = name === 'accuracy' ? ' points' : '';
    return `A single network is measured on ${examples}, which alone gives its ${name === 'rmse' ? 'RMSE' : name} a standard error of ${low === high ? low : `${low} to ${high}`}${unit}.`; // prettier-ignore
  });
}

function ceiling(results: readonly Manifest[], quantity: Quantity): string[] {
  const values = results.flatMap((run) => (run.stage === quantity.stage ? (quantity.valueOf(run) ?? []) : []));
  const top = [...values].sort((a, b) => b - a).slice(0, Math.max(1, Math.floor(values.length / 4)));
  if (!quantity.share || quantity.better !== 'higher' || values.length === 0 || mean(top) <= 95) return [];
  return [`Some results are close to 100 %: near that ceiling a point is harder to gain, and differences are compressed.`]; // prettier-ignore
}
