import { Buffer } from 'node:buffer';
import { readFileSync, writeFileSync } from 'node:fs';

const views = { '<i4': Int32Array, '<i8': BigInt64Array, '<f4': Float32Array, '|u1': Uint8Array };

/** The numbers of a `.npy` file, with its shape. */
export function read(path) {
  const bytes = readFileSync(path);
  const at = 10 + bytes.readUInt16LE(8);
  const [, type, extents] = /'descr': '(...)'.*'shape': \(([^)]*)\)/.exec(bytes.toString('latin1', 10, at));
  const values = new views[type](bytes.buffer.slice(bytes.byteOffset + at, bytes.byteOffset + bytes.length));
  return { shape: extents.split(',').filter((each) => each.trim() !== '').map(Number), values: type === '<i8' ? Array.from(values, Number) : values }; // prettier-ignore
}

/** Writes one. @param type of `values`. */
export function write(path, shape, values, type = '<f4') {
  const literal = `{'descr': '${type}', 'fortran_order': False, 'shape': (${shape.length === 1 ? `${shape[0]},` : shape.join(', ')}), }`;
  const head = Buffer.alloc(Math.ceil((10 + literal.length + 1) / 64) * 64, ' ');
  head.write('\x93NUMPY\x01\x00', 'latin1');
  head.writeUInt16LE(head.length - 10, 8);
  head.write(literal, 10);
  head[head.length - 1] = 10;
  writeFileSync(path, Buffer.concat([head, Buffer.from(values.buffer, values.byteOffset, values.byteLength)]));
}
