import { resolveCondition, transferableLayers } from '@seedbed/core';
import { protocolEntries } from '../data/protocol.js';
import { Table } from '../parts/table.js';
import { OriginTag } from '../parts/tags.js';
import { conditionMeaning } from '../text/names.js';
import { Section, type SectionProps } from './section.js';

/** What was done, and for each part of it whether the paper says so. */
export function Protocol({ model }: SectionProps) {
  const { spec } = model.input;
  const layers = transferableLayers(spec.model);
  const meaning = (condition: string) => {
    const treatment = resolveCondition(condition, layers);
    return treatment ? conditionMeaning(treatment, layers) : 'not a condition of this network';
  };
  const provenance = Object.entries(spec.provenance);
  return (
    <Section id="protocol" title="Methods">
      <h3>Where each choice comes from</h3>
      {provenance.length ? (
        <Table
          label="Where each choice comes from"
          columns={[{ title: 'Entry' }, { title: 'Origin' }, { title: 'What and why' }]}
          rows={provenance.map(([entry, { origin, note }]) => [entry, <OriginTag origin={origin} />, note])}
        />
      ) : (
        <p class="empty">The spec does not say which of its choices are the paper’s: take all of them as ours.</p>
      )}
      <p class="note">
        <em>Stated</em>: the paper or its authors say so. <em>Inferred</em>: it follows from what they say.{' '}
        <em>Ours</em>: they do not say; we chose, and declared it in the spec.
      </p>
      <h3>Conditions</h3>
      <Table
        label="Conditions"
        columns={[{ title: 'Condition' }, { title: 'Meaning' }]}
        rows={model.conditions.map((condition) => [condition, meaning(condition)])}
      />
      <h3>As declared</h3>
      <Table
        label="Set-up as declared"
        columns={[{ title: 'Entry' }, { title: 'Value' }]}
        rows={protocolEntries(spec).map(({ name, value }) => [name, value])}
      />
    </Section>
  );
}
