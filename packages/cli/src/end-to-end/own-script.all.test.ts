import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, it } from 'vitest';
import { blocksOf, patched } from '../testing/page.js';
import { describePython, withClient } from '../testing/python.js';
import { seedbed } from '../testing/seedbed.js';
import { manifestsOf } from '../testing/stores.js';
import { temporaryFolder } from '../testing/tiny.js';
import { verify } from '../testing/verify.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const page = join(root, 'docs', 'own-script.md');
const example = join(root, 'clients', 'python', 'examples', 'own-script');

/** What differs from one execution to the next is left out: times, losses, accuracies. */
const lasting = (line: string) =>
  line
    .replace(/\(\d[^)]* s\)$/, '(time)')
    .replace(/test\.\S+: \S+ recorded, \S+ here +DIFFERS/, 'measured DIFFERS')
    .replace(/\d+\.\d+/g, 'number')
    .replace(/ +/g, ' ')
    .trim();
const linesOf = (text: string) => text.split('\n').filter(Boolean).map(lasting);

describePython('the tutorial about a script of your own', () => {
  const home = temporaryFolder();
  const clone = join(home, 'clone');
  const script = join(home, 'mine', 'train.py');
  let env: Record<string, string | undefined>;

  beforeAll(() => {
    // Words that Python hashes the same way each time would hide what the page finds.
    env = { ...withClient(), PYTHONHASHSEED: undefined };
    mkdirSync(clone);
    for (const name of ['clients', 'node_modules']) symlinkSync(join(root, name), join(clone, name));
  });

  /** What a command of the page prints. */
  async function printed(command: string): Promise<string> {
    const [npx, name, ...words] = command.split(' ');
    if (npx === 'npx') {
      expect(name).toBe('seedbed');
      const { code, stdout, stderr } = await seedbed(words, { cwd: clone, env });
      expect(words[0] === 'verify' ? [0, 1] : [0], stderr).toContain(code);
      // The answer of verify is its exit code too.
      if (words[0] === 'verify') expect(/DIFFERS/.test(stdout)).toBe(code === 1);
      return stdout;
    }
    const ended = spawnSync(command, { cwd: clone, env: { ...process.env, ...env }, shell: true, encoding: 'utf8' });
    expect(ended.status, ended.stderr).toBe(0);
    return ended.stdout;
  }

  it('says what its commands print, and ends with the example', async () => {
    let said: string[] = [];
    const answers: string[] = [];
    for (const { language, text } of blocksOf(page)) {
      if (language === 'diff') writeFileSync(script, patched(readFileSync(script, 'utf8'), text));
      if (language === 'yaml') expect(readFileSync(join(example, 'experiment.yaml'), 'utf8').replace(/\n\n/g, '\n')).toContain(text); // prettier-ignore
      if (language === 'sh') {
        said = [];
        for (const command of text.split('\n').filter(Boolean)) said.push(await printed(command));
      }
      if (language === 'text') {
        expect(linesOf(said.join('\n'))).toEqual(expect.arrayContaining(linesOf(text)));
        answers.push(said.at(-1) as string);
        if (answers.length === 1) expect(said[2]).not.toBe(said[3]);
      }
    }
    expect(answers.length).toBe(6);
    expect(answers.slice(1).map((answer) => /^\d of 2 runs equal/m.exec(answer)?.[0][0])).toEqual([...'00012']);
    expect(readFileSync(script, 'utf8')).toBe(readFileSync(join(example, 'train.py'), 'utf8'));
  });

  it('is right that verify does not see one seed for all runs, where each has a process of its own', async () => {
    const folder = join(temporaryFolder(), 'once');
    cpSync(example, folder, { recursive: true });
    const path = join(folder, 'train.py');
    writeFileSync(path, readFileSync(path, 'utf8').replace('torch.manual_seed(run.seed("init"))', 'torch.manual_seed(1)')); // prettier-ignore
    const store = join(folder, 'store');
    for (const only of ['r0 *', 'r1 *']) {
      const ended = await seedbed(['run', folder, '--store', store, '--filter', only, '--yes'], { env });
      expect(ended.code, ended.stderr).toBe(0);
    }
    const { code, document } = await verify(folder, store, ['--all'], { env });
    expect([code, document.holds, document.runs.length]).toEqual([0, true, 2]);
    const starts = manifestsOf(store).map(({ weights }) => weights.before);
    expect(starts).toEqual([expect.any(String), starts[0]]);
  });
});
