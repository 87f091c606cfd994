import { syncBuiltinESMExports } from 'node:module';
import { guardClocks } from './guard-clocks.js';
import { guardFiles } from './guard-files.js';
import { guardMachine } from './guard-machine.js';
import { guardRandom } from './guard-random.js';
import { guardWays } from './guard-ways.js';

// Once, when the engine is loaded: what a plugin that is loaded later keeps hold of is guarded too.
guardRandom();
guardClocks();
guardMachine();
guardWays();
guardFiles();
syncBuiltinESMExports();

export { auditImport, auditOpening, auditRun } from './run-context.js';
