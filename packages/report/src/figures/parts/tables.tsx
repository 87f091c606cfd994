import type { ComponentChildren } from 'preact';
import type { ReportModel } from '../../data/model.js';
import { runAnchor } from '../../data/provenance.js';
import { Table } from '../../parts/table.js';
import type { Axes, Cell, Spot } from '../../values/cells.js';
import { gridRows, type Head, headsOf } from './grid.js';
import { singleReplicates } from './single-replicates.js';

interface GridProps<Entry extends Spot> {
  readonly label: string;
  readonly axes: Axes;
  readonly entries: readonly Entry[];
  readonly text: (entry: Entry) => ComponentChildren;
  /** Columns before the values, with what they hold. */
  readonly first?: readonly Head<Entry>[];
}

/** Values as a table: a column for each value of x, a row for all that has the same panel and series. */
export function GridTable<Entry extends Spot>({ label, axes, entries, text, first = [] }: GridProps<Entry>) {
  const { x } = axes;
  const heads = [...headsOf<Entry>(axes), ...first];
  const values = x ? x.values : [''];
  const titleOf = (value: string) => (x?.numeric ? `${x.name} ${value}` : value || 'Value');
  return (
    <Table
      label={label}
      columns={[
        ...(heads.length > 0 ? heads.map(([title]) => ({ title })) : [{ title: '' }]),
        ...values.map((value) => ({ title: titleOf(value), numeric: true })),
      ]}
      rows={gridRows(entries, heads).map(({ head, byX }) => [
        ...(heads.length > 0 ? head : ['All']),
        ...values.map((value) => {
          const entry = byX.get(value);
          return entry ? text(entry) : '–';
        }),
      ])}
    />
  );
}

interface SinglesProps {
  readonly label: string;
  readonly axes: Axes;
  readonly cells: readonly Cell[];
  readonly model: ReportModel;
  readonly text: (value: number) => string;
}

/** Every replicate's value, each a link to the run that gave it. */
export function SinglesTable({ label, axes, cells, model, text }: SinglesProps) {
  if (model.replicates.length > singleReplicates) {
    return (
      <p class="note">
        With {model.replicates.length} replicates, single ones are listed <a href="#manifests">with their manifests</a>.
      </p>
    );
  }
  const entries = cells.flatMap(({ panel, series, x, singles }) =>
    singles.map((single) => ({ panel, series, x, ...single })),
  );
  const link = ({ value, runs: [first, ...others] }: (typeof entries)[number]) => {
    const run = first === undefined || others.length > 0 ? undefined : model.manifests[first];
    return run ? <a href={`#${runAnchor(run)}`}>{text(value)}</a> : text(value);
  };
  return (
    <>
      <h3>Each replicate</h3>
      <GridTable
        label={label}
        axes={axes}
        entries={entries}
        text={link}
        first={[['Replicate', ({ replicate }) => replicate]]}
      />
    </>
  );
}
