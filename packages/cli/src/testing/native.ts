import { chooseBackend } from '@seedbed/engine';
import { describe } from 'vitest';

function missing(): string | null {
  try {
    chooseBackend('tensorflow');
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

/**
 * Describes tests of native TensorFlow. Where it is not provisioned they are skipped by name with the reason; with
 * SEEDBED_REQUIRE_NATIVE set they fail instead.
 */
export function describeNative(title: string, body: () => void): void {
  const reason = missing();
  const skips = reason !== null && !process.env['SEEDBED_REQUIRE_NATIVE'];
  describe.skipIf(skips)(`${title}${reason ? ` (skipped: ${reason})` : ''}`, body);
}
