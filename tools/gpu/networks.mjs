/* The networks whose steps are timed: the paper's as its spec plans it, and the AlexNet-like one of the benchmarks. */
import { fromDist } from '../built.mjs';

const { openExperiment } = await fromDist('cli', 'workspace/experiment.js');

const image = { height: 64, width: 64, channels: 3 };
const conv = (filters) => ({ conv: { filters } });
const alexnet = [64, 'pool', 128, 'pool', 192, 192, 128, 'pool'].flatMap((each) => (each === 'pool' ? ['maxPool'] : [conv(each), 'relu'])); // prettier-ignore

/** What a step needs. With `tiny`, a network that any processor trains at once. */
export function networks(tiny) {
  const [{ config }] = openExperiment('experiments/tinyimagenet/paper.yaml').runs;
  const { optimizer, learningRate, batchSize } = config.training;
  const training = { optimizer, learningRate };
  if (tiny) {
    const layers = [
      conv(4),
      'relu',
      'maxPool',
      { dense: { units: 8 } },
      'relu',
      { dropout: { rate: 0.5 } },
      'classifier',
    ];
    const small = { image: { height: 8, width: 8, channels: 3 }, layers, training, classes: 5, batch: 4, steps: 6 };
    return { paper: small, alexnet: small };
  }
  const of = (layers, batch) => ({ image, layers, training, classes: 100, batch, steps: 60 });
  return {
    paper: of(config.model.layers, batchSize),
    alexnet: of([...alexnet, { dense: { units: 1024 } }, 'relu', 'classifier'], 64),
  };
}
