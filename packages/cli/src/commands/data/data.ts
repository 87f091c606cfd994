import { bytes } from '@seedbed/core/words';
import type { Command } from 'commander';
import { examples, withJson, withSkipDamaged } from '../../flags/flags.js';
import { openTerminal } from '../../progress/terminal.js';
import { table } from '../../progress/table.js';
import { openDataset } from '../../workspace/dataset.js';
import { offeredDatasets } from '../../workspace/offered-datasets.js';
import { askedFor, type DataFlags } from './asked.js';
import { check } from './check.js';
import { describe } from './describe.js';
import { showDataCommand } from './show.js';

/** `seedbed data list`, `prepare`, `check` and `show`. */
export function dataCommands(program: Command): void {
  const data = program
    .command('data')
    .description('list, prepare, check and show data sets')
    .addHelpText('after', examples('data list', 'data prepare tinyimagenet --data tiny-imagenet-200.zip'));
  const list = data
    .command('list')
    .description('list the data sets that come with Seedbed, and those of plugins that are installed here')
    .addHelpText('after', examples('data list', 'data list --json'));
  withJson(list).action(showList);
  withSet(data.command('prepare'))
    .description('read and pack a data set, so that runs find it ready; say what it holds and what is unusual in it')
    .addHelpText(
      'after',
      examples(
        'data prepare tinyimagenet --data tiny-imagenet-200.zip',
        'data prepare miniplaces --data ~/miniplaces --option size=64',
        'data prepare @mine/datasets-flowers --data ~/flowers --skip-damaged',
      ),
    )
    .action(prepare);
  withSet(data.command('check'))
    .description('read all original data again and compare with what is packed; exits with 1 when they differ')
    .addHelpText('after', examples('data check tinyimagenet --data tiny-imagenet-200.zip', 'data check fashionmnist'))
    .action(check);
  showDataCommand(data);
}

const withSet = (command: Command) =>
  withJson(
    withSkipDamaged(
      command
        .argument('<name>', 'a data set by its name (data list), or the package name of an installed plugin')
        .option('--data <path>', 'folder or archive with the original data, for data sets that need one')
        .option('--option <name=value>', 'an option of the data set, as in the spec; may be repeated', collect, []),
    ),
  );

const collect = (value: string, before: readonly string[]) => [...before, value];

function showList(flags: { json?: boolean }): void {
  const terminal = openTerminal(flags.json ?? false);
  const sets = offeredDatasets(process.cwd()).map(({ name, from, plugin, problem }) =>
    plugin
      ? { name, from, version: plugin.version, ...plugin.about }
      : { name, from, title: problem ?? '', licence: '', obtain: '', download: undefined },
  );
  if (terminal.json) return terminal.print(JSON.stringify(sets, null, 2));
  const rows = sets.map(({ name, title, licence, download, obtain }) => [name, title, licence, download === undefined ? '' : bytes(download), obtain]); // prettier-ignore
  terminal.print(table([['name', 'title', 'license', 'size', 'how to obtain it'], ...rows]));
}

async function prepare(name: string, flags: DataFlags): Promise<void> {
  const terminal = openTerminal(flags.json ?? false);
  const { plugin, options, place } = askedFor(name, flags);
  const dataset = await openDataset(plugin, options, place, terminal);
  describe(terminal, plugin, dataset, {});
  dataset.close();
}
