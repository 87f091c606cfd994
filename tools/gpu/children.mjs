/* Programs that are stopped when the time of a session is over. */
import { spawn } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { clearTimeout, setTimeout } from 'node:timers';
import { root } from '../built.mjs';

export class OutOfTime extends Error {}

/** Seconds that a program has to end in once it was asked to. */
const grace = 10;

/** @param deadline of `performance.now()`. */
export function childrenUntil(deadline) {
  /** What a program prints. Throws OutOfTime, and what it complained of last where it fails. */
  return (command, ...words) =>
    new Promise((resolve, reject) => {
      const left = deadline - grace * 1000 - performance.now();
      if (left <= 0) return void reject(new OutOfTime());
      const child = spawn(command, words, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
      let [printed, said, late] = ['', '', false];
      child.stdout.setEncoding('utf8').on('data', (text) => (printed += text));
      child.stderr.setEncoding('utf8').on('data', (text) => (said = (said + text).slice(-4000)));
      const ask = setTimeout(() => ((late = true), child.kill('SIGINT')), left);
      const end = setTimeout(() => child.kill('SIGKILL'), left + grace * 1000);
      const settle = (call) => (clearTimeout(ask), clearTimeout(end), call());
      child.on('error', (error) => settle(() => reject(error)));
      child.on('close', (code) =>
        settle(() => {
          if (late) reject(new OutOfTime());
          else if (code === 0) resolve(printed);
          else reject(new Error(`${command} ${words[0]} ended with ${code}: ${said.trim().slice(-1500)}`));
        }),
      );
    });
}
