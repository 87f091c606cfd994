import { learningRows, type LearningRow } from '../data/learning.js';
import { Figure } from '../parts/figure.js';
import { Table } from '../parts/table.js';
import { fixed } from '../text/format.js';
import { Section, type SectionProps } from './section.js';

/** The last evaluation of each curve: where training ended. */
export function lastLosses(rows: readonly LearningRow[]) {
  const ends = new Map<
    string,
    { condition: string; images: number; step: number; training?: number; validation?: number }
  >();
  for (const row of rows) {
    const key = `${row.condition}/${row.images}`;
    const end = ends.get(key);
    if (!end || row.step > end.step) {
      ends.set(key, { condition: row.condition, images: row.images, step: row.step, [row.part]: row.loss });
    } else if (row.step === end.step) end[row.part] = row.loss;
  }
  return [...ends.values()].map((end) => [
    end.condition,
    end.images,
    end.step,
    end.training === undefined ? '–' : fixed(end.training, 3),
    end.validation === undefined ? '–' : fixed(end.validation, 3),
  ]);
}

export const lossColumns = (first: string) => [
  { title: first },
  { title: 'Images a class', numeric: true },
  { title: 'Last step', numeric: true },
  { title: 'Training loss', numeric: true },
  { title: 'Validation loss', numeric: true },
];

/** How the networks of the grid were trained. */
export function Learning({ model, charts }: SectionProps) {
  const rows = learningRows(model.tally.counted.filter((run) => run.role === 'cell'));
  return (
    <Section id="learning" title="Training and validation">
      <Figure
        chart={charts.get('learning')}
        experiment={model.input.spec.name}
        caption="Loss by training step, mean over finished replicates; the vertical axis is logarithmic and shared. Where validation rises while training falls, a network has begun to learn its images by heart."
      >
        <Table label="Losses at the last evaluation" columns={lossColumns('Condition')} rows={lastLosses(rows)} />
      </Figure>
    </Section>
  );
}
