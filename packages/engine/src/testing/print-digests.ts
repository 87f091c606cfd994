import { instructionSetPins } from '@seedbed/core';
import { backends } from '../backends/choose.js';
import { trainRun } from '../training/train.js';
import { requestOf } from './configs.js';
import { syntheticDataset } from './synthetic-dataset.js';

/* A process of its own for tests: trains one small network on the backend that is named, pinned to the
 * instruction set that may follow it, and prints what came out. */
const provider = backends.find(({ name }) => name === process.argv[2]);
if (!provider) throw new TypeError('name a backend');
const { digests, loss } = await trainRun(
  requestOf({ network: { dropout: 0.3 } }),
  syntheticDataset(),
  await provider.open({ isa: instructionSetPins.find((isa) => isa === process.argv[3]) }),
);
console.log(JSON.stringify({ digests, loss }));
