/* Parquet files, written byte by byte: right ones, and ones whose pages and footers claim what is not there. */
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { struct, varint } from './thrift.mjs';

const types = { BOOLEAN: 0, INT32: 1, INT64: 2, INT96: 3, FLOAT: 4, DOUBLE: 5, BYTE_ARRAY: 6, FIXED: 7 };
const encodings = { PLAIN: 0, PLAIN_DICTIONARY: 2, RLE: 3, DELTA: 5, DELTA_LENGTH: 6, DELTA_TEXT: 7, DICTIONARY: 8, SPLIT: 9, ALP: 10 }; // prettier-ignore
const codecs = { none: 0, snappy: 1, gzip: 2, brotli: 4, lz4: 5, zstd: 6, lz4raw: 7 };

/** A stream of Snappy that is nothing but literals. */
const snappy = (bytes) => {
  const parts = [varint(bytes.length)];
  for (let at = 0; at < bytes.length; at += 60) {
    const part = bytes.subarray(at, at + 60);
    parts.push(Buffer.from([(part.length - 1) << 2]), part);
  }
  return Buffer.concat(parts);
};
const packers = { none: (bytes) => bytes, snappy, gzip: (bytes) => gzipSync(bytes, { level: 1 }), brotli: brotliCompressSync }; // prettier-ignore

const word = (value) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
};

function plain(type, values) {
  if (type === 'BYTE_ARRAY') return Buffer.concat(values.flatMap((value) => [word(Buffer.byteLength(value)), Buffer.from(value)])); // prettier-ignore
  if (type === 'BOOLEAN') return Buffer.from(Array.from({ length: Math.ceil(values.length / 8) }, () => 0x5a));
  const arrays = { INT32: Int32Array, FLOAT: Float32Array, DOUBLE: Float64Array };
  const array = type === 'INT64' ? BigInt64Array.from(values.map((value) => BigInt(Math.trunc(Number.isFinite(Number(value)) ? Number(value) : 0)))) : arrays[type]?.from(values.map(Number)); // prettier-ignore
  return array ? Buffer.from(array.buffer) : Buffer.alloc(12 * values.length, 1);
}

const huge = [0, 1, 7, 255, 2 ** 16, 2 ** 20, 2 ** 24, 2 ** 27, 2 ** 28, 2 ** 30, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, -1, -8, 2 ** 40]; // prettier-ignore

/** Runs that claim far too much, of no bits, or without end. */
const forgedRuns = (random, width) =>
  Buffer.concat(
    Array.from(
      { length: 1 + random.skewed(8) },
      () =>
      Buffer.concat([varint(Math.max(0, random.pick(huge)) * 2 + random.below(2)), random.bytes(random.below(Math.max(1, width) + 2))]), // prettier-ignore
    ),
  );

/** Differences in blocks of any size, in parts of any number. */
const forgedDelta = (random) =>
  Buffer.concat([varint(random.pick([...huge, 128, 128, 1024])), varint(random.pick([0, 1, 4, 4, 32, -1, 2 ** 30])), varint(random.pick(huge)), varint(random.below(100)), random.chance(0.1) ? Buffer.alloc(random.skewed(20_000), 0xff) : random.bytes(random.skewed(200))]); // prettier-ignore

function pageOf(random, { type, optional, values }, lying) {
  const lies = () => random.chance(lying);
  const count = lies() ? random.pick(huge) : values.length;
  const levels = !optional ? Buffer.alloc(0) : lies() ? forgedRuns(random, 1) : Buffer.concat([varint(values.length * 2), Buffer.from([1])]); // prettier-ignore
  const [encoding, body] = random.choose([
    [6, () => ['PLAIN', plain(type, values)]],
    [lying * 4, () => [random.pick(['DICTIONARY', 'PLAIN_DICTIONARY', 'RLE']), Buffer.concat([Buffer.from([random.pick([0, 1, 1, 2, 8, 31, 32, 33, 255])]), forgedRuns(random, 1)])]], // prettier-ignore
    [lying * 4, () => [random.pick(['DELTA', 'DELTA_LENGTH', 'DELTA_TEXT']), Buffer.concat([forgedDelta(random), forgedDelta(random)])]], // prettier-ignore
    [lying, () => [random.pick(['SPLIT', 'ALP']), random.bytes(random.skewed(400))]],
  ]);
  return { count, levels, body, encoding };
}

/** A page with its header, of the first kind or the second. */
function page(random, column, codec, lying) {
  const { count, levels, body, encoding } = pageOf(random, column, lying);
  const say = (value) => ['i32', random.chance(lying) ? random.pick(huge) : value];
  const pack = packers[codec] ?? packers.none;
  if (random.chance(0.3)) {
    const packed = pack(body);
    const about = { 1: say(count), 2: say(0), 3: say(count), 4: say(encodings[encoding]), 5: say(levels.length), 6: say(0), 7: ['truth', random.chance(0.9) && codec !== 'none'] }; // prettier-ignore
    const header = struct({ 1: ['i32', 3], 2: say(levels.length + body.length), 3: say(levels.length + packed.length), 8: ['struct', about] }); // prettier-ignore
    return Buffer.concat([header, levels, packed]);
  }
  const all = Buffer.concat([...(column.optional ? [word(random.chance(lying) ? random.pick(huge) : levels.length), levels] : []), body]); // prettier-ignore
  const packed = pack(all);
  const about = { 1: say(count), 2: say(encodings[encoding]), 3: ['i32', 3], 4: ['i32', 3] };
  return Buffer.concat([struct({ 1: say(0), 2: say(all.length), 3: say(packed.length), 5: ['struct', about] }), packed]); // prettier-ignore
}

function dictionary(random, { type, values }, codec, lying) {
  const say = (value) => ['i32', random.chance(lying) ? random.pick(huge) : value];
  const all = plain(type, values);
  const packed = (packers[codec] ?? packers.none)(all);
  return Buffer.concat([struct({ 1: ['i32', 2], 2: say(all.length), 3: say(packed.length), 7: ['struct', { 1: say(values.length), 2: say(0) }] }), packed]); // prettier-ignore
}

/**
 * @param columns name or path, type, whether values may lack, values; `schema` are elements in place of theirs.
 * @param lying the share of numbers and pages that are not true.
 */
export function parquet(random, columns, { lying = 0, schema, note } = {}) {
  const say = (kind, value) => [kind, random.chance(lying) ? random.pick(huge) : value];
  const parts = [Buffer.from('PAR1')];
  let at = 4;
  const chunks = columns.map((column) => {
    const codec = random.pick(lying > 0 && random.chance(lying) ? Object.keys(codecs) : Object.keys(packers));
    const first = lying > 0 && random.chance(0.3) ? dictionary(random, column, codec, lying) : Buffer.alloc(0);
    const bytes = Buffer.concat([first, ...Array.from({ length: lying > 0 && random.chance(0.2) ? 2 : 1 }, () => page(random, column, codec, lying))]); // prettier-ignore
    const meta = { 1: say('i32', types[column.type]), 2: ['list', [['i32', 0]]], 3: ['list', (column.path ?? [column.name]).map((step) => ['bytes', step])], 4: say('i32', codecs[codec]), 5: say('i64', column.values.length), 6: say('i64', bytes.length), 7: say('i64', bytes.length), 9: say('i64', at + first.length), ...(first.length > 0 && { 11: say('i64', at) }) }; // prettier-ignore
    if (random.chance(lying)) meta[12] = ['struct', { 5: ['bytes', random.bytes(random.skewed(300))], 6: ['bytes', random.bytes(8)] }]; // prettier-ignore
    parts.push(bytes);
    at += bytes.length;
    return ['struct', { 2: ['i64', 4], 3: ['struct', meta] }];
  });
  if (chunks.length > 0 && random.chance(lying)) chunks.push(...Array(random.skewed(50)).fill(random.pick(chunks)));
  const elements = schema ?? columns.map(({ name, type, optional, converted }) => ({ 1: say('i32', types[type]), ...(type === 'FIXED' && { 2: say('i32', 12) }), 3: ['i32', optional ? 1 : 0], 4: ['bytes', name], ...(converted !== undefined && { 6: ['i32', converted] }) })); // prettier-ignore
  const root = { 4: ['bytes', 'root'], 5: say('i32', schema?.top ?? columns.length) };
  const rows = columns[0]?.values.length ?? 0;
  const list = (items) => ['list', items, random.chance(lying / 2) ? random.pick(huge) : undefined];
  const group = ['struct', { 1: list(chunks), 2: say('i64', at), 3: say('i64', rows) }];
  const footer = struct({ 1: ['i32', 2], 2: list([root, ...elements].map((each) => ['struct', each])), 3: say('i64', rows), 4: list(Array(random.chance(lying) ? random.below(20) : 1).fill(group)), ...(note && { 5: list([['struct', { 1: ['bytes', 'huggingface'], 2: ['bytes', note] }]]) }) }); // prettier-ignore
  const length = random.chance(lying / 2) ? random.pick(huge) : footer.length;
  return Buffer.concat([...parts, footer, word(length), Buffer.from('PAR1')]);
}

/** Lists in lists and structures in structures, each of a length that is not there. */
export const nestedFooter = (random) => {
  const inner = Buffer.concat(Array.from({ length: 1 + random.skewed(20_000) }, () => random.chance(0.5) ? Buffer.concat([Buffer.from([0xf9]), varint(random.pick(huge))]) : Buffer.from([0x1c]))); // prettier-ignore
  const footer = Buffer.concat([Buffer.from([0x19]), inner]);
  return Buffer.concat([Buffer.from('PAR1'), Buffer.from('PAR1'), footer, word(footer.length), Buffer.from('PAR1')]);
};
