import fs from 'node:fs';
import { gzipSync } from 'node:zlib';
import { npyOf, openDataset } from '@seedbed/core';
import { tarGzOf, zipOf } from '@seedbed/datasets-images/testing';
import { expect, test } from 'vitest';
import { collect, contentIn, fileWith, folderWith, madeFile, refusal } from '../testing/index.js';
import { forgedPictures } from '../testing/parquet.js';
import { arrays } from './arrays.js';

const made = (name: string) => fs.readFileSync(madeFile(name));
const npys = Object.fromEntries(['pictures', 'labels'].flatMap((kind) => ['train', 'test'].map((part) => [`${kind}_${part}.npy`, made(`${kind}_${part}.npy`)]))); // prettier-ignore
const tables = Object.fromEntries(['train-00000-of-00002', 'train-00001-of-00002', 'test-00000-of-00001'].map((name) => [`data/${name}.parquet`, made(`${name}.parquet`)])); // prettier-ignore
const asked = { inputs: 'pictures', classes: ['ant', 'bee', 'cat', 'dog'] };
const expected = () => collect(arrays, folderWith(npys), asked);

/** What a .npy file holds behind its header of 128 bytes. */
const elements = (name: string) => npys[name]!.subarray(128);

/** A file of the format IDX. */
function idx(type: number, shape: readonly number[], bytes: Uint8Array): Buffer {
  const header = Buffer.alloc(4 + 4 * shape.length);
  header.set([0, 0, type, shape.length]);
  shape.forEach((extent, axis) => header.writeUInt32BE(extent, 4 + 4 * axis));
  return Buffer.concat([header, bytes]);
}

/** Labels of 64 bits as bytes. */
const asBytes = (name: string) => Uint8Array.from(elements(name).filter((_, at) => at % 8 === 0));

const idxFiles = {
  'train-images-idx3-ubyte': idx(8, [20, 8, 8, 3], elements('pictures_train.npy')),
  'train-labels-idx1-ubyte': idx(8, [20], asBytes('labels_train.npy')),
  't10k-images-idx3-ubyte': idx(8, [10, 8, 8, 3], elements('pictures_test.npy')),
  't10k-labels-idx1-ubyte': idx(8, [10], asBytes('labels_test.npy')),
};
const zipped = (files: Record<string, Buffer>) => Object.fromEntries(Object.entries(files).map(([name, bytes]) => [`${name}.gz`, gzipSync(bytes)])); // prettier-ignore

test('pictures and labels of .npy files', async () => {
  const { inputs, classes, examples } = await expected();
  expect(inputs).toEqual({ shape: [8, 8, 3], type: 'uint8' });
  expect(classes).toEqual(['ant', 'bee', 'cat', 'dog']);
  expect(examples.map(({ part }) => part)).toEqual([...Array(20).fill('train'), ...Array(10).fill('test')]);
  expect(examples.map((example) => example.class)).toEqual([...asBytes('labels_train.npy'), ...asBytes('labels_test.npy')]); // prettier-ignore
  expect(Buffer.concat(examples.slice(0, 20).map(({ values }) => values as Uint8Array)).equals(elements('pictures_train.npy'))).toBe(true); // prettier-ignore
});

const others = { classes: asked.classes };
test.each([
  ['.npz', () => madeFile('pictures.npz'), others],
  ['a folder with a .npz file', () => folderWith({ 'a/pictures.npz': made('pictures.npz'), 'notes.txt': '' }), others],
  ['folders of parts', () => folderWith(Object.fromEntries(Object.entries(npys).map(([name, bytes]) => [name.replace(/(\w+)_(\w+)\.npy/, '$2/$1.npy'), bytes]))), asked], // prettier-ignore
  ['a .npz file for each part', async () => folderWith({ 'd/train.npz': await zipOf({ 'x.npy': npys['pictures_train.npy']!, 'y.npy': npys['labels_train.npy']! }), 'd/test.npz': await zipOf({ 'x.npy': npys['pictures_test.npy']!, 'y.npy': npys['labels_test.npy']! }) }), others], // prettier-ignore
  ['a zip archive', async () => fileWith('a.zip', await zipOf(npys)), asked],
  ['a tar.gz archive', async () => fileWith('a.tar.gz', await tarGzOf(npys)), asked],
  [
    'a .npz file in an archive',
    async () => fileWith('a.zip', await zipOf({ 'x/pictures.npz': made('pictures.npz') })),
    others,
  ],
  ['IDX', () => folderWith(idxFiles), others],
  ['compressed IDX', () => folderWith(zipped(idxFiles)), others],
  ['IDX, compressed and unpacked', () => folderWith({ ...idxFiles, ...zipped(idxFiles) }), others],
  ['Parquet with encoded pictures', () => folderWith(tables), { size: 8 }],
  ['Parquet in an archive', async () => fileWith('a.zip', await zipOf(tables)), { size: 8 }],
])('%s: the same pictures are the same set', async (_, place, options) => {
  const found = await collect(arrays, await place(), options);
  expect(contentIn(found)).toEqual(contentIn(await expected()));
  expect(found.notes).toEqual([]);
});

test('Seedbed packs it and reads it again', async () => {
  const dataset = await openDataset(arrays, arrays.options.parse({ set: 'p', size: 8 }), { cacheDir: folderWith({}), dataDir: folderWith(tables) }); // prettier-ignore
  expect(dataset.counts.train).toHaveLength(4);
  dataset.close();
});

/** A .npy file with any header. */
const npy = (literal: string, bytes: Uint8Array = new Uint8Array(0)) => {
  const header = Buffer.from(`${literal}\n`);
  const start = Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, header.length & 255, header.length >> 8]);
  return Buffer.concat([start, header, bytes]);
};
const header = (descr: string, shape: string, order = 'False') =>
  `{'descr': ${descr}, 'fortran_order': ${order}, 'shape': (${shape}), }`;
const bytesOf = (array: ArrayBufferView) => Buffer.from(array.buffer, array.byteOffset, array.byteLength);
const small = npyOf('|u1', [2, 3], Uint8Array.of(1, 2, 3, 4, 5, 6));

test.each([
  ['float32', `'<f4'`, bytesOf(Float32Array.of(1.5, -2)), [1.5, -2]],
  ['float64', `'<f8'`, bytesOf(Float64Array.of(0.1, 1e-300)), [Math.fround(0.1), 0]],
  ['float16', `'<f2'`, bytesOf(Uint16Array.of(0x3c00, 0x8001)), [1, -(2 ** -24)]],
  ['int64', `'<i8'`, bytesOf(BigInt64Array.of(-5n, 2n ** 40n)), [-5, 2 ** 40]],
  ['uint16, big-endian', `'>u2'`, Buffer.from([1, 0, 0, 7]), [256, 7]],
  ['float64, big-endian', `'>f8'`, bytesOf(Float64Array.of(3, -4)).swap64(), [3, -4]],
  ['bool', `'|b1'`, Buffer.from([1, 0]), [1, 0]],
])('numbers of %s', async (_, descr, bytes, values) => {
  const { inputs, examples, notes } = await collect(arrays, folderWith({ 'x.npy': npy(header(descr, '2,'), bytes) }));
  expect(inputs).toEqual({ shape: [1], type: 'float32' });
  expect(examples.flatMap((example) => [...example.values])).toEqual(values);
  expect(notes.some((note) => note.startsWith('Rounded from double'))).toBe(descr.includes('f8'));
});

test('pictures of one channel get an axis for it', async () => {
  const { inputs } = await collect(arrays, fileWith('x.npy', npyOf('|u1', [1, 2, 3], new Uint8Array(6))));
  expect(inputs).toEqual({ shape: [2, 3, 1], type: 'uint8' });
});

test.each([
  ['text', `'<U3'`, Buffer.from('b\0\0\0\0\0\0\0\0\0\0\0e\0\0\0\x01\x03\0\0\0\0\0\0', 'latin1'), ['b', 'é'], [0, 1]],
  ['bytes', `'|S2'`, Buffer.from('zzb\0'), ['b', 'zz'], [1, 0]],
  ['numbers with gaps', `'<i8'`, bytesOf(BigInt64Array.of(9n, -1n)), ['-1', '9'], [1, 0]],
  ['bool', `'|b1'`, Buffer.from([1, 0]), ['0', '1'], [1, 0]],
])('labels of %s', async (_, descr, bytes, classes, labels) => {
  const set = await collect(arrays, folderWith({ 'x.npy': small, 'y.npy': npy(header(descr, '2,'), bytes) }));
  expect(set.classes).toEqual(classes);
  expect(set.examples.map((example) => example.class)).toEqual(labels);
});

test('fractions are numbers to predict, as are whole ones where the options say so', async () => {
  const rows = (options: object, name = 'y') => collect(arrays, folderWith({ 'x.npy': small, 'y.npy': npy(header(`'<f4'`, '2, 2'), bytesOf(Float32Array.of(1, 2, 3, 4))), 'z.npy': npyOf('<i4', [2], Int32Array.of(7, 8)) }), options).then(({ targets, examples }) => [targets!.map((target) => target.name), examples.map(({ targets: numbers }) => numbers), name]); // prettier-ignore
  expect(await rows({})).toEqual([['y 0', 'y 1'], [[1, 2], [3, 4]], 'y']); // prettier-ignore
  expect(await rows({ targets: ['z', 'y'] })).toEqual([['z', 'y 0', 'y 1'], [[7, 1, 2], [8, 3, 4]], 'y']); // prettier-ignore
});

test('arrays without labels, and such as nothing names', async () => {
  const { notes, classes, examples } = await collect(
    arrays,
    folderWith({ 'x.npy': small, 'ids.npy': npy(header(`'|O'`, '2,')) }),
  );
  expect([classes, examples[0]]).toEqual([undefined, { part: 'train', values: Uint8Array.of(1, 2, 3) }]);
  expect(notes).toEqual(['Arrays that are not used: ids.', 'No array of labels or targets was found: the set has only inputs.']); // prettier-ignore
});

const y = (type: '<i4' | '<f4', ...numbers: number[]) => npyOf(type, [numbers.length], type === '<i4' ? Int32Array.from(numbers) : Float32Array.from(numbers)); // prettier-ignore
const huge = '4503599627370496';

test.each([
  [
    'objects',
    { 'x.npy': npy(header(`'|O'`, '2,'), Buffer.from('pickle')) },
    {},
    /SB_DATA_ARRAY: .*x\.npy: holds Python objects/,
  ],
  ['structures', { 'x.npy': npy(header(`[('a', '<i4')]`, '2,'), Buffer.alloc(8)) }, {}, /holds structures/],
  ['dates', { 'x.npy': npy(header(`'<M8[ns]'`, '2,'), Buffer.alloc(16)) }, {}, /holds dates/],
  ['complex numbers', { 'x.npy': npy(header(`'<c8'`, '2,'), Buffer.alloc(16)) }, {}, /holds complex numbers/],
  [
    'Fortran order',
    { 'x.npy': npy(header(`'<f4'`, '2, 2', 'True'), Buffer.alloc(16)) },
    {},
    /Fortran order \| .*ascontiguousarray/,
  ],
  [
    'more than the file has',
    { 'x.npy': npy(header(`'<f4'`, `${huge}, 2`), Buffer.alloc(16)) },
    {},
    /holds 16 bytes of elements, and its shape/,
  ],
  [
    'a file cut short',
    { 'x.npy': small.subarray(0, small.length - 1) },
    {},
    /holds 5 bytes of elements, and its shape \[2, 3\] asks for 6/,
  ],
  [
    'a header without end',
    { 'x.npy': Buffer.from('\x93NUMPY\x02\0\xff\xff\xff\x7f', 'latin1') },
    {},
    /header that is cut off/,
  ],
  ['another header', { 'x.npy': npy('import os') }, {}, /header that cannot be read/],
  ['no .npy', { 'x.npy': Buffer.from('something else') }, {}, /is no \.npy file/],
  ['a number alone', { 'x.npy': npy(header(`'<f4'`, ''), Buffer.alloc(4)) }, {}, /there are no numbers in an example/],
  ['no rows', { 'x.npy': npy(header(`'<f4'`, '0, 3')) }, {}, /has no rows/],
  ['an empty axis', { 'x.npy': npy(header(`'<f4'`, '3, 0')) }, {}, /there are no numbers in an example/],
  [
    'not finite',
    { 'x.npy': npy(header(`'<f4'`, '2, 2'), bytesOf(Float32Array.of(1, 2, 3, NaN))) },
    {},
    /example 1: NaN is not finite/,
  ],
  [
    'too large',
    { 'x.npy': npy(header(`'<f8'`, '2,'), bytesOf(Float64Array.of(1, 1e39))) },
    {},
    /example 1: 1e\+39 is larger than single precision/,
  ],
  [
    'inexact',
    { 'x.npy': npyOf('<i4', [2], Int32Array.of(1, 2 ** 24 + 1)) },
    {},
    /example 1: 16777217 is a whole number \(int32\) that single precision does not have/,
  ],
  [
    'inexact, 64 bits',
    { 'x.npy': npyOf('<i8', [1], BigInt64Array.of(2n ** 60n + 1n)) },
    {},
    /example 0: 1152921504606846977 is a whole number \(int64\)/,
  ],
  ['rows that differ', { 'x.npy': small, 'y.npy': y('<i4', 1) }, {}, /y\.npy: has 1 rows, and .*x\.npy has 2/],
  [
    'parts that differ',
    { 'x_train.npy': small, 'x_test.npy': npyOf('|u1', [1, 4], new Uint8Array(4)) },
    {},
    /x_test\.npy: has the shape \[1, 4\] of uint8/,
  ],
  [
    'types that differ',
    { 'x_train.npy': small, 'x_test.npy': npyOf('<i4', [1, 3], new Int32Array(3)) },
    {},
    /x_test\.npy: has the shape \[1, 3\] of int32/,
  ],
  [
    'labels in one part only',
    { 'x_train.npy': small, 'x_test.npy': small, 'y_train.npy': y('<i4', 0, 1) },
    {},
    /x_test has no array of what is to be predicted/,
  ],
  ['several inputs', { 'x.npy': small, 'images.npy': small }, {}, /unclear which of images, x is which part/],
  ['no inputs', { 'spectra.npy': small }, {}, /unclear which array goes into the network: there are spectra/],
  ['an array that is absent', { 'x.npy': small }, { inputs: 'xx' }, /has no array "xx" \| .*did you mean "x"/],
  [
    'a label without a name',
    { 'x.npy': small, 'y.npy': y('<i4', 0, 2) },
    { classes: ['a', 'b'] },
    /example 1: the label 2 has no name: there are 2 classes/,
  ],
  [
    'fractions as labels',
    { 'x.npy': small, 'y.npy': y('<f4', 0, 0.5) },
    { labels: 'y' },
    /example 1: the label 0.5 is no whole number/,
  ],
  [
    'a one for each class',
    { 'x.npy': small, 'y.npy': npyOf('<i4', [2, 2], Int32Array.of(1, 0, 0, 1)) },
    {},
    /has the shape \[2, 2\], and one label a row .*argmax/,
  ],
  [
    'IDX of another size',
    { 'train-images-idx3-ubyte': idx(8, [2, 2, 2], new Uint8Array(7)) },
    {},
    /has 23 bytes, and its shape \[2, 2, 2\] asks for 24/,
  ],
  [
    'compressed IDX that asks for too much',
    { 'train-images-idx3-ubyte.gz': gzipSync(idx(8, [4294967295, 4294967295], new Uint8Array(7))) },
    {},
    /its shape \[4294967295, 4294967295\] asks for/,
  ],
  [
    'compressed IDX cut short',
    { 'train-images-idx3-ubyte.gz': gzipSync(idx(8, [2, 2], new Uint8Array(3))) },
    {},
    /holds another number of rows than the 2/,
  ],
  ['compressed IDX that goes on for long', { 'x-idx3-ubyte.gz': gzipSync(Buffer.concat([idx(8, [2, 2], new Uint8Array(4)), new Uint8Array(5e7)])) }, {}, /holds another number of rows than the 2/], // prettier-ignore
  ['more axes than an example has', { 'x.npy': npyOf('|u1', [1, 1, 1, 1, 1, 1, 1, 1, 1, 1], new Uint8Array(1)) }, {}, /an example may have 8 axes and 64 MiB/], // prettier-ignore
  ['nothing to train on', { 'x_train.npy': npy(header(`'|u1'`, '0, 3')), 'x_test.npy': small }, {}, /x_train\.npy: has no rows \| .*to train on/], // prettier-ignore
  ['a label that cannot be shown', { 'x.npy': small, 'y.npy': npy(header(`'|S2'`, '2,'), Buffer.from('a\x01bb')) }, {}, /the label "a " is no name that can be shown/], // prettier-ignore
  ['text in a part', { 'x_train.npy': y('<f4', 1), 'x_test.npy': npy(header(`'<U1'`, '1,'), Buffer.alloc(4, 0)) }, {}, /x_test\.npy: holds text/], // prettier-ignore
  ['no IDX', { 'train-images-idx3-ubyte': Buffer.from('something else') }, {}, /is no file of the format IDX/],
  ['nothing that is read', { 'a.txt': Buffer.from('') }, {}, /SB_DATA_MISSING: .*holds no array/],
  ['arrays and tables', { 'x.npy': small, ...tables }, {}, /SB_DATA_SEVERAL: .*holds arrays .* and tables of pictures/],
  ['pictures without a size', tables, {}, /SB_DATA_ARRAY: .*holds encoded pictures, .*\| Add size/],
])('refused: %s', async (_, files, options, message) => {
  expect(await refusal(() => collect(arrays, folderWith(files), options))).toMatch(message);
});

test('only damaged pictures cannot be left out', async () => {
  const one = forgedPictures(['no picture', 'nor this']);
  expect(await refusal(() => collect(arrays, folderWith({ 'a.parquet': one }), { size: 8 }, { skipDamaged: true }))).toMatch(/SB_DATA_IMAGE: .*row 1: cannot be decoded, it is no picture; and also .*row 2 \(it is no picture\) \| Get the images again\.$/); // prettier-ignore
});

const npz = (bytes: Promise<Buffer>) => bytes.then((content) => fileWith('a.npz', content));

/** The size of an entry as the list of contents has it. */
function claiming(bytes: Buffer, size: number): Buffer {
  bytes.writeUInt32LE(size, bytes.indexOf('PK\x01\x02', 0, 'latin1') + 24);
  return bytes;
}

test.each([
  [
    'a bomb',
    () => npz(zipOf({ 'x.npy': small }).then((bytes) => claiming(bytes, 2 ** 31))),
    /SB_DATA_ARCHIVE: .*a\.npz: unpacks to more than 250 times/,
  ],
  [
    'objects',
    () => npz(zipOf({ 'x.npy': npy(header(`'|O'`, '2,'), Buffer.from('pickle')) })),
    /a\.npz: x\.npy: holds Python objects/,
  ],
  [
    'another size',
    () => npz(zipOf({ 'x.npy': npy(header(`'<f4'`, `${huge},`), Buffer.alloc(4)) })),
    /a\.npz: x\.npy: holds 4 bytes of elements/,
  ],
  ['more than it says', () => npz(zipOf({ 'x.npy': npyOf('|u1', [9000], new Uint8Array(9000)) }).then((bytes) => claiming(bytes, 138))), /SB_DATA_ARCHIVE: .*cannot be unpacked|SB_DATA_ARRAY: .*x\.npy: holds 10 bytes/], // prettier-ignore
  ['other files', () => npz(zipOf({ 'x.npy': small, 'run.py': 'x' })), /"run\.py" is in it twice, or is no \.npy file/],
  ['no zip', () => npz(Promise.resolve(Buffer.from('something else'))), /SB_DATA_ARCHIVE: .*cannot be unpacked/],
  ['a flipped bit', () => npz(zipOf({ 'x.npy': npyOf('|u1', [5000], new Uint8Array(5000).map((_, at) => at * 7919)) }).then(flipped)), /SB_DATA_ARCHIVE: .*a\.npz/], // prettier-ignore
])('a .npz file is refused: %s', async (_, place, message) => {
  const path = await place();
  expect(await refusal(() => collect(arrays, path))).toMatch(message);
});

/** One bit in the middle is another one. */
function flipped(bytes: Buffer): Buffer {
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = bytes[middle]! ^ 1;
  return bytes;
}

test('pictures without any label in their column of labels are refused', async () => {
  const place = folderWith({ 'train.parquet': made('unlabelled.parquet') });
  const open = () => openDataset(arrays, arrays.options.parse({ set: 'insects', size: 8 }), { cacheDir: folderWith({}), dataDir: place }); // prettier-ignore
  expect(await refusal(open)).toMatch(/SB_DATA_ARRAY: .*has no picture with a label to train on/);
});

test('a label or a size may be named, and pictures that cannot be decoded are refused or left out', async () => {
  const { inputs, classes } = await collect(arrays, folderWith(tables), { size: 16, targets: 'label' });
  expect([inputs.shape, classes]).toEqual([[16, 16, 3], undefined]);
  const damaged = folderWith({ 'train.parquet': madePicturesWithDamage() });
  expect(await refusal(() => collect(arrays, damaged, { size: 8 }))).toMatch(
    /SB_DATA_(IMAGE|ARCHIVE): .*train\.parquet/,
  );
});

test('what decoding showed of pictures in a table is said as it is of files', async () => {
  const { notes } = await collect(arrays, folderWith(tables), { size: 16 });
  expect(notes).toEqual([expect.stringMatching(/^Resized to 16 x 16, .*: 30 images \(30 of 8 x 8\)\.$/)]);
  const damaged = { 'train.parquet': madePicturesWithDamage() };
  const refused = await refusal(() => collect(arrays, folderWith(damaged), { size: 8 }));
  expect(refused).toMatch(/SB_DATA_IMAGE: .*train\.parquet: row \d+: cannot be decoded, .* \| Get the images again\. Or leave them out/); // prettier-ignore
  const left = await collect(arrays, folderWith(damaged), { size: 8 }, { skipDamaged: true });
  expect(left.notes).toEqual([expect.stringMatching(/^Left out as damaged: 1 image \(train\.parquet: row \d+\)\.$/)]);
});

/** The first table, one byte of a picture changed: PNG has checksums. */
function madePicturesWithDamage(): Buffer {
  const bytes = Buffer.from(made('train-00000-of-00002.parquet'));
  const at = bytes.indexOf('IDAT') + 20;
  bytes[at] = bytes[at]! ^ 255;
  return bytes;
}
