import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { labelOf } from '@seedbed/core';
import { expect, it } from 'vitest';
import { chainSpec } from '../testing/chain.js';
import { documentOf, run } from '../testing/seedbed.js';
import { digestsOf, manifestPath, manifestsOf, newStore } from '../testing/stores.js';
import { specFolder } from '../testing/tiny.js';

it('a chain is trained link by link, and again from the link whose weights are there', async () => {
  const [folder, store] = [specFolder(chainSpec), newStore()];
  const ended = await run(folder, store, '--filter', 'stage=third');
  expect(ended.code, ended.stderr).toBe(0);
  const manifests = manifestsOf(store);
  const byStage = Object.fromEntries(manifests.map((manifest) => [manifest.stage, manifest]));
  expect(manifests.map(labelOf).sort()).toEqual(['r0 first', 'r0 second', 'r0 third']);
  const { first, second, third } = byStage;
  expect(second?.upstream).toEqual({ [first?.configId as string]: first?.id });
  expect(third?.upstream).toEqual({ [second?.configId as string]: second?.id });

  const digests = digestsOf(store);
  const weights = (digest: string | undefined) => join(store, 'weights', `${digest}.f32`);
  const trainedAgain = async () => documentOf(await run(folder, store)).trained.map(({ id }) => id).sort(); // prettier-ignore
  rmSync(manifestPath(store, third?.id as string));
  rmSync(weights(second?.weights.after));
  expect(await trainedAgain()).toEqual([second?.id, third?.id].sort());
  rmSync(manifestPath(store, third?.id as string));
  for (const link of [first, second]) rmSync(weights(link?.weights.after));
  expect(await trainedAgain()).toEqual([first?.id, second?.id, third?.id].sort());
  expect(digestsOf(store)).toEqual(digests);
});
