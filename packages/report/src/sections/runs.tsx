import { labelOf, type Manifest } from '@seedbed/core';
import { count, grouped, short } from '../text/format.js';
import { Section, type SectionProps } from './section.js';

function ended({ outcome }: Manifest): string {
  const where = outcome.step === null ? '' : ` at step ${grouped(outcome.step)}`;
  return `${outcome.status}${where}${outcome.reason ? `: ${outcome.reason}` : ''}`;
}

function Named({ title, names }: { readonly title: string; readonly names: readonly string[] }) {
  if (names.length === 0) return null;
  const items = (
    <ul class="runs">
      {names.map((name) => (
        <li>{name}</li>
      ))}
    </ul>
  );
  return (
    <>
      <h3>{title}</h3>
      {names.length <= 12 ? (
        items
      ) : (
        <details>
          <summary>All {grouped(names.length)}</summary>
          {items}
        </details>
      )}
    </>
  );
}

/** What diverged, failed, is missing or is there twice: by name, never dropped silently. */
export function Runs({ model }: SectionProps) {
  const { counted, missing, unfinished, repeated, unplanned } = model.tally;
  const idle = model.notLearned.map(({ manifest, signs }) => `${labelOf(manifest)}: ${signs.join('; ')}`);
  const quiet = !missing.length && !unfinished.length && !repeated.length && !unplanned.length;
  const of = (status: string) => unfinished.filter((run) => run.outcome.status === status);
  const named = (runs: readonly Manifest[]) => runs.map((run) => `${labelOf(run)} (${ended(run)})`);
  return (
    <Section id="runs" title="Runs">
      <p>
        {count(counted.length, 'run')} of the plan finished and count here.
        {quiet ? ' None is missing, none diverged or failed, and none is there twice.' : ''}
      </p>
      <Named title="Did not learn, and count" names={idle} />
      <Named title="Diverged" names={named(of('diverged'))} />
      <Named title="Failed" names={named(of('failed'))} />
      <Named title="Missing" names={missing.map(labelOf)} />
      <Named
        title="There more than once, counted once"
        names={repeated.map(
          ({ run, manifests, agree }) =>
            `${labelOf(run)}: ${count(manifests.length, 'manifest')} (${manifests.map(({ id }) => short(id)).join(', ')}), ${
              agree ? 'with equal results' : `with different results; ${short(manifests[0]!.id)} counts`
            }`,
        )}
      />
      <Named
        title="Not part of the plan, not counted"
        names={unplanned.map((run) => `${labelOf(run)} (${short(run.id)})`)}
      />
    </Section>
  );
}
