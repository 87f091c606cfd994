import { it } from 'vitest';
import { agreesOneByOne } from '../testing/compiled.js';
import { describeBackends } from '../testing/each-backend.js';
import { syntheticDataset } from '../testing/synthetic-dataset.js';

describeBackends(['tensorflow'], (backend) => {
  it('the network of the default experiment, and one like the AlexNet, train with the bits of the same operations one by one', async () => {
    const layer = (filters: number, poolSize: number) => ({ filters, poolSize });
    const training = { batchSize: 64, steps: 3, optimizer: { sgd: { momentum: 0.9, nesterov: true, weightDecay: 5e-4, clipNorm: 1 } } }; // prettier-ignore
    const small = [layer(16, 2), layer(32, 2), layer(32, 1), layer(32, 1)];
    await agreesOneByOne(backend(), syntheticDataset({ extent: 28, test: 130 }), {
      training,
      network: { convolutions: small, dense: [64] },
    });
    const large = [layer(64, 2), layer(128, 2), layer(192, 1), layer(192, 1), layer(128, 2)];
    const wide = {
      training: { ...training, batchSize: 4, steps: 3 },
      network: { convolutions: large, dense: [64], dropout: 0.5 },
    };
    await agreesOneByOne(backend(), syntheticDataset({ extent: 64, channels: 3, train: 20, test: 4 }), wide);
  });
});
