import type { Manifest, Verification } from '@seedbed/core';
import { Table } from '../parts/table.js';
import { count, grouped, short } from '../text/format.js';
import { runName } from '../text/names.js';
import { Section, type SectionProps } from './section.js';

const promises = {
  bitwise: 'on the same backend, library, instruction set and processor, equal result digests',
  tolerance: 'equal data, order and initial weights bit for bit, and curves within a stated band',
  statistical: 'equal verdicts on the claims',
} as const;

/** What was promised, and who has seen it hold: when, on what, by which class, for which runs. */
export function Determinism({ model }: SectionProps) {
  const { spec, verification } = model.input;
  return (
    <Section id="determinism" title="Determinism">
      <p>
        The spec promises <em>{spec.determinism}</em> reproduction: {promises[spec.determinism]}.
      </p>
      {verification ? (
        <Verified verification={verification} runs={model.tally.counted} />
      ) : (
        <p class="empty">
          Not verified: no re-execution of these runs was recorded beside the results.{' '}
          <code>seedbed verify {spec.name}</code> trains a sample again and records how it compares.
        </p>
      )}
    </Section>
  );
}

function Verified({ verification, runs }: { readonly verification: Verification; readonly runs: readonly Manifest[] }) {
  const { backend, cpu, node, verifiedAt, seed } = verification;
  const byId = new Map(runs.map((run) => [run.id, run]));
  const known = verification.runs.filter(({ runId }) => byId.has(runId));
  const foreign = verification.runs.length - known.length;
  const classes = (['bitwise', 'tolerance', 'statistical'] as const).flatMap((judged) => {
    const own = known.filter((run) => run.judged === judged);
    return own.length ? [[judged, grouped(own.length), grouped(own.filter((run) => run.holds).length)]] : [];
  });
  const differing = known.filter((run) => !run.holds);
  const row = ({ runId, judged, equal, holds, differences }: Verification['runs'][number]) => [
    runName(byId.get(runId)!),
    judged,
    equal ? 'equal bit for bit' : holds ? 'as promised' : 'differs',
    differences.join('; ') || 'none',
    runId,
  ];
  const columns = [
    { title: 'Run' },
    { title: 'Judged' },
    { title: 'Outcome' },
    { title: 'Differences' },
    { title: 'Run id', code: true },
  ];
  return (
    <>
      <p class={differing.length ? 'warning' : undefined}>
        {known.length === runs.length ? 'All' : `${grouped(known.length)} of`} {count(runs.length, 'run')}{' '}
        {seed === null ? '' : `(a sample drawn with seed ${seed}) `}
        {known.length === 1 ? 'was' : 'were'} executed again on {verifiedAt}:{' '}
        <strong>
          {differing.length
            ? `${grouped(differing.length)} ${differing.length === 1 ? 'differs' : 'differ'}`
            : 'every one came out as promised'}
        </strong>
        . {backend.name} ({backend.library}), {count(backend.threads, 'thread')}, instruction set {backend.isa};{' '}
        {cpu.model} ({cpu.architecture}); Node {node}; record {short(verification.digest)}.
        {foreign
          ? ` ${count(foreign, 'verified run')} ${foreign === 1 ? 'is' : 'are'} not among the runs of this page.`
          : ''}
      </p>
      <Table
        label="Verified runs by class"
        columns={[{ title: 'Judged' }, { title: 'Runs', numeric: true }, { title: 'As promised', numeric: true }]}
        rows={classes}
      />
      {differing.length ? <Table label="Runs that differ" columns={columns} rows={differing.map(row)} /> : null}
      <details>
        <summary>Every verified run</summary>
        <Table label="Every verified run" columns={columns} rows={known.map(row)} />
      </details>
    </>
  );
}
