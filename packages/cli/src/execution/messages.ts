import type {
  BackendIdentity,
  DatasetIdentity,
  ErrorCode,
  ExitCode,
  InstructionSetPin,
  MultiplyingPrecision,
  Manifest,
  PlannedRun,
  RunConfig,
} from '@seedbed/core';
import type { Program } from '../workspace/program.js';

/** A data set that a worker opens; it is packed by then. */
export interface SetupSet {
  /** Runs that learn from it name it so: `setKeyOf`. */
  readonly key: string;
  /** The plugin as the spec names it. */
  readonly plugin: string;
  readonly options: unknown;
  readonly dataDir: string | undefined;
  readonly skipDamaged: boolean;
  /** The set as the scheduler opened it: a worker refuses to train on another one. Null where it may be another one. */
  readonly opened: DatasetIdentity | null;
}

/** What a worker gets when it starts. */
export interface Setup {
  readonly type: 'setup';
  /** The engine's; of a program `program`. */
  readonly backend: string;
  /** The program that trains; null where the engine does. */
  readonly program: Program | null;
  /** For the files of runs that a program trains; null where none does. Each worker has a folder of its own in it. */
  readonly scratch: string | null;
  /** Packages are looked up from there. */
  readonly specFolder: string;
  /** Packages whose components the spec names, with the digest of their code. */
  readonly packages: Readonly<Record<string, string>>;
  readonly sets: readonly SetupSet[];
  readonly cacheDir: string;
  readonly store: string;
  readonly experiment: string;
  readonly code: Manifest['code'];
  /** Digest of the bytes that the digest of the engine in `code` was made of. */
  readonly engineBytes: string;
  /** Threads a run computes with. */
  readonly threads: number;
  /** Instruction set that the spec pins. */
  readonly isa: InstructionSetPin | undefined;
  /** In which the spec asks it to multiply. */
  readonly precision: MultiplyingPrecision;
  /** Variables that may choose how the backend computes: workers get those that are set. */
  readonly switches: readonly string[];
  /** Seconds after which the state of a run in progress is kept in the store. */
  readonly checkpointSeconds: number;
  /** Seconds without processor time after which its scheduler gives it up; 0: never. */
  readonly hangTimeout: number;
}

/** The weights of an upstream run: their digest, and the config that made them. */
export interface UpstreamWeights {
  readonly config: RunConfig;
  readonly weights: string;
}

/** An upstream run that is stored. */
export interface Upstream extends UpstreamWeights {
  readonly runId: string;
}

export interface Order {
  readonly type: 'train';
  readonly runId: string;
  readonly run: PlannedRun;
  /** The runs that it refers to, by config id. */
  readonly upstream: Readonly<Record<string, Upstream>>;
  /** Whether its weights are stored: other runs start from them. */
  readonly keepsWeights: boolean;
  /** Whether what it predicts of the test part is stored: a metric compares it with another run. */
  readonly keepsPredictions: boolean;
}

/** A run to be looked into: it is trained as it would be, up to a step, and nothing of it is stored. */
export interface TraceOrder {
  readonly type: 'trace';
  readonly config: RunConfig;
  /** The runs that it refers to, by config id. */
  readonly upstream: Readonly<Record<string, UpstreamWeights>>;
  /** The last step, 1-based. */
  readonly upTo: number;
  /** Where the tensors of step `upTo` are written; null asks for a digest of every step instead. */
  readonly folder: string | null;
}

/** A tensor of a step, as a file. */
export interface TensorFile {
  readonly name: string;
  readonly shape: readonly number[];
  readonly file: string;
}

/** What a run went through. */
export interface Traced {
  readonly type: 'traced';
  /** Digest of each step's input, masks, loss and result; the first also of what the run started from. */
  readonly steps: readonly string[];
  /** The loss of each step: little-endian float32, base64. */
  readonly losses: string;
  /** The tensors of the last step, in the order of their computation; empty unless a folder was named. */
  readonly tensors: readonly TensorFile[];
}

export type ToWorker = Setup | Order | TraceOrder;

export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint?: string | undefined;
  /** Whether every other run would fail in the same way: no backend, or no room in the store. */
  readonly hopeless: boolean;
  /** How the command ends where this ends it; else the environment lacks something. */
  readonly exitCode?: ExitCode;
}

/** What executes runs in a worker, as it is once it was opened. */
export interface Introduced {
  readonly identity: BackendIdentity;
  readonly numerics: number;
  /** What of the language a program reads; undefined of the engine. */
  readonly reads?: readonly string[] | undefined;
  /** Whether its runs can be looked into, step by step. */
  readonly traces: boolean;
}

export type FromWorker =
  | ({ readonly type: 'ready' } & Introduced)
  | { readonly type: 'step'; readonly step: number; readonly steps: number }
  /** The run goes on from a checkpoint: this many of its steps were done before. */
  | { readonly type: 'resumed'; readonly step: number; readonly steps: number }
  /** The program that trains was started: a worker that is lost leaves it behind. */
  | { readonly type: 'program'; readonly pid: number; readonly mark: string }
  /** Something about the run that a person should know. */
  | { readonly type: 'note'; readonly text: string }
  | { readonly type: 'done'; readonly manifest: Manifest }
  | Traced
  | { readonly type: 'failed'; readonly failure: Failure };
