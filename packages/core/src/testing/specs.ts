import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exitCodes, SeedbedError } from '../errors.js';
import { type ParsedSpec, parseSpec } from '../spec/parse.js';
import { type Spec, specSchema } from '../spec/schema.js';

/** A spec that is small, complete and right. */
export const exampleSpecText = `name: example
title: An example
question: Does it help?
dataset:
  plugin: fashionmnist
seed: 2016
replicates: 2
split:
  source: { classes: 3, images: 20 }
  target: { classes: 2, images: [5, 10] }
  validation: 4
model:
  family: alexnet
  convolutions:
    - { filters: 4, pool: 2 }
    - { filters: 8 }
  dense: [6]
training:
  optimiser: { name: sgd }
  rate: 0.02
  rates: { FTall: 0.01 }
  batch: 8
  steps:
    source: 40
    target: { 5: 20, 10: 30 }
conditions: [base, FTall, S1T, S2T]
claims:
  - id: C1
    statement: It helps more when there is less.
    origin: ours
    test:
      kind: trend
      contrast: { name: FTall - base, mean: [FTall], minus: [base] }
      direction: falling
  - id: C2
    statement: Fixing one or two layers is best.
    origin: ours
    test:
      kind: contrasts
      contrasts:
        - { name: some - none, mean: [S1T, S2T], minus: [FTall] }
      best: { among: [FTall, S1T, S2T], are: [S1T, S2T] }
provenance:
  seed: { origin: ours, note: The year of the paper. }
`;

/** The example with one passage replaced by another. */
export function edited(from: string, to: string, text = exampleSpecText): string {
  if (text.split(from).length !== 2) throw new TypeError(`"${from}" does not stand there exactly once`);
  return text.replace(from, () => to);
}

export function parseText(folder: string, text: string | Uint8Array, name = 'experiment.yaml'): ParsedSpec {
  writeFileSync(join(folder, name), text);
  return parseSpec(join(folder, name));
}

/** What a user sees of a refusal; `at` is the offending line from the caret on, in its first 40 characters. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly line: number;
  readonly file: string;
  readonly at: string;
}

/** Takes a refusal apart. @throws whatever is not a refusal as the command line expects it. */
export function refusalOf(action: () => unknown): Refusal {
  try {
    action();
  } catch (error) {
    if (!(error instanceof SeedbedError)) throw error;
    const { code, excerpt = '', hint = '' } = error;
    const [, file = '', line = '', column = '', message = ''] = /^(.*?):(\d+):(\d+): ([^]*)$/.exec(error.message) ?? [];
    const [shown = '', caret = ''] = excerpt.split('\n');
    const rightShape =
      error.exitCode === exitCodes.wrongRequest && shown.startsWith(`${line} | `) && /^ *\^$/.test(caret);
    if (!line || !column || !rightShape) throw new TypeError(`no position: ${error.message}\n${excerpt}`);
    return { code, message, hint, line: Number(line), file, at: shown.slice(caret.length - 1).slice(0, 40) };
  }
  throw new TypeError('it was accepted');
}

/** A valid spec as an object, with the defaults filled in. */
export const specOf = (value: unknown): Spec => specSchema.parse(value);
