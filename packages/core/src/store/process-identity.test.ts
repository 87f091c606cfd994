import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { hasEnded, processStat, thisProcess } from './process-identity.js';

const here = thisProcess();

describe('a process', () => {
  it('has ended when nothing has its process id, and only where that id counts', async () => {
    const child = spawn(process.execPath, ['-e', 'process.stdin.resume()']);
    await once(child, 'spawn');
    const identity = { ...here, pid: child.pid as number, started: null };
    expect(hasEnded(identity, here)).toBe(false);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(hasEnded(identity, here)).toBe(true);
    expect(hasEnded({ ...identity, space: 'another container' }, here)).toBe(false);
  });

  it('that asks about itself has not ended', () => {
    expect(hasEnded(here, here)).toBe(false);
  });

  it.skipIf(process.platform !== 'linux')('is known by its start, too', () => {
    expect(here.started).toMatch(/^\d+$/);
    expect(hasEnded({ ...here, started: '1' }, here)).toBe(true);
    expect(processStat(process.pid)?.[19]).toBe(here.started);
  });
});
