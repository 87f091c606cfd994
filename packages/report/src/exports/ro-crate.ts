import {
  comparedRuns,
  plainOf,
  predictionsFile,
  predictionsText,
  resultsFile,
  resultsText,
  sha256,
  shownMetrics,
  verificationText,
} from '@seedbed/core';
import type { ReportModel } from '../data/model.js';
import { exportCsv } from './csv.js';
import type { ExportFiles } from './files.js';

const profiles = [
  { id: 'https://w3id.org/ro/wfrun/process/0.5', name: 'Process Run Crate', version: '0.5' },
  { id: 'https://w3id.org/ro/wfrun/workflow/0.5', name: 'Workflow Run Crate', version: '0.5' },
  { id: 'https://w3id.org/workflowhub/workflow-ro-crate/1.0', name: 'Workflow RO-Crate', version: '1.0' },
] as const;

const ref = (id: string) => ({ '@id': id });
/** UTC to the second, as the profile's examples write it. */
const seconds = (milliseconds: number) => new Date(milliseconds).toISOString().replace(/\.\d+Z$/, '+00:00');

const refs = (ids: readonly string[]) => ids.map(ref);

const workflow = 'experiment.yaml';
const workflowTerms = 'https://bioschemas.org/profiles/ComputationalWorkflow/1.0-RELEASE';
const parameterTerms = 'https://bioschemas.org/profiles/FormalParameter/1.0-RELEASE';

/** Files that are there where the results have them. */
const besideResults: Readonly<Record<string, { readonly name: string; readonly encodingFormat: string }>> = {
  'verification.json': { name: 'Which runs were executed again', encodingFormat: 'application/json' },
  [predictionsFile]: { name: 'Classes that runs predicted, where a metric compares them', encodingFormat: 'application/jsonl' }, // prettier-ignore
};

/**
 * A research object after the Workflow Run profile: the spec is the workflow, its runs are one action, the manifests its
 * results. Everything that the page is made of is inside, so that `seedbed report` works on an unpacked crate.
 * @param report The page itself.
 */
export function exportRoCrate(model: ReportModel, report: string): ExportFiles {
  const { verification, plan, figures, predicted } = model.input;
  const compared = comparedRuns(shownMetrics([...model.claims.values()], figures), model.experiment, plan);
  const predictions = predictionsText(model.manifests.filter(({ configId }) => compared.has(configId)), predicted); // prettier-ignore
  const files = new Map<string, string | Uint8Array>([
    // JSON is YAML: the spec with what it extends, as it was read.
    [workflow, `${JSON.stringify(plainOf(model.experiment.root), null, 2)}\n`],
    ['report.html', report],
    ...(verification ? [['verification.json', verificationText(verification)] as const] : []),
    ['README.md', readme(model)],
    [resultsFile, resultsText(model.manifests)],
    ...(predictions === '' ? [] : [[predictionsFile, predictions] as const]),
    ...[...exportCsv(model)].map(([name, text]) => [`tables/${name}`, text] as const),
  ]);
  files.set('ro-crate-metadata.json', `${JSON.stringify(metadata(model, files), null, 1)}\n`);
  return files;
}

function readme({ input: { claims }, experiment, manifests, gaps }: ReportModel): string {
  const lines = [
    `# ${experiment.head.title}`,
    '',
    experiment.head.question,
    '',
    ...claims.map(({ id, verdict, statement }) => `- ${id} _${verdict}_: ${statement}`),
    '',
    `${manifests.length} runs, a manifest a line in \`${resultsFile}\`. ${gaps.results ?? ''}`.trim(),
    'The page again, byte for byte, from these files alone: `seedbed report experiment.yaml`.',
    '',
  ];
  return lines.join('\n');
}

function metadata(model: ReportModel, files: ExportFiles): unknown {
  const { manifests } = model;
  const { claims } = model.input;
  const spec = model.experiment.head;
  const graph: Readonly<Record<string, unknown>>[] = [];
  const add = (entity: Readonly<Record<string, unknown>>) => void graph.push(entity);
  const times = manifests.map((run) => seconds(Date.parse(run.cost.finishedAt))).sort();
  const started = manifests.map((run) => seconds(Date.parse(run.cost.finishedAt) - run.cost.wallSeconds * 1000)).sort();
  const tables = [...files.keys()].filter((path) => path.startsWith('tables/'));
  const beside = Object.keys(besideResults).filter((path) => files.has(path));
  const data = '#data';

  // What makes this file the crate's own description (RO-Crate 1.1, "Metadata file descriptor").
  add({
    '@id': 'ro-crate-metadata.json',
    '@type': 'CreativeWork',
    about: ref('./'),
    conformsTo: refs(['https://w3id.org/ro/crate/1.1', 'https://w3id.org/workflowhub/workflow-ro-crate/1.0']),
  });
  add({
    '@id': './',
    '@type': 'Dataset',
    name: spec.title,
    description: `${spec.question} ${claims.map((claim) => `${claim.id} ${claim.verdict}: ${claim.statement}`).join(' ')}`,
    datePublished: times.at(-1) ?? '1970-01-01',
    license: ref('https://spdx.org/licenses/Apache-2.0'),
    conformsTo: refs(profiles.map(({ id }) => id)),
    mainEntity: ref(workflow),
    mentions: ref('#run'),
    hasPart: refs([workflow, 'README.md', 'report.html', resultsFile, 'tables/', ...beside]),
    ...(spec.citation ? { citation: ref(citationId(spec.citation)) } : {}),
  });
  for (const { id, name, version } of profiles) add({ '@id': id, '@type': 'CreativeWork', name, version });
  add({ '@id': 'https://spdx.org/licenses/Apache-2.0', '@type': 'CreativeWork', name: 'Apache License 2.0', identifier: 'Apache-2.0' }); // prettier-ignore
  if (spec.citation) {
    add({ '@id': citationId(spec.citation), '@type': 'ScholarlyArticle', name: spec.citation.text });
  }
  add({
    '@id': workflow,
    '@type': ['File', 'SoftwareSourceCode', 'ComputationalWorkflow'],
    name: spec.name,
    description: spec.question,
    version: sha256(files.get(workflow)!),
    url: 'https://www.npmjs.com/package/@seedbed/cli',
    encodingFormat: 'application/yaml',
    conformsTo: ref(workflowTerms),
    programmingLanguage: ref('#seedbed-spec'),
    input: refs(['#parameter-data', '#parameter-seed']),
    output: ref('#parameter-results'),
    ...sized(files.get(workflow)!),
  });
  add({ '@id': '#seedbed-spec', '@type': 'ComputerLanguage', name: 'Seedbed experiment', alternateName: 'seedbed' });
  add(parameter('#parameter-data', 'data', 'PropertyValue', data));
  add(parameter('#parameter-seed', 'seed', 'PropertyValue', '#seed'));
  add(parameter('#parameter-results', 'results', 'File', resultsFile));
  add({
    '@id': data,
    '@type': 'PropertyValue',
    name: `fingerprint of ${manifests[0]?.data.plugin ?? 'the data'}`,
    value: manifests[0]?.data.fingerprint ?? 'none',
    exampleOfWork: ref('#parameter-data'),
  });
  add({
    '@id': '#seed',
    '@type': 'PropertyValue',
    name: 'seed',
    value: spec.seed,
    exampleOfWork: ref('#parameter-seed'),
  });
  add({
    '@id': '#run',
    '@type': 'CreateAction',
    name: `The runs of ${spec.name}`,
    description: `${manifests.length} trainings, one manifest each${model.gaps.results ? `. ${model.gaps.results}` : ''}`,
    instrument: ref(workflow),
    object: refs([data, '#seed']),
    result: refs([resultsFile, 'report.html']),
    ...(times.length > 0 ? { startTime: started[0], endTime: times.at(-1) } : {}),
    actionStatus: 'http://schema.org/CompletedActionStatus',
  });
  add({ '@id': resultsFile, '@type': 'File', name: 'Run manifests', description: 'A manifest a line, canonical JSON.', encodingFormat: 'application/jsonl', exampleOfWork: ref('#parameter-results'), ...sized(files.get(resultsFile)!) }); // prettier-ignore
  add({ '@id': 'tables/', '@type': 'Dataset', name: 'Tidy tables', description: 'The same results as CSV.', hasPart: refs(tables) }); // prettier-ignore
  add({ '@id': 'README.md', '@type': 'File', name: 'Read me', encodingFormat: 'text/markdown', about: ref('./'), ...sized(files.get('README.md')!) }); // prettier-ignore
  add({ '@id': 'report.html', '@type': 'File', name: 'Report', encodingFormat: 'text/html', ...sized(files.get('report.html')!) }); // prettier-ignore
  for (const path of beside) add({ '@id': path, '@type': 'File', ...besideResults[path], ...sized(files.get(path)!) });
  for (const path of tables) add({ '@id': path, '@type': 'File', name: path.slice(7), encodingFormat: 'text/csv', ...sized(files.get(path)!) }); // prettier-ignore
  return {
    '@context': ['https://w3id.org/ro/crate/1.1/context', 'https://w3id.org/ro/terms/workflow-run/context'],
    '@graph': graph,
  };
}

const citationId = (citation: { readonly doi?: string | undefined; readonly url?: string | undefined }) =>
  citation.doi ? `https://doi.org/${citation.doi}` : (citation.url ?? '#citation');

const sized = (content: string | Uint8Array) => ({
  contentSize: String(typeof content === 'string' ? Buffer.byteLength(content) : content.byteLength),
  sha256: sha256(content),
});

const parameter = (id: string, name: string, additionalType: string, example: string) => ({
  '@id': id,
  '@type': 'FormalParameter',
  conformsTo: ref(parameterTerms),
  name,
  additionalType,
  workExample: ref(example),
});
