/* First gradients of a backend beside those of the pure JavaScript one. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const largest = (values) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

/** A gradient further off than this share of its largest value has changed places, not only its last digits. */
export const bound = 1e-5;

const program = fileURLToPath(new URL('./first-step.mjs', import.meta.url));
const gradientsOf = (backend) =>
  JSON.parse(execFileSync(process.execPath, [program, backend], { maxBuffer: 1e9, stdio: ['ignore', 'pipe', 'ignore'] }).toString()); // prettier-ignore

/** The gradient that is furthest from the reference's, as a share of that one's largest value. */
export function firstStep(backend, theReference = 'cpu') {
  const [ours, reference] = [backend, theReference].map(gradientsOf);
  const gradients = Object.entries(reference).map(([name, values]) => {
    const scale = largest(values);
    const errors = values.map((value, index) => Math.abs(value - ours[name][index]) / scale);
    return { name, error: largest(errors), beyond: errors.filter((error) => error > bound).length, of: errors.length };
  });
  const [{ name, error }] = [...gradients].sort((a, b) => b.error - a.error);
  const sum = (key) => gradients.reduce((all, each) => all + each[key], 0);
  return { name, error, beyond: sum('beyond'), of: sum('of') };
}
