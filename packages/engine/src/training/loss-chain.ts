import { lossChainOf } from '@seedbed/core';

/** The loss of every step, bit for bit, with a hash chain over them. */
export class LossChain {
  private readonly all: Buffer;
  steps = 0;

  constructor(capacity: number) {
    this.all = Buffer.alloc(capacity * 4);
  }

  append(loss: number): void {
    // Which bits a NaN has depends on the processor; a digest must not.
    this.all.writeFloatLE(Number.isNaN(loss) ? NaN : loss, this.steps++ * 4);
  }

  /** Little-endian float32, base64. */
  get bits(): string {
    return this.written.toString('base64');
  }

  get record(): { steps: number; bits: string; chain: string } {
    return { steps: this.steps, bits: this.bits, chain: lossChainOf(this.written) };
  }

  private get written(): Buffer {
    return this.all.subarray(0, this.steps * 4);
  }
}
