import { makeJpeg, writeFolder } from '@seedbed/datasets-images/testing';
import { tinyFolder } from './tiny.js';

/** MiniPlaces in small: four categories of eleven training images and two validation images. */
export async function miniPlaces(folder: string, trainingImages = 11): Promise<string> {
  const files: Record<string, Uint8Array | string> = {};
  const lists: Record<'train' | 'val' | 'categories', string> = { train: '', val: '', categories: '' };
  let number = 0;
  for (const [id, name] of ['a/abbey', 'b/bar', 'c/cave', 'd/desert/sand'].entries()) {
    lists.categories += `/${name} ${id}\n`;
    for (let item = 1; item <= 14; item++) {
      lists.train += `train/${name}/${item}.jpg ${id}\n`;
      if (item <= trainingImages) files[`images/train/${name}/${item}.jpg`] = await makeJpeg({ number: number++ });
    }
    for (let item = 0; item < 2; item++) {
      lists.val += `val/${id}${item}.jpg ${id}\n`;
      files[`images/val/${id}${item}.jpg`] = await makeJpeg({ number: number++ });
    }
  }
  for (const [name, text] of Object.entries(lists)) files[`data/${name}.txt`] = text;
  return writeFolder(folder, files);
}

/** The tiny experiment on it. */
export const placesSpec = (changes = {}) =>
  tinyFolder({
    'plugin: fashionmnist': 'plugin: miniplaces\n    options: { size: 8 }',
    'classes: { source: 3, target: 3 }': 'classes: { source: 2, target: 2 }',
    'classes: source, perClass: 10': 'classes: source, perClass: 7',
    ...changes,
  });
