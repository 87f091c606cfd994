import { cpSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Changes, changed, specFolder, temporaryFolder } from './tiny.js';

const source = fileURLToPath(new URL('./trainer', import.meta.url));

/** Two replicates of two momenta, 15 steps each, trained by a program. */
const programSpec = `seedbed: 2
name: program
title: A program trains
question: Does it hold together?
seed: 5
replicates: 2
trainer: { command: [node, train.mjs] }
data:
  fashion: { plugin: fashionmnist, classes: 3, validation: { perClass: 10 } }
model: { layers: [program] }
training: { optimizer: { program: { momentum: $momentum } }, learningRate: 0.1, batchSize: 8, epochs: 2, evaluations: 3 }
stages:
  fit: { learn: { data: fashion, perClass: 20 }, measure: [validation, test] }
factors:
  momentum: [0, 0.9]
`;

/** Runs of the spec. */
export const programRuns = 4;

/** A folder with the spec and the program. @param habit one of trainer/habits.mjs. */
export function programFolder(habit?: string, changes: Changes = {}): string {
  const folder = temporaryFolder();
  cpSync(source, folder, { recursive: true });
  const command: Changes = habit === undefined ? {} : { 'train.mjs]': `train.mjs, ${JSON.stringify(habit)}]` };
  return specFolder(changed(changed(programSpec, command), changes), folder);
}
