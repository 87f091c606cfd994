import { factorEntries, protocolEntries } from '../data/protocol.js';
import { Table } from '../parts/table.js';
import { type Origin, OriginTag } from '../parts/tags.js';
import { Section, type SectionProps } from './section.js';

/** What was done, and for each part of it whether the paper says so, where there is one. */
export function Protocol({ model }: SectionProps) {
  const { experiment } = model;
  const { dataPage } = model.input;
  const factors = factorEntries(experiment);
  const { citation, provenance } = experiment.head;
  const hasPaper = citation !== undefined || Object.keys(provenance).length > 0;
  return (
    <Section id="protocol" title="Methods">
      {hasPaper ? <Origins entries={Object.entries(provenance)} /> : null}
      {factors.length > 0 ? (
        <>
          <h3>Factors</h3>
          <Table
            label="Factors and their levels"
            columns={[{ title: 'Factor' }, { title: 'Level' }, { title: 'What it changes' }]}
            rows={factors.flatMap(({ factor, levels }) =>
              levels.map(({ name, changes }) => [
                [factor.title ?? factor.name, factor.unit && ` (${factor.unit})`],
                name,
                <code>{changes}</code>,
              ]),
            )}
          />
        </>
      ) : null}
      {dataPage === undefined ? null : (
        <>
          <h3>Data</h3>
          <p>
            What the data hold, what is unusual about them, and what each replicate draws from them:{' '}
            <a href={dataPage}>the page about the data</a>.
          </p>
        </>
      )}
      <h3>As declared</h3>
      <Table
        label="Set-up as declared"
        columns={[{ title: 'Entry' }, { title: 'Value' }]}
        rows={protocolEntries(model).map(({ name, value }) => [name, <code>{value}</code>])}
      />
    </Section>
  );
}

type Entries = readonly (readonly [entry: string, Readonly<{ origin: Origin; note: string }>])[];

/** Which choices are the paper's. */
function Origins({ entries }: { readonly entries: Entries }) {
  return (
    <>
      <h3>Where each choice comes from</h3>
      {entries.length > 0 ? (
        <Table
          label="Where each choice comes from"
          columns={[{ title: 'Entry' }, { title: 'Origin' }, { title: 'What and why' }]}
          rows={entries.map(([entry, { origin, note }]) => [entry, <OriginTag origin={origin} />, note])}
        />
      ) : (
        <p class="empty">The spec does not say which of its choices are the paper’s: take all of them as ours.</p>
      )}
      {entries.length > 0 ? (
        <p class="note">
          <em>Stated</em>: the paper or its authors say so. <em>Inferred</em>: it follows from what they say.{' '}
          <em>Ours</em>: they do not say; we chose, and declared it in the spec.
        </p>
      ) : null}
    </>
  );
}
