import { backends } from '../backends/choose.js';
import { trainCell } from '../training/train.js';
import { cellOf } from './cells.js';
import { syntheticDataset } from './synthetic-dataset.js';

/* A process of its own for tests: trains one small cell on the backend that is named and prints what came out. */
const provider = backends.find(({ name }) => name === process.argv[2]);
if (!provider) throw new TypeError('name a backend');
const { digests, loss } = await trainCell(
  cellOf({ model: { dropout: 0.3 } }),
  syntheticDataset(),
  await provider.open(),
);
console.log(JSON.stringify({ digests, loss }));
