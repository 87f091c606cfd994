/*
 * Loads one module of Seedbed with an edit, as a program that differs in one line would have it. The edit comes from
 * SEEDBED_TEST_EDIT: JSON, {file: end of its URL, from: text, to: text}.
 */
import { register } from 'node:module';

register(
  `data:text/javascript,${encodeURIComponent(`
    const edit = JSON.parse(process.env.SEEDBED_TEST_EDIT);
    export async function load(url, context, next) {
      const loaded = await next(url, context);
      if (!url.endsWith(edit.file)) return loaded;
      const source = String(loaded.source);
      if (!source.includes(edit.from)) throw new Error('there is nothing to edit in ' + url);
      return { ...loaded, source: source.replace(edit.from, edit.to) };
    }
  `)}`,
);
