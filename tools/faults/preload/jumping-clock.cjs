/*
 * A wall clock that jumps while the process runs, as JSON in SEEDBED_FAULT_CLOCK: {who: names of processes, jumps:
 * [{after: seconds since the process began, by: seconds}]}. Monotonic clocks go on, as they do on every system.
 */
const { who, jumps } = JSON.parse(process.env.SEEDBED_FAULT_CLOCK);
const self = process.argv[1]?.endsWith('worker.js') ? 'worker' : 'scheduler';

if (who.includes(self)) {
  const { now } = Date;
  const began = performance.now();
  const clock = performance.now.bind(performance);
  const offset = () => {
    const seconds = (clock() - began) / 1000;
    return jumps.reduce((sum, { after, by }) => (after <= seconds ? sum + by * 1000 : sum), 0);
  };
  const jumped = () => Math.round(now() + offset());
  const construct = (target, values, self) => Reflect.construct(target, values.length > 0 ? values : [jumped()], self);
  globalThis.Date = new Proxy(Date, { construct, apply: (target) => String(new target(jumped())) });
  Date.now = jumped;
}
