import childProcess from 'node:child_process';
import dgram from 'node:dgram';
import dns from 'node:dns';
import net from 'node:net';
import vm from 'node:vm';
import workerThreads from 'node:worker_threads';
import { guard, guardClass } from './hooks.js';

/** Ways out of what is watched: other threads, processes and contexts, and the network. */
export function guardWays(): void {
  guardClass(workerThreads, 'Worker', 'unwatched', 'worker_threads.Worker()');
  for (const key of ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork']) {
    guard(childProcess, key, 'unwatched', `child_process.${key}()`);
  }
  for (const key of ['createContext', 'runInNewContext', 'runInContext']) {
    guard(vm, key, 'unwatched', `vm.${key}()`);
    guard(vm.Script.prototype, key, 'unwatched', `vm.Script’s ${key}()`);
  }
  guard(process, 'binding', 'unwatched', 'process.binding()');

  guard(globalThis, 'fetch', 'network', 'fetch()');
  // HTTP and all else that is made of connections.
  guard(net.Socket.prototype, 'connect', 'network', 'net’s connect()');
  guard(dgram, 'createSocket', 'network', 'dgram.createSocket()');
  for (const [name, owner] of Object.entries({ dns, 'dns.promises': dns.promises })) {
    const asked = Object.keys(owner).filter((key) => /^(lookup|resolve|reverse)/.test(key));
    for (const key of asked) guard(owner, key, 'network', `${name}.${key}()`);
  }
}
