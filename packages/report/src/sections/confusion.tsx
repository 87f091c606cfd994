import { confusionRuns } from '../data/confusion.js';
import { Figure } from '../parts/figure.js';
import { Table } from '../parts/table.js';
import { fixed, points } from '../text/format.js';
import { Section, type SectionProps } from './section.js';

/** Which classes are taken for which, in a cell that the reader chooses. */
export function Confusion({ model, charts }: SectionProps) {
  const { shown, of } = confusionRuns(model);
  if (shown.length === 0) return null;
  const rows = shown.map((run) => {
    const { confusion, accuracy } = run.test!;
    const { classes } = run.data;
    let worst = { n: -1, truth: 0, said: 0 };
    confusion.forEach((row, truth) =>
      row.forEach((n, said) => {
        if (said !== truth && n > worst.n) worst = { n, truth, said };
      }),
    );
    const total = confusion[worst.truth]?.reduce((sum, n) => sum + n, 0) ?? 0;
    const most = worst.n < 0 || total === 0 ? '–' : `${classes[worst.truth]} as ${classes[worst.said]} (${fixed((100 * worst.n) / total, 1)} %)`; // prettier-ignore
    return [run.condition, run.images, run.replicate, points(accuracy * 100), most];
  });
  return (
    <Section id="confusion" title="Confusion">
      <Figure
        chart={charts.get('confusion')}
        experiment={model.input.spec.name}
        caption={
          <>
            Test images of each true class (rows) by what the network said (columns), for one run. Replicates draw other
            classes, so matrices are not averaged.
            {shown.length < of
              ? ` With so many classes and runs the page holds ${shown.length} of ${of} matrices; the others are in their manifests.`
              : ''}
          </>
        }
      >
        <Table
          label="The most frequent confusion of each run"
          columns={[
            { title: 'Condition' },
            { title: 'Images a class', numeric: true },
            { title: 'Replicate', numeric: true },
            { title: 'Accuracy', numeric: true },
            { title: 'Most frequent confusion' },
          ]}
          rows={rows}
        />
      </Figure>
    </Section>
  );
}
