/*
 * Writes the images that each replicate of the default experiment draws, so that peers train on the same ones:
 * node draw.mjs FOLDER REPLICATES. One file of pixels for each set of images, and draws.json with labels, the network and
 * how it is trained.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { core, fromDist } from '../../built.mjs';
import { runsWith } from '../../planned.mjs';

const { dataCache } = await fromDist('cli', 'workspace/dataset.js');
const { openPlugin } = await fromDist('cli', 'workspace/open-plugin.js');
const { findDataset } = await fromDist('cli', 'workspace/plugins.js');

const [folder, replicates] = [process.argv[2], Number(process.argv[3])];
const runs = runsWith('experiments/fashion-mnist/experiment.yaml', replicates);
const dataset = await openPlugin(findDataset('fashionmnist', process.cwd()), {}, { cacheDir: dataCache() });
const extent = core.inputValues(dataset.inputs);
mkdirSync(folder, { recursive: true });

function write(name, part, examples) {
  const pixels = new Uint8Array(examples.length * extent);
  examples.forEach(({ classIndex, item }, at) => dataset.readInputs(part, classIndex, item, pixels, at * extent));
  writeFileSync(join(folder, `${name}.u8`), pixels);
  return { file: `${name}.u8`, labels: examples.map(({ label }) => label) };
}

/** What a run learns from, without how it starts: runs of one size and replicate share it. */
function drawOf({ config, stage, replicate, at, evaluations }) {
  const drawn = core.drawExamples(config, dataset, new core.SeedStreams(config.seed, replicate, config.streams));
  const size = at.size ?? null;
  const name = `${replicate}-${size ?? stage}`;
  return {
    ...{ replicate, size, evaluations },
    steps: core.stepsOf(config, drawn.train.length),
    train: write(`${name}-train`, 'train', drawn.train),
    validation: write(`${name}-validation`, 'train', drawn.validation),
    test: write(`${name}-test`, 'test', drawn.test),
  };
}

const isSource = ({ stage }) => stage === 'source';
const draws = runs.filter((run) => isSource(run) || run.at.condition === 'base').map(drawOf);
const byCondition = new Map(runs.filter((run) => !isSource(run)).map((run) => [run.at.condition, run.config]));
const { model, training } = byCondition.get('base');
const settled = (kind, written) => core.settled(core.knownComponents, kind, written);
const units = core.unitsOf(model.layers, core.knownComponents).map(unitOf);
const conditions = [...byCondition].map(([name, { weights, freeze = 0 }]) => ({
  name,
  copied: weights ? (weights.layers ?? units.length - 1) : 0,
  frozen: freeze,
}));

/** A layer with weights, and the pooling after it: relu follows all but the last. */
function unitOf(layers) {
  const placed = layers.map((layer) => settled('layer', layer));
  const pool = placed.find(({ name }) => name === 'maxPool');
  const [{ name, options }] = placed;
  return { kind: name, ...options, poolSize: pool?.options.poolSize ?? 1 };
}

const how = { ...training, optimizer: settled('optimizer', training.optimizer).options };
writeFileSync(
  join(folder, 'draws.json'),
  JSON.stringify({ conditions, input: model.input, units, training: how, draws }),
);
