/* What is made from the sources alone, without any result: schemas and the pages that list what there is. */
import { manifestJsonSchema } from '@seedbed/core';
import { builtIn, experimentJsonSchema } from '@seedbed/core/language';
import { specPage } from './spec-page.mjs';

const json = (schema) => `${JSON.stringify(schema, null, 2)}\n`;

/** Text by the path of its file. */
export const documents = async () => [
  ['packages/core/schema/experiment.schema.json', json(experimentJsonSchema(builtIn))],
  ['packages/core/schema/manifest.schema.json', json(manifestJsonSchema())],
  ['docs/spec.md', await specPage()],
];
