import { learningRows, sourceKind } from '../data/learning.js';
import { Figure } from '../parts/figure.js';
import { Table } from '../parts/table.js';
import { points } from '../text/format.js';
import { LossTable } from './learning.js';
import { Section, type SectionProps } from './section.js';

/** The networks that transfer starts from. */
export function Sources({ model, charts }: SectionProps) {
  const runs = model.tally.counted.filter((run) => run.role === 'source');
  if (!model.input.expected.some((run) => run.role === 'source')) return null;
  const experiment = model.input.spec.name;
  return (
    <Section id="sources" title="Source networks">
      <Figure
        chart={charts.get('sources')}
        experiment={experiment}
        caption="Test accuracy of each source network on the classes that it learnt, with their images a class. Replicates draw other classes, some of which are easier to tell apart."
      >
        <Table
          label="Source networks by replicate"
          columns={[
            { title: 'Replicate', numeric: true },
            { title: 'Learnt' },
            { title: 'Images a class', numeric: true },
            { title: 'Accuracy (%)', numeric: true },
            { title: 'Classes' },
          ]}
          rows={runs.map((run) => [
            run.replicate,
            sourceKind(run),
            run.images,
            points(run.test!.accuracy * 100),
            run.data.classes.join(', '),
          ])}
        />
      </Figure>
      <Figure
        chart={charts.get('source-learning')}
        experiment={experiment}
        caption="Loss of the source networks by training step, mean over replicates."
      >
        <LossTable label="Losses of source networks" first="Learnt" rows={learningRows(runs)} />
      </Figure>
    </Section>
  );
}
