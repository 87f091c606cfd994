import { SeedbedError } from '@seedbed/core';
import { count } from '@seedbed/core/words';
import type { Fact } from '@seedbed/datasets-images';

/** What decoding showed. */
export class Findings {
  private readonly damaged: string[] = [];
  private resized = 0;
  private grey = 0;

  constructor(private readonly size: number) {}

  add({ damage, width, height, remarks }: Fact, where: string): void {
    if (damage !== undefined) {
      this.damaged.push(`${where}: ${damage}`);
      return;
    }
    if (width !== this.size || height !== this.size) this.resized += 1;
    if (remarks.includes('grey')) this.grey += 1;
  }

  /**
   * @param remain whether other pictures do, so that the damaged ones can be left out.
   * @throws SeedbedError SB_DATA_IMAGE: its message names the first one, its list all of them.
   */
  refuseDamaged(remain: boolean): void {
    const [first, ...more] = this.damaged;
    if (first === undefined) return;
    const also = more.length > 0 ? `; and ${more.length} more (--json lists all)` : '';
    throw new SeedbedError('SB_DATA_IMAGE', `${first.replace(': ', ': cannot be decoded, ')}${also}`, {
      hint: `Get the pictures again.${remain ? ' Or leave them out with --skip-damaged: the data set is then a different one.' : ''}`,
      list: this.damaged,
    });
  }

  notes(): string[] {
    return [
      ...(this.grey > 0 ? [`Widened to three channels: ${count(this.grey, 'grey picture')}.`] : []),
      ...(this.resized > 0 ? [`Resized to ${this.size} x ${this.size}: ${count(this.resized, 'picture')}.`] : []),
      ...(this.damaged.length > 0 ? [`Left out as damaged: ${count(this.damaged.length, 'picture')}.`] : []),
    ];
  }
}
