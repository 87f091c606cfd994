import { crc32, deflateSync } from 'node:zlib';
import type { ImageShape } from '../dataset/network-data.js';

/** PNG's color types by channels: grey, grey with alpha, color, color with alpha. */
const colorTypes: Readonly<Record<number, number>> = { 1: 0, 2: 4, 3: 2, 4: 6 };

/** Whether an image has as many channels as a picture has. */
export const isPicture = ({ channels }: ImageShape): boolean => channels in colorTypes;

function chunk(kind: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  const length = Buffer.alloc(4);
  const sum = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** An image as PNG: eight bits a channel, no filter. */
export function pngOf({ height, width, channels }: ImageShape, pixels: ArrayLike<number>): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, colorTypes[channels] as number], 8);
  const row = width * channels;
  const rows = Buffer.alloc(height * (row + 1));
  for (let at = 0; at < height * row; at++) rows[at + Math.floor(at / row) + 1] = pixels[at] as number;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', new Uint8Array())]); // prettier-ignore
}
