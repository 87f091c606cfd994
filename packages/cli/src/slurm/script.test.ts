import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/tiny.js';
import { quoted, taskScript } from './script.js';

describe('the script of a task', () => {
  it('passes every word as it is, whatever a path or a name holds', () => {
    const text = fc
      .string({ unit: 'binary', maxLength: 30 })
      .filter((word) => !word.includes('\0') && Buffer.from(word).toString() === word);
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), (words) => {
        const said = execFileSync('sh', ['-c', `printf '%s\\0' ${words.map(quoted).join(' ')}`], {
          encoding: 'utf8',
        });
        expect(said.split('\0').slice(0, -1)).toEqual(words);
      }),
      { numRuns: 60, examples: [[["$(touch /tmp/x)", "`id`", "'; rm -rf /; '", '\n#SBATCH']]] }, // prettier-ignore
    );
  });

  it.each([0, 3])('runs the set-up, then the command with the task’s number, and leaves its exit code: %i', (code) => {
    const folder = join(temporaryFolder(), "it's $HOME");
    mkdirSync(folder, { recursive: true });
    const script = join(folder, 'task.sh');
    const command = ['sh', '-c', `echo "$GREETING $1" >'${'said'}'; exit ${code}`, 'command'];
    writeFileSync(script, taskScript(['export GREETING=hello'], command, folder));
    const run = () =>
      execFileSync('sh', [script, '2000'], {
        cwd: folder,
        env: { ...process.env, SLURM_ARRAY_TASK_ID: '7' },
        stdio: 'ignore',
      });
    if (code === 0) run();
    else expect(run).toThrow();
    expect(readFileSync(join(folder, 'said'), 'utf8')).toBe('hello 2007\n');
    expect(readFileSync(join(folder, 'ended-2007'), 'utf8')).toBe(`${code}\n`);
  });
});
