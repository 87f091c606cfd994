import { isProgram, labelOf, type Manifest, summaryWords } from '@seedbed/core';
import { contextsIn, runAnchor, shared } from '../data/provenance.js';
import type { ReportModel } from '../data/model.js';
import { Table } from '../parts/table.js';
import { count, grouped, short } from '../text/format.js';
import { digitsOf, written } from '../values/quantity.js';
import { Section, type SectionProps } from './section.js';

const record = (entries: Readonly<Record<string, string>>, joint: string) =>
  Object.entries(entries)
    .map(([name, value]) => `${name}${joint}${value}`)
    .join(', ') || 'none';

const backend = ({ backend, numerics }: Manifest) => {
  const { name, library, threads, isa } = backend;
  const where = `${name} (${library}), ${count(threads, 'thread')}`;
  return isProgram(backend)
    ? `${where}, version ${numerics}`
    : `${where}, instruction set ${isa}, numerics version ${numerics}`;
};

const program = ({ trainer }: Manifest) =>
  trainer
    ? `started as ${trainer.command.join(' ')}; it promises: ${trainer.determinism}; ${record(shortened(trainer.files), ' ')}${
        trainer.packages ? `; installed packages ${short(trainer.packages)}` : ''
      }`
    : 'none: the engine trained';

const shortened = (digests: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(digests).map(([file, digest]) => [file, short(digest)]));

const environment = ({ environment: { os, cpu, node, lockfile } }: Manifest) =>
  `${os}; ${cpu.model} (${cpu.architecture}); Node ${node}; lockfile ${lockfile ? short(lockfile) : 'unknown'}`;

const code = ({ code: { commit, dirty, engine }, trainer }: Manifest) =>
  `commit ${commit ?? 'unknown'}${dirty ? `, with uncommitted changes ${short(dirty)}` : ''}${
    engine && !trainer ? `; engine ${short(engine)}` : ''
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
  const { manifests } = model;
  const { verification } = model.input;
  const programs = manifests.some(({ trainer }) => trainer) ? [{ name: 'Program', of: program }] : [];
  const rows = [...facts, ...programs].flatMap(({ name, of }) =>
    shared(manifests, of).map(({ value, runs }) => [name, value, grouped(runs)]),
  );
  return (
    <Section id="provenance" title="Provenance">
      <p>
        This page was made from the spec, {count(manifests.length, 'manifest')}
        {verification ? ' and the record of their verification' : ''}, and from nothing else; the same files make the
        same page, byte for byte.
        {manifests.length > 0 ? ` All were made with ${contextsIn(manifests).join('; and ')}.` : ''}
      </p>
      {model.input.aside?.length ? (
        <>
          <p>Left aside, since they were made with something else:</p>
          <ul>
            {model.input.aside.map((each) => (
              <li>{summaryWords(each)}</li>
            ))}
          </ul>
        </>
      ) : null}
      <Table
        label="How the runs came about"
        columns={[{ title: 'Fact' }, { title: 'Value' }, { title: 'Runs', numeric: true }]}
        rows={rows}
      />
      <details id="manifests">
        <summary>Every manifest with its digests</summary>
        {manifests.length <= tableRows ? (
          <ManifestTable model={model} manifests={manifests} />
        ) : (
          chunks(manifests).map((some, index) => (
            <details>
              <summary>
                {grouped(index * tableRows + 1)} to {grouped(index * tableRows + some.length)}, from{' '}
                {labelOf(some[0] as Manifest)}
              </summary>
              <ManifestTable model={model} manifests={some} />
            </details>
          ))
        )}
      </details>
    </Section>
  );
}

/** Rows of a table that opens at once; more are folded into several. */
const tableRows = 1000;

const chunks = (manifests: readonly Manifest[]) =>
  Array.from({ length: Math.ceil(manifests.length / tableRows) }, (_, index) =>
    manifests.slice(index * tableRows, (index + 1) * tableRows),
  );

/** One row a manifest; the page's script finds the runs behind a point of a plot here. */
function ManifestTable({ model, manifests }: { readonly model: ReportModel; readonly manifests: readonly Manifest[] }) {
  const { quantity } = model;
  const valueOf = (run: Manifest) => (quantity && run.stage === quantity.stage && run.outcome.status === 'ok' ? quantity.valueOf(run) : undefined); // prettier-ignore
  const text = written(quantity ? digitsOf(quantity, manifests.flatMap((run) => valueOf(run) ?? [])) : 0); // prettier-ignore
  const titles = ['Run', 'Outcome', quantity?.title ?? 'Value', 'Data', 'Code', 'Manifest', 'Result', 'Run id'];
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Every manifest with its digests">
      <table>
        <thead>
          <tr>
            {titles.map((title) => (
              <th scope="col">{title}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {manifests.map((run) => {
            const value = valueOf(run);
            return (
              <tr id={runAnchor(run)} data-run={model.indexOf(run)}>
                <th scope="row">{labelOf(run)}</th>
                <td>{run.outcome.status}</td>
                <td class="number">{value === undefined ? '–' : text(value)}</td>
                <td class="digest">{short(run.data.fingerprint)}</td>
                <td class="digest">{shortCode(run)}</td>
                <td class="digest">{run.digest}</td>
                <td class="digest">{run.result}</td>
                <td class="digest">{run.id}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

const shortCode = ({ code: { commit, dirty } }: Manifest) =>
  `${commit ? short(commit) : 'unknown'}${dirty ? ` + ${short(dirty)}` : ''}`;
