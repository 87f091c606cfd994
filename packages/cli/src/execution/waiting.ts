import type { HeldLease } from '@seedbed/core';

const moment = (time: number) => new Date(time).toLocaleString('sv');

/** Who a lease belongs to, as one text: equal for all runs of one process. */
export const holderWords = ({ holder }: HeldLease): string =>
  holder ? `process ${holder.pid} on ${holder.host}` : 'a process that its lease does not name';

/** Why nothing happens here: who has a run, since when, and when it is free at the latest if that process has ended. */
export function waitingWords(label: string, lease: HeldLease): string {
  const { since, seen, until } = lease;
  const training = since === null ? 'is training it' : `has been training it since ${moment(since)}`;
  return (
    `waiting for ${label}: ${holderWords(lease)} ${training}. ` +
    `Last sign of life: ${moment(seen)}; without another one it is trained here after ${moment(until)}`
  );
}
