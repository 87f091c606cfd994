import { z } from 'zod';
import { SeedbedError } from '../errors.js';
import { nearest } from '../spec/nearest.js';
import { datasetContract, type DatasetPlugin } from './contract.js';
import { shown } from './plugin-errors.js';

/** A plugin as it was found: a module's default export, and the package it came from. */
export interface DatasetCandidate {
  /** Package name or file, for messages; a spec may name a plugin by it, too. */
  readonly from: string;
  readonly plugin: unknown;
}

export interface RegisteredDataset {
  readonly from: string;
  readonly plugin: DatasetPlugin;
}

/** Checked plugins, in the order in which they were found. */
export type DatasetRegistry = readonly RegisteredDataset[];

const text = z.string().min(1);
const method = z.custom<unknown>((value) => typeof value === 'function', 'not a function');

const pluginSchema = z.object({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'lower-case letters, digits and hyphens'),
  version: text,
  about: z.object({
    title: text,
    licence: text,
    citation: text,
    homepage: text.optional(),
    obtain: text,
    download: z.int().positive().optional(),
  }),
  options: z.custom<unknown>(
    (value) => typeof (value as z.ZodType | undefined)?.safeParse === 'function',
    'not a zod schema',
  ),
  open: method,
});

/**
 * Checks one plugin and adds it; the registry that was given stays as it is. What the plugin answers later is checked too
 * (`openDataset`).
 * @throws SeedbedError SB_DATASET_CONTRACT (made for another version of the contract), SB_DATASET_INVALID (a field is
 * missing or wrong), SB_DATASET_DUPLICATE (its name is taken).
 */
export function registerDataset(registry: DatasetRegistry, candidate: DatasetCandidate): DatasetRegistry {
  const { from } = candidate;
  const plugin = checkPlugin(candidate);
  const other = registry.find((entry) => entry.plugin.name === plugin.name);
  if (other) {
    throw new SeedbedError(
      'SB_DATASET_DUPLICATE',
      `${from}: the data set name "${plugin.name}" is taken by ${other.from}`,
      {
        hint: 'Rename one of the two plugins, or load only one of them.',
      },
    );
  }
  return [...registry, { from, plugin }];
}

/** Checks all candidates. @throws as `registerDataset` does. */
export const registerDatasets = (candidates: Iterable<DatasetCandidate>): DatasetRegistry =>
  [...candidates].reduce<DatasetRegistry>(registerDataset, []);

function checkPlugin({ from, plugin }: DatasetCandidate): DatasetPlugin {
  const invalid = (wrong: string) =>
    new SeedbedError('SB_DATASET_INVALID', `${from}: not a data set plugin (${wrong})`, {
      hint: 'Its default export is to be what defineDataset() returns.',
    });
  try {
    return copyOf(fitting(from, plugin, invalid));
  } catch (error) {
    // A field may be a getter, and it may fail.
    throw error instanceof SeedbedError ? error : invalid(error instanceof Error ? error.message : shown(error));
  }
}

/** What a plugin says of itself, read once. */
function copyOf(plugin: DatasetPlugin): DatasetPlugin {
  const { contract, name, version, about, options } = plugin;
  return { contract, name, version, about, options, open: (given, context) => plugin.open(given, context) };
}

function fitting(from: string, plugin: unknown, invalid: (wrong: string) => SeedbedError): DatasetPlugin {
  const contract = (plugin as Partial<DatasetPlugin> | null | undefined)?.contract;
  if (typeof contract === 'number' && contract !== datasetContract) {
    const message = `${from}: made for version ${contract} of the data set contract; this Seedbed has ${datasetContract}`;
    const hint = 'Install versions of the plugin and of Seedbed that fit each other.';
    throw new SeedbedError('SB_DATASET_CONTRACT', message, { hint });
  }
  const checked = pluginSchema.extend({ contract: z.literal(datasetContract) }).safeParse(plugin);
  if (checked.success) return plugin as DatasetPlugin;
  throw invalid(checked.error.issues.map((issue) => `${issue.path.join('.') || 'it'}: ${issue.message}`).join('; '));
}

/**
 * Finds a plugin by its short name or by the name of its package.
 * @throws SeedbedError SB_DATASET_UNKNOWN, listing what there is, the nearest name first in the hint.
 */
export function resolveDataset(name: string, registry: DatasetRegistry): DatasetPlugin {
  const found = registry.find(({ from, plugin }) => plugin.name === name || from === name);
  if (found) return found.plugin;
  const names = registry.map(({ plugin }) => plugin.name);
  const near = nearest(name, [...names, ...registry.map(({ from }) => from)]);
  const list = names.length > 0 ? `There is: ${[...names].sort().join(', ')}.` : 'No plugin is installed.';
  throw new SeedbedError('SB_DATASET_UNKNOWN', `there is no data set "${name}"`, {
    hint: near === undefined ? list : `Did you mean "${near}"? ${list}`,
  });
}
