import type { Tensor } from '@tensorflow/tfjs-core';
import type { NodeAttribute, NodeBackend } from './node-backend.js';
import type { Tensors } from './computation.js';
import type { Attribute, Operation } from './saved-model.js';

const anyShape = { shape: null };

/** Name of a graph's input or output. */
export const inputName = (name: string) => `input/${name}`;
export const outputName = (name: string) => `output/${name}`;

/**
 * Writes down the operations that TensorFlow executes, as a graph of named inputs and outputs. TensorFlow may simplify a
 * graph where that is right but for rounding: divide by a known number as a product with its reciprocal, add in another
 * order where it knows the shapes. So it is told neither numbers nor shapes, and computes what was recorded.
 */
export class Recorder {
  readonly operations: Operation[] = [];
  /** Which operation's output a tensor's data are. */
  private readonly places = new Map<object, string>();

  constructor(
    private readonly backend: NodeBackend,
    inputs: Tensors,
  ) {
    for (const [name, tensor] of Object.entries(inputs)) {
      this.add({ name: inputName(name), op: 'Placeholder', inputs: [], attributes: { dtype: this.typeOf(tensor) } }, [tensor]); // prettier-ignore
    }
  }

  /** Executes `compute`, and records whatever TensorFlow does meanwhile. */
  record<T extends Tensors>(compute: () => T): T {
    const { backend } = this;
    const { executeSingleOutput, executeMultipleOutputs } = backend;
    backend.executeSingleOutput = (op, attributes, inputs) => {
      const output = executeSingleOutput.call(backend, op, attributes, inputs);
      this.note(op, attributes, inputs, [output]);
      return output;
    };
    backend.executeMultipleOutputs = (op, attributes, inputs, count) => {
      const outputs = executeMultipleOutputs.call(backend, op, attributes, inputs, count);
      this.note(op, attributes, inputs, outputs);
      return outputs;
    };
    try {
      const outputs = compute();
      for (const [name, tensor] of Object.entries(outputs)) {
        const attributes = { T: this.typeOf(tensor) };
        this.add({ name: outputName(name), op: 'Identity', inputs: [this.placeOf(tensor)], attributes }, []);
      }
      return outputs;
    } finally {
      Object.assign(backend, { executeSingleOutput, executeMultipleOutputs });
    }
  }

  private note(op: string, attributes: readonly NodeAttribute[], inputs: readonly Tensor[], outputs: Tensor[]): void {
    this.add(
      {
        name: `${op}/${this.operations.length}`,
        op,
        inputs: inputs.map((tensor) => this.placeOf(tensor)),
        attributes: Object.fromEntries(attributes.map((each) => [each.name, this.attributeOf(each)])),
      },
      outputs,
    );
  }

  private add(operation: Operation, outputs: readonly Tensor[]): void {
    this.operations.push(operation);
    outputs.forEach((tensor, index) => this.places.set(tensor.dataId, `${operation.name}:${index}`));
  }

  /** What no operation made and is no input is a constant: a number to compute with, or an extent or an axis. */
  private placeOf(tensor: Tensor): string {
    const known = this.places.get(tensor.dataId);
    if (known) return known;
    const values = this.backend.readSync(tensor.dataId);
    const content = new Uint8Array(values.buffer, values.byteOffset, values.byteLength).slice();
    const dtype = this.typeOf(tensor);
    const name = `constant/${this.operations.length}`;
    const value = { tensor: { dtype: dtype.type, shape: tensor.shape, content } };
    this.add({ name, op: 'Const', inputs: [], attributes: { dtype, value } }, [tensor]);
    if (tensor.dtype !== 'int32') {
      // An input that nobody gives: the same number, which TensorFlow cannot know when it simplifies.
      this.add({ name: `${name}/hidden`, op: 'PlaceholderWithDefault', inputs: [`${name}:0`], attributes: { dtype, shape: anyShape } }, [tensor]); // prettier-ignore
    }
    return this.places.get(tensor.dataId) as string;
  }

  private typeOf({ dtype }: Tensor): { type: number } {
    const { binding } = this.backend;
    const type = { float32: binding['TF_FLOAT'], int32: binding['TF_INT32'], bool: binding['TF_BOOL'] }[
      dtype as string
    ];
    if (type === undefined) throw new TypeError(`a graph has no tensors of ${dtype}`);
    return { type };
  }

  private attributeOf({ name, type, value }: NodeAttribute): Attribute {
    const { binding } = this.backend;
    if (type === binding['TF_ATTR_TYPE']) return { type: value as number };
    if (type === binding['TF_ATTR_BOOL']) return { b: value as boolean };
    if (type === binding['TF_ATTR_STRING']) return { s: value as string };
    if (type === binding['TF_ATTR_FLOAT']) return { f: value as number };
    if (type === binding['TF_ATTR_INT']) return Array.isArray(value) ? { list: value } : { i: value as number };
    throw new TypeError(`the attribute ${name} is of a type that graphs here do not have`);
  }
}
