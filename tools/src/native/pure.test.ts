import { describe, expect, it } from 'vitest';
import { compilerArgs } from './compile';
import { libcProblem } from './libc';
import { isGone } from './lock';
import { readOptions } from './options';
import { sourcesIn } from './package';
import { NativeProblem, problemLine, together } from './problems';
import { plainLines, readProgress } from './progress';
import { judge } from './self-test';
import { tooLittle } from './space';

describe('problems', () => {
  it('are one line each, and one line together', () => {
    const python = new NativeProblem('SB_NATIVE_PYTHON', 'no Python', 'install it');
    const compiler = new NativeProblem('SB_NATIVE_COMPILER', 'no compiler\n at all', 'install one');
    const both = together([python, compiler])!;
    expect(problemLine(both.code, both.message, both.remedy)).toBe(
      'SB_NATIVE_PYTHON: no Python; no compiler at all. To use TensorFlow: install it; install one. ' +
        'Going on with WebAssembly.',
    );
    expect(together([])).toBeUndefined();
  });
});

it('reads the sources out of a binding.gyp', () => {
  expect(sourcesIn("# 'sources' below\n'sources' : [\n 'a/b.cc',\n 'c.cc'\n ],\n 'include_dirs': ['x']")).toEqual([
    'a/b.cc',
    'c.cc',
  ]);
});

it('gives the compiler the rpath of the platform', () => {
  const on = (platform: string) => compilerArgs(platform, { include: '/i' }, '/n', ['a.cc'], ['/l.so'], 'out');
  expect(on('linux')).toContain('-Wl,-rpath,$ORIGIN/../../deps/lib');
  expect(on('darwin')).toContain('-Wl,-rpath,@loader_path/../../deps/lib');
  expect(on('linux')).toContain('-DNAPI_VERSION=8');
});

it('knows a C library that is too old or another one', () => {
  expect(libcProblem('linux', '2.36')).toBeUndefined();
  expect(libcProblem('linux', '2.17')?.code).toBe('SB_NATIVE_PLATFORM');
  expect(libcProblem('linux', undefined)?.message).toContain('musl');
  expect(libcProblem('darwin', undefined)).toBeUndefined();
});

it('takes a lock only from a process that is gone where its id counts', () => {
  const owner = { pid: 7, host: 'host', space: 'here', token: 't' };
  expect(isGone(owner, 'here', () => false)).toBe(true);
  expect(isGone(owner, 'here', () => true)).toBe(false);
  expect(isGone(owner, 'there', () => false)).toBe(false);
  expect(isGone(undefined, 'here', () => false)).toBe(false);
});

it('asks for disk space in gigabytes', () => {
  expect(tooLittle(1e9, 2.5e9, '/c')?.message).toBe('1.0 GB free at /c, 2.5 GB needed');
  expect(tooLittle(3e9, 2.5e9, '/c')).toBeUndefined();
});

describe('progress', () => {
  it('is one line a quarter where no terminal is', () => {
    const lines: string[] = [];
    const progress = plainLines((line) => lines.push(line));
    for (let done = 0; done <= 100; done += 5) progress.update('unpacking', done * 1e6, 100e6);
    expect(lines).toEqual([25, 50, 75, 100].map((percent) => `unpacking ${percent}% of 100 MB`));
  });

  it('is read from the helpers', () => {
    expect(readProgress('P 5 10')).toEqual([5, 10]);
    expect(readProgress('something else')).toBeUndefined();
  });
});

describe('the self test', () => {
  const result = { code: 0, signal: null, stdout: '{"tensorflow":"2.21.0"}', stderr: '' };

  it('passes with the right version only', () => {
    expect(judge(result, '2.21.0')).toBeUndefined();
    expect(judge(result, '2.22.0')?.message).toContain('it is TensorFlow 2.21.0');
  });

  it('explains an illegal instruction', () => {
    expect(judge({ ...result, code: null, signal: 'SIGILL', stdout: '' }, '2.21.0')?.message).toContain('AVX');
  });
});

it('refuses options that it does not know', () => {
  expect(readOptions(['--strict', '--json'])).toMatchObject({ strict: true, json: true, force: false });
  expect(() => readOptions(['--fast'])).toThrow('--fast');
});
