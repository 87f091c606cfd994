import { expect, it } from 'vitest';
import { digestOf } from '../digest/canonical.js';
import { exampleManifest } from '../testing/manifests.js';
import { parseVerification, sealVerification, verificationFormat, verificationText } from './verification.js';

const { backend, environment, id, cellId, result, digest, code } = exampleManifest();
const recorded = { runId: id, cellId, result, manifest: digest, engine: code.engine };
const record = sealVerification({
  format: verificationFormat,
  verifiedAt: '2026-11-25T00:00:00.000Z',
  backend,
  cpu: environment.cpu,
  node: 'v20.20.2',
  engine: digestOf('engine'),
  seed: 7,
  runs: [{ ...recorded, judged: 'bitwise', equal: false, holds: false, differences: ['loss', 'final weights'] }],
});

it('a verification record comes back, and one that was changed is refused', () => {
  const text = verificationText(record);
  expect(parseVerification(text, 'x.json')).toEqual(record);
  for (const changed of [text.replace('"equal":false', '"equal":true'), text.slice(0, -9), '{}', '']) {
    expect(() => parseVerification(changed, 'x.json')).toThrow(
      expect.objectContaining({ code: 'SB_VERIFICATION_DAMAGED', exitCode: 1, message: expect.stringContaining('x.json') }), // prettier-ignore
    );
  }
});

it('a record of another format is refused by name, with the way out', () => {
  const old = verificationText({ ...record, format: 'seedbed-verification/1' as typeof record.format });
  expect(() => parseVerification(old, 'x.json')).toThrow(
    expect.objectContaining({
      code: 'SB_VERIFICATION_FORMAT',
      exitCode: 1,
      message: 'x.json: it is seedbed-verification/1; this Seedbed reads seedbed-verification/2',
      hint: expect.stringContaining('seedbed verify --record'),
    }),
  );
});
