import fs from 'node:fs';
import { openDataset } from '@seedbed/core';
import { imageFolder } from '@seedbed/datasets-images';
import { type Files, inFolder, tarGzOf, tarOf, zipOf } from '@seedbed/datasets-images/testing';
import { expect, test } from 'vitest';
import { fileBytes } from '../files/file-bytes.js';
import { openParquet } from '../readers/parquet.js';
import { fileWith, folderWith, madeFile } from '../testing/index.js';
import { arrays } from './arrays.js';

const classes = ['ant', 'bee', 'cat', 'dog'];
const tables = ['train-00000-of-00002', 'train-00001-of-00002', 'test-00000-of-00001'].map((name) => `${name}.parquet`);

/** The pictures of the tables as files in class folders, called by their row, so that they have the order of the rows. */
async function classFolders(): Promise<Files> {
  const files: Record<string, Uint8Array> = {};
  let row = 1000;
  for (const name of tables) {
    const file = fileBytes({ path: madeFile(name) }, name);
    const table = await openParquet(file);
    for await (const batch of table.batches()) {
      const [pictures, labels] = [await batch.column('image'), await batch.column('label')];
      for (let at = 0; at < batch.rows; at++) {
        const { bytes } = pictures[at] as { bytes: Uint8Array };
        files[`${name.slice(0, name.indexOf('-'))}/${classes[Number(labels[at])]}/${row++}.png`] = bytes;
      }
    }
    file.close();
  }
  return files;
}

const pictures = await classFolders();
const backwards = Object.fromEntries(Object.entries(pictures).reverse());

/** Opens a set as a run does. */
async function opened(plugin: 'image-folder' | 'arrays', dataDir: string, options: object) {
  const reader = plugin === 'arrays' ? arrays : imageFolder;
  const dataset = await openDataset(reader, reader.options.parse({ set: 'insects', ...options }), { cacheDir: folderWith({}), dataDir }); // prettier-ignore
  dataset.close();
  return dataset;
}

const folder = await opened('image-folder', folderWith(pictures), { size: 8 });

test('a folder of pictures has the classes and parts of its folders', () => {
  expect(folder.classes).toEqual(classes);
  expect(folder.counts).toEqual({ train: [6, 2, 2, 10], test: [2, 6, 1, 1], validation: [0, 0, 0, 0] });
});

test.each([
  ['zip', 'image-folder', async () => fileWith('a.zip', await zipOf(backwards)), { size: 8 }],
  ['zip, in a folder', 'image-folder', async () => fileWith('a.zip', await zipOf(inFolder('a', pictures))), { size: 8 }], // prettier-ignore
  ['tar', 'image-folder', async () => fileWith('a.tar', await tarOf(backwards)), { size: 8 }],
  ['tar.gz', 'image-folder', async () => fileWith('a.tar.gz', await tarGzOf(pictures)), { size: 8 }],
  ['Parquet', 'arrays', () => folderWith(Object.fromEntries(tables.map((name) => [name, fs.readFileSync(madeFile(name))]))), { size: 8 }], // prettier-ignore
  ['npz', 'arrays', () => madeFile('pictures.npz'), { classes }],
] as const)('the same set has the same fingerprint as a folder and as %s', async (_, plugin, place, options) => {
  const { fingerprint, counts } = await opened(plugin, await place(), options);
  expect(counts).toEqual(folder.counts);
  expect(fingerprint).toBe(folder.fingerprint);
});

test('names of classes and the order of examples are content', async () => {
  const unnamed = await opened('arrays', madeFile('pictures.npz'), {});
  expect(unnamed.classes).toEqual(['0', '1', '2', '3']);
  const renumbered = Object.fromEntries(Object.keys(pictures).map((name, at) => [name.replace(/\d+/, String(9000 - at)), pictures[name]!])); // prettier-ignore
  const turned = await opened('image-folder', folderWith(renumbered), { size: 8 });
  expect(turned.counts).toEqual(folder.counts);
  expect(new Set([folder, unnamed, turned].map(({ fingerprint }) => fingerprint)).size).toBe(3);
});
