// Writes what the command loads and which processes it starts, a line each, into the file that SEEDBED_TEST_LOADED names.
import { appendFileSync } from 'node:fs';
import childProcess from 'node:child_process';
import { register, syncBuiltinESMExports } from 'node:module';

const file = process.env['SEEDBED_TEST_LOADED'];
register('./list-modules-hook.mjs', { parentURL: import.meta.url, data: { file } });
for (const name of ['fork', 'spawn', 'spawnSync', 'exec', 'execFile', 'execFileSync']) {
  const original = childProcess[name];
  childProcess[name] = (program, ...rest) => {
    appendFileSync(file, `started: ${program}\n`);
    return original(program, ...rest);
  };
}
syncBuiltinESMExports();
