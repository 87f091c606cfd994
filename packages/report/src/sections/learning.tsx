import { learningRows, type LearningRow, lossesIn } from '../data/learning.js';
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
  const last = new Map<string, LearningRow>();
  for (const row of rows) {
    const key = `${row.condition}/${row.images}`;
    if (row.step >= (last.get(key)?.step ?? 0)) last.set(key, row);
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
      rows={[...last.values()].map(({ condition, images, step }) => [
        condition,
        images,
        step,
        ...losses.map((part) => {
          const end = rows.find((row) => row.condition === condition && row.images === images && row.step === step && row.part === part); // prettier-ignore
          return end ? fixed(end.loss, 3) : '–';
        }),
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
