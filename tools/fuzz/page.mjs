/* Results as lines, and as docs/fuzzing.md. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { format } from 'prettier';

const docs = fileURLToPath(new URL('../../docs/', import.meta.url));
const grouped = (number) => Math.round(number).toLocaleString('en');

const topCodes = (codes, most = 6) => {
  const sorted = Object.entries(codes).filter(([code]) => code !== 'violation').sort(([, a], [, b]) => b - a); // prettier-ignore
  const named = sorted.slice(0, most).map(([code, count]) => `${code} ${grouped(count)}`);
  return [...named, ...(sorted.length > most ? [`${sorted.length - most} more codes`] : [])].join(', ');
};

const refused = ({ cases, accepted, violations }) => cases - accepted - violations.length;
const rate = ({ cases, seconds }) => grouped(cases / seconds);

/** For a terminal. */
export const linesOf = ({ targets, cases, seconds, seed }) => [
  ...targets.map((each) => `${each.name.padEnd(10)} ${grouped(each.cases)} cases: ${grouped(each.accepted)} accepted, ${grouped(refused(each))} refused (${topCodes(each.codes)}), ${each.violations.length} violations; ${rate(each)} a second, ${grouped(each.peak / 1e6)} MB`), // prettier-ignore
  `${grouped(cases)} cases from seed ${seed} in ${grouped(seconds)} s: ${targets.reduce((sum, { violations }) => sum + violations.length, 0)} violations`,
];

const row = (cells) => `| ${cells.join(' | ')} |`;
const table = (heading, rows) => [row(heading), row(heading.map(() => '---')), ...rows.map(row)].join('\n');

function resultsText({ targets, cases, jobs, seconds, seed, node, processor, limits }) {
  return [
    `${grouped(cases)} cases from seed ${seed}, ${jobs} processes side by side, ${grouped(seconds / 60)} minutes; Node ${node.slice(1)}, ${processor}.`,
    `Allowed were ${limits.seconds} s of processor time, ${limits.waiting} s of doing nothing and ${grouped(limits.bytes / 1e6)} MB a case. Violations: ${targets.reduce((sum, { violations }) => sum + violations.length, 0)}.`,
    table(
      ['target', 'cases', 'accepted', 'refused', 'violations', 's', 'cases a s', 'peak, MB'],
      targets.map((each) => [each.name, grouped(each.cases), grouped(each.accepted), grouped(refused(each)), each.violations.length, grouped(each.seconds), rate(each), grouped(each.peak / 1e6)]), // prettier-ignore
    ),
    table(['target', 'refused with'], targets.map((each) => [each.name, topCodes(each.codes, 20) || '-'])), // prettier-ignore
  ].join('\n\n');
}

const marks = ['<!-- results: npm run fuzz -- --write -->', '<!-- end of results -->'];
const listed = ['<!-- targets -->', '<!-- end of targets -->'];

const between = (page, [from, to], text) =>
  [page.split(from)[0], from, '\n\n', text, '\n\n', to, page.split(to)[1]].join('');

/**
 * The stored results of targets that a campaign leaves out.
 * @param circumstances those of the campaign.
 * @returns undefined where some are not stored, or were found in other circumstances.
 */
export function storedResults(targets, circumstances) {
  const stored = JSON.parse(readFileSync(`${docs}fuzzing.json`, 'utf8'));
  const found = targets.flatMap(({ name }) => stored.targets.find((each) => each.name === name) ?? []);
  const alike = Object.entries(circumstances).every(([key, value]) => isDeepStrictEqual(stored[key], value));
  return found.length === targets.length && (alike || found.length === 0) ? found : undefined;
}

/**
 * Writes the results, and the page's two tables anew; its words stay.
 * @param others stored results, of the targets that the campaign left out.
 */
export async function writePage(campaign, others, targets) {
  const found = targets.map(({ name }) => [...campaign.targets, ...others].find((each) => each.name === name));
  const sum = (field) => found.reduce((all, each) => all + each[field], 0);
  const seconds = others.length > 0 ? sum('seconds') / campaign.jobs : campaign.seconds;
  const results = { ...campaign, cases: sum('cases'), seconds, targets: found };
  writeFileSync(`${docs}fuzzing.json`, await format(JSON.stringify(results), { parser: 'json', printWidth: 120 }));
  const page = `${docs}fuzzing.md`;
  const about = table(['target', 'share', 'what it is given'], targets.map(({ name, share, about: what }) => [name, `${share * 100} %`, what])); // prettier-ignore
  const text = between(between(readFileSync(page, 'utf8'), listed, about), marks, resultsText(results));
  writeFileSync(page, await format(text, { parser: 'markdown', printWidth: 120 }));
}
