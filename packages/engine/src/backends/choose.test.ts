import { SeedbedError } from '@seedbed/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { chooseBackend } from './choose.js';
import { backends } from './registry.js';
import { cudaSettings, tensorflowGpuBackend } from './tensorflow-gpu.js';
import { tensorflowBackend } from './tensorflow.js';
import { wasmBackend } from './wasm.js';

const missing = { tensorflow: null as string | null, wasm: null as string | null };
const gpus = backends.filter(({ gpu }) => gpu);

beforeEach(() => {
  [missing.tensorflow, missing.wasm] = [null, null];
  vi.spyOn(tensorflowBackend, 'missing').mockImplementation(() => missing.tensorflow);
  vi.spyOn(wasmBackend, 'missing').mockImplementation(() => missing.wasm);
  for (const each of gpus) vi.spyOn(each, 'missing').mockReturnValue(null);
});
afterEach(() => {
  vi.restoreAllMocks();
});

function refusal(...choice: Parameters<typeof chooseBackend>): SeedbedError {
  try {
    chooseBackend(...choice);
  } catch (error) {
    if (error instanceof SeedbedError) return error;
    throw error;
  }
  return expect.fail('nothing was thrown');
}

describe('chooseBackend', () => {
  it('takes the backend that is asked for', () => {
    for (const name of ['tensorflow', 'wasm', 'cpu']) {
      expect(chooseBackend(name).provider.name).toBe(name);
      expect(chooseBackend(name, { allow: ['cpu', name] }).reason).toBe('asked for');
    }
  });

  it('takes tensorflow where it is here, else wasm, and says why', () => {
    expect(chooseBackend(undefined)).toEqual({ provider: tensorflowBackend, reason: 'the fastest that is here' });
    missing.tensorflow = 'it is not provisioned';
    expect(chooseBackend(undefined)).toEqual({
      provider: wasmBackend,
      reason: 'no tensorflow: it is not provisioned',
    });
  });

  it('takes the slow one only when it is asked for or the only one that the spec allows', () => {
    [missing.tensorflow, missing.wasm] = ['gone', 'broken'];
    const error = refusal(undefined);
    expect([error.code, error.exitCode]).toEqual(['SB_BACKEND_MISSING', 4]);
    expect(error.message).toContain('no tensorflow: gone; no wasm: broken');
    expect(chooseBackend('cpu').provider.name).toBe('cpu');
    expect(chooseBackend(undefined, { allow: ['cpu'] }).provider.name).toBe('cpu');
  });

  it('takes a GPU only when it is asked for, or the first that the spec allows', () => {
    expect(gpus.map(({ name }) => name)).toEqual(['tensorflow-gpu', 'webgpu']);
    expect(chooseBackend(undefined).provider).toBe(tensorflowBackend);
    expect(chooseBackend(undefined, { requires: 'bitwise' }).provider).toBe(tensorflowBackend);
    for (const { name } of gpus) {
      expect(chooseBackend(name).provider.name).toBe(name);
      expect(chooseBackend(undefined, { allow: [name, 'wasm'] }).provider.name).toBe(name);
    }
  });

  it('stays within what the spec allows', () => {
    expect(chooseBackend(undefined, { allow: ['wasm'] }).provider).toBe(wasmBackend);
    missing.wasm = 'broken';
    expect(refusal(undefined, { allow: ['wasm'] }).message).toContain('no wasm: broken');
    const error = refusal('tensorflow', { allow: ['wasm', 'cpu'] });
    expect([error.code, error.exitCode, error.hint]).toEqual(['SB_BACKEND_NOT_ALLOWED', 2, 'it allows wasm, cpu']);
  });

  it('does not replace a backend that was asked for and is missing', () => {
    missing.tensorflow = 'run this and that';
    const error = refusal('tensorflow');
    expect([error.code, error.exitCode]).toEqual(['SB_BACKEND_MISSING', 4]);
    expect(error.message).toBe('the backend "tensorflow" cannot be used here: run this and that');
  });

  it.each([
    ['tensorflw', 'tensorflow'],
    ['wsam', 'wasm'],
    ['CPU', 'cpu'],
  ])('suggests the nearest name for %s', (name, nearest) => {
    const error = refusal(name);
    expect([error.code, error.exitCode]).toEqual(['SB_BACKEND_UNKNOWN', 2]);
    expect(error.message).toBe(`there is no backend "${name}"`);
    expect(error.hint).toBe(`did you mean "${nearest}"? there are tensorflow, tensorflow-gpu, webgpu, wasm, cpu`);
  });

  it.each(['zzzzzzz', 'x', ''])('suggests nothing for "%s", which is near none', (name) => {
    expect(refusal(name).hint).toBe('there are tensorflow, tensorflow-gpu, webgpu, wasm, cpu');
  });

  it('refuses an unknown name that the spec allows, even when another is asked for', () => {
    expect(refusal('cpu', { allow: ['cpu', 'wams'] }).hint).toContain('did you mean "wasm"?');
    expect(refusal(undefined, { allow: ['wams'] }).code).toBe('SB_BACKEND_UNKNOWN');
  });

  it('keeps to portable backends where the spec requires them, asked or not', () => {
    const requires = 'portable';
    expect(chooseBackend(undefined, { requires })).toEqual({
      provider: wasmBackend,
      reason: 'the fastest that is here and portable',
    });
    expect(chooseBackend('wasm', { requires }).provider).toBe(wasmBackend);
    for (const name of ['tensorflow', 'tensorflow-gpu', 'webgpu', 'cpu']) {
      const error = refusal(name, { requires });
      expect([error.code, error.exitCode, error.hint]).toEqual(['SB_BACKEND_REQUIRES', 2, 'wasm is']);
      expect(error.message).toContain(
        `requires a portable backend (equal bits on every processor), and the backend "${name}" is not`,
      );
    }
    expect(refusal(undefined, { requires, allow: ['tensorflow'] }).code).toBe('SB_BACKEND_REQUIRES');
    missing.wasm = 'broken';
    expect(refusal(undefined, { requires }).code).toBe('SB_BACKEND_MISSING');
  });

  it('takes every backend that repeats its bits where the spec requires that', () => {
    for (const { name, bitwise } of backends) {
      expect(bitwise).toBe(true);
      expect(chooseBackend(name, { requires: 'bitwise' }).provider.name).toBe(name);
    }
    expect(chooseBackend(undefined, { requires: 'bitwise' }).provider).toBe(tensorflowBackend);
  });

  it('takes only what computes in the precision of the spec, without being asked', () => {
    const precision = 'tf32';
    expect(chooseBackend(undefined, { precision }).provider.name).toBe('tensorflow-gpu');
    expect(chooseBackend('tensorflow-gpu', { precision, requires: 'bitwise' }).reason).toBe('asked for');
    for (const name of ['tensorflow', 'webgpu', 'wasm', 'cpu']) {
      for (const error of [refusal(name, { precision }), refusal(undefined, { precision, allow: [name] })]) {
        expect([error.code, error.exitCode]).toEqual(['SB_BACKEND_PRECISION', 2]);
        expect(error.message).toContain('the spec asks for precision tf32');
        expect(error.hint).toMatch(/^--backend tensorflow-gpu does; without "precision"/);
      }
      expect(chooseBackend(name, { precision: 'float32' }).provider.name).toBe(name);
    }
    expect(refusal(undefined, { precision, requires: 'portable' }).code).toBe('SB_BACKEND_PRECISION');
  });

  it('says what a card lacks where the spec asks for its precision', () => {
    vi.mocked(tensorflowGpuBackend.missing).mockImplementation((how) => (how?.precision === 'tf32' ? 'no TF32' : null));
    expect(refusal(undefined, { precision: 'tf32' }).message).toContain('no tensorflow-gpu: no TF32');
    expect(chooseBackend('tensorflow-gpu').reason).toBe('asked for');
  });
});

describe('cudaSettings', () => {
  it('forbids TF32 but where it is asked for, and asks for repeated bits either way', () => {
    expect(cudaSettings('float32')['NVIDIA_TF32_OVERRIDE']).toBe('0');
    expect(cudaSettings('tf32')['NVIDIA_TF32_OVERRIDE']).toBeNull();
    for (const precision of ['float32', 'tf32'] as const)
      expect(cudaSettings(precision)).toMatchObject({ TF_DETERMINISTIC_OPS: '1', TF_CUDNN_DETERMINISTIC: '1' });
  });
});
