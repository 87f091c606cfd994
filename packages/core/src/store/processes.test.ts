import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../digest/canonical.js';
import { filesBelow, temporaryFolders } from '../testing/caches.js';
import { RunStore } from './run-store.js';

const folders = temporaryFolders();
const children: ChildProcess[] = [];
const source = fileURLToPath(new URL('../testing/store-writer.ts', import.meta.url));
let script: string;

beforeAll(async () => {
  const outDir = folders.make();
  const output = { entryFileNames: 'writer.mjs' };
  await build({
    ...{ configFile: false, logLevel: 'error', ssr: { noExternal: true } },
    build: { ssr: source, outDir, rollupOptions: { output } },
  });
  script = join(outDir, 'writer.mjs');
});
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  folders.remove();
});

/** Starts a writer and waits until it writes. */
async function start(folder: string, who: string, rounds: number) {
  const child = spawn(process.execPath, [script, folder, who, String(rounds)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const exit = once(child, 'exit') as Promise<[number | null, string | null]>;
  await once(child.stdout, 'data');
  return { child, exit };
}

/** Every manifest and every weights file is whole. */
function expectWhole(store: RunStore): void {
  if (store.ids().length === 0) return;
  for (const id of store.ids()) expect(store.read(id).curve).toHaveLength(200);
  for (const path of filesBelow(join(store.folder, 'weights'))) {
    const digest = /([0-9a-f]{64})\.f32$/.exec(path)?.[1];
    if (digest) expect(sha256(Buffer.from(store.readWeights(digest)!.buffer))).toBe(digest);
  }
}

describe('processes that write to a store', () => {
  it('leave only whole files when they are killed, and go on where they were', async () => {
    const store = new RunStore(folders.make());
    const killedAfter = [1, 7, 19, 42, 80];
    for (const [index, delay] of killedAfter.entries()) {
      const { child, exit } = await start(store.folder, `killed${index}`, 1e9);
      // The first to be killed must have written something.
      while (index === 0 && store.ids().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      await new Promise((resolve) => setTimeout(resolve, delay));
      child.kill('SIGKILL');
      expect((await exit)[1]).toBe('SIGKILL');
      expect(store.ids().length).toBeGreaterThan(0);
      expectWhole(store);
    }
    const { exit } = await start(store.folder, 'last', 8);
    expect(await exit).toEqual([0, null]);
    expect(store.ids().map((id) => store.read(id).experiment.split('-')[0])).toEqual(['last', 'last', 'last', 'last']);
  });

  it('may write the same runs at once, and a reader sees whole ones all the time', async () => {
    const store = new RunStore(folders.make());
    const writers = await Promise.all(['a', 'b', 'c'].map((who) => start(store.folder, who, 25)));
    let running = true;
    const ends = Promise.all(writers.map(({ exit }) => exit)).finally(() => (running = false));
    for (let reads = 0; running; reads++) {
      expectWhole(store);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(await ends).toEqual([[0, null], [0, null], [0, null]]); // prettier-ignore
    expectWhole(store);
    expect(store.ids()).toHaveLength(4);
    expect(filesBelow(store.folder).filter((path) => !/\.(json|f32)$/.test(path))).toEqual([]);
    expect(existsSync(join(store.folder, 'runs'))).toBe(true);
  });
});
