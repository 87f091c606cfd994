import { type ComponentKind, knownComponents, SeedbedError } from '@seedbed/core';
import type { Code } from './code.js';
import { initializerCodes } from '../initializers/index.js';
import type { InitializerCode } from '../initializers/initializer.js';
import { layerCodes } from '../layers/index.js';
import type { LayerCode } from '../layers/layer.js';
import { lossCodes } from '../losses/index.js';
import type { LossCode } from '../losses/loss.js';
import { maskCodes } from '../masks/index.js';
import type { MaskCode } from '../masks/mask.js';
import { methodCodes } from '../methods/index.js';
import type { MethodCode } from '../methods/method.js';
import { optimizerCodes } from '../optimizers/index.js';
import type { OptimizerCode } from '../optimizers/optimizer.js';
import { scheduleCodes } from '../schedules/index.js';
import type { ScheduleCode } from '../schedules/schedule.js';
import { transformCodes } from '../transforms/index.js';
import type { TransformCode } from '../transforms/transform.js';

/** What computes components, by kind. */
export interface Codes {
  readonly layer: readonly LayerCode[];
  readonly initializer: readonly InitializerCode[];
  readonly optimizer: readonly OptimizerCode[];
  readonly schedule: readonly ScheduleCode[];
  readonly loss: readonly LossCode[];
  readonly method: readonly MethodCode[];
  readonly mask: readonly MaskCode[];
  readonly transform: readonly TransformCode[];
}

export type CodeKind = keyof Codes;

/** Everything that the engine computes: its own, and what packages registered. */
const known: { -readonly [Kind in CodeKind]: Codes[Kind] } = {
  layer: layerCodes,
  initializer: initializerCodes,
  optimizer: optimizerCodes,
  schedule: scheduleCodes,
  loss: lossCodes,
  method: methodCodes,
  mask: maskCodes,
  transform: transformCodes,
};

/** All that computes components of a kind. */
export const codesOf = <Kind extends CodeKind>(kind: Kind): Codes[Kind] => known[kind];

/** Names and versions of what is computed of any kind; of families and metrics nothing is. */
export const codesOfAny = (kind: ComponentKind): readonly Code[] => (kind in known ? known[kind as CodeKind] : []);

/** What computes a component; undefined where nothing does. */
export const findCode = <Kind extends CodeKind>(
  kind: Kind,
  name: string,
  version: number,
): Codes[Kind][number] | undefined =>
  (known[kind] as readonly Codes[Kind][number][]).find((code) => code.name === name && code.version === version);

/** @throws TypeError for one that is not there: a config is checked before. */
export function codeOf<Kind extends CodeKind>(kind: Kind, name: string, version: number): Codes[Kind][number] {
  const found = findCode(kind, name, version);
  if (!found) throw new TypeError(`the engine has no ${name}@${version}`);
  return found;
}

const owners = new Set<string>();

/**
 * Adds what computes the components of a package, which are registered before. The same package once more changes nothing:
 * that its code is the same, its components were registered with.
 * @param candidate what it exports as `codes`.
 * @throws SeedbedError SB_COMPONENTS_INVALID where that does not fit the components.
 */
export function registerCodes(owner: string, candidate: unknown): void {
  if (owners.has(owner)) return;
  const entries = Object.entries((candidate ?? {}) as Record<string, unknown>);
  for (const [kind, all] of entries) {
    if (!(kind in known) || !Array.isArray(all)) throw refused(owner, `"${kind}" of its codes is no list of a kind that is computed`); // prettier-ignore
    for (const code of all as Code[]) checkCode(owner, kind as CodeKind, code);
  }
  owners.add(owner);
  for (const [kind, all] of entries as [CodeKind, readonly Code[]][]) {
    const named = all.map((code) => ({ ...code, name: `${owner}:${code.name}` }));
    Object.assign(known, { [kind]: [...known[kind], ...named] });
  }
}

const refused = (owner: string, what: string) =>
  new SeedbedError('SB_COMPONENTS_INVALID', `${owner}: ${what}`, {
    hint: 'Its entry "./engine" exports codes: { KIND: [CODE…] }, each for a component that it declares: docs/plugins-components.md.',
  });

function checkCode(owner: string, kind: CodeKind, code: Code): void {
  const declared = knownComponents.find(kind, `${owner}:${code?.name}`, code?.version);
  if (!declared)
    throw refused(owner, `it computes the ${kind} ${code?.name}@${code?.version}, and does not declare it`);
  const isMethod = kind === 'method';
  const { image, draw, batch } = code as MethodCode;
  const draws = isMethod ? (image ?? draw) !== undefined : kind === 'layer' && (code as LayerCode).draws !== undefined;
  if (draws && declared.draws === undefined) {
    throw refused(
      owner,
      `${code.name} draws numbers, and its component does not say the stream: draws: '${code.name}'`,
    );
  }
  if (isMethod && batch && declared.draws === undefined && !declared.changesExamples) {
    throw refused(owner, `${code.name} changes batches, and its component does not say so: changesExamples: true`);
  }
}
