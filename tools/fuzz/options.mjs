/* What the command is asked. */
import { parseArgs } from 'node:util';

const help = (targets, limits) => `Usage: npm run fuzz -- [target…] [options]

hostile input for everything that Seedbed reads; each target in processes of its own

  --cases <n>   how many in all, shared out by the targets' shares (default: 1000000)
  --seed <n>    every case follows from target, seed and index (default: 1)
  --jobs <n>    processes side by side (default: 2)
  --case <file> run one saved case again, and say what becomes of it
  --json        print one JSON document
  --write       store the results in docs/fuzzing.json and update docs/fuzzing.md. Where targets are named, the stored
                results of the other targets stay

A case must end in an answer or in a code within ${limits.seconds} s of processor time and ${limits.bytes / 1e6} MB, and write nothing outside of its folder.
Exits with 1 when one does not; its input is saved in .seedbed/fuzz.

Targets:
${targets.map(({ name, share, about }) => `  ${name.padEnd(11)}${`${share * 100} %`.padEnd(6)}${about}`).join('\n')}

Examples:
  $ npm run fuzz
  $ npm run fuzz -- archive jpeg --cases 20000 --seed 7
  $ npm run fuzz -- --case .seedbed/fuzz/archive-7-3512.json`;

const whole = (name, text) => {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= 1) return number;
  return refuse(`--${name}: a whole number from 1 on is wanted, not "${text}"`);
};

export function refuse(message) {
  console.error(`error: ${message} [SB_OPTION]\nhint: npm run fuzz -- --help`);
  process.exit(2);
}

function parsed() {
  const text = { type: 'string' };
  const flag = { type: 'boolean', default: false };
  const cases = { ...text, default: '1000000' };
  const options = { cases, seed: { ...text, default: '1' }, jobs: { ...text, default: '2' }, case: text, json: flag, write: flag, help: flag }; // prettier-ignore
  try {
    return parseArgs({ allowPositionals: true, options });
  } catch (error) {
    return refuse(error.message);
  }
}

export function readOptions(targets, limits) {
  const { values, positionals } = parsed();
  const names = targets.map(({ name }) => name);
  if (values.help) {
    console.log(help(targets, limits));
    process.exit(0);
  }
  for (const each of positionals)
    if (!names.includes(each)) refuse(`there is no target "${each}"; there are ${names.join(', ')}`);
  const numbers = Object.fromEntries(['cases', 'seed', 'jobs'].map((name) => [name, whole(name, values[name])]));
  return { ...values, ...numbers, targets: positionals.length > 0 ? positionals : names };
}
