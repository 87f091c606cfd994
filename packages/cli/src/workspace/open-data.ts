import {
  askedOf,
  checkAgainstData,
  type Dataset,
  examplesIn,
  identityOf,
  inputBytes,
  type PlannedRun,
  setKeyOf,
  unevenTest,
  unevenWords,
} from '@seedbed/core';
import type { Terminal } from '../progress/terminal.js';
import type { DataSet, OpenedData, OpenedSet, Places } from './data-sets.js';
import { openDataset } from './dataset.js';
import type { Experiment } from './experiment.js';

/**
 * Opens the sets that runs learn from (packing them the first time) and checks that they hold what is asked of them.
 * @param identityOnly no example will be read.
 * @throws SeedbedError SB_DATA_… at the field that asks for too much, and what plugins throw.
 */
export async function openData(
  { loaded, sets }: Experiment,
  runs: readonly PlannedRun[],
  terminal: Terminal,
  places: Places,
  { identityOnly = false }: { readonly identityOnly?: boolean } = {},
): Promise<OpenedData> {
  const opened = new Map<string, OpenedSet>();
  const known = new Map<string, Dataset>();
  try {
    for (const set of sets) {
      const own = runs.filter(({ config }) => setKeyOf(config.learn.data) === set.key);
      if (own.length === 0 || opened.has(set.key)) continue;
      const dataset = await openDataset(set.plugin, set.options, { ...places.get(set.key), identityOnly }, terminal);
      known.set(set.key, dataset);
      opened.set(set.key, openedSet(set, dataset, own));
    }
    checkAgainstData(loaded.experiment, runs, known);
    return opened;
  } finally {
    for (const dataset of known.values()) dataset.close();
  }
}

function openedSet(set: DataSet, dataset: Dataset, runs: readonly PlannedRun[]): OpenedSet {
  const { fingerprint, inputs, notes, counts } = dataset;
  const identity = identityOf(dataset);
  const bytes = examplesIn(counts) * inputBytes(inputs);
  const cautions = unevenlyTested(runs, dataset);
  return { ...set, identity, fingerprint, notes, cautions, bytes };
}

/** Cautions on the classes that runs name, or on all where they are drawn; none where there are no classes. */
function unevenlyTested(runs: readonly PlannedRun[], { classes, counts, targets }: Dataset): string[] {
  if (targets !== 'class') return [];
  const lists = runs.flatMap(({ config: { learn } }) => {
    const asked = askedOf(learn);
    return [typeof asked === 'object' ? asked : classes];
  });
  const distinct = new Map(lists.map((names) => [names.join('\n'), names]));
  const found = [...distinct.values()].flatMap((names) => unevenTest(names, names.map((name) => counts.test[classes.indexOf(name)] ?? 0)) ?? []); // prettier-ignore
  return [...new Set(found.map(unevenWords))];
}
