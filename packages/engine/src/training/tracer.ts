import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Trace } from '../network/pass.js';

export interface TracedTensor {
  /** 1-based. */
  readonly step: number;
  /** "forward activation of dense1", "gradient of dense1's weights". */
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array | Int32Array;
}

/**
 * Looks into training steps: reads their tensors after they are computed, and so changes nothing that is computed.
 * Costs a copy of each tensor that is wanted.
 */
export class Tracer {
  private held: { step: number; name: string; tensor: Tensor }[] = [];

  /**
   * @param wants whether a tensor of a step (1-based) is to be read.
   * @param onTensor called with each, in the order in which they were computed.
   */
  constructor(
    private readonly wants: (step: number, name: string) => boolean,
    private readonly onTensor: (tensor: TracedTensor) => void,
  ) {}

  /** What a step shows its tensors to. */
  of(step: number): Trace {
    return (name, tensor) => {
      if (this.wants(step, name)) this.held.push({ step, name, tensor: tf.keep(tensor.clone()) });
    };
  }

  /** Reads what was shown, after the step. */
  async read(): Promise<void> {
    const held = this.held;
    this.held = [];
    for (const { step, name, tensor } of held) {
      const values = (await tensor.data()) as Float32Array | Int32Array;
      this.onTensor({ step, name, shape: tensor.shape, values });
      tensor.dispose();
    }
  }
}
