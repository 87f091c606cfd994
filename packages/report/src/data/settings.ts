import { isProgram, type Manifest } from '@seedbed/core';

/** A setting of a run: a field of its config, a level, or what computed it. */
export type Settings = ReadonlyMap<string, string>;

/** Ids follow from the settings of other runs: they are no settings. */
const isReference = (value: object) => Object.keys(value).length === 1 && 'run' in value;

function flattened(value: unknown, path: string, into: Map<string, string>): void {
  if (value === null || typeof value !== 'object') return void into.set(path, String(value));
  if (isReference(value)) return;
  // A list is one setting: its items have no names.
  if (Array.isArray(value)) return void into.set(path, JSON.stringify(value));
  for (const [key, member] of Object.entries(value)) flattened(member, path ? `${path}.${key}` : key, into);
}

/** All settings of a run by their paths, levels first. */
export function settingsOf({ config, at, backend, numerics, environment, data }: Manifest): Settings {
  const settings = new Map<string, string>(Object.entries(at));
  flattened(config, '', settings);
  const context = {
    ...{ backend: backend.name, library: backend.library, 'instruction set': backend.isa, threads: backend.threads },
    ...(backend.precision && { precision: backend.precision }),
    [isProgram(backend) ? 'version' : 'numerics']: numerics,
    ...{ processor: environment.cpu.model, node: environment.node, data: data.fingerprint.slice(0, 8) },
  };
  for (const [name, value] of Object.entries(context)) settings.set(name, String(value));
  return settings;
}

/** What is written for a setting that a run does not have: it is at its default. */
export const unset = 'not set';

/** Settings that have more than one value among some runs, in order of appearance. */
export function differing(all: readonly Settings[]): string[] {
  const names = [...new Set(all.flatMap((settings) => [...settings.keys()]))];
  return names.filter((name) => new Set(all.map((settings) => settings.get(name) ?? unset)).size > 1);
}
