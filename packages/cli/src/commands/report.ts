import { resolve, join } from 'node:path';
import { judgeManifests, type Manifest, observe } from '@seedbed/core';
import { renderReport } from '@seedbed/report';
import type { Command } from 'commander';
import writeFileAtomic from 'write-file-atomic';
import { openTerminal } from '../progress/terminal.js';
import { type Experiment, openExperiment } from '../workspace/experiment.js';
import { examples, withJson } from './options.js';
import { collectFrom, recordedFolder } from './results.js';

interface ReportFlags {
  readonly results?: string;
  readonly out?: string;
  readonly json?: boolean;
}

export function reportCommand(program: Command): void {
  const command = program
    .command('report')
    .argument('<spec>', 'an experiment.yaml, its folder, or the name of a folder in experiments/')
    .description('regenerate the report from stored manifests alone: the same manifests give the same bytes')
    .option('--results <dir>', 'folder of manifests, or a store (default: results beside the spec)')
    .option('--out <file>', 'where to write it (default: report.html beside the spec)')
    .addHelpText('after', examples('report fashion-mnist', 'report smoke --results .seedbed/store --out smoke.html'));
  withJson(command).action(async (asked: string, flags: ReportFlags) => {
    const terminal = openTerminal(flags.json ?? false);
    const experiment = openExperiment(asked);
    const { manifests, missing, notes } = collectFrom(experiment, resolve(flags.results ?? recordedFolder(experiment)));
    for (const note of notes) terminal.say(note);
    const out = resolve(flags.out ?? join(experiment.folder, 'report.html'));
    await writeReport(experiment, manifests, out);
    if (terminal.json)
      terminal.print(JSON.stringify({ out, runs: manifests.length, missing: missing.map((run) => run.label) }));
    else terminal.print(`${out} (${manifests.length} runs${missing.length > 0 ? `, ${missing.length} missing` : ''})`);
  });
}

/** Writes the report of these manifests. */
export async function writeReport(experiment: Experiment, manifests: readonly Manifest[], out: string): Promise<void> {
  const { spec } = experiment.parsed;
  const { claims, intervals } = judgeManifests(spec, manifests);
  const observations = observe(manifests);
  const cells = intervals.map((cell) => ({
    ...cell,
    values: observations.filter((each) => each.condition === cell.condition && each.images === cell.images),
  }));
  const html = await renderReport({ spec, expected: experiment.runs, manifests, claims, intervals: cells });
  writeFileAtomic.sync(out, html);
}
