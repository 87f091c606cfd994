import { checkAgainstData, type Dataset, overviewOf, type Plain, type PlannedRun, setKeyOf, type Split, splitsOf, writeWhole } from '@seedbed/core'; // prettier-ignore
import { count } from '@seedbed/core/words';
import type { ShownSet } from '@seedbed/report';
import type { Command } from 'commander';
import { examples, withData, withJson } from '../../flags/flags.js';
import { progressBar } from '../../progress/bar.js';
import { openTerminal, type Terminal } from '../../progress/terminal.js';
import { charts } from '../../results/report-input.js';
import type { DataSet } from '../../workspace/data-sets.js';
import { openDataset } from '../../workspace/dataset.js';
import type { Experiment } from '../../workspace/experiment.js';
import { type ShowFlags, shownSets } from './shown-sets.js';

/** `seedbed data show`. */
export function showDataCommand(data: Command): void {
  const command = data
    .command('show')
    .argument('[name]', 'a data set by its name (data list), or the package name of an installed plugin; with --spec, a set of that spec')
    .description('write a page about a data set: counts, examples, duplicates, what is unusual; with --spec, what each replicate draws')
    .option('--option <name=value>', 'an option of the data set, as in the spec; may be repeated', (value, before: readonly string[]) => [...before, value], []) // prettier-ignore
    .option('--spec <spec>', 'show the data sets of this experiment, and the splits of its replicates')
    .option('--out <file>', 'where to write it (default: NAME-data.html here, or data.html beside the spec)')
    .addHelpText('after', examples('data show fashionmnist --out fashion.html', 'data show miniplaces --data ~/miniplaces --option size=64', 'data show --spec smoke --out smoke-data.html')); // prettier-ignore
  withJson(withData(command)).action(show);
}

async function show(name: string | undefined, flags: ShowFlags): Promise<void> {
  const terminal = openTerminal(flags.json ?? false);
  const { sets, places, experiment, out } = shownSets(name, flags, terminal);
  const shown: ShownSet[] = [];
  for (const set of sets) {
    const dataset = await openDataset(set.plugin, set.options, places.get(set.key) ?? {}, terminal);
    try {
      shown.push(lookAt(set, dataset, experiment, terminal));
    } finally {
      dataset.close();
    }
  }
  const { renderData } = await charts();
  const head = experiment && { name: experiment.name, title: experiment.loaded.experiment.head.title };
  writeWhole(out, await renderData({ sets: shown, ...(head && { experiment: head }) }));
  if (terminal.json) return terminal.print(JSON.stringify({ out, sets: shown.map(documentOf) }));
  terminal.print(`${out} (${count(shown.length, 'data set')})`);
  for (const { name: of, overview } of shown) for (const text of overview.unusual) terminal.print(`- ${shown.length > 1 ? `${of}: ` : ''}${text}`); // prettier-ignore
}

/** Reads every example, and draws what every replicate draws. */
function lookAt(set: DataSet, dataset: Dataset, experiment: Experiment | null, terminal: Terminal): ShownSet {
  const { plugin, options } = set;
  const overview = watched(terminal, `looking at ${set.name}`, (onProgress) => overviewOf(dataset, onProgress));
  const splits = experiment ? splitsIn(experiment, set, dataset, overview.first, terminal) : [];
  const { name, version, about } = plugin;
  const { inputs, columns, classes, targets, grouped, counts, fingerprint, notes } = dataset;
  // Not the set itself: it holds its examples.
  const facts = { inputs, ...(columns && { columns }), classes, targets, grouped, counts, fingerprint, notes };
  return { name: set.name, plugin: name, version, about, options: (options ?? {}) as Plain, facts, overview, splits };
}

function splitsIn(
  experiment: Experiment,
  set: DataSet,
  dataset: Dataset,
  first: Uint32Array,
  terminal: Terminal,
): Split[] {
  const isOf = ({ config }: PlannedRun) => setKeyOf(config.learn.data) === set.key;
  const runs = experiment.runs.filter((run) => isOf(run) && run.set === set.name);
  checkAgainstData(experiment.loaded.experiment, runs, new Map([[set.key, dataset]]));
  return watched(terminal, `drawing from ${set.name}`, (onProgress) => splitsOf(runs, dataset, first, onProgress));
}

/** Shows how far some work is. */
function watched<T>(
  terminal: Terminal,
  what: string,
  work: (onProgress: (done: number, total: number) => void) => T,
): T {
  const bar = progressBar(terminal, what);
  try {
    return work((done, total) => bar.update(done, total));
  } finally {
    bar.stop();
  }
}

/** What programs are told of a set. */
const documentOf = ({ name, facts, overview: { unusual, duplicates }, splits }: ShownSet) => ({
  ...{ name, fingerprint: facts.fingerprint, counts: facts.counts, columns: facts.columns ?? null, unusual },
  duplicates: duplicates.map(({ kind, parts, examples, of, groups }) => ({ kind, parts, examples, of, groups })),
  splits: splits.map(({ replicate, draws }) => ({
    replicate,
    draws: draws.map(({ stages, classes, parts, overlaps }) => ({ stages, classes, parts, overlaps })),
  })),
});
