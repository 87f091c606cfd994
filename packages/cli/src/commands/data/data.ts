import { mkdtempSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  type Dataset,
  type DatasetPlugin,
  exitCodes,
  otherSet,
  SeedbedError,
  unevenTest,
  unevenWords,
} from '@seedbed/core';
import type { Command } from 'commander';
import { parse } from 'yaml';
import { openTerminal, type Terminal } from '../../progress/terminal.js';
import { table } from '../../progress/words.js';
import { refuseStaleBuild } from '../../workspace/build.js';
import { dataCache, openDataset, showProgress } from '../../workspace/dataset.js';
import { openElsewhere, worldUnlikeHere } from '../../workspace/elsewhere.js';
import { offeredDatasets } from '../../workspace/offered-datasets.js';
import { findDataset } from '../../workspace/plugins.js';
import { examples, withJson } from '../../flags/flags.js';

interface DataFlags {
  readonly root?: string;
  readonly option: readonly string[];
  readonly skipDamaged?: boolean;
  readonly json?: boolean;
}

/** `seedbed data list`, `prepare` and `check`. */
export function dataCommands(program: Command): void {
  const data = program
    .command('data')
    .description('list, prepare and check data sets')
    .addHelpText('after', examples('data list', 'data prepare tinyimagenet --root tiny-imagenet-200.zip'));
  const list = data
    .command('list')
    .description('list the data sets that come with Seedbed, and those of plugins that are installed here')
    .addHelpText('after', examples('data list', 'data list --json'));
  withJson(list).action(showList);
  withData(data.command('prepare'))
    .description('decode and pack a data set, so that runs find it ready; say what it holds and what was odd')
    .addHelpText(
      'after',
      examples(
        'data prepare tinyimagenet --root tiny-imagenet-200.zip',
        'data prepare miniplaces --root ~/miniplaces --option size=64',
        'data prepare @mine/datasets-flowers --root ~/flowers --skip-damaged',
      ),
    )
    .action(prepare);
  withData(data.command('check'))
    .description('read all original data again and compare with what is packed; exits with 1 when something is wrong')
    .addHelpText('after', examples('data check tinyimagenet --root tiny-imagenet-200.zip', 'data check fashionmnist'))
    .action(check);
}

const withData = (command: Command) =>
  withJson(
    command
      .argument('<name>', 'a data set by its name (data list), or the package name of an installed plugin')
      .option('--root <dir>', 'folder or archive with the original data, for data sets that need one')
      .option('--option <name=value>', 'an option of the data set, as in the spec; may be repeated', collect, [])
      .option('--skip-damaged', 'leave out images that cannot be decoded; that makes another data set of it'),
  );

const collect = (value: string, before: readonly string[]) => [...before, value];

function showList(flags: { json?: boolean }): void {
  const terminal = openTerminal(flags.json ?? false);
  const sets = offeredDatasets(process.cwd()).map(({ name, from, plugin, problem }) =>
    plugin
      ? { name, from, version: plugin.version, ...plugin.about }
      : { name, from, title: problem ?? '', licence: '', obtain: '' },
  );
  if (terminal.json) return terminal.print(JSON.stringify(sets, null, 2));
  terminal.print(table([['name', 'title', 'licence', 'how to obtain it'], ...sets.map((set) => [set.name, set.title, set.licence, set.obtain])])); // prettier-ignore
}

async function prepare(name: string, flags: DataFlags): Promise<void> {
  const terminal = openTerminal(flags.json ?? false);
  const { plugin, options, place } = askedFor(name, flags);
  const dataset = await openDataset(plugin, options, place, terminal);
  dataset.close();
  describe(terminal, plugin, dataset, {});
}

/**
 * Packs once more, from the start, so that nothing is taken from what was packed before; and in a process of another
 * date, time zone, locale, folder and order of files, on none of which a set may depend.
 */
async function check(name: string, flags: DataFlags): Promise<void> {
  const terminal = openTerminal(flags.json ?? false);
  const { plugin, options, place } = askedFor(name, flags);
  const world = worldUnlikeHere();
  const again = await inFolder(async (folder) => {
    const progress = showProgress(plugin.name, terminal);
    const question = { world, name, folder: process.cwd(), options, place, cacheDir: folder };
    return openElsewhere(question, folder, progress).finally(() => progress.stop());
  });
  const packed = await openDataset(plugin, options, place, terminal);
  packed.close();
  const other = otherSet(packed, again);
  if (other === undefined) return describe(terminal, plugin, packed, { checked: true });
  // Either what is packed is not what the data are, or they are another set there.
  const here = await inFolder((folder) => openDataset(plugin, options, place, terminal, folder));
  here.close();
  if (otherSet(packed, here) === undefined) {
    const message = `data set "${plugin.name}" is another one in another process (${world.name}): ${other}`;
    throw new SeedbedError('SB_DATA_UNSTABLE', message, {
      hint: 'Its plugin depends on the time, the place, the locale or the order of files; its conformance kit (docs/plugins.md) shows on what.',
      exitCode: exitCodes.checkFailed,
    });
  }
  const message = `${plugin.name}: packed is ${packed.fingerprint}, but the original data are ${here.fingerprint}`;
  throw new SeedbedError('SB_DATA_DIFFERS', message, {
    hint: `Delete the packed file in ${dataCache()}; the next use packs it again.`,
    exitCode: exitCodes.checkFailed,
  });
}

/** Gives `use` a folder in the cache, and takes it away afterwards, also when the command is interrupted. */
async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = temporaryBeside(dataCache());
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  try {
    return await use(folder);
  } finally {
    remove();
    process.off('exit', remove);
  }
}

/** A folder for packing once more. @throws SeedbedError SB_CACHE_FOLDER (exit 4). */
function temporaryBeside(cache: string): string {
  try {
    mkdirSync(cache, { recursive: true });
    return mkdtempSync(join(cache, 'check-'));
  } catch (cause) {
    throw new SeedbedError('SB_CACHE_FOLDER', `${cache} cannot be written to: ${(cause as Error).message}`, {
      hint: 'set SEEDBED_CACHE to a folder that can be written to',
      exitCode: exitCodes.environmentLacks,
      cause,
    });
  }
}

/** @throws SeedbedError SB_OPTION for what is no YAML. */
function valueOf(written: string, option: string): unknown {
  try {
    return parse(written, { maxAliasCount: 0, logLevel: 'error' });
  } catch (cause) {
    const [why] = (cause as Error).message.split('\n');
    throw new SeedbedError('SB_OPTION', `--option ${option.slice(0, 80)}: its value cannot be read, ${why}`, { cause });
  }
}

/** The plugin, its options and where its data lie. @throws SeedbedError SB_BUILD_STALE, SB_DATASET_OPTIONS, SB_OPTION. */
function askedFor(name: string, flags: DataFlags) {
  refuseStaleBuild();
  const plugin = findDataset(name, process.cwd());
  const pairs = flags.option.map((text) => {
    const at = text.indexOf('=');
    if (at < 1) throw new SeedbedError('SB_OPTION', `--option ${text}: name=value is wanted`, { hint: 'for example --option size=64' }); // prettier-ignore
    return [text.slice(0, at), valueOf(text.slice(at + 1), text)] as const;
  });
  const options = Object.fromEntries(pairs);
  const checked = plugin.options.safeParse(options);
  if (!checked.success) {
    const [issue] = checked.error.issues;
    const where = issue?.path.join('.');
    throw new SeedbedError('SB_DATASET_OPTIONS', `${plugin.name}: ${where ? `${where}: ` : ''}${issue?.message}`);
  }
  const { root, skipDamaged = false } = flags;
  return { plugin, options, place: { skipDamaged, ...(root === undefined ? {} : { data: resolve(root) }) } };
}

/** Counts by class, fingerprint, and what was odd. */
function describe(terminal: Terminal, plugin: DatasetPlugin, dataset: Dataset, more: { checked?: true }): void {
  const { classes, counts, fingerprint, image, notes } = dataset;
  const { title, licence, citation } = plugin.about;
  const rows = classes.map((name, index) => ({ name, train: counts.train[index]!, test: counts.test[index]! }));
  const uneven = unevenTest(classes, counts.test);
  if (terminal.json) {
    const { name, version } = plugin;
    const document = {
      name,
      version,
      title,
      licence,
      citation,
      image,
      classes: rows,
      fingerprint,
      notes,
      uneven,
      ...more,
    };
    return terminal.print(JSON.stringify(document, null, 2));
  }
  const sum = (part: 'train' | 'test') => counts[part].reduce((total, images) => total + images, 0);
  terminal.print(`${title} (${licence})\n${citation}\n`);
  terminal.print(table([['class', 'training', 'test'], ...rows.map(({ name, train, test }) => [name, train, test])]));
  terminal.print(
    `\n${classes.length} classes, ${sum('train')} training and ${sum('test')} test images, ${image.height} x ${image.width} x ${image.channels}`,
  );
  terminal.print(`fingerprint ${fingerprint}`);
  for (const note of notes) terminal.print(`- ${note}`);
  if (uneven) terminal.print(`caution: ${unevenWords(uneven)}`);
  if (more.checked) terminal.print('checked: read again from the original data, and what is packed is the same');
}
