/* Pictures whose headers ask for more than there is, and small ones that unpack to far too much. */
import { constants, deflateRawSync, deflateSync } from 'node:zlib';
import { checksum } from './zip.mjs';

const extents = [0, 1, 7, 8, 255, 4096, 7000, 7100, 16_383, 16_384, 65_535, 65_536, 2 ** 24, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1]; // prettier-ignore

const word = (value) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
};

function chunk(random, name, content, lying) {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const length = random.chance(lying) ? random.pick(extents) : content.length;
  return Buffer.concat([word(length), body, word(random.chance(lying) ? 0 : checksum(body))]);
}

const channels = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** A PNG with right checksums: its size, depth, kind and rows may lie. */
export function png(random, { width, height, lying }) {
  const lies = () => random.chance(lying);
  const color = lies() ? random.below(8) : random.pick([0, 2, 3, 4, 6]);
  const depth = lies() ? random.pick([0, 1, 2, 4, 8, 16, 32]) : random.pick(color === 3 ? [1, 8] : [8, 8, 16]);
  const [wide, high] = [width, height].map((extent) => (lies() ? random.pick(extents) : extent));
  const row = 1 + Math.ceil((width * (channels[color] ?? 1) * depth) / 8);
  const rows = Buffer.alloc(Math.min(row * height, 2 ** 28), random.pick([0, 0, 1]));
  const header = Buffer.concat([word(wide), word(high), Buffer.from([depth, color, 0, 0, lies() ? random.below(3) : 0])]); // prettier-ignore
  const extra = lies() ? [chunk(random, random.pick(['tRNS', 'eXIf', 'acTL', 'iCCP', 'zTXt', 'gAMA', 'sBIT', 'bKGD']), random.bytes(random.skewed(200)), lying)] : []; // prettier-ignore
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk(random, 'IHDR', header, lying / 2), ...extra, ...(color === 3 ? [chunk(random, 'PLTE', random.bytes(lies() ? random.below(800) : 768), lying)] : []), chunk(random, 'IDAT', deflateSync(rows, { level: 1 }), lying), chunk(random, 'IEND', Buffer.alloc(0), lying)]); // prettier-ignore
}

/** A PNG of zeros as large as it says, of few bytes: a row again and again takes no memory to make. */
export function largePng(random, { width, height }) {
  const [color, depth] = random.pick([[0, 1], [0, 8], [2, 8], [3, 8], [6, 8], [6, 16]]); // prettier-ignore
  const row = Buffer.alloc(1 + Math.ceil((width * channels[color] * depth) / 8));
  const packed = deflateRawSync(row, { level: 9, finishFlush: constants.Z_FULL_FLUSH });
  // Of zeros the sum of Adler-32 is their number, and 1.
  const sum = word((((row.length * height) % 65_521) << 16) | 1);
  const rows = [Buffer.from([0x78, 1]), ...Array(height).fill(packed), Buffer.from([3, 0]), sum];
  const header = Buffer.concat([word(width), word(height), Buffer.from([depth, color, 0, 0, 0])]);
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk(random, 'IHDR', header, 0), ...(color === 3 ? [chunk(random, 'PLTE', Buffer.alloc(768), 0)] : []), chunk(random, 'IDAT', Buffer.concat(rows), 0), chunk(random, 'IEND', Buffer.alloc(0), 0)]); // prettier-ignore
}

/** A BMP whose size, bits, kind of packing and palette may lie. */
export function bmp(random, { width, height, lying }) {
  const lies = () => random.chance(lying);
  const bits = lies() ? random.pick([0, 1, 4, 8, 16, 24, 32, 64]) : random.pick([1, 8, 24, 32]);
  const body = Buffer.alloc(Math.ceil((width * bits) / 32) * 4 * height, random.pick([0, 85]));
  const palette = bits <= 8 ? random.bytes(4 * 2 ** bits) : Buffer.alloc(0);
  const say = (value) => (lies() ? random.pick(extents) : value) >>> 0;
  const head = Buffer.alloc(54);
  head.write('BM', 'latin1');
  [[2, 54 + palette.length + body.length], [10, 54 + palette.length], [14, 40], [18, width], [22, height], [30, 0], [34, body.length], [46, 0]].forEach(([at, value]) => head.writeUInt32LE(say(value), at)); // prettier-ignore
  head.writeUInt16LE(1, 26);
  head.writeUInt16LE(bits, 28);
  if (lies()) head.writeUInt32LE(random.below(7), 30);
  return Buffer.concat([head, palette, lies() ? random.bytes(random.skewed(2000)) : body]);
}

/** The numbers in a WebP's or a GIF's header, in place of those that are there. */
export function otherSize(random, bytes) {
  const copy = Buffer.from(bytes);
  const at = copy.toString('latin1', 0, 4) === 'RIFF' ? random.pick([4, 16, 21, 24, 26, 27, 28]) : random.pick([6, 8]);
  if (copy.length > at + 4) copy.writeUInt16LE(random.pick(extents) & 0xffff, at);
  return copy;
}
