import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { NativeProblem } from './problems';
import type { Build } from './stages';
import { bringWheel } from './wheel-source';

/** Gets the pinned wheel under its final name, resuming what an earlier run left. */
export async function download(build: Build, python: string): Promise<void> {
  const { layout, pin, signal } = build;
  const resumed = existsSync(layout.part);
  await bringWheel(build, python);
  const found = await sha256Of(layout.part, signal);
  if (found === pin.sha256) return rename(layout.part, layout.wheel);
  await rm(layout.part, { force: true });
  if (resumed) {
    build.progress.say('what an earlier run left does not fit, downloading anew');
    return download(build, python);
  }
  throw new NativeProblem(
    'SB_NATIVE_CHECKSUM',
    `the downloaded ${pin.project} ${pin.version} has sha256 ${found}, not the pinned ${pin.sha256}`,
    'run it again (a proxy may have cut it short); if it stays so, distrust the index or mirror',
  );
}

async function sha256Of(file: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { signal, highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
