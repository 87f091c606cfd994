/* Why a spec did not pass. */
import { reasons } from './reasons.mjs';

const noType = (type, kernel) => `no data type ${type} in ${kernel}`;

/** What an error says of itself. */
const telling = [
  [/Kernel '(\w+)' not registered for backend/, (kernel) => `no kernel ${kernel}`],
  [/gradient function not found for (\w+)/, (kernel) => `no gradient of ${kernel}`],
  [/Value for attr '\w+' of (\w+) is not in the list of allowed values.*NodeDef: \{\{node (\w+)\}\}/s, noType],
  [/Unknown dtype (\w+)/, (type) => `no data type ${type}`],
  [/^Error: (\w+) for non non-float32 tensors not yet supported/, (kernel) => `${kernel} takes only float32`],
  [/supports only 'valid' and 'same' padding while/, () => 'no explicit padding'],
  [/does not support dataFormat:'(?:NCHW|channelsFirst)'/, () => 'no layout with the channels first (NCHW)'],
  [/_?(\w+) only supports rank-1 bias/, (kernel) => `${kernel} takes only a bias of rank 1`],
  [/the program \w+ adds in no fixed order/, () => 'a program that adds in no fixed order, which Seedbed refuses'],
  [/^RuntimeError: Aborted\(\)/, () => 'the WebAssembly module aborts'],
];

export const leftOut = (backend) =>
  reasons.filter((each) => each.leaveOut && each.backends.includes(backend)).map(({ pattern }) => pattern.source);

function fromErrors(errors) {
  for (const error of errors) {
    for (const [pattern, reason] of telling) {
      const found = pattern.exec(error);
      if (found) return reason(...found.slice(1));
    }
  }
  return undefined;
}

export function reasonOf({ name, status, errors }, backend) {
  if (status === 'pending') return 'switched off in tfjs-core itself';
  if (status === 'ended the process') return `ends the process: ${errors[0]}`;
  const listed = reasons.find(
    (each) =>
      each.backends.includes(backend) &&
      each.pattern.test(name) &&
      (each.leaveOut ? status === 'left out' : errors.some((error) => each.error.test(error))),
  );
  return fromErrors(errors) ?? listed?.reason ?? 'unexplained';
}

/** The reasons of all that did not pass, the most frequent first. */
export function groupByReason(outcomes, backend) {
  const groups = new Map();
  for (const outcome of outcomes) {
    if (outcome.status === 'passed') continue;
    const reason = reasonOf(outcome, backend);
    groups.set(reason, [...(groups.get(reason) ?? []), outcome]);
  }
  return [...groups].sort(([, a], [, b]) => b.length - a.length);
}

/** The patterns of entries that explain nothing any more. */
export function outdated(groups, backend) {
  const used = new Set(groups.map(([reason]) => reason));
  const mine = reasons.filter((each) => each.backends.includes(backend));
  return mine.filter(({ reason }) => !used.has(reason)).map(({ pattern }) => pattern.source);
}
