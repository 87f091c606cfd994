import { readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import {
  cannotRead,
  checkAgainstData,
  choices,
  type DatasetIdentity,
  identityOf,
  imageBytes,
  imagesIn,
  isAbsent,
  resolvedFrom,
  SeedbedError,
  sha256,
  parseSpec,
  type Dataset,
  type DatasetPlugin,
  type ImageShape,
  type ParsedSpec,
  planRuns,
  type PlannedRun,
  type Spec,
  unevenTest,
  unevenWords,
} from '@seedbed/core';
import type { Terminal } from '../progress/terminal.js';
import { type DataPlace, openDataset } from './dataset.js';
import { experimentNames, specPath } from './folders.js';
import { pluginOf } from './plugins.js';

/** A spec with everything that was looked up for it, before anything is trained. */
export interface Experiment {
  readonly parsed: ParsedSpec;
  readonly plugin: DatasetPlugin;
  readonly runs: readonly PlannedRun[];
  /** The folder of the spec: recorded results and the report lie there. */
  readonly folder: string;
  /** Where its recorded results lie, or would lie. */
  readonly results: string;
}

export interface OpenedData {
  /** What workers must find, too. */
  readonly identity: DatasetIdentity;
  readonly fingerprint: string;
  readonly image: ImageShape;
  /** Test images a class, the largest. */
  readonly testImages: number;
  readonly notes: readonly string[];
  /** What to know before trusting an accuracy on its test images. */
  readonly cautions: readonly string[];
  /** Bytes of all its pixels. */
  readonly bytes: number;
}

/** Reads a spec and plans its runs; no data is needed. @throws SeedbedError with the line that is wrong. */
export function openExperiment(asked: string): Experiment {
  const path = specPath(asked);
  if (!isFile(path)) {
    throw new SeedbedError('SB_SPEC_NOT_FOUND', `there is no spec "${asked}"`, {
      hint: `give the path of an experiment.yaml, its folder, or a name in experiments/: ${choices(asked, experimentNames())}`,
    });
  }
  const { parsed, folder, results } = parseWhole(path);
  return { parsed, plugin: pluginOf(parsed), runs: planRuns(parsed.spec), folder, results };
}

/** Reads a spec; where what it extends is not here, the resolved form that `seedbed record` left beside the results. */
function parseWhole(path: string): Pick<Experiment, 'parsed' | 'folder' | 'results'> {
  const folder = dirname(resolve(path));
  // Results alone: their resolved form is the spec, and lies among them.
  if (resolvedOf(path) !== null) return { parsed: parseSpec(path), folder, results: folder };
  const results = join(folder, 'results');
  try {
    return { parsed: parseSpec(path), folder, results };
  } catch (error) {
    const kept = join(results, 'experiment.yaml');
    const isMissing = error instanceof SeedbedError && error.code === 'SB_SPEC_NOT_FOUND';
    if (!isMissing || resolvedOf(kept) !== sha256(readFileSync(path, 'utf8'))) throw error;
    return { parsed: parseSpec(kept), folder, results };
  }
}

/** Digest of the spec's own file of which this one is the resolved form; null where it is none, or not there. */
function resolvedOf(path: string): string | null {
  try {
    return resolvedFrom(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

/** @throws SeedbedError SB_FILE_UNREADABLE where that cannot be known. */
function isFile(path: string): boolean {
  try {
    return !statSync(path).isDirectory();
  } catch (cause) {
    if (isAbsent(cause)) return false;
    throw cannotRead(path, cause);
  }
}

/** Opens the data (packing it the first time) and checks that it holds what the spec asks for. */
export async function openData(
  { parsed, plugin }: Experiment,
  terminal: Terminal,
  where: DataPlace & { readonly identityOnly?: boolean } = {},
): Promise<OpenedData> {
  const dataset = await openDataset(plugin, parsed.spec.dataset.options, where, terminal);
  try {
    checkAgainstData(parsed, dataset);
    const { fingerprint, image, notes } = dataset;
    const bytes = imagesIn(dataset.counts) * imageBytes(image);
    const cautions = unevenlyTested(parsed.spec.split, dataset);
    const identity = identityOf(dataset);
    return { identity, fingerprint, image, notes, cautions, bytes, testImages: Math.max(...dataset.counts.test) };
  } finally {
    dataset.close();
  }
}

/** Cautions on the classes that an experiment names, or on all where it draws some. */
function unevenlyTested({ source, target }: Spec['split'], { classes, counts }: Dataset): string[] {
  const found = [source, target].flatMap(({ classes: asked }) => {
    const names = typeof asked === 'number' ? classes : asked;
    return unevenTest(names, names.map((name) => counts.test[classes.indexOf(name)] ?? 0)) ?? []; // prettier-ignore
  });
  return [...new Set(found.map(unevenWords))];
}
