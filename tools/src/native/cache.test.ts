import { describe, expect, it } from 'vitest';
import { cacheKey, cacheRoot, cudaFolder, layoutOf } from './cache';
import { fileNameOf, pinsFor, wheels } from './wheels';

describe('cacheRoot', () => {
  it.each([
    [{ SEEDBED_CACHE: '/s', XDG_CACHE_HOME: '/x' }, 'linux', '/s'],
    [{ XDG_CACHE_HOME: '/x' }, 'linux', '/x/seedbed'],
    [{ SEEDBED_CACHE: '' }, 'linux', '/home/me/.cache/seedbed'],
    [{}, 'darwin', '/home/me/Library/Caches/seedbed'],
  ])('%j on %s is %s', (env, platform, expected) => {
    expect(cacheRoot(env, platform, () => '/home/me')).toBe(expected);
  });
});

describe('cacheKey', () => {
  const pin = wheels['linux-x64']!;
  const pins = { pin, cuda: [] };
  const key = cacheKey(pins, '4.22.0', 'linux-x64', 'abcdef0123');

  it('names versions, platform, wheel and sources', () => {
    expect(key).toBe('2.21.0-4.22.0-linux-x64-2b847d217b02-abcdef01');
  });

  it('changes with each of them', () => {
    const others = [
      cacheKey({ ...pins, pin: { ...pin, sha256: 'f'.repeat(64) } }, '4.22.0', 'linux-x64', 'abcdef0123'),
      cacheKey(pins, '4.23.0', 'linux-x64', 'abcdef0123'),
      cacheKey(pins, '4.22.0', 'linux-arm64', 'abcdef0123'),
      cacheKey(pins, '4.22.0', 'linux-x64', '0000000000'),
      cacheKey({ pin, cuda: [pin] }, '4.22.0', 'linux-x64', 'abcdef0123'),
    ];
    expect(new Set([key, ...others]).size).toBe(6);
  });
});

it('lays the files out as tfjs-node does, so that its rpath holds', () => {
  const { root, binding, libraries } = layoutOf('/cache', 'key');
  expect(binding).toBe(`${root}/lib/napi-v8/tfjs_binding.node`);
  expect(libraries).toBe(`${root}/deps/lib`);
});

it('pins full checksums, and none for platforms without a library', () => {
  const { pin, cuda } = pinsFor('linux', 'x64', true)!;
  for (const { sha256 } of [...Object.values(wheels), pin, ...cuda]) expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  expect(pinsFor('win32', 'x64')).toBeUndefined();
  expect(pinsFor('darwin', 'arm64', true)).toBeUndefined();
});

it('knows the file names of CUDA, and puts its parts where TensorFlow looks for them', () => {
  const { cuda } = pinsFor('linux', 'x64', true)!;
  const runtime = cuda.find(({ project }) => project.includes('runtime'))!;
  expect(fileNameOf(runtime)).toBe(
    'nvidia_cuda_runtime_cu12-12.9.79-py3-none-manylinux2014_x86_64.manylinux_2_17_x86_64.whl',
  );
  expect(cudaFolder({ deps: '/deps' }, runtime)).toBe('/deps/nvidia/cuda_runtime');
});

describe('a user without a home', () => {
  const nobody = () => {
    throw new Error('uv_os_homedir returned ENOENT');
  };

  it('is told which variable to set, and needs no home where it is set', () => {
    const told = expect.objectContaining({ code: 'SB_NATIVE_CACHE', remedy: expect.stringContaining('SEEDBED_CACHE') });
    for (const homeOf of [nobody, () => '', () => 'relative']) {
      expect(() => cacheRoot({}, 'linux', homeOf)).toThrow(told);
      expect(cacheRoot({ SEEDBED_CACHE: '/s' }, 'linux', homeOf)).toBe('/s');
    }
  });
});
