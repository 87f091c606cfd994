import type { BackendIdentity } from '../manifest/schema.js';
import type { Ready } from './messages.js';

/** Begins the name of every program; no backend has a space in its name. */
const mark = 'program ';

/** Whether runs of this identity were trained by a program, and not by the engine. */
export const isProgram = ({ name }: Pick<BackendIdentity, 'name'>): boolean => name.startsWith(mark);

/** Whether a program computes on another device than the processor. */
export const isOnDevice = (identity: BackendIdentity): boolean =>
  isProgram(identity) && !identity.library.endsWith(', cpu');

/** What of a program is part of a run's id, where the engine has its backend. */
export function programIdentity({ name, libraries, device, threads }: Ready): BackendIdentity {
  const computing = Object.entries(libraries).sort(([a], [b]) => (a < b ? -1 : 1));
  const library = [...computing.map((each) => each.join(' ')), device].join(', ');
  return { name: `${mark}${name}`, library, threads, isa: 'default' };
}
