/* Thrift's compact form, in which Parquet speaks of itself, written so that every number may lie. */

/** Seven bits a byte, the lowest first. */
export function varint(number) {
  let left = BigInt.asUintN(64, BigInt(number));
  const bytes = [];
  do {
    bytes.push(Number(left & 127n) | (left > 127n ? 128 : 0));
    left >>= 7n;
  } while (left > 0n);
  return Buffer.from(bytes);
}

const zigzag = (number) => varint((BigInt(number) << 1n) ^ (BigInt(number) < 0n ? -1n : 0n));
const kinds = { truth: 1, i32: 5, i64: 6, bytes: 8, list: 9, struct: 12 };

function written([kind, value, of]) {
  if (kind === 'bytes') return Buffer.concat([varint(of ?? Buffer.byteLength(value)), Buffer.from(value)]);
  if (kind === 'struct') return struct(value);
  if (kind === 'truth') return Buffer.alloc(0);
  if (kind !== 'list') return zigzag(value);
  const [inner = 'struct'] = value[0] ?? [];
  // The third member of a list is the length that it claims.
  return Buffer.concat([Buffer.from([0xf0 | kinds[inner]]), varint(of ?? value.length), ...value.map(written)]);
}

/** @param fields by their number: `[kind, value, claimed length]`. */
export function struct(fields) {
  const parts = Object.entries(fields).map(([id, field]) => {
    const kind = field[0] === 'truth' && field[1] === false ? 2 : kinds[field[0]];
    return Buffer.concat([Buffer.from([kind]), zigzag(Number(id)), written(field)]);
  });
  return Buffer.concat([...parts, Buffer.from([0])]);
}
