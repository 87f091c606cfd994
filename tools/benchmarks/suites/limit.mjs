/* What the default experiment would take if only its multiplications took time: what no program on this machine can beat. */
import { fileURLToPath } from 'node:url';
import { core, lastLine, measure, root, spread } from './compare.mjs';

const stepping = fileURLToPath(new URL('../training-step/seedbed.mjs', import.meta.url));
/** Fashion-MNIST. */
const image = { height: 28, width: 28, channels: 1 };
const testImages = 1000;
const sum = (values) => values.reduce((total, value) => total + value, 0);

export const about = 'the default experiment if nothing but its multiplications took time';

export function run({ rounds, replicates, processes }) {
  const { spec } = core.parseSpec(`${root}experiments/fashion-mnist/experiment.yaml`);
  const all = sum(core.planRuns({ ...spec, replicates }).map(({ cell }) => multiplyAddsOf(cell)));
  const convolving = stepsConvolutions(spec);
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

/** Frozen layers cost nothing here; the first trained layer needs no gradient of its input. */
function multiplyAddsOf(cell) {
  const classes = core.classesOf(cell);
  const { steps, batch, evaluations } = cell.training;
  const trained = core.layerSizes(cell.model, image, classes).slice(cell.transfer.frozen);
  const forward = sum(trained.map(({ cost }) => cost));
  const evaluated = classes * (evaluations * cell.validation + testImages);
  return steps * batch * (3 * forward - trained[0].cost) + evaluated * forward;
}

/** Multiply-adds of the convolutions of one step, and of their gradients. */
function stepsConvolutions({ model, training, split }) {
  const costs = core.layerSizes(model, image, split.target.classes).map(({ cost }) => cost);
  return training.batch * (3 * sum(costs.slice(0, model.convolutions.length)) - costs[0]);
}
