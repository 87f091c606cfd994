import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Scratch } from '../testing/scratch';

const tutorial = join(__dirname, '..', '..', '..', '..', 'docs', 'tutorial-dataset.md');

/** The commands of a page, block by block. */
const commandsOf = (page: string) =>
  [...readFileSync(page, 'utf8').matchAll(/^```sh\n(.*?)^```/gms)].flatMap((match) =>
    (match[1] as string).split('\n').filter(Boolean),
  );

describe('the tutorial, in a copy of the workspace', () => {
  let scratch: Scratch;
  beforeAll(() => {
    scratch = new Scratch();
    const sample = join(__dirname, 'sample');
    for (const [shape, flower] of Object.entries({
      circle: 'daisy',
      cross: 'iris',
      square: 'rose',
      triangle: 'tulip',
    })) {
      cpSync(join(sample, shape), join(scratch.home, 'flowers', flower), { recursive: true });
    }
  });
  afterAll(() => scratch.remove());

  it('works, command by command, and ends with a plot', { timeout: 1_800_000 }, () => {
    const commands = commandsOf(tutorial);
    expect(commands.length).toBeGreaterThan(4);
    const said = commands.map((command) => scratch.run(command));
    const prepared = said[commands.findIndex((command) => command.includes('data prepare'))];
    expect(prepared).toMatch(/^tulip +12 +3$/m);
    expect(prepared).toContain('Resized to 32 x 32');
    expect(readFileSync(join(scratch.workspace, '.seedbed/flowers.svg'), 'utf8')).toContain('<svg');
    expect(existsSync(join(scratch.workspace, '.seedbed/flowers.html'))).toBe(true);
  });

  it('what was generated is formatted, and Nx has nothing to sync', () => {
    scratch.run('npx prettier --check packages/datasets-flowers experiments/flowers tsconfig.json');
    scratch.run('npx nx sync:check');
  });
});
