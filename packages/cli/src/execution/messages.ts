import type { BackendIdentity, CellSpec, Manifest } from '@seedbed/core';

/** What a worker is told when it starts; the data is packed by then. */
export interface Setup {
  readonly type: 'setup';
  readonly backend: string;
  /** The plugin as the spec names it, and the spec's folder: a package is looked up from there. */
  readonly plugin: string;
  readonly specFolder: string;
  readonly options: unknown;
  readonly cacheDir: string;
  readonly dataDir: string | undefined;
  readonly skipDamaged: boolean;
  readonly store: string;
  readonly experiment: string;
  readonly code: Manifest['code'];
}

export interface Order {
  readonly type: 'train';
  readonly runId: string;
  readonly cellId: string;
  readonly cell: CellSpec;
  readonly condition: string | null;
  /** Run id of the source network and the digest of its weights, where the cell starts from one. */
  readonly source: { readonly runId: string; readonly weights: string } | null;
}

export type ToWorker = Setup | Order;

export interface Failure {
  readonly code: `SB_${string}`;
  readonly message: string;
  readonly hint?: string | undefined;
  /** Whether every other run would fail in the same way: no backend, or no room in the store. */
  readonly hopeless: boolean;
}

export type FromWorker =
  | { readonly type: 'ready'; readonly identity: BackendIdentity; readonly packages: Record<string, string> }
  | { readonly type: 'step'; readonly step: number; readonly steps: number }
  | { readonly type: 'done'; readonly manifest: Manifest }
  | { readonly type: 'failed'; readonly failure: Failure };
