import { exitCodes, SeedbedError, type ImageShape } from '@seedbed/core';
import type { Fact } from '../decode/task.js';
import { resizeMethod } from '../decode/resize.js';

/** An image that cannot be decoded, with its place and the decoder's words. */
interface Damaged {
  readonly where: string;
  readonly why: string;
}

/** Collects what decoding showed, for the notes. */
export class Findings {
  readonly damaged: Damaged[] = [];
  private grey = 0;
  private readonly resized = new Map<string, number>();

  constructor(private readonly shape: ImageShape) {}

  add({ damage, grey, width, height }: Fact, where: () => string): void {
    if (damage !== undefined) {
      this.damaged.push({ where: where(), why: damage });
      return;
    }
    if (grey) this.grey++;
    if (width === this.shape.width && height === this.shape.height) return;
    const size = `${width} x ${height}`;
    this.resized.set(size, (this.resized.get(size) ?? 0) + 1);
  }

  /** @throws SeedbedError SB_DATA_IMAGE that names every damaged image, up to ten of them. */
  refuseDamaged(): void {
    const [first, ...more] = this.damaged;
    if (!first) return;
    const others = more.slice(0, 9).map(({ where, why }) => `${where} (${why})`);
    if (more.length > others.length) others.push(`${more.length - others.length} more`);
    const also = others.length > 0 ? `; and also ${others.join(', ')}` : '';
    throw new SeedbedError('SB_DATA_IMAGE', `${first.where}: cannot be decoded, ${first.why}${also}`, {
      hint: 'Get the images again, or leave them out with --skip-damaged: that makes another data set of it.',
      exitCode: exitCodes.checkFailed,
    });
  }

  /** @param nameOf what a note calls a damaged image: never a path outside of the set. */
  notes(names: readonly string[]): string[] {
    const { height, width } = this.shape;
    const sizes = [...this.resized].sort(([, a], [, b]) => b - a);
    const total = sizes.reduce((sum, [, number]) => sum + number, 0);
    const from = sizes.slice(0, 3).map(([size, number]) => `${number} of ${size}`);
    if (sizes.length > 3) from.push('others');
    return [
      ...(this.grey > 0 ? [`Widened to three channels: ${this.grey} grey images.`] : []),
      ...(total > 0 ? [`Resized to ${width} x ${height}, ${resizeMethod}: ${total} images (${from.join(', ')}).`] : []),
      ...(names.length > 0 ? [`Left out as damaged: ${names.length} images (${names.slice(0, 10).join(', ')}${names.length > 10 ? ', …' : ''}).`] : []), // prettier-ignore
    ];
  }
}
