/*
 * A disk that is full at the nth write of a process into the store, and from then on where `lasts` says so; as JSON in
 * SEEDBED_FAULT_WRITES: {who: 'worker' | 'scheduler', nth, lasts, store, counts}. In `counts`, a folder, each process
 * leaves a file with what it wrote, a line a write: it may end by a signal.
 */
const fs = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');

const { who, nth, lasts, store, counts } = JSON.parse(process.env.SEEDBED_FAULT_WRITES);
const self = process.argv[1]?.endsWith('worker.js') ? 'worker' : 'scheduler';
const inStore = (path) => typeof path === 'string' && (path === store || path.startsWith(`${store}/`));
const { appendFileSync, writeFileSync } = fs;
const opened = new Set();
let done = 0;
let short = false;

function counted(what) {
  done++;
  appendFileSync(`${counts}/${self}-${process.pid}`, `${what}\n`);
}

function full(what) {
  counted(what);
  const strikes = self === who && (done === nth || short || (lasts && done > nth));
  short = false;
  if (!strikes) return;
  appendFileSync(`${counts}/hit`, `${what}\n`);
  throw Object.assign(new Error(`ENOSPC: no space left on device, ${what}`), { code: 'ENOSPC', syscall: what });
}

const { openSync, closeSync, writeSync, fsyncSync, renameSync, mkdirSync } = fs;
fs.openSync = (path, flags, ...rest) => {
  const writes = inStore(path) && flags !== 'r';
  if (writes) full('open');
  const file = openSync(path, flags, ...rest);
  if (inStore(path)) opened.add(file);
  return file;
};
fs.closeSync = (file) => {
  opened.delete(file);
  closeSync(file);
};
fs.writeSync = (file, bytes, from, length, ...rest) => {
  if (!opened.has(file)) return writeSync(file, bytes, from, length, ...rest);
  // As a disk does that has a little room left: half of it, and the error comes with the rest.
  if (done + 1 === nth && self === who && length > 1) {
    counted('half a write');
    short = true;
    return writeSync(file, bytes, from, length >> 1, ...rest);
  }
  full('write');
  return writeSync(file, bytes, from, length, ...rest);
};
fs.fsyncSync = (file) => {
  if (opened.has(file)) full('fsync');
  fsyncSync(file);
};
fs.renameSync = (from, to) => {
  if (inStore(to)) full('rename');
  renameSync(from, to);
};
fs.mkdirSync = (path, ...rest) => {
  if (inStore(path)) full('mkdir');
  return mkdirSync(path, ...rest);
};
fs.writeFileSync = (path, ...rest) => {
  if (inStore(path)) {
    full('open');
    try {
      full('write');
    } catch (error) {
      // There is room for a name, none for content.
      writeFileSync(path, '', rest[1]);
      throw error;
    }
  }
  writeFileSync(path, ...rest);
};
syncBuiltinESMExports();
