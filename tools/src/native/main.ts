import { join } from 'node:path';
import { command } from './command';

void command(process.argv.slice(2), { workspace: join(__dirname, '..', '..', '..') }).then(
  (exitCode) => (process.exitCode = exitCode),
);
