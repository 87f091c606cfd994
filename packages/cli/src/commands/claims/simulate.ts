import { replicatesOf, simulateClaims } from '@seedbed/core';
import { count, percent } from '@seedbed/core/words';
import type { Terminal } from '../../progress/terminal.js';
import { table } from '../../progress/table.js';
import type { Experiment } from '../../workspace/experiment.js';

const share = (value: number) => percent(100 * value);

/** How an experiment's claims behave where there is nothing to find: false positives, and coverage of the intervals. */
export function simulate({ loaded, name }: Experiment, studies: number, terminal: Terminal): void {
  const { experiment, claims } = loaded;
  const replicates = replicatesOf(experiment);
  if (!terminal.json) terminal.say(`judging ${count(studies, 'simulated study', 'simulated studies')} of ${count(replicates.length, 'replicate')}`); // prettier-ignore
  const simulated = simulateClaims(claims, experiment, replicates, studies);
  if (terminal.json) return terminal.print(JSON.stringify({ experiment: name, studies, claims: simulated }, null, 2)); // prettier-ignore
  terminal.print(
    table([
      ['claim', 'supported', 'contradicted', 'equivalent', 'some finding wrong', 'intervals that cover', 'level'],
      ...simulated.map(({ id, verdicts, falseFindings, coverage, level }) => [
        id,
        ...[verdicts.supported, verdicts.contradicted, verdicts.equivalent, falseFindings, coverage, level].map(share),
      ]),
    ]),
  );
}
