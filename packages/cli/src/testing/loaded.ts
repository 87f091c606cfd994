import { join } from 'node:path';
import { type LoadedExperiment, loadExperiment } from '@seedbed/core';
import { type Changes, changed, specFolder, tinySpec } from './tiny.js';

/** Loads a text as if it were a file. */
export const loadText = (text: string): LoadedExperiment => loadExperiment(join(specFolder(text), 'experiment.yaml'));

/** Loads the tiny experiment, changed. */
export const loadTiny = (changes: Changes = {}): LoadedExperiment => loadText(changed(tinySpec, changes));
