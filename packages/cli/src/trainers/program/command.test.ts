import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkCommand, commandWords } from './command.js';

const all = mkdtempSync(join(tmpdir(), 'seedbed-command-'));
afterAll(() => rmSync(all, { recursive: true }));
const [folder, other] = [join(all, 'spec'), join(all, 'other')];
for (const each of [folder, other, join(folder, 'inner')]) mkdirSync(each);
for (const each of [folder, other, join(folder, 'inner')]) writeFileSync(join(each, 'train.mjs'), '');
symlinkSync(join(other, 'train.mjs'), join(folder, 'link.mjs'));
symlinkSync(other, join(folder, 'out'));
symlinkSync(join(folder, 'train.mjs'), join(folder, 'again.mjs'));
symlinkSync('/usr/bin/env', join(folder, 'tool'));
symlinkSync(process.execPath, join(folder, 'inner', 'python'));

describe('a command that may not be started:', () => {
  it.each<[string, readonly string[], string]>([
    ['an absolute path', ['/bin/true'], "/bin/true is not in the spec's folder"],
    ['a file by its absolute path', ['node', join(folder, 'train.mjs')], "is not in the spec's folder"],
    ['a file outside of the folder', ['node', '../other/train.mjs'], "../other/train.mjs is not in the spec's folder"],
    ['a program outside of the folder', ['../run.sh'], "../run.sh is not in the spec's folder"],
    ['a program that is no interpreter', ['curl', 'train.mjs'], '"curl" is no interpreter'],
    ['a line of Python', ['python', '-c', 'print(1)'], 'python is given -c'],
    ['a module of Python', ['python3.11', '-m', 'http.server'], 'python3.11 is given -m'],
    ['an interpreter alone', ['python'], 'python is given no file'],
    ['a file that is not there', ['node', 'gone.mjs'], 'there is no file gone.mjs'],
    ['a folder', ['node', 'inner'], 'inner is no file'],
    ['the folder of the spec', ['node', '.'], '. is no file'],
    ['a program that leads to another one', ['./tool', 'node', 'train.mjs'], "./tool leads out of the spec's folder"],
    [
      'a way up, whatever a link before it leads to',
      ['node', 'out/../train.mjs'],
      "out/../train.mjs is not in the spec's folder",
    ],
    ['a word that no system takes', ['node', 'train.mjs', 'a\0b'], 'a character that no word may have'],
    ['a link out of the folder', ['node', 'link.mjs'], "link.mjs leads out of the spec's folder"],
    ['a file of a folder that leads out', ['node', 'out/train.mjs'], "out/train.mjs leads out of the spec's folder"],
  ])('%s', (_, command, said) => {
    expect(() => checkCommand(command, folder)).toThrow(
      expect.objectContaining({ code: 'SB_TRAINER_COMMAND', message: expect.stringMatching(/^trainer: /), hint: expect.stringMatching(/./) }), // prettier-ignore
    );
    expect(() => checkCommand(command, folder)).toThrow(said);
  });
});

it.each([
  [['node', 'train.mjs']],
  [['python3', 'inner/train.mjs', '--anything', '-c', '..']],
  [['./train.mjs']],
  [['inner/train.mjs']],
  [['node', 'again.mjs']],
  // An interpreter of a virtual environment.
  [['inner/python', 'train.mjs']],
])('%j may be started', (command) => {
  expect(() => checkCommand(command, folder)).not.toThrow();
});

it('words with spaces are said in quotes', () => {
  expect(commandWords(['node', 'train.mjs', 'two words'])).toBe('node train.mjs "two words"');
});
