import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { resultsFile } from '@seedbed/core';
import type { PlannedEntry } from '@seedbed/report';
import { openExperiment, resolvedFile } from '../../workspace/experiment.js';

/** What `seedbed search` and `seedbed record` write beside a spec is none itself. */
const isSpec = (name: string) => /\.ya?ml$/.test(name) && !/\.choices\.ya?ml$/.test(name) && name !== resolvedFile;

/** Specs in those folders that have no reference results, but for variants of a spec in the same folder. */
export function plannedIn(home: string): PlannedEntry[] {
  const folders = readdirSync(home, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const empty = folders.map(({ name }) => join(home, name)).filter((folder) => !existsSync(join(folder, resultsFile)));
  const specs = empty.sort().flatMap((folder) => readdirSync(folder).filter(isSpec).sort().map((name) => join(folder, name))); // prettier-ignore
  return specs.flatMap((path) => {
    const { files, head } = openExperiment(path).loaded.experiment;
    if (files.slice(1).some((file) => dirname(file.path) === dirname(path))) return [];
    return [{ title: head.title, question: head.question, path: relative(home, path).replaceAll('\\', '/') }];
  });
}
