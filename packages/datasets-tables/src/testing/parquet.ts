/* Parquet files of one column that a test makes byte by byte, so that any number may lie. */

/** `[kind, value]`: an integer, bytes, a list or a structure, as Thrift's compact form has them. */
export type Value =
  | readonly ['i32' | 'i64', number]
  | readonly ['bytes', string | Uint8Array]
  | readonly ['list', readonly Value[], number?]
  | readonly ['struct', Fields];
export type Fields = Readonly<Record<number, Value>>;

const kinds = { i32: 5, i64: 6, bytes: 8, list: 9, struct: 12 } as const;

/** Seven bits a byte, the lowest first. */
export function varint(number: number): Buffer {
  const bytes: number[] = [];
  let left = BigInt.asUintN(64, BigInt(number));
  for (; left > 127n; left >>= 7n) bytes.push(Number(left & 127n) | 128);
  return Buffer.from([...bytes, Number(left)]);
}

const zigzag = (number: number) => varint(number < 0 ? -2 * number - 1 : 2 * number);

function written([kind, value, claimed]: Value | readonly [...Value, undefined]): Buffer {
  if (kind === 'bytes') return Buffer.concat([varint(Buffer.byteLength(value)), Buffer.from(value)]);
  if (kind === 'struct') return struct(value);
  if (kind !== 'list') return zigzag(value);
  const inner = value[0]?.[0] ?? 'struct';
  return Buffer.concat([Buffer.from([0xf0 | kinds[inner]]), varint(claimed ?? value.length), ...value.map((each) => written(each))]); // prettier-ignore
}

export const struct = (fields: Fields): Buffer =>
  Buffer.concat([...Object.entries(fields).map(([id, field]) => Buffer.concat([Buffer.from([kinds[field[0]]]), zigzag(Number(id)), written(field)])), Buffer.from([0])]); // prettier-ignore

const word = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};

export interface Forged {
  readonly rows: number;
  /** Number of a type: 1 is INT32, 2 INT64, 6 BYTE_ARRAY. */
  readonly type?: number;
  readonly optional?: boolean;
  /** Number of what its values mean: 5 is a decimal number. */
  readonly converted?: number;
  /** Number of a way to pack: 0 is none, 2 gzip, 4 Brotli, 6 Zstandard. */
  readonly codec?: number;
  /** Number of an encoding: 0 is PLAIN, 5, 6 and 7 are differences, 8 is a dictionary. */
  readonly encoding: number;
  /** What a page holds, packed. */
  readonly page: Uint8Array;
  /** Bytes that it unpacks to. */
  readonly size?: number;
  readonly dictionary?: Uint8Array;
  /** Names of the column, and of the one in it where it holds structures. Default: x. */
  readonly path?: readonly string[];
  /** Members of the list of contents that are other ones. */
  readonly footer?: Fields;
}

/** A file with one column, x, of one page. */
export function forgedParquet({
  rows,
  type = 1,
  optional = false,
  converted,
  codec = 0,
  encoding,
  page,
  size = page.length,
  dictionary,
  path = ['x'],
  footer,
}: Forged): Buffer {
  const header = struct({ 1: ['i32', 0], 2: ['i32', size], 3: ['i32', page.length], 5: ['struct', { 1: ['i32', rows], 2: ['i32', encoding], 3: ['i32', 3], 4: ['i32', 3] }] }); // prettier-ignore
  const names = dictionary ? Buffer.concat([struct({ 1: ['i32', 2], 2: ['i32', dictionary.length], 3: ['i32', dictionary.length], 7: ['struct', { 1: ['i32', dictionary.length / 4], 2: ['i32', 0] }] }), dictionary]) : Buffer.alloc(0); // prettier-ignore
  const chunk = Buffer.concat([names, header, page]);
  const meta = { 1: ['i32', type], 2: ['list', [['i32', 0]]], 3: ['list', path.map((step): Value => ['bytes', step])], 4: ['i32', codec], 5: ['i64', rows], 6: ['i64', chunk.length], 7: ['i64', chunk.length], 9: ['i64', 4 + names.length], ...(dictionary && { 11: ['i64', 4] }) } as Fields; // prettier-ignore
  const above = ['root', ...path.slice(0, -1)].map((name): Value => ['struct', { 3: ['i32', 0], 4: ['bytes', name], 5: ['i32', 1] }]); // prettier-ignore
  const own = { 1: ['i32', type], 3: ['i32', Number(optional)], 4: ['bytes', path.at(-1)!], ...(converted !== undefined && { 6: ['i32', converted] }) } as Fields; // prettier-ignore
  const schema: Value[] = [...above, ['struct', own]];
  const group: Fields = { 1: ['list', [['struct', { 2: ['i64', 4], 3: ['struct', meta] }]]], 2: ['i64', chunk.length], 3: ['i64', rows] }; // prettier-ignore
  const said = struct({ 1: ['i32', 2], 2: ['list', schema], 3: ['i64', rows], 4: ['list', [['struct', group]]], ...footer }); // prettier-ignore
  return Buffer.concat([Buffer.from('PAR1'), chunk, said, word(said.length), Buffer.from('PAR1')]);
}

/** Pictures in a column of structures, as the library `datasets` writes them, and nothing else. */
export function forgedPictures(pictures: readonly string[]): Buffer {
  const page = Buffer.concat(pictures.flatMap((each) => [word(each.length), Buffer.from(each)]));
  return forgedParquet({ rows: pictures.length, type: 6, encoding: 0, page, path: ['image', 'bytes'] });
}
