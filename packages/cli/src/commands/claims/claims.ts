import { exitCodes, predictedIn } from '@seedbed/core';
import { count } from '@seedbed/core/words';
import type { Command } from 'commander';
import { examples, specArgument, withJson } from '../../flags/flags.js';
import { positive } from '../../flags/numbers.js';
import { openTerminal } from '../../progress/terminal.js';
import { cautionsOf, sayCautions } from '../../results/cautions.js';
import { contextDocument } from '../../results/context-words.js';
import { judged } from '../../results/judged.js';
import { type ResultFlags, shownResults, withResults } from '../../results/shown.js';
import { sayWhatIsStale } from '../../results/stale.js';
import { sayUnkept } from '../../results/unkept.js';
import { openExperiment } from '../../workspace/experiment.js';
import { simulate } from './simulate.js';

interface ClaimsFlags extends ResultFlags {
  readonly strict?: boolean;
  readonly simulate?: number;
  readonly json?: boolean;
}

export function claimsCommand(program: Command): void {
  const command = program
    .command('claims')
    .argument(...specArgument)
    .description("judge an experiment's claims on stored results")
    .option('--strict', 'exit with 1 when a claim is contradicted')
    .option('--simulate <n>', 'judge n simulated studies in which nothing differs: false positives and coverage', positive)
    .addHelpText('after', examples('claims fashion-mnist', 'claims fashion-mnist --results .seedbed/store --strict', 'claims fashion-mnist --simulate 1000')); // prettier-ignore
  withJson(withResults(command)).action(async (asked: string, flags: ClaimsFlags) => {
    const terminal = openTerminal(flags.json ?? false);
    const experiment = openExperiment(asked);
    if (flags.simulate !== undefined) return simulate(experiment, flags.simulate, terminal);
    const found = await shownResults(experiment, flags, terminal);
    const { manifests, missing, place } = found;
    const claims = judged(experiment, { manifests, predicted: predictedIn(place) });
    sayWhatIsStale(asked, experiment, manifests, terminal, place);
    sayUnkept(asked, experiment, manifests, place, terminal);
    if (missing.length > 0) terminal.say(`${missing.length} of ${count(experiment.runs.length, 'run')} missing`);
    sayCautions(manifests, terminal);
    const names = missing.map((run) => run.label);
    if (terminal.json)
      terminal.print(
        JSON.stringify({ claims, missing: names, ...cautionsOf(manifests), ...contextDocument(found) }, null, 2),
      );
    for (const { id, verdict, statement, summary, cautions } of terminal.json ? [] : claims) {
      terminal.print(`${id} ${verdict}: ${statement}\n   ${summary}`);
      for (const caution of cautions) terminal.print(`   note: ${caution}`);
    }
    if (flags.strict && claims.some((claim) => claim.verdict === 'contradicted'))
      process.exitCode = exitCodes.checkFailed;
  });
}
