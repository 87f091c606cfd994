/*
 * Writes the images that each replicate of the default experiment draws, so that peers train on the same ones:
 * node draw.mjs FOLDER REPLICATES. One file of pixels for each set of images, and draws.json with labels.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const packages = new URL('../../../packages/', import.meta.url);
const { checkedPlugin, drawExamples, parseSpec, planRuns, SeedStreams } = await import(
  new URL('core/dist/index.js', packages).href
);
const { default: plugin } = await import(new URL('datasets-fashionmnist/dist/index.js', packages).href);

const [folder, replicates] = [process.argv[2], Number(process.argv[3])];
const { spec } = parseSpec(new URL('../../../experiments/fashion-mnist/experiment.yaml', import.meta.url).pathname);
const dataset = await checkedPlugin(plugin).open({}, { cacheDir: join(homedir(), '.cache/seedbed/data') });
const extent = dataset.image.height * dataset.image.width;
mkdirSync(folder, { recursive: true });

function write(name, part, examples) {
  const pixels = new Uint8Array(examples.length * extent);
  examples.forEach(({ classIndex, item }, at) => dataset.readImage(part, classIndex, item, pixels, at * extent));
  writeFileSync(join(folder, `${name}.u8`), pixels);
  return { file: `${name}.u8`, labels: examples.map(({ label }) => label) };
}

const draws = [];
for (const run of planRuns({ ...spec, replicates })) {
  if (run.role !== 'source' && run.condition !== 'base') continue;
  const drawn = drawExamples(run.cell, dataset, new SeedStreams(run.cell.seed, run.replicate));
  const name = `${run.replicate}-${run.role === 'source' ? 'source' : run.images}`;
  draws.push({
    replicate: run.replicate,
    images: run.role === 'source' ? null : run.images,
    steps: run.cell.training.steps,
    train: write(`${name}-train`, 'train', drawn.train),
    validation: write(`${name}-validation`, 'train', drawn.validation),
    test: write(`${name}-test`, 'test', drawn.test),
  });
}
const { conditions, training, model } = spec;
writeFileSync(join(folder, 'draws.json'), JSON.stringify({ conditions, training, model, draws }));
