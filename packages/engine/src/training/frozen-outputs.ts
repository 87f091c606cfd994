import { digestOf, imageOf, type ImageShape, type PartPredictions, type Measured, partOf, type PlacedLayer, sha256, sizeOf, storedCount } from '@seedbed/core'; // prettier-ignore
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D } from '@tensorflow/tfjs-core';
import { mirror } from '../methods/augment.js';
import { bytesOf } from '../data/bytes.js';
import { type Inputs, partInputs, rowInputs } from '../data/inputs.js';
import { sourceOf } from '../data/held.js';
import type { Source } from '../data/source.js';
import type { SharedRows } from '../data/shared-rows.js';
import { ForwardPass, passForward } from './pass-forward.js';
import { probabilitiesOf } from './probabilities.js';
import type { Run } from './run.js';

/** A run's images as evaluation sees them, standardized and transformed, and never augmented; or all of them mirrored. */
export const plainImages = (run: Run, part: Measured, mirrored = false): Inputs =>
  partInputs(run, part, mirrored ? (pixels: Uint8Array) => mirror(pixels, imageOf(run.dataset) as ImageShape) : null);

/**
 * What enters the first trained layer: images, or the outputs of the frozen layers below it, computed once for all
 * steps, and for all runs of the process that have the same layers frozen and the same images. These outputs are the
 * definition of training above frozen layers, not an approximation of it (docs/decisions/frozen-layers.md).
 */
export class FrozenOutputs {
  private readonly known = new Map<string, Inputs>();
  /** What a part is taken from, with the array that its rows are handed over in: garbage of that size takes time. */
  private readonly sources = new Map<Measured, Source>();
  /** Those whose rows lie on the device, where they stay until the run ends. */
  private readonly passes = new Map<Measured, ForwardPass>();

  constructor(
    private readonly run: Run,
    private readonly shared: SharedRows,
  ) {}

  /**
   * @param parameters what is stored of the whole network; its frozen layers must be the same in every call.
   * @param mirrored of the mirrored images.
   */
  async above(part: Measured, parameters: Tensor1D, mirrored = false): Promise<Inputs> {
    const { kernels, layers, frozen } = this.run;
    const name = `${part}/${mirrored}`;
    const known = this.known.get(name);
    if (known) return known;
    const images = plainImages(this.run, part, mirrored);
    if (frozen === 0) return images;
    const below = layers.slice(0, frozen);
    const own = tf.slice1d(parameters, 0, storedCount(below));
    try {
      const key = keyOf(this.run, below, part, (await own.data()) as Float32Array, mirrored);
      const width = sizeOf((below[frozen - 1] as PlacedLayer).output);
      const rows = await this.shared.rows(key, images.rows, width, (take) =>
        passForward(kernels, below, own, images, take),
      );
      const inputs = rowInputs(rows, images);
      this.known.set(name, inputs);
      return inputs;
    } finally {
      own.dispose();
    }
  }

  /** Frees what lies on the device. */
  dispose(): void {
    for (const pass of this.passes.values()) pass.dispose();
    this.passes.clear();
  }

  /** What the whole network predicts for a part. */
  async predict(part: Measured, parameters: Tensor1D): Promise<PartPredictions> {
    const { kernels, layers, frozen } = this.run;
    const source = this.sources.get(part) ?? sourceOf(kernels.hold, await this.above(part, parameters));
    this.sources.set(part, source);
    const { inputs } = source;
    const width = sizeOf((layers.at(-1) as PlacedLayer).output);
    const outputs = new Float32Array(inputs.rows * width);
    const upper = layers.slice(frozen);
    const own = tf.slice1d(parameters, storedCount(layers.slice(0, frozen)), storedCount(upper));
    const pass = this.passes.get(part) ?? new ForwardPass(kernels, upper, source);
    try {
      await pass.through(own, (first, values) => outputs.set(values, first * width));
    } finally {
      own.dispose();
      if (pass.holds) this.passes.set(part, pass);
      else pass.dispose();
    }
    const { labels, targets } = inputs;
    if (targets) return { predicted: outputs, targets: targets.values, columns: width };
    return { classes: width, probabilities: probabilitiesOf(outputs, width), labels };
  }
}

/** Everything that decides outputs of frozen layers, but backend and engine. */
function keyOf(
  { dataset, drawn, config, input, transforms }: Run,
  below: readonly PlacedLayer[],
  part: Measured,
  parameters: Float32Array,
  mirrored: boolean,
) {
  const { fingerprint } = dataset;
  const weights = sha256(bytesOf(parameters));
  const examples = digestOf(drawn[part]);
  const changes = transforms(part).map(({ key }) => key);
  return digestOf({ below, weights, fingerprint, part: partOf(config.learn, part), examples, input, mirrored, changes }); // prettier-ignore
}
