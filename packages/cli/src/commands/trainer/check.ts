import { exitCodes, SeedbedError } from '@seedbed/core';
import { withUpstream } from '../../execution/chosen-runs.js';
import { workerEnvironment } from '../../execution/worker-environment.js';
import { type CommonFlags, runOptions } from '../../flags/flags.js';
import { openTerminal } from '../../progress/terminal.js';
import { checkCommand, commandWords } from '../../trainers/program/command.js';
import { askConsent } from '../../trainers/program/consent.js';
import type { Trial } from '../../trainers/kit/subject.js';
import { checks, tryAll } from '../../trainers/kit/try-all.js';
import { placesForRun } from '../../workspace/at-hand.js';
import { refuseStaleBuild } from '../../workspace/build.js';
import { registerEngines } from '../../workspace/components.js';
import { dataCache } from '../../workspace/dataset.js';
import { openExperiment } from '../../workspace/experiment.js';
import { homeOf, programOf } from '../../workspace/program.js';
import { openData } from '../../workspace/open-data.js';
import { findingsTable, todoWords } from './answer.js';
import { candidates, cheapest } from './cheapest.js';
import { openSets } from './sets.js';

export async function check(asked: string, flags: CommonFlags): Promise<void> {
  const terminal = openTerminal(flags.json ?? false);
  const experiment = openExperiment(asked);
  const program = programOf(experiment);
  if (!program) throw new SeedbedError('SB_TRAINER_NONE', `${experiment.name} names no program: the engine trains its runs`); // prettier-ignore
  const chosen = candidates(experiment, flags.filter);
  refuseStaleBuild();
  const { command, folder } = program;
  checkCommand(command, folder, homeOf(program));
  await askConsent(command, folder, flags, terminal);
  await registerEngines(experiment.packages, experiment.folder);
  const options = runOptions(flags);
  const places = placesForRun(options.store, experiment, options, terminal);
  const data = await openData(experiment, withUpstream(chosen, experiment.runs), terminal, places);
  const runs = cheapest(chosen, experiment.runs, data);
  const { label } = runs.at(-1) as (typeof runs)[number];
  terminal.say(`checking ${commandWords(command)} with ${label}, the cheapest run; nothing is stored`);
  const sets = await openSets(data, runs, places, terminal);
  const { variables: environment } = workerEnvironment(process.env, []);
  const trial: Trial = {
    ...{ program, cacheDir: dataCache(), runs, sets, environment },
    hangTimeout: options.hangTimeout ?? 300,
    onNote: (text) => terminal.say(`note: ${text}`),
  };
  try {
    const findings = await tryAll(trial, (each, number) => terminal.say(`${number} of ${checks.length}, ${each.name}: ${each.asks}`)); // prettier-ignore
    const passes = findings.every(({ outcome }) => outcome !== 'failed');
    if (terminal.json)
      terminal.print(JSON.stringify({ passes, run: label, command, checks: findings }, null, 2)); // prettier-ignore
    else {
      terminal.print(findingsTable(findings));
      for (const line of todoWords(findings)) terminal.print(line);
    }
    process.exitCode = passes ? exitCodes.done : exitCodes.checkFailed;
  } finally {
    for (const { dataset } of sets.values()) dataset.close();
  }
}
