import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { createProgram } from './program.js';

const folder = fileURLToPath(new URL('.', import.meta.url));
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.startsWith('testing'))
  .map((path) => readFileSync(join(folder, path), 'utf8'))
  .join('\n');

/** A use of a name, as against its declaration as an option or as a member of an interface. */
const isRead = (name: string) =>
  sources
    .split('\n')
    .some((line) => new RegExp(`\\b${name}\\b(?!\\?:)`).test(line) && !/^\s*\.option\(|^\s*'--/.test(line));

const allCommands = (command: Command): Command[] => [command, ...command.commands.flatMap(allCommands)];
const commands = allCommands(await createProgram());
const options = commands.flatMap((command) => command.options.map((option) => [`${command.name()} ${option.long}`, option.attributeName()] as const)); // prettier-ignore

describe('the command line', () => {
  it('declares no option that nobody reads', () => {
    expect(options.length).toBeGreaterThan(50);
    expect(options.filter(([, name]) => name !== 'version' && !isRead(name)).map(([what]) => what)).toEqual([]);
    expect(isRead('keepGoing')).toBe(false);
  });

  it.each([
    ['an unknown option', ['run', 'smoke', '--keep-going']],
    ['an argument too many', ['plan', 'smoke', 'other']],
    ['an option of another command', ['plan', 'smoke', '--fail-fast']],
  ])('refuses %s', async (_, words) => {
    const program = await createProgram(words);
    for (const command of allCommands(program)) command.exitOverride().configureOutput({ writeErr: () => undefined });
    await expect(program.parseAsync(words, { from: 'user' })).rejects.toMatchObject({ name: 'CommanderError', exitCode: 1 }); // prettier-ignore
  });
});
