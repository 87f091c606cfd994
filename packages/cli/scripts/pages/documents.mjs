/* What is made from the sources alone, without any result: schemas and the pages that list what there is. */
import { knownComponents, experimentJsonSchema, manifestJsonSchema } from '@seedbed/core';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { errorsPage } from './errors-page.mjs';
import { root } from './root.mjs';
import { specPage } from './spec-page.mjs';

/** As it is built: a CommonJS module of a package that nothing depends on. */
const { nativeProblems } = await import(pathToFileURL(join(root, 'tools/dist/native/catalog.js')).href);

const json = (schema) => `${JSON.stringify(schema, null, 2)}\n`;

/** Text by the path of its file. */
export const documents = async () => [
  ['packages/core/schema/experiment.schema.json', json(experimentJsonSchema(knownComponents))],
  ['packages/core/schema/manifest.schema.json', json(manifestJsonSchema())],
  ['docs/spec.md', await specPage()],
  ['docs/errors.md', await errorsPage(nativeProblems)],
];
