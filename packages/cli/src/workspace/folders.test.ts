import { mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { temporaryFolder } from '../testing/tiny.js';
import { cacheFolder, defaultStore, experimentNames, specPath, workspaceRoot } from './folders.js';

let root: string;

beforeEach(() => {
  root = realpathSync(temporaryFolder());
  mkdirSync(join(root, 'experiments', 'smoke'), { recursive: true });
  mkdirSync(join(root, 'experiments', 'empty'));
  writeFileSync(join(root, 'nx.json'), '{}');
  writeFileSync(join(root, 'experiments', 'smoke', 'experiment.yaml'), '');
  vi.spyOn(process, 'cwd').mockReturnValue(join(root, 'experiments'));
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

describe('workspaceRoot', () => {
  it('is the nearest folder above that has an nx.json, or the folder itself outside of a workspace', () => {
    expect(workspaceRoot()).toBe(root);
    expect(workspaceRoot(join(root, 'experiments', 'smoke'))).toBe(root);
    const outside = temporaryFolder();
    expect(workspaceRoot(outside)).toBe(outside);
  });
});

describe('cacheFolder', () => {
  it("is Seedbed's own, the desktop's, or the platform's, in this order", () => {
    vi.stubEnv('SEEDBED_CACHE', '/own');
    vi.stubEnv('XDG_CACHE_HOME', '/desktop');
    expect(cacheFolder()).toBe(resolve('/own'));
    vi.stubEnv('SEEDBED_CACHE', '');
    expect(cacheFolder()).toBe(join('/desktop', 'seedbed'));
    vi.stubEnv('XDG_CACHE_HOME', 'relative');
    expect(cacheFolder()).toMatch(/[Cc]aches?[\\/]seedbed$/);
    vi.stubEnv('XDG_CACHE_HOME', '');
    expect(cacheFolder()).toMatch(/[Cc]aches?[\\/]seedbed$/);
  });
});

it('the default store lies in the workspace, or where the environment says', () => {
  vi.stubEnv('SEEDBED_STORE', undefined);
  expect(defaultStore()).toBe(join(root, '.seedbed', 'store'));
  vi.stubEnv('SEEDBED_STORE', '/somewhere');
  expect(defaultStore()).toBe(resolve('/somewhere'));
});

describe('specPath', () => {
  const spec = () => join(root, 'experiments', 'smoke', 'experiment.yaml');

  it('finds a spec by its path, its folder and the name of its experiment', () => {
    for (const asked of [spec(), join(root, 'experiments', 'smoke'), 'smoke']) expect(specPath(asked)).toBe(spec());
  });

  it('gives what was asked for when there is no such spec', () => {
    expect(specPath('/nowhere/at/all')).toBe(resolve('/nowhere/at/all'));
  });
});

it('experiments without a spec have no name', () => {
  expect(experimentNames()).toEqual(['smoke']);
});

describe('a user without a home', () => {
  const withoutHome = (home: string) => {
    vi.stubEnv('SEEDBED_CACHE', '');
    vi.stubEnv('XDG_CACHE_HOME', '');
    vi.stubEnv('HOME', home);
    vi.stubEnv('USERPROFILE', home);
  };

  it.each(['', 'relative'])('(HOME is "%s") is told which variable to set', (home) => {
    withoutHome(home);
    expect(() => cacheFolder()).toThrow(
      expect.objectContaining({
        code: 'SB_CACHE_FOLDER',
        exitCode: 4,
        message: expect.stringContaining('HOME'),
        hint: expect.stringContaining('SEEDBED_CACHE'),
      }),
    );
    vi.stubEnv('SEEDBED_CACHE', '/own');
    expect(cacheFolder()).toBe(resolve('/own'));
  });
});
