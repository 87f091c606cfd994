import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LoadedExperiment, loadExperiment } from '@seedbed/core';
import { type Changes, temporaryFolder, tinyFolder } from './tiny.js';

/** Loads the tiny experiment, changed. */
export const loadTiny = (changes: Changes = {}): LoadedExperiment =>
  loadExperiment(join(tinyFolder(changes), 'experiment.yaml'));

/** Loads a text as if it were a file. */
export function loadText(text: string): LoadedExperiment {
  const path = join(temporaryFolder(), 'experiment.yaml');
  writeFileSync(path, text);
  return loadExperiment(path);
}
