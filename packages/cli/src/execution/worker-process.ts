import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { SeedbedError, exitCodes, type Manifest, processStart } from '@seedbed/core';
import { killMarked, killTree } from '../trainers/program/process-tree.js';
import { watchForHang } from './hung.js';
import { sortNodeOptions } from './node-options.js';
import type { Failure, FromWorker, Introduced, Order, Setup, ToWorker, Traced, TraceOrder } from './messages.js';
import { workerEnvironment } from './worker-environment.js';

const program = fileURLToPath(new URL('./worker.js', import.meta.url));

/** What a setup opens, in words. */
const openedWords = ({ sets }: Setup) =>
  `the backend and ${sets.length === 1 ? 'data set' : 'the data sets'} ${sets.map(({ plugin }) => `"${plugin}"`).join(', ')}`;

/** A run that could not be finished, or a worker that could not be set up. */
export class RunFailure extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}

/** Gets what a worker says while it trains. */
export interface Listener {
  readonly onStep?: (step: number, steps: number) => void;
  /** The run goes on after a step that was done before. */
  readonly onResume?: (step: number, steps: number) => void;
  readonly onNote?: (text: string) => void;
}

/** What trains runs, one at a time. */
export interface Worker {
  /** @throws RunFailure. */
  train(order: Order, listener: Listener): Promise<Manifest>;
  /** Whether it has ended, as when somebody killed it while it had nothing to do. */
  readonly ended: boolean;
  /** Its process, where it is one of this machine. */
  readonly pid?: number | undefined;
  stop(): void;
}

/**
 * Node's heap is marked when it comes near its limit, and what lies outside of it, tensors' values, counts. Node's own
 * limit is so near that a second thread marks all the time: 4 % of the processor time of the default experiment. MB.
 */
const roomForGarbage = '--initial-heap-size=96';

/** A worker process as the scheduler sees it: one order at a time. */
export class WorkerProcess implements Worker {
  private readonly child: ChildProcess;
  private readonly errors: string[] = [];
  /** The program that it started last, with its mark, and when that was, as the system says it: ids are used again. */
  private program: { readonly pid: number; readonly mark: string; readonly started: string | null } | undefined;

  private constructor(
    private readonly setup: Setup,
    environment: Readonly<Record<string, string>>,
  ) {
    this.child = fork(program, [], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: [roomForGarbage, ...sortNodeOptions(process.execArgv).kept],
      env: {
        // One thread computes: what other arenas of glibc would keep for theirs is memory that nobody uses.
        MALLOC_ARENA_MAX: '1',
        ...environment,
      },
    });
    this.child.on('message', (message: FromWorker) => {
      if (message.type !== 'program') return;
      const { pid, mark } = message;
      this.program = { pid, mark, started: processStart(pid) };
    });
    this.child.on('close', () => this.endProgram());
    // Whoever asks something of it listens too; while it has nothing to do, its end is no error.
    this.child.on('error', () => {});
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.errors.push(text);
      if (this.errors.length > 50) this.errors.shift();
    });
  }

  /**
   * @param environment variables that it runs with: what is harmless of this process's own, unless it acts for another machine.
   * @throws SeedbedError with the worker's own code when backend or data cannot be opened there.
   */
  static async start(
    setup: Setup,
    environment = workerEnvironment(process.env, setup.switches).variables,
  ): Promise<{ worker: WorkerProcess } & Introduced> {
    const worker = new WorkerProcess(setup, environment);
    try {
      const ready = await worker.ask(setup, 'ready');
      return { ...ready, worker };
    } catch (error) {
      worker.stop();
      if (!(error instanceof RunFailure)) throw error;
      const { code, message, hint = 'seedbed doctor shows what is missing' } = error.failure;
      const { exitCode = exitCodes.environmentLacks } = error.failure;
      throw new SeedbedError(code, `a worker could not start: ${message}`, {
        exitCode,
        hint,
      });
    }
  }

  async train(order: Order, listener: Listener): Promise<Manifest> {
    return (await this.ask(order, 'done', listener)).manifest;
  }

  /** @throws RunFailure. */
  trace(order: TraceOrder): Promise<Traced> {
    return this.ask(order, 'traced');
  }

  private ask<T extends 'ready' | 'done' | 'traced'>(message: ToWorker, wanted: T, listener: Listener = {}) {
    return new Promise<Extract<FromWorker, { type: T }>>((resolve, reject) => {
      const finish = (settle: () => void) => {
        unwatch();
        this.child.off('message', receive).off('close', lost).off('error', broken);
        settle();
      };
      const fail = (failure: Failure) => finish(() => reject(new RunFailure(failure)));
      const broken = ({ message: words }: Error) => fail({ code: 'SB_WORKER_LOST', message: words, hopeless: false });
      const receive = (answer: FromWorker) => {
        if (answer.type === 'step') listener.onStep?.(answer.step, answer.steps);
        else if (answer.type === 'resumed') listener.onResume?.(answer.step, answer.steps);
        else if (answer.type === 'note') listener.onNote?.(answer.text);
        else if (answer.type === wanted) finish(() => resolve(answer as Extract<FromWorker, { type: T }>));
        else if (answer.type === 'failed') fail(answer.failure);
      };
      const lost = (code: number | null, signal: string | null) => {
        const how = signal ? `was killed by ${signal}` : `ended with code ${code}`;
        broken(new Error(`the worker ${how}${this.lastWords()}`));
      };
      const { hangTimeout } = this.setup;
      const unwatch = watchForHang(this.child.pid ?? 0, hangTimeout, () => {
        this.stop();
        const meanwhile = message.type === 'setup' ? ` while it opened ${openedWords(message)}` : '';
        const words = `the worker used no processor time for ${hangTimeout} seconds${meanwhile}, and was ended`;
        fail({ code: 'SB_WORKER_HUNG', message: words, hint: '--hang-timeout says how long to wait', hopeless: false });
      });
      // Not `exit`: what the worker said last may still be on its way then.
      this.child.on('message', receive).on('close', lost).on('error', broken);
      // A worker that is gone cannot be sent anything; `close` says more.
      this.child.send(message, (error) => error && setTimeout(broken, 1000, error).unref());
    });
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  get ended(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** What it complained of, in a line. */
  private lastWords(): string {
    const lines = this.errors.join('').trim().split('\n');
    const words = lines.find((line) => /^\w*Error\b/.test(line)) ?? lines[lines.length - 1];
    return words ? `: ${words.slice(0, 400)}` : '';
  }

  /** A program that does not end at the end of its input would go on without its worker, as would what it left behind. */
  private endProgram(): void {
    if (!this.program) return;
    const { pid, mark, started } = this.program;
    if (started !== null && processStart(pid) === started) killTree(pid);
    killMarked(mark);
  }

  /** Ends the process at once. Nothing stored is harmed: files in the store appear complete or not at all. */
  stop(): void {
    if (this.child.pid === undefined || this.ended) return;
    killTree(this.child.pid);
  }
}
