import { makeJpeg, writeFolder } from '@seedbed/datasets-images/testing';

/** A folder of 8 x 8 JPEGs, four classes of 18 images: 15 to train on and 3 to test on. */
export async function imageFolder(folder: string): Promise<string> {
  const files: Record<string, Uint8Array> = {};
  let number = 0;
  for (const name of ['ant', 'bee', 'cat', 'dog']) {
    for (let item = 10; item < 28; item++) files[`${name}/${item}.jpg`] = await makeJpeg({ number: number++ });
  }
  return writeFolder(folder, files);
}
