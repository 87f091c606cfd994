import type { Manifest } from '@seedbed/core';
import { allManifests } from '../data/provenance.js';
import { costRows } from '../data/cost.js';
import { Figure } from '../parts/figure.js';
import { Table } from '../parts/table.js';
import { bytes, duration, fixed, grouped } from '../text/format.js';
import { Section, type SectionProps } from './section.js';

const total = (runs: readonly Manifest[], of: (run: Manifest) => number) => runs.reduce((sum, run) => sum + of(run), 0);

/** What the training cost: everything that was handed in, unfinished and repeated runs too. */
export function Cost({ model, charts }: SectionProps) {
  const manifests = allManifests(model.input.manifests);
  const row = (name: string, runs: readonly Manifest[]) => [
    name,
    grouped(runs.length),
    grouped(total(runs, (run) => run.loss.steps)),
    duration(total(runs, (run) => run.cost.wallSeconds)),
    duration(total(runs, (run) => run.cost.cpuSeconds)),
    runs.length ? bytes(runs.reduce((peak, run) => Math.max(peak, run.cost.peakMemoryBytes), 0)) : '–',
  ];
  const cells = manifests.filter((run) => run.role === 'cell');
  const finished = manifests.map((run) => run.cost.finishedAt).sort();
  return (
    <Section id="cost" title="Cost">
      <Figure
        chart={charts.get('cost')}
        experiment={model.input.spec.name}
        caption="Processor seconds of one run, mean over replicates, on a logarithmic axis. Fixed layers are computed once an image, so runs that fix more cost less."
      >
        <Table
          label="Mean cost of a run"
          columns={[
            { title: 'Condition' },
            { title: 'Images a class', numeric: true },
            { title: 'Processor seconds', numeric: true },
            { title: 'Wall seconds', numeric: true },
            { title: 'Runs', numeric: true },
          ]}
          rows={costRows(model.tally.counted).map(({ condition, images, seconds, wall, replicates }) => [
            condition,
            images,
            fixed(seconds, 2),
            fixed(wall, 2),
            replicates,
          ])}
        />
      </Figure>
      <Table
        label="Cost of training"
        columns={[
          { title: 'Runs' },
          { title: 'Number', numeric: true },
          { title: 'Steps', numeric: true },
          { title: 'Wall time', numeric: true },
          { title: 'CPU time', numeric: true },
          { title: 'Peak memory', numeric: true },
        ]}
        rows={[
          row(
            'Source networks',
            manifests.filter((run) => run.role === 'source'),
          ),
          ...model.sizes.map((images) =>
            row(
              `${grouped(images)} images a class`,
              cells.filter((run) => run.images === images),
            ),
          ),
          row('All', manifests),
        ]}
      />
      <p class="note">
        Times are summed over runs; runs that were trained side by side took less by the clock. Peak memory is that of
        the largest run.
        {finished.length ? ` Trained between ${finished[0]} and ${finished.at(-1)}.` : ''}
      </p>
    </Section>
  );
}
