import type { Content, OpenContext } from '@seedbed/core';
import { columns, type Worker } from './columns.js';

/**
 * A row for each worker, in the order of the file.
 * @param text the file as it was published: its bytes were compared, so that nothing of its form is left to check.
 */
export function contentOf(text: Uint8Array, onProgress: OpenContext['onProgress']): Content {
  return {
    inputs: { shape: [columns.length], type: 'float32' },
    columns: columns.map(({ name }) => name),
    targets: [{ name: 'wage', unit: 'USD/h' }],
    examples: async (add) => {
      const workers = JSON.parse(Buffer.from(text).toString('utf8')) as readonly Worker[];
      for (const worker of workers)
        add({ part: 'train', values: Float32Array.from(columns, ({ of }) => of(worker)), targets: [worker.wage] });
      onProgress?.(workers.length, workers.length);
      return [];
    },
  };
}
