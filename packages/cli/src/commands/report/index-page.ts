import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { SeedbedError, writeWhole } from '@seedbed/core';
import { count } from '@seedbed/core/words';
import type { Terminal } from '../../progress/terminal.js';
import { openExperiment } from '../../workspace/experiment.js';
import { experimentNames, experimentsFolder } from '../../workspace/folders.js';
import { charts, reportInput } from '../../results/report-input.js';
import { collectFrom } from '../../results/read.js';
import { plannedIn } from './planned.js';

/** The shelf: one page over all experiments of the workspace, those with reference results as cards. */
export async function writeIndex(asked: string | undefined, terminal: Terminal): Promise<void> {
  const home = experimentsFolder();
  const out = resolve(asked ?? join(home, 'index.html'));
  const experiments = experimentNames()
    .map((name) => openExperiment(name))
    .filter(({ results }) => existsSync(results));
  if (experiments.length === 0) {
    const hint = 'first: seedbed record NAME';
    throw new SeedbedError('SB_RESULTS_NOT_FOUND', 'no experiment of this workspace has reference results', { hint });
  }
  // The page belongs into experiments/, wherever this copy of it is written: its links are relative to there.
  const entries = experiments.map((experiment) => {
    const { manifests } = collectFrom(experiment, experiment.results);
    const href = relative(home, join(experiment.folder, 'report.html')).replaceAll('\\', '/');
    return { input: reportInput(experiment, manifests, experiment.results), href };
  });
  const { renderIndex } = await charts();
  writeWhole(out, await renderIndex({ entries, planned: plannedIn(home) }));
  if (terminal.json) return terminal.print(JSON.stringify({ out, experiments: entries.map(({ href }) => href) }));
  terminal.print(`${out} (${count(entries.length, 'experiment')})`);
}
