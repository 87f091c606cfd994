import { imageFolder, usualSize } from '@seedbed/datasets-images';
import type { Terminal } from '../../progress/terminal.js';
import { dataCache, showProgress } from '../../workspace/dataset.js';

/** So many pictures take long to train on, and teach more than their details do. */
const many = 5000;

/** Height and width for a first look at pictures: 32 or 64, and no larger than they are. @throws as `usualSize`. */
export async function pictureSize(path: string, terminal: Terminal): Promise<number> {
  const progress = showProgress(imageFolder.name, terminal);
  try {
    const onBytes = (read: number, total: number) => progress.onProgress(read, total, 'unpacking');
    const { pictures, side } = await usualSize({ ...imageFolder.about, marks: [] }, path, dataCache(), onBytes);
    const most = pictures >= many ? 32 : 64;
    return Math.max(8, Math.min(most, side ?? most));
  } finally {
    progress.stop();
  }
}
