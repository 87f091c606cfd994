import { expect, it } from 'vitest';
import { digestOf } from '../digest/canonical.js';
import { exampleManifest } from '../testing/manifests.js';
import { parseVerification, sealVerification, verificationFormat, verificationText } from './verification.js';

const { backend, environment, id, configId, result, digest, code } = exampleManifest();
const recorded = { runId: id, configId, result, manifest: digest, engine: code.engine };
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
  for (const format of ['seedbed-verification/1', 'seedbed-verification/2']) {
    const old = verificationText({ ...record, format: format as typeof record.format });
    expect(() => parseVerification(old, 'x.json')).toThrow(
      expect.objectContaining({
        code: 'SB_VERIFICATION_FORMAT',
        exitCode: 1,
        message: `x.json: it is ${format}; this Seedbed reads seedbed-verification/3`,
        hint: expect.stringContaining('seedbed verify --record'),
      }),
    );
  }
});
