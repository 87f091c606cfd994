import { Table } from '../parts/table.js';
import { mean } from '../values/means.js';
import { written } from '../values/quantity.js';
import { Section, type SectionProps } from './section.js';

/** Accuracy and mean class accuracy beside each other, where the test set makes them differ. */
export function Uneven({ model }: SectionProps) {
  if (!model.uneven) return null;
  const groups = new Map<string, { accuracy: number[]; perClass: number[] }>();
  for (const { stage, at, measured } of model.tally.counted) {
    const { accuracy, meanClassAccuracy } = measured?.test?.values ?? {};
    if (accuracy === undefined || meanClassAccuracy === undefined) continue;
    const key = [stage, ...Object.entries(at).map(([factor, level]) => `${factor} ${level}`)].join(', ');
    const group = groups.get(key) ?? { accuracy: [], perClass: [] };
    groups.set(key, group);
    group.accuracy.push(accuracy);
    group.perClass.push(meanClassAccuracy);
  }
  const text = written(1);
  return (
    <Section id="uneven" title="Mean class accuracy, beside accuracy">
      <Table
        label="Test accuracy and mean class accuracy, means over replicates"
        columns={[{ title: 'Runs' }, { title: 'Accuracy (%)', numeric: true }, { title: 'Mean class accuracy (%)', numeric: true }]} // prettier-ignore
        rows={[...groups].map(([name, { accuracy, perClass }]) => [name, text(mean(accuracy)), text(mean(perClass))])}
      />
    </Section>
  );
}
