import type { ComponentKind } from '@seedbed/core';
import { initializerCodes } from '../initializers/index.js';
import { layerCodes } from '../layers/index.js';
import { lossCodes } from '../losses/index.js';
import { maskCodes } from '../masks/index.js';
import { methodCodes } from '../methods/index.js';
import { optimizerCodes } from '../optimizers/index.js';
import { scheduleCodes } from '../schedules/index.js';
import { transformCodes } from '../transforms/index.js';

/** What computes a component. Its options, and what a plan must know of it, are declared in core. */
export interface Code {
  readonly name: string;
  readonly version: number;
}

/** A component of a run: what computes it, and all of its options. */
export interface Used<C> {
  readonly code: C;
  readonly options: unknown;
}

/** Everything that the engine computes, by kind. */
export const codes: Readonly<Partial<Record<ComponentKind, readonly Code[]>>> = {
  layer: layerCodes,
  initializer: initializerCodes,
  optimizer: optimizerCodes,
  schedule: scheduleCodes,
  loss: lossCodes,
  method: methodCodes,
  mask: maskCodes,
  transform: transformCodes,
};

/** @throws TypeError for one that is not there: a config is checked before. */
export function codeOf<C extends Code>(all: readonly C[], name: string, version: number): C {
  const found = all.find((code) => code.name === name && code.version === version);
  if (!found) throw new TypeError(`the engine has no ${name}@${version}`);
  return found;
}
