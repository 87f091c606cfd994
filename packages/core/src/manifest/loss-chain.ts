import { createHash } from 'node:crypto';

const lossBytes = 4;

/** The losses of every step, as they are in a manifest; null where the text is not the base64 of whole float32. */
export function lossBitsOf({ bits }: { readonly bits: string }): Buffer | null {
  const bytes = Buffer.from(bits, 'base64');
  return bytes.length % lossBytes === 0 && bytes.toString('base64') === bits ? bytes : null;
}

/** Loss of a step, 1-based, nats. */
export const lossAt = (bits: Buffer, step: number): number => bits.readFloatLE((step - 1) * lossBytes);

export const lossSteps = (bits: Buffer): number => bits.length / lossBytes;

/**
 * The hash chain over the losses of a run: link k = SHA-256(link k-1, the four bytes of loss k, little-endian); link 0
 * is 32 zero bytes. The last link, in hexadecimal, stands for all losses in their order.
 */
export function lossChainOf(bits: Buffer): string {
  let link = Buffer.alloc(32);
  for (let at = 0; at < bits.length; at += lossBytes) {
    const hash = createHash('sha256').update(link);
    link = hash.update(bits.subarray(at, at + lossBytes)).digest();
  }
  return link.toString('hex');
}
