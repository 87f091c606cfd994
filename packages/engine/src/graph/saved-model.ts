import { createRequire } from 'node:module';
import { folderOf, nodePackages } from '../backends/tfjs-node.js';

/** Of one kind; named as the fields of TensorFlow's `AttrValue`. */
export type Attribute =
  | { readonly type: number }
  | { readonly i: number }
  | { readonly f: number }
  | { readonly b: boolean }
  | { readonly s: string }
  | { readonly list: readonly number[] }
  /** Any shape. */
  | { readonly shape: null }
  | { readonly tensor: { readonly dtype: number; readonly shape: readonly number[]; readonly content: Uint8Array } };

export interface Operation {
  readonly name: string;
  readonly op: string;
  /** `name:output` of operations before it. */
  readonly inputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

interface Message {
  serializeBinary(): Uint8Array;
}

/** What a SavedModel is asked for by. */
export const tag = 'serve';

/** Graphs from this version on are read as TensorFlow 2 writes them. */
const producer = 2000;

const require = createRequire(import.meta.url);

let known: unknown;

/** TensorFlow's protocol buffers, as the one of tfjs-node's packages brings them that is installed: both are optional. */
function protocolBuffers(): unknown {
  const folder = () => nodePackages.map(folderOf).find((each) => each !== null);
  return (known ??= require(`${folder()}/dist/proto/api_pb.js`));
}

/** A protocol buffer: its fields are set by `setName`. */
function message(kind: string, fields: Readonly<Record<string, unknown>>): Message {
  const Kind = kind.split('.').reduce((outer, name) => (outer as Record<string, unknown>)[name], protocolBuffers());
  const made = new (Kind as new () => Message & Record<string, (value: unknown) => void>)();
  for (const [field, value] of Object.entries(fields)) {
    made[`set${field.charAt(0).toUpperCase()}${field.slice(1)}`]!(value);
  }
  return made;
}

const shapeOf = (shape: readonly number[]) =>
  message('TensorShape', { dimList: shape.map((size) => message('TensorShape.Dim', { size })) });

function attributeOf(attribute: Attribute): Message {
  if ('s' in attribute) return message('AttrValue', { s: new TextEncoder().encode(attribute.s) });
  if ('list' in attribute) return message('AttrValue', { list: message('AttrValue.ListValue', { iList: attribute.list }) }); // prettier-ignore
  if ('shape' in attribute) return message('AttrValue', { shape: message('TensorShape', { unknownRank: true }) });
  if (!('tensor' in attribute)) return message('AttrValue', attribute);
  const { dtype, shape, content } = attribute.tensor;
  const tensor = message('Tensor', { dtype, tensorShape: shapeOf(shape), tensorContent: content });
  return message('AttrValue', { tensor });
}

function nodeOf({ name, op, inputs, attributes }: Operation): Message {
  const node = message('NodeDef', { name, op, inputList: inputs });
  const map = (node as unknown as { getAttrMap(): Map<string, Message> }).getAttrMap();
  for (const [key, attribute] of Object.entries(attributes)) map.set(key, attributeOf(attribute));
  return node;
}

/** The bytes of the `saved_model.pb` of a graph without variables. */
export function savedModel(operations: readonly Operation[]): Uint8Array {
  const graphDef = message('GraphDef', {
    nodeList: operations.map(nodeOf),
    versions: message('VersionDef', { producer }),
  });
  const metaInfoDef = message('MetaGraphDef.MetaInfoDef', { tagsList: [tag] });
  const metaGraphsList = [message('MetaGraphDef', { metaInfoDef, graphDef })];
  return message('SavedModel', { savedModelSchemaVersion: 1, metaGraphsList }).serializeBinary();
}
