import { createHash } from 'node:crypto';

/** The loss of every step, bit for bit, and a hash chain over them. */
export class LossChain {
  private readonly bits: Buffer;
  private link = Buffer.alloc(32);
  steps = 0;

  constructor(capacity: number) {
    this.bits = Buffer.alloc(capacity * 4);
  }

  /** Link k = SHA-256(link k-1, the four bytes of loss k, little-endian); link 0 is 32 zero bytes. */
  append(loss: number): void {
    const at = this.steps++ * 4;
    // Which bits a NaN has depends on the processor; a digest must not.
    this.bits.writeFloatLE(Number.isNaN(loss) ? NaN : loss, at);
    this.link = createHash('sha256')
      .update(this.link)
      .update(this.bits.subarray(at, at + 4))
      .digest();
  }

  get record(): { steps: number; bits: string; chain: string } {
    const { steps } = this;
    return { steps, bits: this.bits.subarray(0, steps * 4).toString('base64'), chain: this.link.toString('hex') };
  }
}
