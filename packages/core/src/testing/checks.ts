import assert from 'node:assert/strict';
import type { DatasetPlugin } from '../dataset/contract.js';
import type { Dataset } from '../dataset/dataset.js';
import { registerDataset } from '../dataset/registry.js';
import { checkGroups } from './content.js';

/** A plugin, opened once into a fresh cache. */
export interface Opened {
  readonly plugin: DatasetPlugin;
  readonly options: unknown;
  readonly dataset: Dataset;
  /** What `onProgress` was told on the way. */
  readonly progress: readonly (readonly [done: number, total: number, what?: string])[];
}

/** One promise of the contract; `run` throws an AssertionError that says how it was broken. */
export interface Check {
  readonly name: string;
  run(opened: Opened): void;
}

/** What one opening is enough to find out. */
export const checks: readonly Check[] = [
  {
    name: 'registers',
    run: ({ plugin }) => void registerDataset([], { from: plugin.name, plugin }),
  },
  {
    name: 'refuses an option that it does not have',
    run({ plugin, options }) {
      const parsed = plugin.options.safeParse({ ...(options as object), 'no-such-option': true });
      assert.equal(parsed.success, false, 'a misspelt option passes; use z.strictObject');
    },
  },
  {
    name: 'has training examples of each class, where there are classes',
    run({ dataset: { classes, counts, targets } }) {
      assert.ok(targets !== 'class' || classes.length > 1, 'fewer than two classes');
      for (const [index, name] of classes.entries()) {
        assert.ok((counts.train[index] as number) > 0, `no training example of class "${name}"`);
      }
    },
  },
  {
    name: 'spells names as people type them',
    run({ dataset: { classes, columns = [], targets } }) {
      for (const name of [
        ...classes,
        ...columns,
        ...(typeof targets === 'string' ? [] : targets.map((target) => target.name)),
      ]) {
        assert.equal(name, name.trim(), `"${name}" begins or ends with a blank`);
        assert.equal(name, name.normalize('NFC'), `"${name}" is not composed Unicode (NFC), as a spec would name it`);
      }
    },
  },
  {
    name: 'has groups that stay together, where there are groups',
    run: ({ dataset }) => checkGroups(dataset),
  },
  {
    name: 'has notes that are sentences',
    run({ dataset: { notes } }) {
      for (const note of notes) assert.match(note, /\S \S/);
    },
  },
  {
    name: 'reports its progress while its examples are read',
    run({ progress }) {
      const read = progress.filter(([, , what]) => what === undefined);
      assert.ok(read.length > 0, 'onProgress was not called');
      for (const [done, total] of progress) assert.ok(done <= total, `${done} of ${total} are done`);
      const [done, total] = read.at(-1) as (typeof read)[number];
      assert.equal(done, total, 'the last report is not that all are done');
    },
  },
];
