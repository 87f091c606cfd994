/*
 * A program that trains: docs/trainers.md. The word after its name chooses a bad habit, of habits.mjs; without one it
 * behaves.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { read, write } from './arrays.mjs';
import { habits } from './habits.mjs';
import { Network } from './network.mjs';

const habit = { ready: (each) => each, seeds: (each) => each, network: (make) => make(), initial: (each) => each, rows: (each) => each, loss: (each) => each, before: () => {}, evaluates: () => true, predicted: (each) => each, saved: (each) => each, done: (each) => each, ended: () => {}, ...habits[process.argv[2] ?? ''] }; // prettier-ignore
const say = (message) => process.stdout.write(typeof message === 'string' ? message : `${JSON.stringify(message)}\n`);

/** Means of squares of pixels, from 0 to 1. */
function inputsOf({ inputs, rows, examples }, folder) {
  const { shape: [, height, width, channels], values } = read(inputs); // prettier-ignore
  const chosen = read(join(folder, rows)).values;
  const side = 4;
  return Array.from({ length: examples }, (_, example) => {
    const features = new Array(Math.ceil(height / side) * Math.ceil(width / side)).fill(0);
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const pixel = values[((chosen[example] * height + y) * width + x) * channels];
        features[Math.floor(y / side) * Math.ceil(width / side) + Math.floor(x / side)] += pixel / 255 / side ** 2;
      }
    return features;
  });
}

async function train(run, folder) {
  const parts = Object.fromEntries(Object.entries(run.parts).map(([part, each]) => [part, { inputs: inputsOf(each, folder), labels: read(join(folder, each.labels)).values }])); // prettier-ignore
  const seeds = habit.seeds(run.seeds);
  const initial = run.initial && habit.initial(read(join(folder, run.initial.file)).values);
  const network = habit.network(() => new Network(parts.train.inputs[0].length, run.classes.length, seeds, initial));
  const predict = (names, step) =>
    Object.fromEntries(
      names.map((part) => {
        const { inputs } = parts[part];
        const values = Float32Array.from(inputs.flatMap((input) => network.probabilities(input)));
        const told = habit.predicted({ name: `${part}-${step}.npy`, shape: [inputs.length, run.classes.length], values, type: '<f4', part }); // prettier-ignore
        write(join(folder, told.name), told.shape, told.values, told.type);
        return [part, told.name];
      }),
    );
  let step = 0;
  if (run.checkpoint.resume) {
    network.state = JSON.parse(readFileSync(join(folder, run.checkpoint.resume.file), 'utf8'));
    ({ step } = run.checkpoint.resume);
  } else {
    write(join(folder, 'before.npy'), [network.weights.length], network.weights);
    say({ type: 'started', weights: 'before.npy' });
  }
  const order = run.order && habit.rows(read(join(folder, run.order)).values, run);
  const settings = { ...run.options, learningRate: run.config.training.learningRate };
  while (step++ < (run.steps ?? 0)) {
    await habit.before({ run, step, say });
    const batch = order.slice((step - 1) * run.batchSize, step * run.batchSize);
    const loss = network.step(batch.map((row) => [parts.train.inputs[row], parts.train.labels[row]]), settings); // prettier-ignore
    const value = habit.loss(loss, step);
    if (value === undefined) continue;
    say({ type: 'losses', values: [value] });
    if (value === null) return say({ type: 'done', id: run.id });
    const evaluate = () => {
      if (run.evaluations.includes(step) && habit.evaluates(step))
        say({ type: 'evaluation', step, predictions: predict(run.measure.filter((part) => part !== 'test'), step) }); // prettier-ignore
    };
    const keep = () => {
      if (step === run.steps || run.checkpoint.seconds > 0) return;
      const file = `checkpoint-${step}`;
      writeFileSync(join(folder, file), JSON.stringify(habit.saved(network.state)));
      say({ type: 'checkpoint', step, file });
    };
    for (const act of habit.keepsFirst ? [keep, evaluate] : [evaluate, keep]) act();
  }
  write(join(folder, 'weights.npy'), [network.weights.length], network.weights);
  say(habit.done({ type: 'done', id: run.id, weights: 'weights.npy', predictions: predict(run.measure, 'end') }));
}

for await (const line of createInterface({ input: process.stdin })) {
  const message = JSON.parse(line);
  if (message.type === 'start') {
    const files = ['train.mjs', 'network.mjs', 'arrays.mjs', 'habits.mjs'];
    const libraries = { node: process.versions.node };
    say(habit.ready({ type: 'ready', name: 'linear', version: 1, libraries, device: 'cpu', threads: message.threads, determinism: 'bitwise', files, offers: ['checkpoints'] })); // prettier-ignore
  } else await train(JSON.parse(readFileSync(join(message.folder, 'run.json'), 'utf8')), message.folder);
}
habit.ended();
