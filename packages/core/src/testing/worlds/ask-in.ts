import { startIn } from './start-in.js';
import type { World } from './worlds.js';

/**
 * Sends a question to a program in a process of another world, and resolves to what it answers.
 * A program that ends without an answer has refused; the last 2000 characters of its standard error say why.
 * @param program compiled; it calls `enter` first. @param folder empty; folders of that world are made in it.
 */
export function askIn<Answer>(
  question: { readonly world: World },
  program: URL,
  folder: string,
): Promise<Answer | { readonly refused: string }> {
  const child = startIn(question.world, program, folder);
  return new Promise((resolve, reject) => {
    let answer: Answer | undefined;
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (said = `${said}${text}`.slice(-2000)));
    child.on('message', (message) => void (answer = message as Answer)).on('error', reject);
    child.on('close', () => resolve(answer ?? { refused: `it ended without an answer ${said}`.trim() }));
    child.send(question);
  });
}
