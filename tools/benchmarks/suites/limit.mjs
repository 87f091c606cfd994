/* What the default experiment would take if only its multiplications took time: what no program on this machine can beat. */
import { fileURLToPath } from 'node:url';
import { runsWith } from '../../planned.mjs';
import { core, lastLine, measure, spread } from './compare.mjs';

const stepping = fileURLToPath(new URL('../training-step/seedbed.mjs', import.meta.url));
/** Fashion-MNIST. */
const ofEachClass = (count) => Array.from({ length: 10 }, () => count);
const data = {
  inputs: { shape: [28, 28, 1], type: 'uint8' },
  ...{ classes: ofEachClass('a class'), targets: 'class' },
  counts: { train: ofEachClass(6000), test: ofEachClass(1000), validation: ofEachClass(0) },
};
const sum = (values) => values.reduce((total, value) => total + value, 0);

export const about = 'the default experiment if nothing but its multiplications took time';

export function run({ rounds, replicates, processes }) {
  const runs = runsWith('experiments/fashion-mnist/experiment.yaml', replicates);
  const all = sum(runs.map(multiplyAddsOf));
  const convolving = stepsConvolutions(runs.find(({ stage }) => stage === 'target'));
  const seen = { 'AVX2, as the experiment pins': [], 'no pin': [] };
  for (let round = 0; round < rounds; round++)
    Object.values(seen).forEach((list, unpinned) =>
      list.push(lastLine(measure(process.execPath, [stepping, 'small', '1', ...(unpinned ? ['--unpinned'] : [])]))),
    );
  const what = `default experiment, ${replicates} replicates, ${processes} processes`;
  const facts = Object.entries(seen).flatMap(([pin, list]) => {
    const products = list.map(({ peak }) => all / peak / processes);
    const convolutions = list.map((each) => ((all / convolving) * Math.min(...each.convolving)) / 1000 / processes);
    return [
      { what: `${what}: at the rate of a large matrix product (${pin})`, unit: 's', ...spread(products) },
      { what: `${what}: at the rate of its convolutions (${pin})`, unit: 's', ...spread(convolutions) },
    ];
  });
  return {
    rows: [],
    facts: [{ what: `${what}: multiply-adds`, unit: 'thousand million', ...spread([all / 1e9]) }, ...facts],
  };
}

const costsOf = (config) =>
  core
    .unitSizes(config.model.layers, core.inputShapeOf(config, data), core.outputsOf(config, data))
    .map(({ cost }) => cost);

/** Frozen layers cost nothing here; the first trained layer needs no gradient of its input. */
function multiplyAddsOf({ config, measure: parts, evaluations }) {
  const trained = costsOf(config).slice(config.freeze ?? 0);
  const counts = core.exampleCounts(config, data);
  const measured = sum(parts.map((part) => counts[part] * (part === 'test' ? 1 : evaluations)));
  const stepped = core.stepsOf(config, counts.train) * config.training.batchSize;
  return stepped * (3 * sum(trained) - trained[0]) + measured * sum(trained);
}

/** Multiply-adds of the convolutions of one step, and of their gradients. */
function stepsConvolutions({ config }) {
  const costs = costsOf(config);
  const convolutions = config.model.layers.filter((layer) => core.nameOf(layer) === 'conv').length;
  return config.training.batchSize * (3 * sum(costs.slice(0, convolutions)) - costs[0]);
}
