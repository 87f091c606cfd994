import type { Registry } from '../components/registry.js';
import { claimSchema } from '../claims/reading/claim-schema.js';
import { required } from '../spec/experiment.js';
import { headSchema } from '../spec/head.js';
import { figureSchema } from '../figures/figure-kinds.js';
import { templateFields } from '../spec/grammar.js';
import { searchSchema } from '../spec/search.js';
import { selector } from '../spec/selector-schema.js';
import { componentDefinitions } from './components.js';
import { factorDefinitions } from './factors.js';
import { named, nodeOf, templateDefinitions } from './grammar.js';
import { hoisted } from './hoist.js';
import { definition, either, mapping, type Node, nothing, ofType, shared } from './node.js';

/** A mapping by name of which a file that extends another may remove entries. */
const removable = (node: Node): Node => ({ ...node, additionalProperties: either(node['additionalProperties'] as Node, nothing) }); // prettier-ignore

const list = (items: Node): Node => ({ type: 'array', items });

/**
 * The JSON Schema of an experiment, for editors: from the grammar, the registry and the types that the reader checks. It
 * knows every field and every option; what needs more than one place, such as names of levels, the reader alone checks.
 */
export function experimentJsonSchema(registry: Registry): Node {
  const head = ofType(headSchema)['properties'] as Readonly<Record<string, Node>>;
  const template = Object.entries(templateFields).map(([name, grammar]) => [name, nodeOf(grammar)] as const);
  return hoisted({
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'https://seedbed.invalid/experiment.schema.json',
    title: 'Seedbed experiment',
    ...mapping({
      extends: { type: 'string', description: 'the file of which this one changes what it says' },
      ...head,
      provenance: removable(head['provenance'] as Node),
      ...Object.fromEntries(template),
      factors: named(definition('factor')),
      skip: list(ofType(selector)),
      search: ofType(searchSchema),
      metrics: named(definition('metric')),
      claims: list(ofType(claimSchema)),
      figures: list(ofType(figureSchema)),
    }),
    if: { not: { required: ['extends'] } },
    then: { required },
    definitions: {
      ...shared,
      ...templateDefinitions,
      ...componentDefinitions(registry),
      ...factorDefinitions(registry),
    },
  });
}
