// Makes the data set of every worker one whose author adds noise to the images of the cells.
import fashionmnist from '@seedbed/datasets-fashionmnist';

const { open } = fashionmnist;
const kind = process.env.SEEDBED_TEST_NOISE;
// eslint-disable-next-line no-restricted-properties -- as careless people write it
const noise = () => (kind === 'clock' ? new Date().getSeconds() : 4 * Math.random());
fashionmnist.open = async (...words) => {
  const dataset = await open(...words);
  // What is checked when a set is opened is as it should be.
  let trains = false;
  globalThis.setTimeout(() => (trains = true), 0);
  const readImage = (part, classIndex, item, target, offset) => {
    dataset.readImage(part, classIndex, item, target, offset);
    if (trains) target[offset] += noise();
  };
  return { ...dataset, readImage };
};
