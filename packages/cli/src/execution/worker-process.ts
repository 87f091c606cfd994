import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { SeedbedError, exitCodes, type BackendIdentity, type Manifest } from '@seedbed/core';
import type { FromWorker, Order, Setup, ToWorker } from './messages.js';

const program = fileURLToPath(new URL('./worker.js', import.meta.url));

/** A run that could not be finished; the worker behind it may be gone. */
export class RunFailure extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly workerLost: boolean,
  ) {
    super(message);
  }
}

/** A worker process as the scheduler sees it: one order at a time. */
export class WorkerProcess {
  private readonly child: ChildProcess;
  private readonly errors: string[] = [];

  private constructor(threads: number) {
    this.child = fork(program, [], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: {
        ...process.env,
        TF_NUM_INTRAOP_THREADS: String(threads),
        TF_NUM_INTEROP_THREADS: '1',
        TF_CPP_MIN_LOG_LEVEL: '2',
      },
    });
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.errors.push(text);
      if (this.errors.length > 50) this.errors.shift();
    });
  }

  /** @throws SeedbedError with the worker's own code when backend or data cannot be opened there. */
  static async start(setup: Setup): Promise<{ worker: WorkerProcess; identity: BackendIdentity }> {
    const worker = new WorkerProcess(1);
    try {
      const ready = await worker.ask(setup, 'ready', () => {});
      return { worker, identity: ready.identity };
    } catch (error) {
      worker.stop();
      if (!(error instanceof RunFailure)) throw error;
      throw new SeedbedError(error.code as `SB_${string}`, `a worker could not start: ${error.message}`, {
        exitCode: exitCodes.environmentLacks,
        hint: 'seedbed doctor shows what is missing',
      });
    }
  }

  /** @throws RunFailure. */
  async train(order: Order, onStep: (step: number, steps: number) => void): Promise<Manifest> {
    return (await this.ask(order, 'done', onStep)).manifest;
  }

  private ask<T extends 'ready' | 'done'>(message: ToWorker, wanted: T, onStep: (step: number, steps: number) => void) {
    return new Promise<Extract<FromWorker, { type: T }>>((resolve, reject) => {
      const finish = (settle: () => void) => {
        this.child.off('message', hear);
        this.child.off('exit', lost);
        settle();
      };
      const hear = (answer: FromWorker) => {
        if (answer.type === 'step') onStep(answer.step, answer.steps);
        else if (answer.type === wanted) finish(() => resolve(answer as Extract<FromWorker, { type: T }>));
        else if (answer.type === 'failed') finish(() => reject(new RunFailure(answer.code, answer.message, false)));
      };
      const lost = (code: number | null, signal: string | null) => {
        const words = this.errors.join('').trim().split('\n').slice(-3).join(' ').slice(-400);
        const how = signal ? `was killed by ${signal}` : `ended with code ${code}`;
        finish(() => reject(new RunFailure('SB_WORKER_LOST', `the worker ${how}${words && `: ${words}`}`, true)));
      };
      this.child.on('message', hear);
      this.child.on('exit', lost);
      this.child.send(message, (error) => {
        if (error) finish(() => reject(new RunFailure('SB_WORKER_LOST', error.message, true)));
      });
    });
  }

  /** Ends the process at once. Nothing stored is harmed: files in the store appear whole or not at all. */
  stop(): void {
    this.child.kill('SIGKILL');
  }
}
