import { accuracyRows, levelOf, replicateRows, singleReplicates } from '../data/accuracy.js';
import { classAccuracy } from '../data/class-accuracy.js';
import { reference } from '../data/benefit.js';
import { runAnchor } from '../data/provenance.js';
import { Figure } from '../parts/figure.js';
import { Table } from '../parts/table.js';
import { points, range } from '../text/format.js';
import { Section, type SectionProps } from './section.js';

/** The study's plot: accuracy against condition, one line a target size. */
export function Accuracy({ model, charts }: SectionProps) {
  const rows = accuracyRows(model.input);
  const singles = replicateRows(model.input);
  const level = rows.some((row) => row.low !== null) ? levelOf(model.input) : null;
  const replicates = [...new Set(singles.map((row) => row.replicate))].sort((a, b) => a - b);
  const cell = (condition: string, images: number) => {
    const row = rows.find((each) => each.condition === condition && each.images === images);
    if (!row) return '–';
    const interval = row.low === null || row.high === null ? '' : ` ${range(row.low, row.high)}`;
    return `${points(row.mean)}${interval}${row.complete ? '' : ` (${row.replicates} of ${row.planned})`}`;
  };
  const both = (condition: string, images: number) => {
    const measured = classAccuracy(model, condition, images);
    return measured ? `${points(measured.perClass)} (${points(measured.accuracy)})` : '–';
  };
  const single = new Map(singles.map((row) => [`${row.condition}/${row.images}/${row.replicate}`, row.accuracy]));
  const run = new Map(model.tally.counted.map((each) => [`${each.condition}/${each.images}/${each.replicate}`, each]));
  return (
    <Section id="accuracy" title="Accuracy by condition">
      <Figure
        chart={charts.get('accuracy')}
        experiment={model.input.spec.name}
        caption={
          <>
            Test accuracy, mean over replicates, one line for each target size.
            {level
              ? ` Bars are ${Math.round(level * 100)} % t intervals over replicates.`
              : ' Too few replicates for intervals.'}{' '}
            {rows.some((row) => !row.complete) ? 'A dashed ring marks a cell with fewer replicates than planned. ' : ''}
            {model.conditions.includes(reference) ? `The dashed lines carry ${reference} on. ` : ''}
            Click a size in the legend to follow it, a point for the manifests behind it.
          </>
        }
      >
        <Table
          label="Test accuracy by target size and condition"
          columns={[
            { title: 'Images a class', numeric: true },
            ...model.conditions.map((condition) => ({ title: condition, numeric: true })),
          ]}
          rows={model.sizes.map((images) => [images, ...model.conditions.map((condition) => cell(condition, images))])}
        />
        {model.uneven ? (
          <>
            <h3>Mean class accuracy, beside accuracy</h3>
            <Table
              label="Mean class accuracy by target size and condition, with accuracy in parentheses"
              columns={[
                { title: 'Images a class', numeric: true },
                ...model.conditions.map((condition) => ({ title: condition, numeric: true })),
              ]}
              rows={model.sizes.map((images) => [images, ...model.conditions.map((name) => both(name, images))])}
            />
          </>
        ) : null}
        {replicates.length > singleReplicates ? (
          <p class="note">
            With {replicates.length} replicates, single ones are listed <a href="#manifests">with their manifests</a>.
          </p>
        ) : (
          <>
            <h3>Each replicate</h3>
            <Table
              label="Test accuracy of each replicate"
              columns={[
                { title: 'Images a class', numeric: true },
                { title: 'Replicate', numeric: true },
                ...model.conditions.map((condition) => ({ title: condition, numeric: true })),
              ]}
              rows={model.sizes.flatMap((images) =>
                replicates.map((replicate) => [
                  images,
                  replicate,
                  ...model.conditions.map((condition) => {
                    const key = `${condition}/${images}/${replicate}`;
                    const [value, manifest] = [single.get(key), run.get(key)];
                    if (value === undefined) return '–';
                    return manifest ? <a href={`#${runAnchor(manifest)}`}>{points(value)}</a> : points(value);
                  }),
                ]),
              )}
            />
          </>
        )}
      </Figure>
    </Section>
  );
}
