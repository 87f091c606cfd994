import type { Manifest } from '@seedbed/core';
import { count, grouped, short } from '../text/format.js';
import { runName } from '../text/names.js';
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
  const idle = model.notLearned.map(({ manifest, signs }) => `${runName(manifest)}: ${signs.join('; ')}`);
  const quiet = !missing.length && !unfinished.length && !repeated.length && !unplanned.length;
  const of = (status: string) => unfinished.filter((run) => run.outcome.status === status);
  const without = unfinished.filter((run) => run.outcome.status === 'ok');
  const named = (runs: readonly Manifest[]) => runs.map((run) => `${runName(run)} (${ended(run)})`);
  return (
    <Section id="runs" title="Runs">
      <p>
        {count(counted.length, 'run')} of the plan finished and count here.
        {quiet ? ' None is missing, none diverged or failed, and none is there twice.' : ''}
      </p>
      <Named title="Did not learn, and count" names={idle} />
      <Named title="Diverged" names={named(of('diverged'))} />
      <Named title="Failed" names={named(of('failed'))} />
      <Named title="Finished without a test" names={without.map(runName)} />
      <Named title="Missing" names={missing.map(runName)} />
      <Named
        title="There more than once, counted once"
        names={repeated.map(
          ({ run, manifests, agree }) =>
            `${runName(run)}: ${count(manifests.length, 'manifest')} (${manifests.map(({ id }) => short(id)).join(', ')}), ${
              agree ? 'with equal results' : `with different results; ${short(manifests[0]!.id)} counts`
            }`,
        )}
      />
      <Named
        title="Not part of the plan, not counted"
        names={unplanned.map((run) => `${runName(run)} (${short(run.id)})`)}
      />
    </Section>
  );
}
