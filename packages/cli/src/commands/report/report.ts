import { resolve } from 'node:path';
import { SeedbedError, writeWhole } from '@seedbed/core';
import { count } from '@seedbed/core/words';
import type { Command } from 'commander';
import { openTerminal, type Terminal } from '../../progress/terminal.js';
import { type Experiment, openExperiment } from '../../workspace/experiment.js';
import { examples, specArgument, withJson } from '../../flags/flags.js';
import { comparedWith } from '../../results/compared.js';
import { charts, reportFile, reportInput } from '../../results/report-input.js';
import { dataPageLink } from './data-page.js';
import type { ReportFlags } from './flags.js';
import { writeIndex } from './index-page.js';
import { follow } from './watch.js';
import { contextDocument } from '../../results/context-words.js';
import { shownResults, withResults } from '../../results/shown.js';
import { sayWhatIsStale } from '../../results/stale.js';
import { sayUnkept } from '../../results/unkept.js';

export function reportCommand(program: Command): void {
  const command = program
    .command('report')
    .argument('[spec]', specArgument[1])
    .description('regenerate the report from stored manifests alone: the same manifests give the same bytes')
    .option('--out <file>', 'where to write it (default: report.html beside the spec)')
    .option('--plot <file>', 'also write the main figure alone, as an SVG')
    .option('--data-page <file>', 'link the page about the data that `seedbed data show` wrote')
    .option('--compare <results...>', 'set other results beside these: NAME=PATH of a file of results or a store, or another spec')
    .option('--watch', 'follow a running experiment: write the page again as runs finish, until all are there')
    .option('--index', 'write the shelf instead, one page over all experiments (default: experiments/index.html)')
    .addHelpText('after', examples('report fashion-mnist', 'report smoke --results .seedbed/store --out smoke.html', 'report smoke --compare again=.seedbed/reproduce/smoke', 'report smoke --results .seedbed/store --watch', 'report --index')); // prettier-ignore
  withJson(withResults(command)).action(async (asked: string | undefined, flags: ReportFlags) => {
    const terminal = openTerminal(flags.json ?? false);
    if (flags.index) return writeIndex(flags.out, terminal);
    if (asked === undefined) {
      const hint = 'name one, or write the page over all of them with --index';
      throw new SeedbedError('SB_OPTION', 'which experiment?', { hint });
    }
    const experiment = openExperiment(asked);
    if (flags.watch) return follow(experiment, flags, terminal);
    await writeOnce(asked, experiment, flags, terminal);
  });
}

async function writeOnce(asked: string, experiment: Experiment, flags: ReportFlags, terminal: Terminal): Promise<void> {
  const out = reportFile(experiment, flags.out);
  const link = dataPageLink(flags.dataPage, out);
  const found = await shownResults(experiment, flags, terminal);
  const { place, manifests, missing, aside } = found;
  sayWhatIsStale(asked, experiment, manifests, terminal, place);
  sayUnkept(asked, experiment, manifests, place, terminal);
  const input = reportInput(experiment, manifests, place);
  const compared = comparedWith(experiment, flags.compare ?? [], manifests, terminal);
  const { renderReport, renderMainPlot } = await charts();
  writeWhole(out, await renderReport({ ...input, compared, aside, ...link }));
  if (flags.plot !== undefined) writeFigure(resolve(flags.plot), await renderMainPlot(input));
  if (terminal.json)
    return terminal.print(
      JSON.stringify({
        out,
        runs: manifests.length,
        missing: missing.map((run) => run.label),
        ...contextDocument(found),
      }),
    );
  terminal.print(
    `${out} (${count(manifests.length, 'run')}${missing.length > 0 ? `, ${missing.length} missing` : ''})`,
  );
}

/** @throws SeedbedError SB_FIGURE_EMPTY where no finished run has its numbers. */
function writeFigure(path: string, svg: string | null): void {
  if (svg !== null) return writeWhole(path, svg);
  throw new SeedbedError('SB_FIGURE_EMPTY', 'the main figure has nothing to show: no run that it draws has finished', {
    hint: 'run the experiment first, or name its results with --results',
  });
}
