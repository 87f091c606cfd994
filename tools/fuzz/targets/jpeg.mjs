/* JPEGs: small ones that were changed, and headers that ask for more than there is, decoded and resized as in packing. */
import fs from 'node:fs';
import { fromDist } from '../../built.mjs';
import { mutated } from '../mutate.mjs';

export const name = 'jpeg';
export const about = 'JPEGs, decoded in WebAssembly and resized: markers, tables, sizes, and what was cut short';
export const share = 0.04;

const samples = new URL('../../src/generators/dataset/sample/', import.meta.url);
const shape = { height: 8, width: 8, channels: 3 };
let corpus;
let product;

export async function prepare() {
  const { decode, Undecodable } = await fromDist('datasets-images', 'decode/jpeg.js');
  const { toShape } = await fromDist('datasets-images', 'decode/resize.js');
  const { makeJpeg } = await fromDist('datasets-images', 'testing/index.js');
  product = { decode, Undecodable, toShape };
  const made = [{}, { grey: true }, { width: 17, height: 9, number: 3 }, { width: 1, height: 1 }, { width: 40, height: 40, number: 5 }]; // prettier-ignore
  const read = ['circle/01.jpg', 'cross/02.jpg'].map((each) => fs.readFileSync(new URL(each, samples)));
  corpus = [...(await Promise.all(made.map(makeJpeg))).map((bytes) => Buffer.from(bytes)), ...read];
}

const word = (value) => [(value >> 8) & 0xff, value & 0xff];
const segment = (marker, body) => Buffer.from([0xff, marker, ...word(body.length + 2), ...body]);
const lengths = [0, 1, 2, 7, 8, 9, 15, 16, 17, 255, 256, 4096, 10_000, 32_768, 65_500, 65_535];

/** A frame header of any size and sampling. */
function frame(random) {
  const components = random.pick([0, 1, 1, 3, 3, 4, 255]);
  const each = () => [random.below(4), random.pick([0x11, 0x22, 0x21, 0x44, 0x14, 0x00, 0xff]), random.below(4)];
  const body = [random.pick([8, 8, 12, 0]), ...word(random.pick(lengths)), ...word(random.pick(lengths)), components];
  for (let index = 0; index < Math.min(components, 8); index++) body.push(...each());
  return segment(random.pick([0xc0, 0xc1, 0xc2, 0xc2, 0xc9, 0xca, 0xc3, 0xcf]), body);
}

const parts = [
  frame,
  (random) =>
    segment(random.pick([0xc4, 0xdb, 0xdd, 0xcc, 0xda, 0xe0, 0xe1, 0xee, 0xfe]), random.bytes(random.skewed(300))),
  (random) => segment(0xdd, word(random.below(65536))),
  (random) => Buffer.from([0xff, random.pick([0xd0, 0xd7, 0xd8, 0xd9, 0x01, 0xff, 0x00])]),
  (random) => random.bytes(random.skewed(40)),
  (random) => Buffer.from([0xff, 0xe1, ...word(random.below(65536))]),
];

/** Where segments begin. */
function places(bytes) {
  const found = [2];
  for (let at = 2; at + 4 < bytes.length && bytes[at] === 0xff && bytes[at + 1] !== 0xda;) {
    at += 2 + bytes.readUInt16BE(at + 2);
    if (at < bytes.length) found.push(at);
  }
  return found;
}

/** Segments put between others, or in their place. */
function restructured(random) {
  let bytes = random.pick(corpus);
  for (let changes = 1 + random.skewed(3); changes > 0; changes--) {
    const all = places(bytes);
    const index = random.below(all.length);
    const to = random.chance(0.5) ? all[index] : (all[index + 1] ?? all[index]);
    bytes = Buffer.concat([bytes.subarray(0, all[index]), random.pick(parts)(random), bytes.subarray(to)]);
  }
  return bytes;
}

/** The frame's own height and width. */
function resized(random) {
  const bytes = Buffer.from(random.pick(corpus));
  const at = places(bytes).find((each) => bytes[each + 1] >= 0xc0 && bytes[each + 1] <= 0xc2);
  if (at === undefined) return bytes;
  bytes.writeUInt16BE(random.pick(lengths), at + 5);
  if (random.chance(0.5)) bytes.writeUInt16BE(random.pick(lengths), at + 7);
  return bytes;
}

export const generate = (random) =>
  random.choose([
    [60, () => mutated(random, corpus, ['\xff\xd8', '\xff\xd9', '\xff\xda', '\xff\x00'])],
    [30, () => restructured(random)],
    [2, () => resized(random)],
    [3, () => Buffer.concat([Buffer.from([0xff, 0xd8]), random.bytes(random.skewed(400))])],
  ]);

/** What packing makes of a picture that cannot be decoded is SB_DATA_IMAGE. */
export async function run(bytes) {
  let picture;
  try {
    picture = await product.decode(bytes);
  } catch (error) {
    if (error instanceof product.Undecodable && error.message !== '') return 'SB_DATA_IMAGE';
    throw error;
  }
  const { width, height, pixels } = picture;
  if (pixels.length !== width * height * 4) throw new Error(`${width} x ${height} pixels in ${pixels.length} bytes`);
  const target = product.toShape(picture, shape);
  if (target.length !== 192) throw new Error(`resized to ${target.length} bytes`);
  return 'accepted';
}
