import { basename } from 'node:path';
import {
  type Chosen,
  choicesText,
  chooseValues,
  lostRuns,
  nothingBeside,
  SeedbedError,
  valueOf,
  writeWhole,
} from '@seedbed/core';
import type { Command } from 'commander';
import { type CommonFlags, examples, specArgument, withJson, withStore } from '../flags/flags.js';
import { openTerminal } from '../progress/terminal.js';
import { table } from '../progress/table.js';
import { contextDocument } from '../results/context-words.js';
import { shownInStore, withAtHand } from '../results/shown.js';
import { openExperiment } from '../workspace/experiment.js';

/** `seedbed search`: chooses the searched values from stored runs of the search. */
export function searchCommand(program: Command): void {
  const command = program
    .command('search')
    .argument(...specArgument)
    .description('choose the searched values from the stored runs of the search, and write them beside the spec')
    .addHelpText('after', examples('search adaptive-methods', 'search adaptive-methods --store /shared/store --json'));
  withJson(withAtHand(withStore(command))).action(async (asked: string, flags: CommonFlags & { context?: string }) => {
    const terminal = openTerminal(flags.json ?? false);
    const experiment = openExperiment(asked);
    const { experiment: written, plan } = experiment.loaded;
    const { search, path } = written;
    if (!search) throw new SeedbedError('SB_SEARCH_ABSENT', `${experiment.name} searches nothing`, { hint: 'say search: { values: { NAME: [VALUE, …] }, replicates, by }' }); // prettier-ignore
    const found = await shownInStore(experiment, flags, terminal);
    const stored = new Map(found.manifests.map((manifest) => [manifest.configId, manifest]));
    const value: Parameters<typeof chooseValues>[2] = (id, metric) => {
      const manifest = stored.get(id);
      return manifest && valueOf(manifest, metric, nothingBeside);
    };
    const lost = lostRuns(plan.runs, (id) => stored.get(id)?.outcome.status);
    const chosen = chooseValues({ ...written, search }, plan, value, (id) => stored.has(id) || lost.has(id));
    writeWhole(search.choicesPath, choicesText(basename(path), search.by, chosen));
    const document = { file: search.choicesPath, by: search.by, chosen: chosen.map(plain), ...contextDocument(found) };
    terminal.print(terminal.json ? JSON.stringify(document, null, 2) : `${tableOf(document)}\n\nwritten to ${document.file}`); // prettier-ignore
  });
}

const plain = ({ at, values, by }: Chosen) => ({
  at,
  values: Object.fromEntries([...values].map(([name, { value }]) => [name, value])),
  by,
});

function tableOf({
  by,
  chosen,
}: {
  readonly by: string;
  readonly chosen: readonly ReturnType<typeof plain>[];
}): string {
  const [first] = chosen;
  const heads = [...Object.keys(first?.at ?? {}), ...Object.keys(first?.values ?? {}), `mean ${by}`];
  const rows = chosen.map((each) => [...Object.values(each.at), ...Object.values(each.values).map(String), String(Number(each.by.toPrecision(5)))]); // prettier-ignore
  return table([heads, ...rows]);
}
