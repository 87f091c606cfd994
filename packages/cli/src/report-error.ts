import { exitCodes, SeedbedError, wayOut } from '@seedbed/core';
import { CommanderError } from 'commander';

/** The JSON document of an error that concerns more than its message names; undefined for any other. */
export function listDocument(error: unknown): string | undefined {
  if (!(error instanceof SeedbedError) || error.list === undefined) return undefined;
  const { code, message, hint, list } = error;
  return JSON.stringify({ error: { code, message, hint, list } }, null, 2);
}

/** What to print of an error, and the code to exit with. A stack trace only when asked for. */
export function describeError(error: unknown, debug: boolean): { text: string; exitCode: number } {
  if (error instanceof CommanderError) {
    // Commander has printed help or its complaint already.
    return { text: '', exitCode: error.exitCode === 0 ? exitCodes.done : exitCodes.wrongRequest };
  }
  if (error instanceof SeedbedError) {
    const parts = [`error: ${error.message} [${error.code}]`];
    if (error.excerpt) parts.push(error.excerpt);
    if (error.hint) parts.push(`hint: ${error.hint}`);
    if (debug && error.stack) parts.push(error.stack);
    return { text: parts.join('\n'), exitCode: error.exitCode };
  }
  const { message, stack } = error instanceof Error ? error : { message: String(error), stack: undefined };
  if (error instanceof Error && 'syscall' in error) {
    // Full disks and missing permissions are no defects.
    const text = `error: ${message} [SB_SYSTEM]\nhint: ${wayOut(error)}`;
    return { text: debug ? `${text}\n${stack}` : text, exitCode: exitCodes.environmentLacks };
  }
  const text = `error: ${message} [SB_DEFECT]\nhint: this is a defect in Seedbed; --debug shows where`;
  return { text: debug ? `${text}\n${stack}` : text, exitCode: exitCodes.checkFailed };
}
