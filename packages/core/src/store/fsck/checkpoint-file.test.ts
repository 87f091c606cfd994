import { afterAll, expect, it } from 'vitest';
import { join } from 'node:path';
import { digestOf } from '../../digest/canonical.js';
import { temporaryFolders } from '../../testing/caches.js';
import { RunStore } from '../run-store.js';
import { checkCheckpoint } from './checkpoint-file.js';

const folders = temporaryFolders();
afterAll(() => folders.remove());

it('a checkpoint is whole while its run puts later ones in its place', async () => {
  const store = new RunStore(folders.make());
  const runId = digestOf('run');
  const path = join(store.folder, 'checkpoints', `${runId}.checkpoint`);
  let step = 1;
  const keep = () =>
    store.writeCheckpoint({ runId, step, state: { step: step++ }, arrays: [new Float32Array(50_000)] });
  keep();
  for (let round = 0; round < 20; round++) {
    let checking = true;
    const found = checkCheckpoint(path, runId).finally(() => (checking = false));
    while (checking) {
      keep();
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await found).toBeNull();
  }
});
