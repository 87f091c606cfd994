import { singleReplicates } from '../data/accuracy.js';
import { benefitRows, reference } from '../data/benefit.js';
import { Figure } from '../parts/figure.js';
import { Table } from '../parts/table.js';
import { range, signedPoints } from '../text/format.js';
import { Section, type SectionProps } from './section.js';

/** What transfer is worth at each target size, paired within replicates. */
export function Benefit({ model, charts }: SectionProps) {
  if (!model.conditions.includes(reference)) return null;
  const rows = benefitRows(model.input);
  const others = model.conditions.filter((condition) => condition !== reference);
  const intervals = rows.some((row) => row.low !== null);
  const cell = (condition: string, images: number) => {
    const row = rows.find((each) => each.condition === condition && each.images === images);
    if (!row) return '–';
    return row.low === null || row.high === null
      ? signedPoints(row.mean)
      : `${signedPoints(row.mean)} ${range(row.low, row.high, signedPoints)}`;
  };
  return (
    <Section id="benefit" title={`Benefit over ${reference}`}>
      <Figure
        chart={charts.get('benefit')}
        experiment={model.input.spec.name}
        caption={
          <>
            Points of accuracy above <code>{reference}</code> in the same replicate
            {model.sizes.length > 1 ? ', by target images a class (logarithmic)' : ''}.{' '}
            {model.replicates > singleReplicates
              ? 'Lines are means'
              : 'Thin marks are single replicates, thick ones their mean'}
            {intervals ? ' with t intervals' : ''}. Above zero, transfer helped.
          </>
        }
      >
        <Table
          label={`Accuracy above ${reference} by target size and condition`}
          columns={[
            { title: 'Images a class', numeric: true },
            ...others.map((condition) => ({ title: condition, numeric: true })),
          ]}
          rows={model.sizes.map((images) => [images, ...others.map((condition) => cell(condition, images))])}
        />
      </Figure>
    </Section>
  );
}
