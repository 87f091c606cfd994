import { z } from 'zod';
import type { Manifest } from '../../manifest/schema.js';
import { type CellSpec, cellIdOf } from '../../plan/cell.js';
import { recordedContext, runIdOf } from '../../plan/run-id.js';
import { resolveCondition } from '../../spec/conditions.js';
import { transferableLayers } from '../../spec/model-schema.js';

const side = z.union([z.int(), z.array(z.string())]);

/** The part of a request that the checks look at. */
const requestSchema = z.looseObject({
  role: z.enum(['source', 'cell']),
  dataset: z.looseObject({ plugin: z.string() }),
  seed: z.int(),
  replicate: z.int(),
  classes: z.looseObject({ source: side, target: side }),
  learns: z.enum(['source', 'target']),
  labels: z.enum(['true', 'shuffled']),
  images: z.int(),
  validation: z.int(),
  model: z.looseObject({ convolutions: z.array(z.unknown()), dense: z.array(z.unknown()) }),
  training: z.looseObject({ batch: z.int(), steps: z.int() }),
  transfer: z.looseObject({ source: z.string().nullable(), copied: z.int(), frozen: z.int(), probe: z.number() }),
});

/** The request that a manifest answers, or a sentence that says why it is none. */
export function requestOf({ cell }: Manifest): CellSpec | string {
  const { success, error } = requestSchema.safeParse(cell);
  if (success) return cell as unknown as CellSpec;
  const [issue] = error.issues;
  return `its request is none that Seedbed makes: cell.${issue?.path.join('.')}: ${issue?.message}`;
}

/** The ids are recomputed, and what a manifest repeats of its request must be as it stands there. */
export function* checkRequest(manifest: Manifest, cell: CellSpec): Generator<string> {
  if (cellIdOf(cell) !== manifest.cellId) yield 'its cell id is not the digest of its request';
  if (runIdOf(cell, recordedContext(manifest)) !== manifest.id)
    yield 'its run id is not the digest of its request, data fingerprint, plugin version, numerics and backend';
  for (const field of ['role', 'replicate', 'images'] as const)
    if (manifest[field] !== cell[field]) yield `${field} is ${manifest[field]}, but ${cell[field]} was asked for`;
  if (!isSamePlugin(cell.dataset.plugin, manifest.data.plugin))
    yield `data.plugin is ${manifest.data.plugin}, but ${cell.dataset.plugin} was asked for`;
  if ((manifest.sourceRun === null) !== (cell.transfer.source === null))
    yield 'sourceRun does not agree with the source network that was asked for';
  if (!isNamedRight(manifest, cell)) yield `condition ${manifest.condition} is not what was trained`;
}

/**
 * A manifest names the plugin as its request does. The first ones named one of an installed package by the short name that
 * it gives itself, which nothing here knows.
 */
const isSamePlugin = (asked: string, named: string) =>
  named === asked || (asked.startsWith('@') && /^[a-z0-9-]+$/.test(named));

/** A condition's budget cannot be told from the request: base(3x) of 100 steps is base of 300. */
function isNamedRight({ condition }: Manifest, { role, model, transfer }: CellSpec): boolean {
  if (condition === null || role === 'source') return condition === null && role === 'source';
  const treatment = resolveCondition(condition, transferableLayers(model));
  if (treatment === null || (treatment.source === null) !== (transfer.source === null)) return false;
  return (['copied', 'frozen', 'probe'] as const).every((field) => treatment[field] === transfer[field]);
}
