/* A folder in which a target may write, with files around it that must stay as they are. */
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const canaries = ['canary.txt', 'outside/canary.txt', 'outside/node_modules/evil/index.js', 'outside/secret.yaml'];

/** Whatever ends the campaign, none stays. */
const made = new Set();
process.on('exit', () => made.forEach((top) => removeSandbox({ top })));

/** @returns its folders, and what the programs started in it have as their environment. */
export function makeSandbox() {
  const top = fs.realpathSync(fs.mkdtempSync(join(tmpdir(), 'seedbed-fuzz-')));
  made.add(top);
  for (const name of canaries) {
    fs.mkdirSync(join(top, name, '..'), { recursive: true });
    fs.writeFileSync(join(top, name), `as it was: ${name}\n`);
  }
  const inside = join(top, 'sandbox');
  const at = Object.fromEntries(['home', 'tmp', 'work', 'store', 'cache'].map((name) => [name, join(inside, name)]));
  for (const folder of Object.values(at)) fs.mkdirSync(folder, { recursive: true });
  const environment = { HOME: at.home, TMPDIR: at.tmp, SEEDBED_STORE: at.store, SEEDBED_CACHE: at.cache, CI: 'true' };
  return { top, inside, ...at, environment };
}

/** What is no longer as it was outside of the sandbox, in words. */
export function changedAround({ top }) {
  // Whatever is no folder counts as a file, and no link is followed: a case in the sandbox may have made one to anywhere.
  const below = (name) =>
    fs.lstatSync(join(top, name)).isDirectory()
      ? fs.readdirSync(join(top, name)).flatMap((each) => below(`${name}/${each}`))
      : [name];
  const files = fs
    .readdirSync(top)
    .filter((name) => name !== 'sandbox')
    .flatMap(below);
  const whole = (name) => files.includes(name) && fs.readFileSync(join(top, name), 'utf8') === `as it was: ${name}\n`;
  return [
    ...files
      .filter((name) => !canaries.includes(name))
      .map((name) => `a file was made outside of the sandbox: ${name}`),
    ...canaries.filter((name) => !whole(name)).map((name) => `a file outside of the sandbox was changed: ${name}`),
  ];
}

export function removeSandbox({ top }) {
  made.delete(top);
  for (const path of [top, `${top}.beat`]) fs.rmSync(path, { recursive: true, force: true });
}
