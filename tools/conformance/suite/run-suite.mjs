#!/usr/bin/env node
/* tfjs-core's own tests against a backend, and why what does not pass does not. Needs a build of packages/engine. */
import { parseArgs } from 'node:util';
import { bundledTests } from './bundle.mjs';
import { groupByReason, leftOut, outdated } from './classify.mjs';
import { runSpecs } from './run.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    errors: { type: 'boolean', default: false },
    filter: { type: 'string', default: '' },
  },
});
const [backend] = positionals;
if (!backend || positionals.length > 1) {
  console.error('Usage: run-suite.mjs BACKEND [--json] [--errors] [--filter REGEX]');
  process.exit(2);
}
const progress = (line) => console.error(`${backend}: ${line}`);

const bundle = await bundledTests();
progress(`tests in ${bundle}`);
const { library, outcomes } = await runSpecs(backend, bundle, {
  filter: values.filter,
  leaveOut: leftOut(backend),
  progress,
}).catch(({ message }) => {
  progress(message);
  process.exit(1);
});
const groups = groupByReason(outcomes, backend);
const passed = outcomes.filter(({ status }) => status === 'passed').length;
if (values.errors) {
  for (const [, failures] of groups) for (const each of failures) progress(`${each.name}\n  ${each.errors[0]}`);
}
if (!values.filter) for (const each of outdated(groups, backend)) progress(`reasons.mjs explains nothing with ${each}`);
progress(`${passed} passed, ${outcomes.length - passed} not passed (${groups.length} reasons)`);
if (values.json) {
  const named = groups.map(([reason, failures]) => ({ reason, specs: failures.map(({ name }) => name) }));
  console.log(JSON.stringify({ backend, library, specs: outcomes.length, passed, reasons: named }, null, 2));
}
