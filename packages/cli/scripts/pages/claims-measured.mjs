/* docs/claims-measured.md: what the claims' procedure does where nothing differs. From fixed seeds, so it comes out again. */
import { page, table } from './markdown.mjs';

const studies = 1000;
/* Each kind of claim is in one of them; to simulate every experiment would take minutes and show the same. */
const simulated = ['fashion-mnist', 'miniplaces-16', 'smoke', 'tinyimagenet-40', 'yosinski', 'small-data'];
const percent = (share) => `${(share * 100).toFixed(1)} %`;

const opening = [
  '# What the claims do where nothing differs',
  '',
  `${studies} simulated studies of each of these experiments: replicates differ by 3 margins of the claim, runs by 1, levels not at all.`,
  'Made by `node packages/cli/scripts/regenerate.mjs` with `seedbed claims NAME --simulate`; CI makes it again.',
  '',
  'Supported and contradicted are false positives here (for an `equivalence`: contradicted). Neither may be more often than',
  'alpha/2 where differences are normal; a share of 2.5 % seen in 1000 studies has a standard error of 0.5 points. The',
  'interval of a `best` is that of the winner, chosen by the same data.',
  '',
];
const heads = ['experiment', 'claim', 'supported', 'contradicted', 'some finding wrong', 'intervals that hold the truth', 'level']; // prettier-ignore

/** @param seedbed Runs the command and returns what it printed. */
export function claimsMeasuredPage(seedbed) {
  const rows = simulated.flatMap((name) => {
    const { claims } = JSON.parse(seedbed('claims', `experiments/${name}`, '--simulate', String(studies), '--json'));
    return claims.map(({ id, verdicts, falseFindings, coverage, level }) => [
      name,
      id,
      ...[verdicts.supported, verdicts.contradicted, falseFindings, coverage, level].map(percent),
    ]);
  });
  return page([...opening, ...table(heads, rows)]);
}
