/* Runs the specs in a process of its own and tells its parent of each: child.mjs BACKEND BUNDLE, the rest as a message. */
import { createRequire } from 'node:module';
import { openBackend } from './backend.mjs';

const jasmineCore = createRequire(import.meta.url)('jasmine-core');
const tell = (message) => new Promise((sent) => process.send(message, sent));
const messagesOf = ({ failedExpectations }) => failedExpectations.map(({ message }) => message);

const [name, bundle] = process.argv.slice(2);
const { filter, leaveOut, done } = await new Promise((resolve) => process.once('message', resolve));
const jasmine = jasmineCore.boot(jasmineCore);
// What tfjs-core asks for, but of a copy of jasmine that runs nothing.
jasmine.DEFAULT_TIMEOUT_INTERVAL = 20_000;

const { core, library } = await openBackend(name, bundle).catch(async ({ message }) => {
  await tell({ refused: message });
  process.exit(1);
});
await tell({ library });
core.declareTests();

const wanted = new RegExp(filter);
const left = leaveOut.map((source) => new RegExp(source));
const finished = new Set(done);
const env = jasmine.getEnv();
env.configure({
  random: false,
  specFilter(spec) {
    const full = spec.getFullName();
    if (!wanted.test(full) || finished.has(spec.id)) return false;
    if (!left.some((each) => each.test(full))) return true;
    tell({ spec: spec.id, name: full, status: 'left out', errors: [] });
    return false;
  },
});
env.addReporter({
  specStarted: ({ id, fullName }) => tell({ started: id, name: fullName }),
  async specDone(spec) {
    if (spec.status === 'excluded') return;
    await tell({ spec: spec.id, name: spec.fullName, status: spec.status, errors: messagesOf(spec) });
  },
  // What fails before or after all specs of a suite belongs to none of them.
  async suiteDone(suite) {
    const errors = messagesOf(suite);
    if (errors.length > 0) await tell({ spec: suite.id, name: suite.fullName, status: 'failed', errors });
  },
});
await env.execute();
await tell({ finished: true });
process.exit(0);
