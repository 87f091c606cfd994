import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { nativeVariables, variablesIn } from './variables';

const folder = mkdtempSync(join(tmpdir(), 'seedbed-variables-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('variablesIn', () => {
  const library = join(folder, 'library.so');
  const text = ['\x7fELF', 'TF_ONEDNN_ASSUME_FROZEN_WEIGHTS', 'NOT_TF_THIS', 'TF_lower', 'XLA_FLAGS', 'a TF_SENTENCE of words', 'TF_', 'OMP_NUM_THREADS', '']; // prettier-ignore
  writeFileSync(library, text.join('\0'));
  const names = ['OMP_NUM_THREADS', 'TF_ONEDNN_ASSUME_FROZEN_WEIGHTS', 'XLA_FLAGS'];

  it('finds whole strings that begin as variables do', () => {
    expect([...variablesIn(library)].sort()).toEqual(names);
  });

  it.each([1, 7, 64, 100])('finds them where they lie across pieces of %d bytes', (piece) => {
    expect([...variablesIn(library, piece)]).toEqual(expect.arrayContaining(names));
  });
});

const workspace = join(__dirname, '../../..');
const listed = JSON.parse(readFileSync(join(workspace, 'tools/native-variables.json'), 'utf8')) as Record<string, string[]>; // prettier-ignore
const installed = nativeVariables(workspace);
const required = Boolean(process.env['SEEDBED_REQUIRE_NATIVE']);

it.skipIf(installed === null && !required)(
  'the list holds all that the installed libraries may read (skipped where TensorFlow is not provisioned)',
  () => {
    expect(installed).not.toBeNull();
    const all = new Set(Object.values(listed).flat());
    const missing = Object.values(installed ?? {}).flat().filter((name) => !all.has(name)); // prettier-ignore
    expect(missing, 'node tools/scripts/native-variables.mjs lists them').toEqual([]);
    expect(all).toContain('TF_ONEDNN_ASSUME_FROZEN_WEIGHTS');
  },
);
