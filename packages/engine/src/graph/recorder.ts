import type { Tensor } from '@tensorflow/tfjs-core';
import type { NodeAttribute, NodeBackend } from './node-backend.js';
import { nodeName } from './node-name.js';
import type { Tensors } from './computation.js';
import type { Attribute, Operation } from './saved-model.js';

const anyShape = { shape: null };

/** TensorFlow's number of a type that TensorFlow.js does not have. */
const uint64 = { type: 23 };
/** Philox, of TensorFlow's generators. */
const philox = 1;

/** Names of a graph's nodes. */
export const inputName = (name: string) => `input/${nodeName(name)}`;
export const outputName = (name: string) => `output/${nodeName(name)}`;
/** The inputs that say which numbers are drawn: the step, [], and the key of each sequence, [1, 2]. */
export const stepName = 'draws/step';
const drawsName = (name: string) => `draws/${nodeName(name)}`;
export const keyName = (name: string) => `${drawsName(name)}/words`;

/** A variable's nodes: what sets it before the first step, and what reads it after one. */
export function variableNames(variable: string) {
  const name = nodeName(variable);
  return {
    handle: `variable/${name}`,
    start: `start/${name}`,
    assign: `start/${name}/assign`,
    /** Fetched to set it. */
    started: `start/${name}/done`,
    read: `read/${name}`,
    /** A new value, in a step. */
    next: `assign/${name}`,
    free: `free/${name}`,
  };
}

/** Fetched to free all variables. */
export const destroyed = 'destroyed';

/** Fetched of a step that has no output. */
export const stepDone = 'step/done';

/**
 * Writes down the operations that TensorFlow executes, as a graph of named inputs and outputs. TensorFlow may simplify a
 * graph where that is right but for rounding: divide by a known number as a product with its reciprocal, by a root as one
 * with `Rsqrt`, add in another order where it knows the shapes. So it is told neither numbers nor shapes nor what is a
 * root, and computes what was recorded.
 */
export class Recorder {
  readonly operations: Operation[] = [];
  /** Which operation's output a tensor's data are. */
  private readonly places = new Map<object, string>();
  private readonly variables: string[] = [];
  /** What a step must have done before any output is there. */
  private readonly assigned: string[] = [];
  private hasOutput = false;

  constructor(private readonly backend: NodeBackend) {}

  /** What is given from outside, each time. */
  input(name: string, tensor: Tensor): void {
    this.add({ name: inputName(name), op: 'Placeholder', inputs: [], attributes: { dtype: this.typeOf(tensor) } }, [tensor]); // prettier-ignore
  }

  /** What stays in the graph from one call to the next. */
  variable(name: string, tensor: Tensor): void {
    const dtype = this.typeOf(tensor);
    const names = variableNames(name);
    const handle = { dtype, shape: anyShape, shared_name: { s: name } };
    this.add({ name: names.handle, op: 'VarHandleOp', inputs: [], attributes: handle }, []);
    this.add({ name: `${names.handle}/value`, op: 'ReadVariableOp', inputs: [names.handle], attributes: { dtype } }, [tensor]); // prettier-ignore
    this.add({ name: names.read, op: 'ReadVariableOp', inputs: [names.handle], attributes: { dtype } }, []);
    this.add({ name: names.start, op: 'Placeholder', inputs: [], attributes: { dtype } }, []);
    this.add({ name: names.assign, op: 'AssignVariableOp', inputs: [names.handle, names.start], attributes: { dtype } }, []); // prettier-ignore
    this.variables.push(name);
  }

  /** The step by which `drawn` are selected: an input of that name. */
  step(): void {
    this.add({ name: stepName, op: 'Placeholder', inputs: [], attributes: { dtype: this.int } }, []);
    this.constant('draws/zero', [], [0]);
    this.add({ name: 'draws/words', op: 'Pack', inputs: ['draws/zero', 'draws/zero', stepName, 'draws/zero'], attributes: { T: this.int, N: { i: 4 }, axis: { i: 0 } } }, []); // prettier-ignore
    this.constant('draws/pairs', [2], [2, 2]);
    this.add({ name: 'draws/paired', op: 'Reshape', inputs: ['draws/words', 'draws/pairs'], attributes: { T: this.int, Tshape: this.int } }, []); // prettier-ignore
    this.add({ name: 'draws/counter', op: 'Bitcast', inputs: ['draws/paired'], attributes: { T: this.int, type: uint64 } }, []); // prettier-ignore
    this.constant('draws/algorithm', [], [philox]);
  }

  /** Uniform numbers that the graph draws itself, of a key that is given, with the bits of core's `philoxUniforms`. */
  drawn(name: string, tensor: Tensor): void {
    const node = drawsName(name);
    this.add({ name: keyName(name), op: 'Placeholder', inputs: [], attributes: { dtype: this.int } }, []);
    this.add({ name: `${node}/key`, op: 'Bitcast', inputs: [keyName(name)], attributes: { T: this.int, type: uint64 } }, []); // prettier-ignore
    this.constant(`${node}/shape`, [tensor.rank], tensor.shape);
    const inputs = [`${node}/shape`, `${node}/key`, 'draws/counter', 'draws/algorithm'];
    const attributes = { dtype: this.typeOf(tensor), Tshape: this.int };
    this.add({ name: `${node}/uniforms`, op: 'StatelessRandomUniformV2', inputs, attributes }, [tensor]);
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
      return compute();
    } finally {
      Object.assign(backend, { executeSingleOutput, executeMultipleOutputs });
    }
  }

  /** A new value of a variable: it is there before any output is. */
  assign(name: string, tensor: Tensor): void {
    const { handle, next } = variableNames(name);
    const inputs = [handle, this.placeOf(tensor)];
    this.add({ name: next, op: 'AssignVariableOp', inputs, attributes: { dtype: this.typeOf(tensor) } }, []);
    this.assigned.push(next);
  }

  output(name: string, tensor: Tensor): void {
    this.hasOutput = true;
    const inputs = [this.placeOf(tensor), ...this.assigned.map((node) => `^${node}`)];
    this.add({ name: outputName(name), op: 'Identity', inputs, attributes: { T: this.typeOf(tensor) } }, []);
  }

  /**
   * Outputs that set each variable, and that free all of them. A step that gives nothing back gets one, too: a number that
   * TensorFlow has on the host, so that nobody waits for a device.
   */
  ends(): void {
    this.constant('done', [], [0]);
    const after = (name: string, nodes: readonly string[]) =>
      this.add({ name, op: 'Identity', inputs: ['done', ...nodes.map((node) => `^${node}`)], attributes: { T: this.int } }, []); // prettier-ignore
    const freed = this.variables.map((name) => {
      const { handle, assign, started, free } = variableNames(name);
      after(started, [assign]);
      this.add({ name: free, op: 'DestroyResourceOp', inputs: [handle], attributes: {} }, []);
      return free;
    });
    after(destroyed, freed);
    if (!this.hasOutput) after(stepDone, this.assigned);
  }

  private get int() {
    return { type: this.backend.binding['TF_INT32'] as number };
  }

  private constant(name: string, shape: readonly number[], values: readonly number[]): void {
    const content = new Uint8Array(Int32Array.from(values).buffer);
    const value = { tensor: { dtype: this.int.type, shape, content } };
    this.add({ name, op: 'Const', inputs: [], attributes: { dtype: this.int, value } }, []);
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
    if (op === 'Sqrt') this.hide(outputs[0] as Tensor);
  }

  /** An input that nobody gives: the same numbers, of which TensorFlow cannot know the origin when it simplifies. */
  private hide(tensor: Tensor): void {
    const place = this.places.get(tensor.dataId) as string;
    const attributes = { dtype: this.typeOf(tensor), shape: anyShape };
    this.add({ name: `${place.replace(':', '/')}/hidden`, op: 'PlaceholderWithDefault', inputs: [place], attributes }, [tensor]); // prettier-ignore
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
    if (tensor.dtype !== 'int32') this.hide(tensor);
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
