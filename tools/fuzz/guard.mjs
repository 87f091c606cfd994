/* Inside a target's process: every function that writes is watched, and what all objects inherit is looked at. */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** How many of the first parameters are paths that are written to. */
const writing = {
  ...{
    writeFile: 1,
    appendFile: 1,
    mkdir: 1,
    mkdtemp: 1,
    rm: 1,
    rmdir: 1,
    unlink: 1,
    truncate: 1,
    chmod: 1,
    utimes: 1,
  },
  ...{ rename: 2, link: 2 },
};
/** Those whose second parameter alone is written to. */
const second = ['symlink', 'copyFile', 'cp'];

const nameOf = (path) => resolve(path instanceof URL ? fileURLToPath(path) : String(path));
const writes = (flags) =>
  typeof flags === 'number' ? (flags & (fs.constants.O_WRONLY | fs.constants.O_RDWR | fs.constants.O_CREAT)) !== 0 : /[wa+x]/.test(String(flags ?? 'r')); // prettier-ignore

/** Refuses to write outside of a folder. @returns what was tried since it was last asked. */
export function guardWrites(inside) {
  let tried = [];
  const check = (what, path) => {
    if (typeof path === 'number' || `${nameOf(path)}${sep}`.startsWith(`${inside}${sep}`)) return;
    tried.push(`${what} ${nameOf(path)}`);
    const error = new Error(`EACCES: outside of the sandbox, ${what} '${path}'`);
    throw Object.assign(error, { code: 'EACCES', syscall: what, path: String(path) });
  };
  const watch = (holder, name, pathsOf) => {
    const original = holder[name];
    holder[name] = function (...given) {
      for (const path of pathsOf(given)) check(name, path);
      return original.apply(this, given);
    };
  };
  for (const [holder, ending] of [
    [fs, ''],
    [fs, 'Sync'],
    [fs.promises, ''],
  ]) {
    // prettier-ignore
    for (const [name, paths] of Object.entries(writing)) watch(holder, name + ending, (given) => given.slice(0, paths));
    for (const name of second) watch(holder, name + ending, (given) => [given[1]]);
    watch(holder, `open${ending}`, ([path, flags]) => (writes(flags) ? [path] : []));
  }
  watch(fs, 'createWriteStream', ([path]) => [path]);
  syncBuiltinESMExports();
  return () => {
    const found = tried;
    tried = [];
    return found;
  };
}

const inherited = [Object, Array, Function, String, Number, Error].map(({ prototype }) => prototype);
const membersOf = () => inherited.map((prototype) => Reflect.ownKeys(prototype).length).join();

/** @returns a function that says whether anything was added to what all objects inherit. */
export function guardPrototypes() {
  const before = membersOf();
  return () => membersOf() !== before;
}
