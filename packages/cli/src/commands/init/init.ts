import { existsSync, mkdirSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { type Dataset, inputWords, examplesIn, SeedbedError, writeWhole } from '@seedbed/core';
import { count, firstOf, grouped } from '@seedbed/core/words';
import type { Command } from 'commander';
import { examples, withJson, withSkipDamaged } from '../../flags/flags.js';
import { openTerminal, type Terminal } from '../../progress/terminal.js';
import { refuseStaleBuild } from '../../workspace/build.js';
import { columnsOf } from '@seedbed/datasets-tables';
import { dataCache, openDataset } from '../../workspace/dataset.js';
import { newSpecFolder } from '../../workspace/folders.js';
import { findDataset } from '../../workspace/plugins.js';
import { type FirstFacts, predictedNumbers, spreadOfImages } from './facts.js';
import { pictureSize } from './picture-size.js';
import { type FirstPlugin, pluginFor, setName } from './plugin-for.js';
import { firstSpec } from './write-spec.js';

interface InitFlags {
  readonly data: string;
  readonly target?: readonly string[];
  readonly class?: string;
  readonly group?: string;
  readonly size?: string;
  readonly skipDamaged?: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** `seedbed init`. */
export function initCommand(program: Command): void {
  const command = program
    .command('init')
    .argument('[folder]', 'where experiment.yaml is written (default: a folder named after the data, in experiments/)')
    .requiredOption('--data <path>', 'pictures in class folders, or an archive of them; a CSV, TSV, JSON lines or Parquet file; .npy, .npz or IDX files') // prettier-ignore
    .option('--target <column>', 'of a table: the number to predict; may be repeated', (value: string, before: readonly string[] = []) => [...before, value]) // prettier-ignore
    .option('--class <column>', 'of a table: the column with the class')
    .option('--group <column>', 'of a table: rows with one value of it stay on one side of a split')
    .option('--size <pixels>', 'of pictures: height and width (default: 32 from 5,000 pictures on, else 64, and no more than they have)')
    .option('--force', 'write over an experiment.yaml that is there')
    .description('look at data and write a first experiment on them, ready to run')
    .addHelpText('after', examples('init --data ~/flowers', 'init --data houses.csv --target price', 'init --data mnist.npz digits')); // prettier-ignore
  withJson(withSkipDamaged(command)).action(init);
}

async function init(folder: string | undefined, flags: InitFlags): Promise<void> {
  refuseStaleBuild();
  const path = resolve(flags.data);
  if (!existsSync(path)) throw new SeedbedError('SB_DATA_MISSING', `${flags.data} is not there`, { hint: 'name a folder, an archive or a file with --data' }); // prettier-ignore
  const terminal = openTerminal(flags.json ?? false);
  const name = setName(path);
  const spec = join(folder === undefined ? besideData(newSpecFolder(name), path) : resolve(folder), 'experiment.yaml');
  if (existsSync(spec) && !flags.force) throw new SeedbedError('SB_OPTION', `${shown(spec)} is there already`, { hint: 'name another folder, or write over it with --force' }); // prettier-ignore
  const plugin = pluginFor(path);
  if (plugin === 'table' && !flags.target && flags.class === undefined) throw await whichColumn(path);
  const options = await optionsFor(plugin, name, path, flags, terminal);
  const found = findDataset(plugin, process.cwd());
  const checked = found.options.safeParse(options);
  if (!checked.success) throw new SeedbedError('SB_DATASET_OPTIONS', `${plugin}: ${checked.error.issues[0]?.message ?? 'its options do not fit'}`); // prettier-ignore
  const place = { data: path, skipDamaged: flags.skipDamaged ?? false };
  const dataset = await openDataset(found, options, place, terminal);
  try {
    const facts = factsOf(dataset, name, plugin, options);
    mkdirSync(dirname(spec), { recursive: true });
    writeWhole(spec, firstSpec(facts));
    if (terminal.json) return terminal.print(JSON.stringify({ spec, plugin, options, name }, null, 2));
    terminal.print(seen(facts));
    for (const note of dataset.notes) terminal.print(`- ${note}`);
    const where = shown(dirname(spec));
    terminal.print(`\nwrote ${shown(spec)}. Next:\n  seedbed run ${where} --data ${flags.data}\n  seedbed report ${where} --out ${name}.html`); // prettier-ignore
  } finally {
    dataset.close();
  }
}

async function whichColumn(path: string): Promise<SeedbedError> {
  const columns = await columnsOf(path, dataCache());
  return new SeedbedError('SB_OPTION', `which column of ${basename(path)} is to be predicted? it has the columns ${firstOf(columns, 30)}`, { hint: 'name it: --target COLUMN for a number, --class COLUMN for a class' }); // prettier-ignore
}

/** A spec is no part of the data, which may have the name that it would get. */
const besideData = (folder: string, data: string) => (folder === data ? `${folder}-experiment` : folder);

const shown = (path: string) => relative(process.cwd(), path) || '.';

async function optionsFor(
  plugin: FirstPlugin,
  set: string,
  path: string,
  { target, class: label, group, size }: InitFlags,
  terminal: Terminal,
): Promise<Record<string, unknown>> {
  if (plugin === 'image-folder') return { set, size: size === undefined ? await pictureSize(path, terminal) : Number(size) }; // prettier-ignore
  if (plugin === 'arrays') return { set, ...(size !== undefined && { size: Number(size) }) };
  const predicted = target && (target.length === 1 ? target[0] : target);
  return { set, ...(predicted !== undefined && { target: predicted }), ...(label !== undefined && { class: label }), ...(group !== undefined && { group }) }; // prettier-ignore
}

const factsOf = (
  dataset: Dataset,
  name: string,
  plugin: string,
  options: Readonly<Record<string, unknown>>,
): FirstFacts => {
  // prettier-ignore
  const { inputs, classes, targets, grouped: isGrouped, counts } = dataset;
  return { name, plugin, options, inputs, classes, targets, grouped: isGrouped, counts, spread: spreadOfImages(dataset), predicted: predictedNumbers(dataset) }; // prettier-ignore
};

function seen(facts: FirstFacts): string {
  const { targets, classes, counts } = facts;
  const what = typeof targets === 'string' ? count(classes.length, 'class', 'classes') : `to predict: ${targets.map(({ name }) => name).join(', ')}`; // prettier-ignore
  return `${grouped(examplesIn(counts))} examples, ${inputWords(facts)}, ${what}`;
}
