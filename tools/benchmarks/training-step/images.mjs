/* Images that a network can tell apart in a few steps: each class has stripes of its own width, under noise. */
import { core } from '../../built.mjs';

/** Images a class, so that there are about a thousand; images.py has as many. */
export const perClass = (classes) => Math.ceil(1000 / classes);

/** In memory, as a data set. */
export function stripes([height, width, channels], classes) {
  const noise = core.openStream('benchmark');
  const extent = height * width * channels;
  const draw = (of) =>
    Uint8Array.from({ length: extent }, (_, at) => {
      const [y, x] = [Math.floor(at / channels / width), Math.floor(at / channels) % width];
      const isBright = (Math.floor(y / (1 + (of % 10))) + Math.floor(x / (1 + Math.floor(of / 10)))) % 2 === 1;
      return (isBright ? 80 : 0) + noise.below(176);
    });
  const images = Array.from({ length: classes }, (_, of) => Array.from({ length: perClass(classes) }, () => draw(of)));
  const names = images.map((_, of) => `class${of}`);
  return {
    inputs: { shape: [height, width, channels], type: 'uint8' },
    classes: names,
    targets: 'class',
    grouped: false,
    counts: { train: names.map(() => perClass(classes)), test: names.map(() => 0), validation: names.map(() => 0) },
    fingerprint: '0'.repeat(64),
    notes: [],
    readInputs(_, classIndex, item, target, offset) {
      target.set(images[classIndex][item], offset);
    },
    readTargets() {
      // There are none.
    },
    groupOf: () => 0,
    close() {
      // Nothing is open.
    },
  };
}
