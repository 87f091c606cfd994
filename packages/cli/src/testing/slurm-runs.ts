import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { type Ended, start } from './seedbed.js';
import { Cluster } from './slurm.js';
import { newStore } from './stores.js';

/** A cluster for the tests of a file. @returns how to get it. */
export function clusterOfTests(): () => Cluster {
  let cluster: Cluster | undefined;
  beforeAll(async () => {
    cluster = await Cluster.start();
  });
  afterAll(() => cluster?.stop());
  return () => cluster!;
}

/** Starts `seedbed run --executor slurm` on an experiment. */
export const submit = (cluster: Cluster, folder: string, store: string, ...more: string[]) =>
  start(['run', folder, '--executor', 'slurm', '--store', store, '--backend', 'wasm', '--checkpoint', '0.2', ...more], {
    env: cluster.env,
  });

/** Submits an experiment and waits until it has ended. */
export const finish = (...submitted: Parameters<typeof submit>): Promise<Ended> => submit(...submitted).ended;

/** A file with a profile of a cluster. */
export function profileOf(text: string): string {
  const file = join(newStore(), '..', 'cluster.yaml');
  writeFileSync(file, text);
  return file;
}

/** Folders of what was submitted from a store. */
export const submitted = (store: string) => readdirSync(join(store, 'slurm')).map((name) => join(store, 'slurm', name));

/** What all tasks of a store said. */
export const logs = (store: string) =>
  submitted(store).flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.log'))
      .map((name) => readFileSync(join(folder, name), 'utf8')),
  );
