import type { Tensor } from '@tensorflow/tfjs-core';

/** What tfjs-node's backend offers beside the public interface: any TensorFlow op by name, and graphs. */
export interface NodeBackend {
  executeSingleOutput(name: string, attributes: NodeAttribute[], inputs: Tensor[]): Tensor;
  executeMultipleOutputs(name: string, attributes: NodeAttribute[], inputs: Tensor[], outputs: number): Tensor[];
  readSync(data: object): Float32Array | Int32Array | Uint8Array;
  loadSavedModelMetaGraph(folder: string, tag: string): number;
  runSavedModel(session: number, inputs: Tensor[], names: { readonly name: string }[], outputs: string[]): Tensor[];
  deleteSavedModel(session: number): void;
  readonly binding: Readonly<Record<string, number>>;
}

export interface NodeAttribute {
  readonly name: string;
  readonly type: number | undefined;
  readonly value: unknown;
}
