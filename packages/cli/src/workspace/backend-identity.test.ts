import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BackendProvider } from '@seedbed/engine/backends';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Asked, rememberedIdentity, rememberIdentity } from './backend-identity.js';

const identity = { name: 'mine', library: 'mine 1', threads: 1, isa: 'default' };
const here = fileURLToPath(import.meta.url);
const beside = join(here, '..', 'folders.ts');

const provider = (changes: Partial<BackendProvider> = {}): BackendProvider => ({
  ...{ name: 'mine', about: 'for a test', portable: true, bitwise: true },
  missing: () => null,
  open: () => Promise.reject(new Error('nobody opens it')),
  switches: () => ['A_SWITCH'],
  identifiedBy: () => [here],
  ...changes,
});
const asked = (changes: Partial<Asked> = {}): Asked => ({
  isa: undefined,
  precision: 'float32',
  threads: 1,
  variables: {},
  ...changes,
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'seedbed-identity-'));
  vi.stubEnv('SEEDBED_CACHE', folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

describe('the identity of a backend', () => {
  it('is remembered while everything that it follows is the same', () => {
    expect(rememberedIdentity(provider(), asked())).toBeUndefined();
    rememberIdentity(provider(), asked(), identity);
    expect(rememberedIdentity(provider(), asked())).toEqual(identity);
    expect(rememberedIdentity(provider(), asked({ variables: { ANOTHER: '1' } }))).toEqual(identity);
  });

  it.each([
    ['name', provider({ name: 'other' }), asked()],
    ['file', provider({ identifiedBy: () => [here, beside] }), asked()],
    ['switch', provider(), asked({ variables: { A_SWITCH: '0' } })],
    ['pin', provider(), asked({ isa: 'AVX2' })],
    ['precision', provider(), asked({ precision: 'tf32' })],
    ['number of threads', provider(), asked({ threads: 2 })],
    ['option of Node', provider(), asked({ variables: { NODE_OPTIONS: '--jitless' } })],
  ])('is asked for where another %s is there', (_, other, how) => {
    rememberIdentity(provider(), asked(), identity);
    expect(rememberedIdentity(other, how)).toBeUndefined();
  });

  it.each([
    ['names no files', { identifiedBy: undefined }],
    ['names a file that is not there', { identifiedBy: () => [join(here, 'nothing')] }],
    ['names a file that changed just now', { identifiedBy: () => [written()] }],
  ])('is never remembered of a backend that %s', (_, changes) => {
    const { identifiedBy, ...rest } = provider();
    const other = { ...rest, ...(changes.identifiedBy && { identifiedBy: changes.identifiedBy }) };
    expect(identifiedBy).toBeDefined();
    rememberIdentity(other, asked(), identity);
    expect(rememberedIdentity(other, asked())).toBeUndefined();
  });

  const written = () => {
    const path = join(folder, 'binding');
    writeFileSync(path, String(process.hrtime.bigint()));
    return path;
  };
});
