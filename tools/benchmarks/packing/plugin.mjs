/* A data set plugin of made-up images, as many as are asked for: cheap bytes, so that packing is what is measured. */
const classes = 100;
const shape = [32, 32, 3];
/** Of ten images one is a test image. */
const tenth = 10;
/** Shares no factor with a power of ten: multiplied by it, every number comes once, far from its neighbors. */
const far = 7_368_787;

const options = {
  parse: (given) => given,
  safeParse: (given) => ({ success: true, data: given }),
};

/** Pseudo-random bytes that depend on the number alone (Numerical Recipes' generator). */
function fill(words, number) {
  let state = Math.imul(number + 1, 2_654_435_761);
  for (let at = 0; at < words.length; at++) words[at] = state = Math.imul(state, 1_664_525) + 1_013_904_223;
}

/** An image's part and class by its number: train comes before test, and one class before the next. */
function placeOf(number, images) {
  const train = images - images / tenth;
  const [part, of, at] = number < train ? ['train', train, number] : ['test', images - train, number - train];
  return { part, class: Math.floor((at * classes) / of) };
}

export default {
  contract: 2,
  name: 'made-up-images',
  version: '1',
  about: { title: 'Made-up images', licence: 'CC0-1.0', citation: 'Nobody', obtain: 'They come from a formula.' },
  options,
  open: async ({ images, order }) => ({
    origin: `${images} images, ${order}`,
    content: async () => ({
      inputs: { shape, type: 'uint8' },
      classes: Array.from({ length: classes }, (_, index) => `class ${index}`),
      async examples(add) {
        const values = new Uint8Array(shape[0] * shape[1] * shape[2]);
        const words = new Uint32Array(values.buffer);
        for (let at = 0; at < images; at++) {
          const number = order === 'shuffled' ? (at * far) % images : at;
          fill(words, number);
          add({ ...placeOf(number, images), values });
        }
        return [];
      },
    }),
  }),
};
