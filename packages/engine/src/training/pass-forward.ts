import { allLayers, type PlacedLayer, sizeOf } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import type { Inputs } from '../data/inputs.js';
import type { Take } from '../data/shared-rows.js';
import { hostSource, rowsFrom, type Source } from '../data/source.js';
import { thenDispose } from '../graph/disposing.js';
import type { Program } from '../graph/program.js';
import type { Kernels } from '../kernels/kernels.js';
import { passStored } from '../network/pass-stored.js';

/** Values of the widest layer in a forward pass, at most: beyond, evaluation would take more memory than training. */
const widest = 2 ** 24;
const mostRows = 500;

/** Rows that a forward pass takes at once; part of the numerics. */
export function rowsAtOnce(layers: readonly PlacedLayer[]): number {
  const values = Math.max(...allLayers(layers).flatMap(({ input, output }) => [sizeOf(input), sizeOf(output)]));
  return Math.max(1, Math.min(mostRows, Math.floor(widest / values)));
}

/** Sends rows of a source through layers without training them, again and again where their weights change. */
export class ForwardPass {
  private readonly most: number;
  /** Fewer rows than half are not worth a graph, but where they lie on the device. */
  private readonly isCompiled: boolean;
  private program: Program | undefined;

  constructor(
    private readonly kernels: Kernels,
    private readonly layers: readonly PlacedLayer[],
    private readonly source: Source,
  ) {
    const most = rowsAtOnce(layers);
    this.most = Math.min(most, source.inputs.rows);
    this.isCompiled = source.onDevice.length > 0 || 2 * this.most >= most;
  }

  /** Whether its rows lie on the device: then it is worth keeping. */
  get holds(): boolean {
    return this.program !== undefined && this.source.onDevice.length > 0;
  }

  /**
   * Sends all rows through; `take` gets the outputs, [rows x outputs], a few rows at a time.
   * @param vector what is stored of these layers; still the caller's.
   */
  async through(vector: Tensor1D, take: Take): Promise<void> {
    const { most, source } = this;
    const { rows } = source.inputs;
    if (this.isCompiled) this.set(vector);
    for (let from = 0; from < rows; from += most) {
      const indices = rowsFrom(from, Math.min(most, rows - from));
      const isFull = this.isCompiled && indices.length === most;
      const output = isFull ? this.full(indices) : this.oneByOne(vector, indices);
      try {
        take(from, (await output.data()) as Float32Array);
      } finally {
        output.dispose();
      }
    }
  }

  dispose(): void {
    this.program?.dispose();
    this.program = undefined;
  }

  private set(vector: Tensor1D): void {
    const { kernels, layers, source } = this;
    if (this.program) return this.program.set({ vector: tf.clone(vector) });
    const constants = source.constants();
    this.program = kernels.load({
      key: JSON.stringify(['pass', layers, source.key]),
      computation: ({ vector: stored, ...tensors }) => ({
        output: tf.tidy(() => passStored(kernels, layers, stored as Tensor1D, source.taken(tensors))),
      }),
      state: { vector: tf.clone(vector) },
      constants,
      anyRows: source.onDevice,
      draws: {},
    });
  }

  private full(indices: Uint32Array): Tensor {
    const given = this.source.given(indices);
    return thenDispose(given, () => (this.program as Program).run(given, 0)['output'] as Tensor);
  }

  /** Operation by operation, from the host: another shape would need a graph of its own. */
  private oneByOne(vector: Tensor1D, indices: Uint32Array): Tensor {
    const host = hostSource(this.source.inputs);
    const given = host.given(indices);
    return thenDispose(given, () => tf.tidy(() => passStored(this.kernels, this.layers, vector, host.taken(given))));
  }
}

/** Sends rows once through layers that are not trained; as `ForwardPass`. */
export async function passForward(
  kernels: Kernels,
  layers: readonly PlacedLayer[],
  vector: Tensor1D,
  inputs: Inputs,
  take: Take,
): Promise<void> {
  const pass = new ForwardPass(kernels, layers, hostSource(inputs));
  try {
    await pass.through(vector, take);
  } finally {
    pass.dispose();
  }
}
