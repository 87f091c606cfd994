/* Opens a packed file and reads all of its images by ranges, then batches of single ones from everywhere. */
import { performance } from 'node:perf_hooks';
import { core } from '../../built.mjs';

const batch = 64;
const batches = 500;
const seconds = () => performance.now() / 1000;

const [path] = process.argv.slice(2);
const started = seconds();
const dataset = core.openPacked(path);
const opened = seconds();
const room = core.roomFor(dataset, batch);
const { train } = dataset.counts;
for (const [classIndex, images] of train.entries()) {
  for (let item = 0; item < images; item += batch) {
    dataset.readInputs('train', classIndex, item, room, 0, Math.min(batch, images - item));
  }
}
const read = seconds();
const size = room.length / batch;
let state = 1;
const next = (below) => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) % below;
for (let number = 0; number < batches; number++) {
  for (let at = 0; at < batch; at++) {
    const classIndex = next(train.length);
    dataset.readInputs('train', classIndex, next(train[classIndex]), room, at * size);
  }
}
const drawn = seconds();
dataset.close();
console.log(
  JSON.stringify({
    opening: opened - started,
    ranges: read - opened,
    batches: (drawn - read) / batches,
    peak: process.resourceUsage().maxRSS / 1000,
  }),
);
