import { learningRows, type LearningRow, lossesIn, type LossPart } from '../data/learning.js';
import { Figure } from '../parts/figure.js';
import { Table } from '../parts/table.js';
import { fixed } from '../text/format.js';
import { Section, type SectionProps } from './section.js';

interface LossTableProps {
  readonly label: string;
  /** Title of the first column. */
  readonly first: string;
  readonly rows: readonly LearningRow[];
}

/** The last evaluation of each curve: where training ended. */
export function LossTable({ label, first, rows }: LossTableProps) {
  const losses = lossesIn(rows);
  const ends = new Map<string, { row: LearningRow; loss: Partial<Record<LossPart, number>> }>();
  for (const row of rows) {
    const key = `${row.condition}/${row.images}`;
    const end = ends.get(key);
    if (!end || row.step > end.row.step) ends.set(key, { row, loss: { [row.part]: row.loss } });
    else if (row.step === end.row.step) end.loss[row.part] = row.loss;
  }
  const titles = { training: 'Training loss', validation: 'Validation loss' };
  return (
    <Table
      label={label}
      columns={[
        { title: first },
        { title: 'Images a class', numeric: true },
        { title: 'Last step', numeric: true },
        ...losses.map((part) => ({ title: titles[part], numeric: true })),
      ]}
      rows={[...ends.values()].map(({ row: { condition, images, step }, loss }) => [
        condition,
        images,
        step,
        ...losses.map((part) => (loss[part] === undefined ? '–' : fixed(loss[part], 3))),
      ])}
    />
  );
}

const both = ' Where validation rises while training falls, a network has begun to learn its images by heart.';

/** How the networks of the grid were trained. */
export function Learning({ model, charts }: SectionProps) {
  const rows = learningRows(model.tally.counted.filter((run) => run.role === 'cell'));
  const validated = lossesIn(rows).includes('validation');
  return (
    <Section id="learning" title={validated ? 'Training and validation' : 'Training'}>
      <Figure
        chart={charts.get('learning')}
        experiment={model.input.spec.name}
        caption={`Loss by training step, mean over finished replicates; the vertical axis is logarithmic and shared.${validated ? both : ' No images were kept for validation.'}`}
      >
        <LossTable label="Losses at the last evaluation" first="Condition" rows={rows} />
      </Figure>
    </Section>
  );
}
