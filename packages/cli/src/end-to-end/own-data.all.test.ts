import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadExperiment } from '@seedbed/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { imageFolder } from '../testing/image-folder.js';
import { blocksOf } from '../testing/page.js';
import { seedbed } from '../testing/seedbed.js';
import { temporaryFolder } from '../testing/tiny.js';

const page = fileURLToPath(new URL('../../../../docs/own-data.md', import.meta.url));

/** Houses of twenty streets: the price follows the rooms, in thousands. */
function houses(): string {
  const rows = Array.from({ length: 120 }, (_, index) => [(index % 7) + 1, 1950 + (index % 60), `street ${index % 20}`, 20 * ((index % 7) + 1) + (index % 5)]); // prettier-ignore
  return ['rooms,built,street,price', ...rows.map((row) => row.join(','))].join('\n');
}

describe('the page about data of your own', () => {
  const workspace = temporaryFolder();
  const env = { SEEDBED_CACHE: join(temporaryFolder(), 'cache'), SEEDBED_STORE: undefined };
  beforeAll(async () => {
    await imageFolder(join(workspace, 'flowers'));
    writeFileSync(join(workspace, 'houses.csv'), houses());
  });

  const call = async (command: string) => {
    const [, , ...words] = command.split(' ');
    const ended = await seedbed(words, { cwd: workspace, env });
    expect(ended.code, `${command}\n${ended.stderr}`).toBe(0);
    return ended.stdout;
  };
  const specOf = (name: string) => join(workspace, 'experiments', name, 'experiment.yaml');
  /** The same experiment, trained for a moment. */
  const shorten = (name: string) => writeFileSync(specOf(name), readFileSync(specOf(name), 'utf8').replace(/steps: \d+/, 'steps: 3').replace('replicates: 5', 'replicates: 2')); // prettier-ignore

  it('has commands that write a spec, train it and draw the plot', async () => {
    const commands = blocksOf(page).filter(({ language }) => language === 'sh').flatMap(({ text }) => text.split('\n').filter(Boolean)); // prettier-ignore
    expect(commands.map((command) => command.split(' ')[2])).toEqual([
      'init',
      'run',
      'report',
      'init',
      'run',
      'report',
    ]);
    for (const command of commands) {
      const said = await call(command);
      if (!command.includes(' init ')) continue;
      const name = command.includes('flowers') ? 'flowers' : 'houses';
      expect(said).toContain(name === 'flowers' ? '72 examples, images of 8 x 8 x 3, 4 classes' : '120 examples, rows of 2 numbers, to predict: price'); // prettier-ignore
      expect(loadExperiment(specOf(name)).experiment.head.name).toBe(name);
      shorten(name);
    }
    for (const name of ['flowers', 'houses']) expect(readFileSync(join(workspace, `${name}.html`), 'utf8')).toContain('<svg'); // prettier-ignore
  });

  it('is not written over without being asked', async () => {
    const { code, stderr } = await seedbed(['init', '--data', 'flowers'], { cwd: workspace, env });
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining('experiments/flowers/experiment.yaml is there already'),
    ]);
    expect(existsSync(join(workspace, 'flowers', 'experiment.yaml'))).toBe(false);
  });

  it('says which columns a table has where none is named', async () => {
    const { code, stderr } = await seedbed(['init', '--data', 'houses.csv', 'other'], { cwd: workspace, env });
    expect([code, stderr]).toEqual([2, expect.stringContaining('it has the columns rooms, built, street, price')]);
    expect(existsSync(join(workspace, 'other'))).toBe(false);
  });
});
