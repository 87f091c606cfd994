/* Files of NumPy, IDX files and Parquet with pictures, as the plugin `arrays` opens them. */
import { gzipSync } from 'node:zlib';
import { fromDist } from '../../built.mjs';
import { parquet } from '../grammar/parquet.mjs';
import { zip } from '../grammar/zip.mjs';
import { distorted, mutated, prototypeKeys } from '../mutate.mjs';
import { openedBy, tableFile } from '../opened.mjs';

export const name = 'arrays';
export const about = 'NumPy, IDX, and Parquet with pictures: shapes that overflow, pickles, entries that lie, bombs';
export const share = 0.1;
export const streams = true;

let corpus;
const opened = openedBy(name, async () => (await fromDist('datasets-tables')).arrays);

export async function prepare(places) {
  corpus = { npy: ['pictures_test.npy', 'labels_test.npy'].map(tableFile), npz: [tableFile('pictures.npz')], parquet: ['test-00000-of-00001.parquet', 'train-00001-of-00002.parquet'].map(tableFile) }; // prettier-ignore
  await opened.prepare(places);
}

const extents = [0, 1, 2, 3, 8, 28, 255, 4096, 65_536, 67_108_865, 2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 53, '4503599627370496', '9'.repeat(30), '-1', '', '2L', '1 2', '1e3', '0x10']; // prettier-ignore
const descrs = ["'|u1'", "'<f4'", "'<f8'", "'>f8'", "'<i8'", "'>i2'", "'|b1'", "'<f2'", "'<U3'", "'|S2'", "'<U0'", "'<U99999999'", "'<U4000000000'", "'|O'", "'<c8'", "'<M8[ns]'", "[('a', '<i4')]", "'<f4", "''", "'<u8'"]; // prettier-ignore
const sizes = { u1: 1, i1: 1, b1: 1, f2: 2, i2: 2, f4: 4, i4: 4, f8: 8, i8: 8, u8: 8, S2: 2, U3: 12 };

/** A .npy file: right, or with a header that lies. @param rows and width of what it should hold. */
function npy(random, rows, width, lying) {
  const lies = () => random.chance(lying);
  const descr = lies() ? random.pick(descrs) : random.pick(width.length > 0 ? ["'|u1'", "'<f4'"] : ["'<i8'", "'<f4'", "'<U3'", "'|u1'"]); // prettier-ignore
  const shape = lies() ? Array.from({ length: random.below(12) }, () => random.pick(extents)) : [rows, ...width];
  const count = [rows, ...width].reduce((product, each) => product * each, 1);
  const size = sizes[/[a-zU]\d/i.exec(descr)?.[0]] ?? 4;
  const order = lies() ? random.pick(['True', 'None', '1']) : 'False';
  const literal = `{'descr': ${descr}, 'fortran_order': ${order}, 'shape': (${shape.join(', ')},), ${lies() ? `'${random.pick(prototypeKeys)}': 1` : ''}}\n`; // prettier-ignore
  const head = Buffer.from(lies() ? literal.slice(0, random.below(literal.length)) : literal);
  const version = lies() ? random.below(256) : random.pick([1, 1, 2, 3]);
  const length = Buffer.alloc(version === 1 ? 2 : 4);
  const claimed = lies() ? random.pick([0, 1, 65_535, 65_536, 2 ** 31, 2 ** 32 - 1]) : head.length;
  if (version === 1) length.writeUInt16LE(claimed % 65_536);
  else length.writeUInt32LE(claimed);
  const body = random.chance(0.5) ? Buffer.alloc(count * size, random.pick([0, 1, 2])) : random.bytes(count * size);
  const pickle = lies() ? Buffer.from('\x80\x03cos\nsystem\nq\0X\x04\0\0\0evil\x85q\x01Rq\x02.', 'latin1') : Buffer.alloc(0); // prettier-ignore
  const all = Buffer.concat([Buffer.from('\x93NUMPY', 'latin1'), Buffer.from([version, 0]), length, head, body, pickle]); // prettier-ignore
  return lies() ? all.subarray(0, random.below(all.length)) : all;
}

/** An IDX file whose counts may lie. */
function idx(random, rows, width, lying) {
  const lies = () => random.chance(lying);
  const shape = lies() ? Array.from({ length: random.below(9) }, () => Number(random.pick(extents)) || 0) : [rows, ...width]; // prettier-ignore
  const head = [0, lies() ? 1 : 0, lies() ? random.below(256) : 8, lies() ? random.below(256) : shape.length];
  const words = shape.flatMap((extent) => [extent >>> 24, extent >>> 16, extent >>> 8, extent].map((byte) => byte & 255)); // prettier-ignore
  const bytes = Buffer.concat([Buffer.from([...head, ...words]), random.bytes([rows, ...width].reduce((product, each) => product * each, 1))]); // prettier-ignore
  return lies() ? bytes.subarray(0, random.below(bytes.length)) : bytes;
}

const names = ['x_train', 'y_train', 'x_test', 'y_test', 'x', 'y', 'images', 'labels', 'train/x', 'train/y', '../x', '/etc/x', 'x\0y', '', 'C:\\x', '\u202ex', 'ids', ...prototypeKeys]; // prettier-ignore
const shapes = [[8, 8, 3], [4, 4], [6], [], [1], [2, 3, 4], [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]]; // prettier-ignore

/** Inputs and answers by the names that are usual, and others. @param make a file of so many rows. */
function pairs(random, ending, make) {
  const width = random.pick(shapes);
  const rows = random.below(9);
  const usual = ['x_train', 'y_train', 'x_test', 'y_test'].slice(0, random.pick([1, 2, 2, 4]));
  const entries = usual.map((each) => [`${each}${ending}`, make(rows, each.startsWith('x') ? width : [])]);
  if (random.chance(0.3)) entries.push([`${random.pick(names)}${ending}`, make(rows, random.pick(shapes))]);
  return entries;
}

const gzipped = (random, bytes) =>
  random.choose([
    [8, () => gzipSync(bytes, { level: 1 })],
    [2, () => mutated(random, [gzipSync(bytes, { level: 1 })])],
    [0.1, () => Buffer.concat([gzipSync(bytes), ...Array(random.between(1, 200)).fill(gzipSync(Buffer.alloc(2 ** 20), { level: 1 }))])], // prettier-ignore
  ]);

function npz(random, lying) {
  const entries = pairs(random, '.npy', (rows, width) => npy(random, rows, width, lying)).map(([each, content]) => ({ name: each, content, method: random.pick([0, 8]) })); // prettier-ignore
  if (random.chance(0.005)) entries.push({ name: 'x.npy', content: Buffer.concat([npy(random, 1, [1], 0), Buffer.alloc(2 ** 20 * random.between(1, 90))]) }); // prettier-ignore
  return zip(random, entries, { lying: random.pick([0, 0, 0.02, 0.1]), overlap: random.chance(0.05) });
}

/** What the library `datasets` writes: pictures in a structure, labels, and names of classes. */
function pictures(random) {
  const lying = random.pick([0, 0.02, 0.1]);
  const rows = 1 + random.below(6);
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==', 'base64'); // prettier-ignore
  const column = (path, type, values) => ({ path, type, optional: false, values });
  const columns = [column(['image', 'bytes'], 'BYTE_ARRAY', Array.from({ length: rows }, () => (random.chance(lying) ? mutated(random, [png]) : png))), column(['image', 'path'], 'BYTE_ARRAY', Array(rows).fill('a.png')), column(['label'], 'INT64', Array.from({ length: rows }, (_, row) => row % 2))]; // prettier-ignore
  const element = (each, type, more = {}) => ({ ...(type !== undefined && { 1: ['i32', type] }), 3: ['i32', random.chance(lying) ? random.below(4) : 0], 4: ['bytes', each], ...more }); // prettier-ignore
  const schema = [element('image', undefined, { 5: ['i32', random.chance(lying) ? random.below(9) : 2], ...(random.chance(lying) && { 6: ['i32', random.below(22)] }) }), element('bytes', 6), element('path', 6), element('label', 2)]; // prettier-ignore
  const note = JSON.stringify({ info: { features: distorted(random, { image: { _type: 'Image' }, label: { names: ['a', 'b'], _type: 'ClassLabel' } }, ['', 'a\0', 'é', 'a']) } }); // prettier-ignore
  return parquet(random, columns, { lying, schema: Object.assign(schema, { top: 2 }), ...(random.chance(0.7) && { note }) }); // prettier-ignore
}

const uses = [{}, {}, {}, { labels: 'y' }, { targets: 'y' }, { targets: ['y', 'x'] }, { inputs: 'x' }, { inputs: 'images', labels: 'labels' }, { classes: ['a', 'b', 'c'] }, { size: 8 }]; // prettier-ignore

export function generate(random) {
  const lying = random.pick([0, 0.01, 0.05, 0.2]);
  const [kind, entries] = random.choose([
    [8, () => ['npy', pairs(random, '.npy', (rows, width) => npy(random, rows, width, lying))]],
    [2, () => ['npy', [['x.npy', mutated(random, corpus.npy, ['fortran_order', "'|O'", '99999999999'])], ['y.npy', mutated(random, corpus.npy)]]]], // prettier-ignore
    [5, () => ['npz', [['a.npz', npz(random, lying)]]]],
    [2, () => ['npz', [['a.npz', mutated(random, corpus.npz, ['PK\x01\x02', 'PK\x05\x06', '\xff\xff\xff\xff'])]]]],
    [5, () => ['idx', pairs(random, '-idx3-ubyte', (rows, width) => idx(random, rows, width, lying))]],
    [3, () => ['idx', pairs(random, '-idx3-ubyte.gz', (rows, width) => gzipped(random, idx(random, rows, width, lying)))]], // prettier-ignore
    [1, () => ['pictures', [['train.parquet', pictures(random)]]]],
    [0.5, () => ['pictures', [['train.parquet', mutated(random, corpus.parquet, ['PAR1', '\xff\xff\xff\x7f'])]]]],
  ]);
  const as = kind === 'npz' || entries.length === 1 ? random.pick(['file', 'file', 'folder', 'zip']) : random.pick(['folder', 'folder', 'zip', 'tar']); // prettier-ignore
  const use = kind === 'pictures' ? { size: 8 } : random.pick(uses);
  const options = { ...(random.chance(0.9) ? use : distorted(random, { ...use, labels: 'y' }, ['x', 'y', 'label'])), set: 'a' }; // prettier-ignore
  return { files: Object.fromEntries(entries), as, options, skipDamaged: random.chance(0.3), ...(random.chance(0.3) && { share: 0.3 }) }; // prettier-ignore
}

export const { run } = opened;
