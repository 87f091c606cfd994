import { z } from 'zod';
import { manifestSchema } from './schema.js';

/** The JSON Schema of a stored manifest, for whoever reads one without Seedbed. */
export function manifestJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(manifestSchema, { target: 'draft-7' });
  return { ...schema, title: 'Seedbed run manifest', $id: 'https://seedbed.invalid/manifest.schema.json' };
}
