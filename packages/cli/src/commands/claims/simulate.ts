import { replicatesOf, simulateClaims } from '@seedbed/core';
import type { Terminal } from '../../progress/terminal.js';
import { table } from '../../progress/words.js';
import type { Experiment } from '../../workspace/experiment.js';

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

/** How an experiment's claims behave where there is nothing to find: false positives, and coverage of the intervals. */
export function simulate({ parsed: { spec } }: Experiment, studies: number, terminal: Terminal): void {
  const context = { sizes: spec.split.target.images, conditions: spec.conditions, replicates: replicatesOf(spec) };
  if (!terminal.json) terminal.say(`judging ${studies} simulated studies of ${context.replicates.length} replicates`);
  const simulated = simulateClaims(spec.claims, context, studies);
  if (terminal.json) return terminal.print(JSON.stringify({ experiment: spec.name, studies, claims: simulated }, null, 2)); // prettier-ignore
  terminal.print(
    table([
      ['claim', 'supported', 'contradicted', 'equivalent', 'some finding wrong', 'intervals that cover', 'level'],
      ...simulated.map(({ id, verdicts, falseFindings, coverage, level }) => [
        id,
        percent(verdicts.supported),
        percent(verdicts.contradicted),
        percent(verdicts.equivalent),
        percent(falseFindings),
        percent(coverage),
        percent(level),
      ]),
    ]),
  );
}
