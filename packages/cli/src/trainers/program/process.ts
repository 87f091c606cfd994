import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { longestLine, SeedbedError } from '@seedbed/core';
import { watchForHang } from '../../execution/hung.js';
import { commandWords } from './command.js';
import { printable } from './printable.js';
import { killMarked, killTree, markVariable, peakMemory, processTree, ticksOfTree } from './process-tree.js';
import { endedBy, killed, notStarted, wrongAnswer } from './ways.js';

/** Of the log, what is shown when the program fails: lines, and characters of them all. */
const shownLines = 12;
const keptText = 20_000;

/** Milliseconds that output may take after its program has ended. */
const grace = 2000;

/** Libraries that compute in several threads obey these. */
const threadVariables = ['OMP_NUM_THREADS', 'MKL_NUM_THREADS', 'OPENBLAS_NUM_THREADS', 'NUMEXPR_NUM_THREADS'];

export interface Circumstances {
  /** Variables that it gets; by default those of this process. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Seconds without processor time after which it is ended; by default never: who watches its worker watches it too. */
  readonly hangTimeout?: number;
}

/** A program that trains, as a process: lines go in, lines come out, the rest is its log. */
export class ProgramProcess {
  private readonly child: ChildProcess;
  /** As it was started. */
  readonly name: string;
  /** A variable of it and of all that it starts has this value. */
  readonly mark = randomUUID();
  private readonly lines: string[] = [];
  private log = '';
  private pieces: Buffer[] = [];
  private size = 0;
  private ended: string | null = null;
  /** It has exited, or was told to: what it said before may still be on its way. */
  private isGone = false;
  private broken: SeedbedError | null = null;
  /** Whether what it leaves behind is still looked at, and not ended. */
  private isHangingUp = false;
  private wake = () => {};
  private readonly hangTimeout: number;

  /**
   * @param folder of the spec, in which it is started.
   * @param threads it may compute with.
   */
  constructor(
    command: readonly string[],
    folder: string,
    threads: number,
    { environment = process.env, hangTimeout = 0 }: Circumstances = {},
  ) {
    this.name = commandWords(command);
    this.hangTimeout = hangTimeout;
    const [program, ...words] = command as [string, ...string[]];
    const variables = Object.fromEntries(threadVariables.map((name) => [name, String(threads)]));
    this.child = spawn(program, words, {
      cwd: folder,
      env: { ...environment, ...variables, [markVariable]: this.mark },
      stdio: 'pipe',
    });
    this.child.stdout?.on('data', (piece: Buffer) => this.take(piece));
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.log = (this.log + text).slice(-keptText);
    });
    this.child.stdin?.on('error', () => {});
    this.child.on('error', ({ message }) => this.end(`could not be started: ${message}`));
    // What it said last may still be on its way after `exit`; but whoever holds its output is not waited for.
    const how = (code: number | null, signal: string | null) =>
      signal ? `was killed by ${signal}` : `ended with code ${code}`;
    this.child.on('exit', (code, signal) => {
      this.isGone = true;
      if (!this.isHangingUp) killMarked(this.mark);
      setTimeout(() => this.end(how(code, signal)), grace);
    });
    this.child.on('close', (code, signal) => this.end(how(code, signal)));
    this.child.stdout?.on('end', () => setTimeout(() => this.isGone || this.ended !== null || this.refused('it closed its standard output, and goes on'), grace)); // prettier-ignore
  }

  /** It and all that it started. */
  get pids(): number[] {
    return this.child.pid === undefined || this.ended !== null ? [] : processTree(this.child.pid);
  }

  get isAlive(): boolean {
    return !this.isGone && this.ended === null && this.broken === null;
  }

  /** Processor time that it has used, seconds. */
  get cpuSeconds(): number {
    return (ticksOfTree(this.child.pid ?? 0) ?? 0) / 100;
  }

  get peakMemoryBytes(): number {
    return this.pids.reduce((sum, pid) => sum + peakMemory(pid), 0);
  }

  /** Asks for a run. @throws SeedbedError SB_TRAINER_ANSWER where it goes on talking about the one before. */
  ask(message: object): void {
    if (this.lines.length > 0 || this.size > 0) throw this.refused('it went on after the end of its last run', 'answer "done" or "failed" once, as the last line of a run'); // prettier-ignore
    this.send(message);
  }

  send(message: object): void {
    this.child.stdin?.write(`${JSON.stringify(message)}\n`);
  }

  /**
   * The next line that it writes, as JSON.
   * @throws SeedbedError SB_TRAINER_ANSWER for a line that is none, SB_WORKER_LOST where it was killed, SB_TRAINER_FAILED
   * where it ended by itself; with the end of its log.
   */
  async next(): Promise<unknown> {
    while (this.lines.length === 0) {
      if (this.broken) throw this.broken;
      if (this.ended !== null) throw this.lost(this.ended);
      const unwatch = watchForHang(this.child.pid ?? 0, this.hangTimeout, () => this.hang());
      await new Promise<void>((resolve) => (this.wake = resolve));
      unwatch();
    }
    const line = this.lines.shift() as string;
    try {
      return JSON.parse(line);
    } catch {
      const isNaN = /[\s:,[](NaN|-?Infinity)[\s,\]}]/.test(line);
      const hint = isNaN
        ? 'JSON has no NaN and no Infinity: report null for a loss that is no finite number'
        : 'only lines of the protocol belong to standard output: print to standard error';
      throw this.refused(`it printed a line that is no JSON: ${shortened(line)}`, hint);
    }
  }

  /** An error about what it said, after which it is not listened to any more. */
  refused(what: string, hint = wrongAnswer): SeedbedError {
    this.stop();
    this.broken = new SeedbedError('SB_TRAINER_ANSWER', `${this.name}: ${what}`, { hint });
    return this.broken;
  }

  /** What it complained of last, after a colon; empty where it said nothing. */
  get lastWords(): string {
    const said = printable(this.log.trimEnd().split('\n').slice(-shownLines).join('\n'));
    return said === '' ? '' : `; the end of its log:\n${said}`;
  }

  /** Ends it at once, and all that it started, also what it left behind. */
  stop(): void {
    this.isGone = true;
    if (this.child.pid !== undefined && this.ended === null) killTree(this.child.pid);
    killMarked(this.mark);
  }

  /** Closes its standard input. @returns whether it ended within so many seconds, and all that holds its output. */
  hangUp(seconds: number): Promise<boolean> {
    this.isHangingUp = true;
    this.child.stdin?.end();
    return new Promise((resolve) => {
      if (this.ended !== null) return resolve(true);
      const timer = setTimeout(() => resolve(false), seconds * 1000);
      this.child.once('close', () => {
        clearTimeout(timer);
        resolve(true);
      });
    });
  }

  private hang(): void {
    const what = `${this.name} used no processor time for ${this.hangTimeout} seconds, and was ended${this.lastWords}`;
    this.broken = new SeedbedError('SB_WORKER_HUNG', what, { hint: '--hang-timeout says how long to wait' });
    this.stop();
    this.wake();
  }

  private lost(how: string): SeedbedError {
    const wasKilled = how.startsWith('was killed');
    const hint = this.child.pid === undefined ? notStarted : wasKilled ? killed : endedBy(this.log);
    return new SeedbedError(wasKilled ? 'SB_WORKER_LOST' : 'SB_TRAINER_FAILED', `${this.name} ${how}${this.lastWords}`, { hint }); // prettier-ignore
  }

  private end(how: string): void {
    this.ended ??= how;
    this.wake();
  }

  private take(piece: Buffer): void {
    if (this.broken) return;
    let rest = piece;
    for (let at = rest.indexOf(10); at >= 0; at = rest.indexOf(10)) {
      const line = Buffer.concat([...this.pieces, rest.subarray(0, at)]).toString('utf8').replace(/\r$/, ''); // prettier-ignore
      rest = rest.subarray(at + 1);
      [this.pieces, this.size] = [[], 0];
      if (line.trim() !== '') this.lines.push(line);
    }
    if (rest.length > 0) this.pieces.push(rest);
    this.size += rest.length;
    if (this.size > longestLine) {
      const start = shortened(Buffer.concat(this.pieces).toString('utf8', 0, 500));
      this.pieces = [];
      this.refused(`it writes a line of more than 16 MiB, which begins with ${start}`);
    }
    this.wake();
  }
}

const shortened = (line: string) => JSON.stringify(line.length > 120 ? `${line.slice(0, 120)}…` : line);
