import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Two replicates, two sizes, three conditions: 2 runs of the stage source and 12 of target, a few steps each. */
export const tinySpec = `# The smallest experiment that has everything.
seedbed: 2
name: tiny
title: Tiny
question: Does it hold together?
seed: 7
replicates: 2
data:
  fashion:
    plugin: fashionmnist
    classes: { source: 3, target: 3 }
    validation: { perClass: 4 }
model:
  input: { mean: [0.286], std: [0.353] }
  layers: [{ conv: 2 }, relu, { maxPool: 4 }, { dense: 4 }, relu, classifier]
training:
  optimizer: { sgd: { momentum: 0.9, nesterov: true } }
  learningRate: 0.05
  schedule: cosine
  batchSize: 4
  evaluations: 2
stages:
  source:
    learn: { data: fashion, classes: source, perClass: 10 }
    steps: 8
  target:
    learn: { data: fashion, classes: target, perClass: $size }
    steps: { $by: size, 2: 5, 4: 6 }
    measure: [validation, test]
factors:
  size: { levels: [2, 4], scale: log2, unit: images per class }
  condition:
    base: {}
    FTall: { stages.target.weights: source }
    S1T: { stages.target.weights: source, stages.target.freeze: 1 }
claims:
  - id: C1
    statement: The less there is, the more it helps.
    origin: ours
    over: size
    test: { trend: { direction: falling, plus: { condition: FTall }, minus: { condition: base } } }
    margin: 1
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

/** Writes a spec into a folder of its own. */
export function specFolder(text: string, folder = temporaryFolder()): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'experiment.yaml'), text);
  return folder;
}

/** Writes the tiny experiment, changed, into a folder of its own. */
export const tinyFolder = (changes: Changes = {}, folder?: string): string =>
  specFolder(changed(tinySpec, changes), folder);
