import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LoadedExperiment, loadExperiment } from '../load.js';

/** An experiment that is small, complete and right: two groups of classes, one factor of numbers and one of names. */
export const exampleText = `seedbed: 2
name: example
title: An example
question: Does it help?
seed: 2016
replicates: 2
data:
  fashion: { plugin: fashionmnist, classes: { source: 3, target: 2 }, validation: { perClass: 4 } }
model:
  input: { mean: [0.5], std: [0.25] }
  layers: [{ conv: 4 }, relu, maxPool, { conv: 8 }, relu, { dense: 6 }, relu, classifier]
training:
  optimizer: { sgd: { momentum: 0.9, nesterov: true } }
  learningRate: 0.02
  schedule: cosine
  batchSize: 8
stages:
  source: { learn: { data: fashion, classes: source, perClass: 20 }, steps: 40 }
  target:
    learn: { data: fashion, classes: target, perClass: $size }
    steps: { $by: size, 5: 20, 10: 30 }
    measure: [validation, test]
factors:
  size: { levels: [5, 10], scale: log2, unit: images per class }
  condition:
    base: {}
    FTall: { stages.target.weights: source, stages.target.learningRate: 0.01 }
    S{depth}T: { for: { depth: [1, 2] }, stages.target.weights: source, stages.target.freeze: $depth }
claims:
  - id: C1
    statement: It helps more when there is less.
    origin: ours
    over: size
    test: { trend: { direction: falling, plus: { condition: FTall }, minus: { condition: base } } }
    margin: 1
`;

/** The example with one passage replaced by another. */
export function edited(from: string, to: string, text = exampleText): string {
  if (text.split(from).length !== 2) throw new TypeError(`"${from}" is not there exactly once`);
  return text.replace(from, () => to);
}

/** Loads a text, or bytes, as if it were a file. */
export function loadText(text: string | Uint8Array): LoadedExperiment {
  const folder = mkdtempSync(join(tmpdir(), 'seedbed-spec-'));
  try {
    writeFileSync(join(folder, 'experiment.yaml'), text);
    return loadExperiment(join(folder, 'experiment.yaml'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
