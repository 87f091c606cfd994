#!/usr/bin/env node
/*
 * Lists what the installed native libraries may read from the environment in tools/native-variables.json. To be run where
 * native TensorFlow is provisioned, after each change of its version; a test says when the list lacks something.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createRequire } from 'node:module';

const { nativeVariables } = createRequire(import.meta.url)('../dist/native/variables.js');
const root = fileURLToPath(new URL('../..', import.meta.url));
const list = nativeVariables(root);
if (list === null) throw new Error('native TensorFlow is not provisioned: npx nx run tools:native');
writeFileSync(`${root}tools/native-variables.json`, `${JSON.stringify(list, null, 2)}\n`);
