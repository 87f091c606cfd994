// The command with a fake workspace and wheel, as a process that tests can run twice, interrupt and kill.
import { command } from '../command';
import type { Pin } from '../wheels';

const [workspace, pin, ...args] = process.argv.slice(2) as [string, string, ...string[]];

void command(args, { workspace, pins: { pin: JSON.parse(pin) as Pin, cuda: [] } }).then(
  (exitCode) => (process.exitCode = exitCode),
);
