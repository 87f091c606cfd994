import { partWords } from '@seedbed/core';
import { Table } from '../parts/table.js';
import { classLabels } from '../text/class-name.js';
import { capital, fixed } from '../text/format.js';
import { confusionChart } from './parts/confusion-chart.js';
import { type Confusions, confusionsOf, type Matrix } from './parts/confusion-data.js';
import type { FigureView } from './view.js';

/** A page of lines. */
const mostPrinted = 50;

/** Which classes are taken for which, in a run that the reader chooses. */
export const confusion: FigureView<Confusions> = {
  rows: confusionsOf,
  title: ({ part }) => `Confusion of ${partWords[part]} examples`,
  chart: confusionChart,
  isLong: ({ shown }) => shown.length > mostPrinted,
  table: ({ factors, shown }) => (
    <Table
      label="The most frequent confusion of each run"
      columns={[
        ...factors.map((factor) => ({ title: capital(factor.title ?? factor.name) })),
        { title: 'Replicate', numeric: true },
        { title: 'Most frequent confusion' },
      ]}
      rows={shown.map((matrix) => [...matrix.levels, matrix.replicate, <MostFrequent {...matrix} />])}
    />
  ),
  caption: ({ part, shown, of }) => (
    <>
      {capital(partWords[part])} examples of each true class (rows) by the predicted class (columns), for one run.
      Replicates may draw other classes, so matrices are not averaged.
      {shown.length < of
        ? ` With so many classes and runs the page holds ${shown.length} of ${of} matrices; the others are in their manifests.`
        : ''}
    </>
  ),
};

/** "koala as Dress (8.1 %)", the names in full in a title. */
function MostFrequent({ classes, counts }: Matrix) {
  let worst = { n: 0, truth: -1, predicted: -1 };
  counts.forEach((row, truth) =>
    row.forEach((n, predicted) => {
      if (predicted !== truth && n > worst.n) worst = { n, truth, predicted };
    }),
  );
  if (worst.n === 0) return <>–</>;
  const labels = classLabels(classes);
  const [truth, predicted] = [classes[worst.truth] as string, classes[worst.predicted] as string];
  const total = (counts[worst.truth] as readonly number[]).reduce((sum, n) => sum + n, 0);
  return (
    <>
      <span title={truth}>{labels.get(truth)}</span> as <span title={predicted}>{labels.get(predicted)}</span> (
      {fixed((100 * worst.n) / total, 1)} %)
    </>
  );
}
