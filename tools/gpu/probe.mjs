/* Opens a backend in each precision that it has, known answers and all. node probe.mjs BACKEND PRECISION: its identity, as JSON. */
import { fromDist } from '../built.mjs';

const { chooseBackend, openBackend } = await fromDist('engine');
const [name, precision] = process.argv.slice(2);
const { provider } = chooseBackend(name, { precision });
const { identity } = await openBackend(provider, { threads: 1, precision });
process.stdout.write(`${JSON.stringify(identity)}\n`, () => process.exit(0));
