import { replicatesNeeded, smallestCorrectedP, verdicts } from '@seedbed/core';
import { Table } from '../parts/table.js';
import { Section } from '../sections/section.js';
import { count } from '../text/format.js';
import { type ClaimCounts, shelfAlpha, type ShelfStatistics } from './statistics.js';

/** How many claims came out how, and how many of them remain when all are one family. */
export function Summary({ all, origins }: Pick<ShelfStatistics, 'all' | 'origins'>) {
  if (all.claims === 0) return null;
  const row = (name: string, { claims, verdicts: counts, remaining }: ClaimCounts) => [name, claims, ...verdicts.map((each) => counts[each]), remaining.t, remaining.both]; // prettier-ignore
  const needed = replicatesNeeded(shelfAlpha, (replicates) => smallestCorrectedP(replicates, all.claims));
  return (
    <Section id="claims" title="All claims together">
      <p>
        Of {count(all.claims, 'claim')}, {all.verdicts.supported} are supported, {all.verdicts.contradicted}{' '}
        contradicted, {all.verdicts.equivalent} equivalent and {all.verdicts.inconclusive} inconclusive. With Holm’s
        correction over all of them, {all.remaining.t} of the {all.verdicts.supported} remain supported at {shelfAlpha}{' '}
        by the t test, and {all.remaining.both} by both tests that a verdict asks for. The cards mark the others.
      </p>
      <Table
        label="Claims by origin and verdict"
        columns={[
          { title: 'Where the claim is from' },
          { title: 'Claims', numeric: true },
          { title: 'Supported', numeric: true },
          { title: 'Contradicted', numeric: true },
          { title: 'Equivalent', numeric: true },
          { title: 'Inconclusive', numeric: true },
          { title: 'With Holm: t test', numeric: true },
          { title: 'With Holm: both tests', numeric: true },
        ]}
        rows={[
          row('Stated by the paper', origins.stated),
          row('Inferred from the paper', origins.inferred),
          row('Ours, not the paper’s', origins.ours),
          row('All', all),
        ]}
      />
      <p class="note">
        How Holm’s correction is computed: of each claim the p values that decide it (the largest of a place, corrected
        over the claim’s places) are corrected over all {count(all.claims, 'claim')}, each test by itself, and a claim
        remains supported if the one-sided t test is then at most {shelfAlpha / 2}, and the exact sign-flip test at most{' '}
        {shelfAlpha}. A claim for which a run is missing counts with p = 1. The exact test of k replicates gives 2
        <sup>−k</sup> at best: with so many claims, fewer than {needed} replicates cannot remain by both tests, whatever
        was measured. Verdicts other than supported are those of the reports.
      </p>
    </Section>
  );
}
