/* Runs the child, again after each spec that ended it. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { clearTimeout, setTimeout } from 'node:timers';
import { fileURLToPath } from 'node:url';

const child = fileURLToPath(new URL('./child.mjs', import.meta.url));
const limit = 15 * 60_000;
/** No spec is as long: jasmine gives up on one that waits after 20 seconds. */
const silence = 3 * 60_000;
const restarts = 20;

/** Every spec's outcome: `{ library, outcomes: [{ name, status, errors }] }`. */
export async function runSpecs(backend, bundle, { filter, leaveOut, progress }) {
  const outcomes = new Map();
  const state = { library: undefined, outcomes, deadline: Date.now() + limit, progress };
  for (let round = 0; round <= restarts; round++) {
    const ended = await oneChild([backend, bundle], { filter, leaveOut, done: [...outcomes.keys()] }, state);
    if (ended.finished) return { library: state.library, outcomes: [...outcomes.values()] };
    const { started, how, said, refused } = ended;
    if (refused) throw new Error(refused);
    if (!started) throw new Error(`the process ended outside of any spec: ${how}\n${said}`);
    progress(`the process ended in "${started.name}": ${how}`);
    outcomes.set(started.started, { name: started.name, status: 'ended the process', errors: [how, said] });
    if (Date.now() >= state.deadline) throw new Error(`not done after ${limit / 60_000} minutes`);
  }
  throw new Error(`the process ended more than ${restarts} times`);
}

function oneChild(args, order, state) {
  return new Promise((resolve) => {
    const running = fork(child, args, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    const seen = { finished: false, started: null, said: '' };
    const stop = () => running.kill('SIGKILL');
    const whole = setTimeout(stop, Math.max(0, state.deadline - Date.now()));
    let quiet = setTimeout(stop, silence);
    running.stderr.on('data', (text) => (seen.said = (seen.said + text).slice(-2000)));
    running.on('message', (message) => {
      clearTimeout(quiet);
      quiet = setTimeout(stop, silence);
      take(message, seen, state);
    });
    // The last messages can come after the end of the process.
    Promise.all([once(running, 'close'), once(running, 'disconnect')]).then(([[code, signal]]) => {
      clearTimeout(whole);
      clearTimeout(quiet);
      resolve({ ...seen, how: signal ? `signal ${signal}` : `exit status ${code}` });
    });
    running.send(order);
  });
}

function take(message, seen, state) {
  const { outcomes, progress } = state;
  if (message.library) state.library = message.library;
  if (message.refused) seen.refused = message.refused;
  if (message.finished) seen.finished = true;
  if (message.started) seen.started = message;
  if (!message.spec) return;
  seen.started = null;
  outcomes.set(message.spec, message);
  if (outcomes.size % 500 === 0) progress(`${outcomes.size} specs`);
}
