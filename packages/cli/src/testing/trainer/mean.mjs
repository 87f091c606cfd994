/*
 * A program that predicts the mean of the training part of every number that is to be predicted: docs/trainers.md. With the
 * word "nan" after its name it predicts what is no number.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { read, write } from './arrays.mjs';

const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);

for await (const line of createInterface({ input: process.stdin })) {
  const message = JSON.parse(line);
  if (message.type === 'start') {
    const libraries = { node: process.versions.node };
    say({ type: 'ready', name: 'mean', version: 1, libraries, device: 'cpu', threads: message.threads, determinism: 'bitwise', files: ['mean.mjs', 'arrays.mjs'] }); // prettier-ignore
    continue;
  }
  const { folder } = message;
  const { id, measure, parts, targets, inputs } = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8'));
  const given = read(join(folder, parts.train.inputs)).shape;
  if (String(given) !== String([parts.train.examples, ...inputs.shape])) {
    say({ type: 'failed', message: `the inputs are ${given}, and run.json says ${inputs.shape}` });
    continue;
  }
  const { values } = read(join(folder, parts.train.targets));
  const means = targets.map((_, column) => {
    const own = values.filter((__, at) => at % targets.length === column);
    return process.argv[2] === 'nan' ? NaN : own.reduce((sum, each) => sum + each, 0) / own.length;
  });
  const predicted = measure.map((part) => {
    const { examples } = parts[part];
    const shape = [examples, means.length];
    write(join(folder, `${part}.npy`), shape, Float32Array.from({ length: examples * means.length }, (_, at) => means[at % means.length])); // prettier-ignore
    return [part, `${part}.npy`];
  });
  const weights = join(folder, 'weights.npy');
  write(weights, [means.length], Float32Array.from(means));
  say({ type: 'done', id, weights: 'weights.npy', predictions: Object.fromEntries(predicted) });
}
