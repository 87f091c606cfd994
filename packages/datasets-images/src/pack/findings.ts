import { SeedbedError } from '@seedbed/core';
import { count, firstOf, grouped } from '@seedbed/core/words';
import { greyMethod } from '../decode/grey.js';
import { readableKinds } from '../decode/kind.js';
import type { Remark } from '../decode/picture.js';
import { resizeMethod } from '../decode/resize.js';
import type { ImageShape } from '../decode/shape.js';
import type { Fact } from '../decode/task.js';
import { Tally } from './tally.js';

/** An image that cannot be decoded, with its place and the decoder's words. */
interface Damaged {
  readonly name: string;
  readonly where: string;
  readonly why: string;
  /** What it is, where it is a picture of a kind that is not read. */
  readonly kind?: string;
}

/** What a note says of pictures with a remark, before it counts them. */
const remarked: Readonly<Record<Remark, string>> = {
  grey: 'Widened to three channels',
  deep: 'Rounded from 16 to 8 bits a channel',
  animated: 'Only the first frame is taken',
  transparent: 'Laid on white where they are transparent',
  turned: 'Packed as they lie, though an orientation tag (EXIF) asks for a rotation',
};

/** Collects what decoding showed, for the notes and for a refusal; also of images that lie in tables. */
export class Findings {
  readonly damaged: Damaged[] = [];
  private readonly remarks = new Tally<Remark>();
  private readonly harmless = new Tally<string>();
  private readonly warned: string[] = [];
  private readonly resized = new Tally<string>();
  private coloured = 0;

  constructor(private readonly shape: ImageShape) {}

  /** @param name what notes call the image: never a path outside of the set. @param where what an error calls it. */
  add({ damage, kind, remarks, harmless = [], width, height }: Fact, name: string, where: () => string): void {
    if (damage !== undefined) {
      this.damaged.push({ name, where: where(), why: damage, ...(kind !== undefined && { kind }) });
      return;
    }
    const toGrey = this.shape.channels === 1;
    for (const remark of remarks) if (!toGrey || remark !== 'grey') this.remarks.add(remark);
    if (toGrey && !remarks.includes('grey')) this.coloured += 1;
    for (const warning of harmless) this.harmless.add(warning);
    if (harmless.length > 0) this.warned.push(name);
    if (width !== this.shape.width || height !== this.shape.height) this.resized.add(`${width} x ${height}`);
  }

  /**
   * @param trained how many undamaged training images there are. With none, damaged images cannot be left out.
   * @param leaveOut whether damaged images are to be left out, as `--skip-damaged` asks.
   * @throws SeedbedError SB_DATA_IMAGE: its message names up to ten damaged images, its list all of them.
   */
  refuseDamaged(trained: number, leaveOut: boolean): void {
    const [first, ...more] = this.damaged;
    const remain = trained > 0;
    if (!first || (leaveOut && remain)) return;
    const others = more.slice(0, 9).map(({ where, why }) => `${where} (${why})`);
    if (more.length > others.length) others.push(`${more.length - others.length} more (--json lists all)`);
    const also = others.length > 0 ? `; and also ${others.join(', ')}` : '';
    const kinds = [...new Set(this.damaged.flatMap(({ kind }) => kind ?? []))];
    const wayOut = kinds.length > 0 ? `${readableKinds.slice(0, -1).join(', ')} and ${readableKinds.at(-1)} are read: convert the others (${kinds.join(', ')}) to PNG.` : 'Get the images again.'; // prettier-ignore
    throw new SeedbedError('SB_DATA_IMAGE', `${first.where}: cannot be decoded, ${first.why}${also}`, {
      hint: remain ? `${wayOut} Or leave them out with --skip-damaged: the data set is then a different one.` : wayOut,
      list: this.damaged.map(({ where, why }) => `${where}: ${why}`),
    });
  }

  notes(): string[] {
    const { height, width } = this.shape;
    const remarks = (Object.keys(remarked) as Remark[]).filter((remark) => this.remarks.of(remark) > 0);
    const total = this.resized.total;
    const leftOut = this.damaged.map(({ name }) => name);
    const notes = remarks.map((remark) => `${remarked[remark]}: ${countOf(this.remarks.of(remark), remark)}.`);
    if (this.coloured > 0) notes.push(`Made grey (${greyMethod}): ${count(this.coloured, 'image')}.`);
    if (total > 0) notes.push(`Resized to ${width} x ${height}, ${resizeMethod}: ${count(total, 'image')} (${this.resized.most(3, ({ what, times }) => `${grouped(times)} of ${what}`, 'others')}).`); // prettier-ignore
    if (this.warned.length > 0) notes.push(`Taken although a decoder warns, since no pixel is concerned: ${count(this.warned.length, 'image')} (${this.harmless.most(6, ({ what, times }) => `${grouped(times)} with ${what}`, 'others')}; ${firstOf(this.warned, 3)}).`); // prettier-ignore
    if (leftOut.length > 0)
      notes.push(`Left out as damaged: ${count(leftOut.length, 'image')} (${firstOf(leftOut, 10)}).`);
    return notes;
  }
}

const countOf = (number: number, remark: Remark) => count(number, remark === 'grey' ? 'grey image' : 'image');
