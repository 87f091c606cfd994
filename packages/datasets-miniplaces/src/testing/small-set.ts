import { type Files, makeJpeg } from '@seedbed/datasets-images/testing';

/** Official ids, with gaps, and not in the order of the names. */
const categories = [
  { name: 'd/desert/sand', id: 44 },
  { name: 'a/abbey', id: 90 },
  { name: 'k/kitchen', id: 2 },
];
const training = 4;
const validation = 2;

/** A set in the official layout: three categories of four training and two validation images. */
export async function smallSet(): Promise<Files> {
  const files: Record<string, Uint8Array | string> = {
    'data/categories.txt': categories.map(({ name, id }) => `/${name} ${id}\n`).join(''),
  };
  const lists = { train: [] as string[], val: [] as string[] };
  let number = 0;
  const add = async (list: string[], name: string, id: number) => {
    files[`images/${name}`] = await makeJpeg({ width: 16, height: 16, number: number++ });
    list.push(`${name} ${id}\n`);
  };
  for (const [index, { name, id }] of categories.entries()) {
    for (let item = 1; item <= training; item++) await add(lists.train, `train/${name}/0000000${item}.jpg`, id);
    for (let item = 0; item < validation; item++) {
      await add(lists.val, `val/0000000${item * categories.length + index}.jpg`, id);
    }
  }
  return { ...files, 'data/train.txt': lists.train.join(''), 'data/val.txt': lists.val.join('') };
}
