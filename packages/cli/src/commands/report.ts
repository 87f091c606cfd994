import { resolve, join } from 'node:path';
import { judgeManifests, type Manifest, observe, writeWhole } from '@seedbed/core';
import type { ReportInput } from '@seedbed/report';
import type { Command } from 'commander';
import { openTerminal } from '../progress/terminal.js';
import { count } from '../progress/words.js';
import { type Experiment, openExperiment } from '../workspace/experiment.js';
import { examples, withJson } from './options.js';
import { collectFrom, recordedFolder } from './results.js';
import { sayWhatIsStale } from './stale.js';

interface ReportFlags {
  readonly results?: string;
  readonly out?: string;
  readonly plot?: string;
  readonly json?: boolean;
}

export function reportCommand(program: Command): void {
  const command = program
    .command('report')
    .argument('<spec>', 'an experiment.yaml, its folder, or the name of a folder in experiments/')
    .description('regenerate the report from stored manifests alone: the same manifests give the same bytes')
    .option('--results <dir>', 'folder of manifests, or a store (default: results beside the spec)')
    .option('--out <file>', 'where to write it (default: report.html beside the spec)')
    .option('--plot <file>', 'also write the accuracy plot alone, as an SVG')
    .addHelpText('after', examples('report fashion-mnist', 'report smoke --results .seedbed/store --out smoke.html'));
  withJson(command).action(async (asked: string, flags: ReportFlags) => {
    const terminal = openTerminal(flags.json ?? false);
    const experiment = openExperiment(asked);
    const { manifests, missing, notes } = collectFrom(experiment, resolve(flags.results ?? recordedFolder(experiment)));
    for (const note of notes) terminal.say(note);
    sayWhatIsStale(asked, experiment, manifests, terminal);
    const out = resolve(flags.out ?? join(experiment.folder, 'report.html'));
    await writeReport(experiment, manifests, out);
    if (flags.plot !== undefined)
      writeWhole(resolve(flags.plot), await (await charts()).renderMainPlot(reportInput(experiment, manifests)));
    if (terminal.json)
      terminal.print(JSON.stringify({ out, runs: manifests.length, missing: missing.map((run) => run.label) }));
    else
      terminal.print(
        `${out} (${count(manifests.length, 'run')}${missing.length > 0 ? `, ${missing.length} missing` : ''})`,
      );
  });
}

/** Charts take longer to load than most commands take to run. */
const charts = () => import('@seedbed/report');

/** Writes the report of these manifests. */
export async function writeReport(experiment: Experiment, manifests: readonly Manifest[], out: string): Promise<void> {
  const { renderReport } = await charts();
  writeWhole(out, await renderReport(reportInput(experiment, manifests)));
}

function reportInput({ parsed, runs }: Experiment, manifests: readonly Manifest[]): ReportInput {
  const { claims, intervals } = judgeManifests(parsed.spec, manifests);
  const observations = observe(manifests);
  const cells = intervals.map((cell) => ({
    ...cell,
    values: observations.filter((each) => each.condition === cell.condition && each.images === cell.images),
  }));
  return { spec: parsed.spec, expected: runs, manifests, claims, intervals: cells };
}
