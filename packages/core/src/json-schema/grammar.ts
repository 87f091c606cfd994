import { type Grammar } from '../spec/grammar.js';
import { definition, either, mapping, type Node, ofType, open } from './node.js';

const name = '^[A-Za-z][A-Za-z0-9_-]*$';

/** What may be written at a place of the template. */
export function nodeOf(grammar: Grammar): Node {
  switch (grammar.is) {
    case 'fields':
      return open(mapping(Object.fromEntries(Object.entries(grammar.fields).map(([key, inner]) => [key, nodeOf(inner)])))); // prettier-ignore
    case 'named':
      return named(nodeOf(grammar.each));
    case 'component':
      return open(definition(grammar.of));
    case 'components':
      return open({ type: 'array', items: open(definition(grammar.of)) });
    case 'layers':
      return open(definition('layers'));
    case 'weights':
      return open(definition('weights'));
    case 'value':
      return grammar.type ? { ...about(grammar.type), ...open(ofType(grammar.type)) } : {};
    case 'constant':
      return ofType(grammar.type);
  }
}

const about = ({ description }: { readonly description?: string | undefined }) => (description === undefined ? {} : { description }); // prettier-ignore

/** Entries of any name. */
export const named = (each: Node): Node => ({ type: 'object', propertyNames: { pattern: name }, additionalProperties: either(each, { type: 'null' }) }); // prettier-ignore

const scalar: Node = { type: ['number', 'string', 'boolean'] };
const units = (...words: string[]) => open(either({ type: 'integer', minimum: 0 }, { enum: words }));

export const templateDefinitions: Readonly<Record<string, Node>> = {
  layers: { type: 'array', items: either(definition('layer'), definition('variable'), definition('table')) },
  reference: {
    ...either(open({ type: 'string' }), {
      type: 'object',
      properties: {
        stage: { type: 'string' },
        at: {
          type: 'object',
          description: 'the same grid point, but for these levels',
          additionalProperties: either(scalar, {
            type: 'object',
            properties: { shift: { type: 'integer', description: 'so many levels further on, as they are written' } },
            required: ['shift'],
            additionalProperties: false,
          }),
        },
      },
      required: ['stage'],
      additionalProperties: false,
    }),
    description: 'a run: a stage in the same replicate, at the same grid point',
  },
  weights: either(definition('reference'), {
    type: 'object',
    properties: {
      from: definition('reference'),
      layers: { ...units('features', 'all'), description: 'how many units are copied, from the first on' },
    },
    required: ['from'],
    additionalProperties: false,
  }),
};
