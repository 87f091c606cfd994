import { type Manifest, SeedbedError, setKeyOf } from '@seedbed/core';
import type { OpenedData, OpenedSet } from '../workspace/data-sets.js';

/**
 * Other data are no difference that can be expected: what was recorded cannot come out on them, so nothing is trained.
 * @param recorded the runs that are to come out again.
 * @throws SeedbedError SB_OTHER_DATA (exit 1) with both fingerprints and the way to the recorded data.
 */
export function refuseOtherData(recorded: readonly Manifest[], data: OpenedData): void {
  for (const set of data.values())
    refuse(
      recorded.filter(({ config }) => setKeyOf(config.learn.data) === set.key),
      set,
    );
}

function refuse(recorded: readonly Manifest[], { fingerprint, asked, name, plugin }: OpenedSet): void {
  const others = recorded.filter(({ data }) => data.fingerprint !== fingerprint);
  const [first] = others;
  if (!first) return;
  const message =
    `other data: ${others.length} of ${recorded.length} recorded runs were made on ${asked} with the fingerprint ` +
    `${first.data.fingerprint}, and the data here have ${fingerprint}`;
  throw new SeedbedError('SB_OTHER_DATA', message, {
    hint:
      `the recorded data: ${plugin.about.obtain} Give them with --data ${name}=PATH if they lie elsewhere, without --skip-damaged unless ` +
      `they were recorded so; seedbed data check ${asked} reads all of them again. To set results on these data beside the recorded ones: ` +
      'seedbed run, then seedbed report --compare',
  });
}
