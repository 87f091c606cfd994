import { join, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { SeedbedError, choices, writeWhole } from '@seedbed/core';
import { count } from '@seedbed/core/words';
import type { ExportFiles, ExportFormat } from '@seedbed/report';
import type { Command } from 'commander';
import { progressBar } from '../progress/bar.js';
import { openTerminal, type Terminal } from '../progress/terminal.js';
import { openExperiment } from '../workspace/experiment.js';
import { examples, specArgument, withJson } from '../flags/flags.js';
import { charts, reportInput } from '../results/report-input.js';
import { contextDocument } from '../results/context-words.js';
import { type ResultFlags, shownResults, withResults } from '../results/shown.js';
import { sayUnkept } from '../results/unkept.js';

const formats: Readonly<Record<ExportFormat, string>> = {
  csv: 'tidy tables: runs, what is missing, curves, confusions, estimates',
  parquet: 'the same tables, typed',
  'ro-crate': 'a research object (Workflow Run RO-Crate) with spec, manifests, tables and report',
  mlflow: "MLflow's file store",
  latex: 'tables for a paper (booktabs)',
  svg: 'every plot, on white',
  png: "every plot, drawn with this machine's fonts",
  bibtex: 'how to cite the results and what they replicate',
};

interface ExportFlags extends ResultFlags {
  readonly format: string;
  readonly out: string;
  readonly json?: boolean;
}

export function exportCommand(program: Command): void {
  const list = Object.entries(formats).map(([name, what]) => `  ${name.padEnd(9)} ${what}`).join('\n'); // prettier-ignore
  const command = program
    .command('export')
    .argument(...specArgument)
    .description('write results in a format that other tools read')
    .requiredOption('--format <name>', Object.keys(formats).join(', '))
    .requiredOption('--out <dir>', 'folder to write to; made if it is not there')
    .addHelpText('after', `\nFormats:\n${list}\n${examples('export fashion-mnist --format csv --out tables', 'export smoke --format ro-crate --out smoke-crate')}`); // prettier-ignore
  withJson(withResults(command)).action(async (asked: string, flags: ExportFlags) => {
    const terminal = openTerminal(flags.json ?? false);
    if (!Object.hasOwn(formats, flags.format)) {
      const hint = choices(flags.format, Object.keys(formats));
      throw new SeedbedError('SB_EXPORT_FORMAT', `there is no format "${flags.format}"`, { hint });
    }
    const experiment = openExperiment(asked);
    const found = await shownResults(experiment, flags, terminal);
    const { place, manifests, missing } = found;
    if (missing.length > 0)
      terminal.say(`${missing.length} of ${count(experiment.runs.length, 'run')} missing; the export says so`);
    sayUnkept(asked, experiment, manifests, place, terminal);
    const { exportResults } = await charts();
    const files = await exportResults(flags.format as ExportFormat, reportInput(experiment, manifests, place));
    const out = resolve(flags.out);
    await writeFiles(files, out, terminal);
    if (terminal.json)
      return terminal.print(
        JSON.stringify({ out, format: flags.format, files: [...files.keys()], ...contextDocument(found) }),
      );
    terminal.print(`${out} (${count(files.size, 'file')} from ${count(manifests.length, 'run')})`);
  });
}

/** MLflow wants a file for each value: thousands, which take a while on a slow disk. */
async function writeFiles(files: ExportFiles, out: string, terminal: Terminal): Promise<void> {
  const bar = progressBar(terminal, 'writing');
  let done = 0;
  try {
    for (const [path, content] of files) {
      writeWhole(join(out, path), content);
      bar.update(++done, files.size);
      // The bar draws itself in between.
      if (done % 20 === 0) await setImmediate();
    }
  } finally {
    bar.stop();
  }
}
