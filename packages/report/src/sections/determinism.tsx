import { changeWords, labelOf } from '@seedbed/core';
import { type Verified, verifiedIn } from '../data/verified.js';
import { Table } from '../parts/table.js';
import { count, grouped, short } from '../text/format.js';
import { Engines } from './engines.js';
import { Section, type SectionProps } from './section.js';

const promises = {
  bitwise: 'on the same backend, library, instruction set and processor, equal result digests',
  tolerance: 'equal data, order and initial weights bit for bit, and curves within a stated band',
  statistical: 'equal verdicts on the claims',
} as const;

/** What was promised, and who has seen it hold: when, on what, by which class, for which runs. */
export function Determinism({ model }: SectionProps) {
  const { verification } = model.input;
  const promise = model.experiment.head.determinism;
  const verified = verifiedIn(model);
  return (
    <Section id="determinism" title="Determinism">
      <p>
        The spec promises <em>{promise}</em> reproduction: {promises[promise]}.
      </p>
      {verified ? (
        <Execution {...verified} />
      ) : (
        <p class="empty">
          Not verified:{' '}
          {verification
            ? 'what was executed again and recorded beside the results was none of these runs.'
            : 'no re-execution of these runs was recorded beside the results.'}{' '}
          <code>seedbed verify {model.experiment.head.name} --record</code> trains a sample again and records how it
          compares.
        </p>
      )}
      <Engines runs={[...model.tally.counted, ...model.tally.unfinished]} verification={verification ?? null} />
    </Section>
  );
}

function Execution({ verification, now, runs }: Verified) {
  const total = runs.length;
  const { backend, cpu, node, verifiedAt, seed } = verification;
  const { changed, absent } = now;
  const known = now.same.map(({ verified, manifest }) => ({ ...verified, manifest }));
  const classes = (['bitwise', 'tolerance', 'statistical'] as const).flatMap((judged) => {
    const own = known.filter((run) => run.judged === judged);
    return own.length ? [[judged, grouped(own.length), grouped(own.filter((run) => run.holds).length)]] : [];
  });
  const differing = known.filter((run) => !run.holds);
  const row = ({ manifest, runId, judged, equal, holds, differences }: (typeof known)[number]) => [
    labelOf(manifest),
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
      {changed.length ? (
        <p class="warning">
          <strong>
            Changed since {changed.length === 1 ? 'it was' : 'they were'} executed again: {count(changed.length, 'run')}
            .
          </strong>{' '}
          {changed.map(({ manifest, what }) => `${labelOf(manifest)} (${changeWords[what]})`).join('; ')}. What was seen
          then says nothing of {changed.length === 1 ? 'it' : 'them'} now.
        </p>
      ) : null}
      <p class={differing.length ? 'warning' : undefined}>
        {known.length === total ? 'All' : `${grouped(known.length)} of`} {count(total, 'run')}{' '}
        {seed === null ? '' : `(a sample drawn with seed ${seed}) `}
        {known.length === 1 ? 'was' : 'were'} executed again on {verifiedAt}
        {changed.length ? (known.length === 1 ? ' and is as it was then' : ' and are as they were then') : ''}:{' '}
        <strong>
          {known.length === 0
            ? 'nothing counts as verified'
            : differing.length
              ? `${grouped(differing.length)} ${differing.length === 1 ? 'differs' : 'differ'}`
              : changed.length
                ? 'the others came out as promised'
                : 'every one came out as promised'}
        </strong>
        . {backend.name} ({backend.library}), {count(backend.threads, 'thread')}, instruction set {backend.isa};{' '}
        {cpu.model} ({cpu.architecture}); Node {node}; record {short(verification.digest)}.
        {absent.length
          ? ` ${count(absent.length, 'verified run')} ${absent.length === 1 ? 'is' : 'are'} not among the runs of this page.`
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
