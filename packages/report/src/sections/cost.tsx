import type { Manifest } from '@seedbed/core';
import type { Drawn } from '../figures/view.js';
import { FigureBlock } from '../parts/figure.js';
import { Table } from '../parts/table.js';
import { bytes, duration, grouped, minute } from '../text/format.js';
import { Section, type SectionProps } from './section.js';

const total = (runs: readonly Manifest[], of: (run: Manifest) => number) => runs.reduce((sum, run) => sum + of(run), 0);

/** What the training cost: everything that was handed in, unfinished and repeated runs too. */
export function Cost({ model, charts, figure }: SectionProps & { readonly figure: Drawn | null }) {
  const { manifests } = model;
  const chart = figure && charts.get(figure.id);
  const row = (name: string, runs: readonly Manifest[]) => [
    name,
    grouped(runs.length),
    grouped(total(runs, (run) => run.loss.steps)),
    duration(total(runs, (run) => run.cost.wallSeconds)),
    duration(total(runs, (run) => run.cost.cpuSeconds)),
    runs.length > 0 ? bytes(runs.reduce((peak, run) => Math.max(peak, run.cost.peakMemoryBytes), 0)) : '–',
  ];
  const stages = model.experiment.stages.filter((stage) => manifests.some((run) => run.stage === stage));
  const finished = manifests.map((run) => minute(run.cost.finishedAt)).sort();
  const [first, last] = [finished[0], finished.at(-1)];
  return (
    <Section id="cost" title="Cost">
      {figure && chart ? (
        <FigureBlock chart={chart} experiment={model.experiment.head.name} numbers={figure.table}>
          {figure.caption}
        </FigureBlock>
      ) : null}
      <Table
        label="Cost of training"
        columns={[
          { title: 'Stage' },
          { title: 'Runs', numeric: true },
          { title: 'Steps', numeric: true },
          { title: 'Wall time', numeric: true },
          { title: 'Processor time', numeric: true },
          { title: 'Peak memory', numeric: true },
        ]}
        rows={[
          ...stages.map((stage) =>
            row(
              stage,
              manifests.filter((run) => run.stage === stage),
            ),
          ),
          row('All', manifests),
        ]}
      />
      <p class="note">
        Times are summed over runs; runs that were trained side by side took less by the clock. Peak memory is that of
        the largest run.
        {first === undefined
          ? ''
          : first === last
            ? ` Finished at ${first}.`
            : ` Finished between ${first} and ${last}.`}
      </p>
    </Section>
  );
}
