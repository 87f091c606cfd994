/* All cases of all targets, some processes at a time. */
import { cpus } from 'node:os';
import { performance } from 'node:perf_hooks';
import { limits, runUnit } from './watch.mjs';

/** A process starts afresh after so many cases: what it keeps of one must not be laid at the door of another. */
const unitCases = 20_000;

/** How many cases each target gets: by its share, at least one. */
const sharedOut = (targets, cases) => {
  const total = targets.reduce((sum, { share }) => sum + share, 0);
  return targets.map((target) => ({ target, cases: Math.max(1, Math.round((cases * target.share) / total)) }));
};

const emptyResult = ({ target: { name, about }, cases }) => ({ name, about, asked: cases, cases: 0, accepted: 0, codes: {}, violations: [], seconds: 0, peak: 0 }); // prettier-ignore

function tally(result, { done = 0, codes = {}, peak = 0, violation }) {
  result.cases += done;
  result.peak = Math.max(result.peak, peak);
  for (const [code, count] of Object.entries(codes)) {
    if (code === 'accepted') result.accepted += count;
    else result.codes[code] = (result.codes[code] ?? 0) + count;
  }
  if (violation) {
    result.violations.push(violation);
    console.error(`violation: ${result.name}, case ${violation.index}: ${violation.what.split('\n')[0]}\n    ${violation.file}`); // prettier-ignore
  }
}

/** Time that is left, from what a case of each target took so far. */
function left(results) {
  const measured = results.filter(({ cases, seconds }) => cases > 0 && seconds > 0);
  const mean = measured.reduce((sum, { cases, seconds }) => sum + seconds / cases, 0) / measured.length;
  return results.reduce(
    (sum, { asked, cases, seconds }) => sum + (asked - cases) * (cases > 0 ? seconds / cases : mean),
    0,
  );
}

function follow(results, jobs) {
  const total = results.reduce((sum, { asked }) => sum + asked, 0);
  return setInterval(() => {
    const done = results.reduce((sum, { cases }) => sum + cases, 0);
    const violations = results.reduce((sum, each) => sum + each.violations.length, 0);
    const minutes = left(results) / jobs / 60;
    const when = Number.isFinite(minutes) ? `, about ${minutes.toFixed(minutes < 10 ? 1 : 0)} min left` : '';
    console.error(
      `${done.toLocaleString('en')} of ${total.toLocaleString('en')} cases, ${violations} violations${when}`,
    );
  }, 10_000).unref();
}

/** What results of targets must have in common to be in one table. */
export const circumstancesOf = ({ seed, jobs }) => ({ seed, jobs, node: process.version, processor: cpus()[0]?.model.trim() ?? 'unknown', limits }); // prettier-ignore

/** @returns by target what became of its cases. */
export async function runCampaign(targets, { cases, seed, jobs, found }) {
  const shares = sharedOut(targets, cases);
  const results = shares.map(emptyResult);
  const units = shares.flatMap(
    ({ target, cases: asked }, index) =>
    Array.from({ length: Math.ceil(asked / unitCases) }, (_, unit) => ({ target, result: results[index], from: unit * unitCases, to: Math.min(asked, (unit + 1) * unitCases) })), // prettier-ignore
  );
  const following = follow(results, jobs);
  const started = performance.now();
  const work = async () => {
    for (let unit = units.shift(); unit; unit = units.shift()) {
      const { target, result, from, to } = unit;
      let last = performance.now();
      const told = (message) => {
        result.seconds += (performance.now() - last) / 1000;
        last = performance.now();
        tally(result, message);
      };
      await runUnit({ name: target.name, node: target.node, seed, from, to, found }, told);
    }
  };
  await Promise.all(Array.from({ length: jobs }, work));
  clearInterval(following);
  const seconds = (performance.now() - started) / 1000;
  const done = results.reduce((sum, each) => sum + each.cases, 0);
  return { ...circumstancesOf({ seed, jobs }), cases: done, seconds, targets: results };
}
