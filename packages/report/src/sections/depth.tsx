import { depthRows } from '../data/depth.js';
import { Figure } from '../parts/figure.js';
import { Table } from '../parts/table.js';
import { fixed, points } from '../text/format.js';
import { Section, type SectionProps } from './section.js';

/** Which number of fixed layers is best, by target size. */
export function Depth({ model, charts }: SectionProps) {
  const rows = depthRows(model.input);
  if (rows.length === 0) return null;
  return (
    <Section id="depth" title="Best depth">
      <Figure
        chart={charts.get('depth')}
        experiment={model.input.spec.name}
        caption="How many layers it is best to fix at each target size: percent of resamples of the replicates in which a depth has the highest mean. A ring marks the highest mean of all replicates. Where shares are spread, the replicates do not tell the depths apart."
      >
        <Table
          label="How often each depth is best, by target size"
          columns={[
            { title: 'Condition' },
            { title: 'Layers fixed', numeric: true },
            { title: 'Images a class', numeric: true },
            { title: 'Best in', numeric: true },
            { title: 'Mean accuracy', numeric: true },
            { title: 'Replicates', numeric: true },
          ]}
          rows={rows.map(({ condition, depth, images, share, mean, replicates }) => [
            condition,
            depth,
            images,
            `${fixed(share * 100, 0)} %`,
            points(mean),
            replicates,
          ])}
        />
      </Figure>
    </Section>
  );
}
