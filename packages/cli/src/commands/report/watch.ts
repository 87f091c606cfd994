import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { collect, type Collected, RunStore, SeedbedError, writeWhole } from '@seedbed/core';
import type { Terminal } from '../../progress/terminal.js';
import { lastContextIn } from '../../workspace/at-hand.js';
import type { Experiment } from '../../workspace/experiment.js';
import { defaultStore } from '../../workspace/folders.js';
import { dataPageLink } from './data-page.js';
import type { ReportFlags } from './flags.js';
import { collectFrom } from '../../results/read.js';
import { comparedWith } from '../../results/compared.js';
import { charts, reportFile, reportInput } from '../../results/report-input.js';

/** Seconds between looks at the store, and after which the page looks again. */
const interval = 2;

/**
 * Writes the page as runs finish, marked as partial, until every planned run is there or it is interrupted. A store that
 * is not there yet is waited for.
 */
export async function follow(experiment: Experiment, flags: ReportFlags, terminal: Terminal): Promise<void> {
  const place = resolve(flags.results ?? defaultStore());
  const out = reportFile(experiment, flags.out);
  const link = dataPageLink(flags.dataPage, out);
  const { renderReport } = await charts();
  terminal.say(`following ${place}: ${out} is written as runs finish; Ctrl-C ends it`);
  let seen: string | null = null;
  for (;;) {
    const { manifests, missing, aside } = look(experiment, place, flags.context);
    const now = manifests.map((run) => run.digest).join();
    if (now !== seen || missing.length === 0) {
      seen = now;
      const input = reportInput(experiment, manifests, place);
      const compared = comparedWith(experiment, flags.compare ?? [], manifests, terminal);
      const page = { ...input, compared, aside, ...link, ...(missing.length > 0 ? { following: interval } : {}) };
      writeWhole(out, await renderReport(page));
      terminal.say(`${manifests.length} of ${experiment.runs.length} runs`);
    }
    if (missing.length === 0) break;
    await wait(interval * 1000);
  }
  if (terminal.json) terminal.print(JSON.stringify({ out, runs: experiment.runs.length, missing: [] }));
  else terminal.print(`${out} (all ${experiment.runs.length} runs)`);
}

/** What is there so far, of the context of the last run; a store that does not exist yet holds nothing. */
function look(experiment: Experiment, place: string, id: string | undefined): Collected {
  const { runs } = experiment;
  const atHand = new RunStore(place).exists ? lastContextIn(place, experiment) : undefined;
  try {
    return collectFrom(experiment, place, { id, atHand });
  } catch (error) {
    if (!(error instanceof SeedbedError) || error.code !== 'SB_RESULTS_NOT_FOUND') throw error;
    return collect(runs, []);
  }
}
