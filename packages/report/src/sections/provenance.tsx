import type { Manifest } from '@seedbed/core';
import { allManifests, shared } from '../data/provenance.js';
import { Table } from '../parts/table.js';
import { count, grouped, short } from '../text/format.js';
import { runName } from '../text/names.js';
import { Section, type SectionProps } from './section.js';

const record = (entries: Readonly<Record<string, string>>, joint: string) =>
  Object.entries(entries)
    .map(([name, value]) => `${name}${joint}${value}`)
    .join(', ') || 'none';

const backend = ({ backend: { name, library, threads, isa }, numerics }: Manifest) =>
  `${name} (${library}), ${count(threads, 'thread')}, instruction set ${isa}, numerics version ${numerics}`;

const environment = ({ environment: { os, cpu, node, lockfile } }: Manifest) =>
  `${os}; ${cpu.model} (${cpu.architecture}); Node ${node}; lockfile ${lockfile ? short(lockfile) : 'unknown'}`;

const code = ({ code: { commit, dirty, engine } }: Manifest) =>
  `commit ${commit ?? 'unknown'}${dirty ? `, with uncommitted changes ${short(dirty)}` : ''}${
    engine ? `; engine ${short(engine)}` : ''
  }`;

const facts: readonly { readonly name: string; readonly of: (manifest: Manifest) => string }[] = [
  { name: 'Backend', of: backend },
  { name: 'Environment', of: environment },
  { name: 'Processor features', of: (manifest) => manifest.environment.cpu.features.join(' ') || 'not recorded' },
  { name: 'Packages', of: (manifest) => record(manifest.environment.packages, ' ') },
  { name: 'Variables', of: (manifest) => record(manifest.environment.variables, '=') },
  { name: 'Code', of: code },
  { name: 'Data', of: ({ data }) => `${data.plugin} ${data.version}, fingerprint ${data.fingerprint}` },
];

/** On what the runs were made, from what, and the digest by which each can be checked. */
export function Provenance({ model }: SectionProps) {
  const manifests = allManifests(model.input.manifests);
  const rows = facts.flatMap(({ name, of }) =>
    shared(manifests, of).map(({ value, runs }) => [name, value, grouped(runs)]),
  );
  return (
    <Section id="provenance" title="Provenance">
      <p>
        This page was made from {count(manifests.length, 'manifest')} and from nothing else; the same manifests make the
        same page, byte for byte. The spec promises <em>{model.input.spec.determinism}</em> reproduction:{' '}
        {promise(model.input.spec.determinism)}
      </p>
      <Table
        label="How the runs came about"
        columns={[{ title: 'Fact' }, { title: 'Value' }, { title: 'Runs', numeric: true }]}
        rows={rows}
      />
      <details>
        <summary>Every manifest with its digests</summary>
        <Table
          label="Every manifest with its digests"
          columns={[
            { title: 'Run' },
            { title: 'Outcome' },
            { title: 'Run id', code: true },
            { title: 'Result', code: true },
            { title: 'Manifest', code: true },
          ]}
          rows={manifests.map((run) => [runName(run), run.outcome.status, run.id, run.result, run.digest])}
        />
      </details>
    </Section>
  );
}

function promise(determinism: 'bitwise' | 'tolerance' | 'statistical'): string {
  if (determinism === 'bitwise') return 'on the same backend, library and instruction set, equal result digests.';
  if (determinism === 'tolerance') return 'equal data, order and initial weights, and curves within a stated band.';
  return 'equal verdicts on the claims.';
}
