// Writes the checked-in JSON Schemas from the built package; CI runs it and looks for a difference.
import { mkdirSync, writeFileSync } from 'node:fs';
import { manifestJsonSchema, specJsonSchema } from '../dist/index.js';

const folder = new URL('../schema/', import.meta.url);
mkdirSync(folder, { recursive: true });
const schemas = { 'experiment.schema.json': specJsonSchema(), 'manifest.schema.json': manifestJsonSchema() };
for (const [name, schema] of Object.entries(schemas)) {
  writeFileSync(new URL(name, folder), `${JSON.stringify(schema, null, 2)}\n`);
}
