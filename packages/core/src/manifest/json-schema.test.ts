import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect, it } from 'vitest';
import { exampleManifest } from '../testing/manifests.js';
import { manifestJsonSchema } from './json-schema.js';

it('the JSON Schema of a manifest is the one that is checked in (packages/cli/scripts/regenerate.mjs)', () => {
  const checkedIn = readFileSync(new URL('../../schema/manifest.schema.json', import.meta.url), 'utf8');
  expect(JSON.parse(checkedIn)).toEqual(manifestJsonSchema());
});

it('takes a manifest, and nothing else', () => {
  const validate = new Ajv().compile(manifestJsonSchema());
  expect(validate(exampleManifest()), JSON.stringify(validate.errors)).toBe(true);
  expect(validate({ ...exampleManifest(), extra: 1 })).toBe(false);
});
