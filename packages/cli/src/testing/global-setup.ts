import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { run } from './seedbed.js';
import { suiteFolder, temporaryFolder, tinyFolder } from './tiny.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** A store with every run of the tiny experiment, trained on WebAssembly. Tests copy it; none writes to it. */
    readonly finished: string;
  }
}

/** Packs the data once and trains the tiny experiment once, for the whole suite. */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = temporaryFolder();
  process.env[suiteFolder] = folder;
  process.env['SEEDBED_CACHE'] = join(folder, 'cache');
  process.env['SEEDBED_STORE'] = join(folder, 'unused-store');
  const store = join(folder, 'store');
  const { code, stderr } = await run(tinyFolder({}, join(folder, 'spec')), store, '--jobs', '2');
  if (code !== 0) throw new Error(`the tiny experiment cannot be trained (is packages/cli built?):\n${stderr}`);
  project.provide('finished', store);
  return () => rmSync(folder, { recursive: true, force: true });
}
