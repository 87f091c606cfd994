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
    ['a line of Python', ['python', '-c', 'print(1)'], 'python is given -c before its file'],
    [
      'a line of Python before a file',
      ['python', '-cprint(1)', 'train.mjs'],
      'python is given -cprint(1) before its file',
    ],
    ['a module of Python', ['python3.11', '-m', 'http.server'], 'python3.11 is given -m before its file'],
    [
      'what Node loads first',
      ['node', '--import=./other.mjs', 'train.mjs'],
      'node is given --import=./other.mjs before its file',
    ],
    ['a name that a shell looks up', ['bash', 'ls', 'train.mjs'], 'there is no file ls in'],
    [
      'an address',
      ['deno', 'run', 'https://example.org/a.ts', 'train.mjs'],
      'there is no file https://example.org/a.ts in',
    ],
    ['a line of Deno', ['deno', 'eval', '1', 'train.mjs'], 'there is no file eval in'],
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
    expect(() => checkCommand(command, folder, "the spec's folder")).toThrow(
      expect.objectContaining({ code: 'SB_TRAINER_COMMAND', message: expect.stringMatching(/^trainer: /), hint: expect.stringMatching(/./) }), // prettier-ignore
    );
    expect(() => checkCommand(command, folder, "the spec's folder")).toThrow(said);
  });
});

it.each<[readonly string[], string]>([
  [
    ['deno', 'eval', '1', 'train.mjs'],
    'write command: [deno, run, train.mjs], with a file of the folder of linear 1.0',
  ],
  [['python', '-W', 'ignore', 'train.mjs'], 'write command: [python, train.mjs], with a file of'],
  [['node'], 'write command: [node, FILE], with a file of'],
  [['julia', '-e', '1'], 'options of julia such as --project=., --startup-file=no may come before it'],
])('of %j it is said what to write', (command, hint) => {
  expect(() => checkCommand(command, folder, 'the folder of linear 1.0')).toThrow(
    expect.objectContaining({ hint: expect.stringContaining(hint) }),
  );
});

it('a folder of a package is called so', () => {
  expect(() => checkCommand(['node', 'link.mjs'], folder, 'the folder of linear 1.0')).toThrow(
    'trainer: link.mjs leads out of the folder of linear 1.0',
  );
});

it.each([
  [['node', 'train.mjs']],
  [['deno', 'run', 'train.mjs']],
  [['deno', 'run', '--allow-read', '-A', 'inner/train.mjs', 'eval']],
  [['python', '-u', '-Wignore', 'train.mjs', '-c']],
  [['node', '--max-old-space-size=8192', 'train.mjs']],
  [['Rscript', '--vanilla', 'train.mjs']],
  [['julia', '--project=.', '--threads=1', 'train.mjs']],
  [['inner/python', '--no-warnings', 'train.mjs']],
  [['python3', 'inner/train.mjs', '--anything', '-c', '..']],
  [['./train.mjs']],
  [['inner/train.mjs']],
  [['node', 'again.mjs']],
  // An interpreter of a virtual environment.
  [['inner/python', 'train.mjs']],
])('%j may be started', (command) => {
  expect(() => checkCommand(command, folder, "the spec's folder")).not.toThrow();
});

it('words with spaces are said in quotes', () => {
  expect(commandWords(['node', 'train.mjs', 'two words'])).toBe('node train.mjs "two words"');
});
