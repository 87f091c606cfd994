import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Two replicates, two sizes, three conditions: 2 source networks and 12 cells, a few steps each. */
export const tinySpec = `# The smallest experiment that has everything.
name: tiny
title: Tiny
question: Does it hold together?
dataset: { plugin: fashionmnist }
seed: 7
replicates: 2
split:
  source: { classes: 3, images: 10 }
  target: { classes: 3, images: [2, 4] }
  validation: 4
model:
  family: alexnet
  convolutions:
    - { filters: 2, kernel: 3, pool: 4 }
  dense: [4]
  input: { mean: [0.286], deviation: [0.353] }
training:
  optimiser: { name: sgd }
  rate: 0.05
  batch: 4
  steps:
    source: 8
    target: { 2: 5, 4: 6 }
  evaluations: 2
conditions: [base, FTall, S1T]
claims:
  - id: C1
    statement: The less there is, the more it helps.
    origin: ours
    test:
      kind: trend
      contrast: { name: FTall - base, mean: [FTall], minus: [base] }
      direction: falling
`;

export const tinyRuns = 14;

/** Texts to replace in a spec, each of which must be there. */
export type Changes = Readonly<Record<string, string>>;

export function changed(text: string, changes: Changes): string {
  return Object.entries(changes).reduce((current, [from, to]) => {
    if (!current.includes(from)) throw new Error(`"${from}" is not in the spec`);
    return current.replace(from, to);
  }, text);
}

/** Names the folder that goes when the suite ends. */
export const suiteFolder = 'SEEDBED_TEST_FOLDER';

export const temporaryFolder = () => mkdtempSync(join(process.env[suiteFolder] ?? tmpdir(), 'seedbed-cli-'));

/** Writes the tiny experiment, changed, into a folder of its own. */
export function tinyFolder(changes: Changes = {}, folder = temporaryFolder()): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'experiment.yaml'), changed(tinySpec, changes));
  return folder;
}
