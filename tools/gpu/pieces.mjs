/* The pieces of a session on a card. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { core, fromDist, manifestsOf, program, root } from '../built.mjs';
import { bound, firstStep } from '../conformance/gradients.mjs';
import { networks } from './networks.mjs';
import { OutOfTime } from './children.mjs';

const { backends } = await fromDist('engine', 'backends/choose.js');
const tool = (file) => join(root, 'tools', 'gpu', file);
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
/** Times of PyTorch's step that are allowed. */
const allowed = 1.3;

/** Of one step. The first ones compile and warm up. */
const timeOf = ({ milliseconds }) => median(milliseconds.slice(milliseconds.length / 2));

const must = (holds, what) => {
  if (!holds) throw new Error(what);
};

/** @param children runs a program within the session's time. */
export function piecesOf({ folder, children, python, data, rehearse }) {
  const backend = rehearse ? 'tensorflow' : 'tensorflow-gpu';
  const precisions = rehearse ? ['float32'] : ['float32', 'tf32'];
  const node = (file, ...words) => children(process.execPath, file, ...words);
  const smoke = rehearse ? 'experiments/smoke/tiny.yaml' : 'smoke';

  return {
    provision: {
      about: 'TensorFlow for the card',
      async run() {
        // Where it is there already, this downloads nothing.
        if (!rehearse) await node(join(root, 'tools/dist/native/main.js'), '--gpu');
        const missing = backends.find(({ name }) => name === backend).missing();
        must(missing === null, missing);
        return {};
      },
    },
    probe: {
      about: 'known answers of every kernel and of a step, in each precision',
      async run() {
        const identities = [];
        for (const precision of precisions)
          identities.push(JSON.parse(await node(tool('probe.mjs'), backend, precision)));
        return { identities };
      },
    },
    twice: {
      about: `two executions of ${smoke}, equal bit for bit`,
      async run() {
        const results = [];
        for (const name of ['once', 'again']) {
          const store = join(folder, name);
          await node(program, 'run', smoke, '--backend', backend, '--store', store);
          results.push(new Map(manifestsOf(store).map(({ id, result }) => [id, result])));
        }
        const [once, again] = results;
        const equal = [...once].filter(([id, result]) => again.get(id) === result).length;
        must(equal === once.size && again.size === once.size, `${equal} of ${once.size} runs have equal bits`);
        return { runs: once.size, equal };
      },
    },
    steps: {
      about: 'a step beside PyTorch on the same card: network, batch, precision, deterministic algorithms',
      async run(before, keep) {
        const { rows = {} } = before;
        for (const [name, network] of Object.entries(networks(rehearse)))
          for (const precision of precisions) {
            const key = `${name}, ${precision}`;
            if (rows[key]) continue;
            const ours = JSON.parse(await node(tool('step.mjs'), backend, precision, JSON.stringify(network)));
            // PyTorch reads its loss as seldom.
            const json = JSON.stringify({ ...network, steps: ours.steps, kept: ours.kept });
            const theirs = JSON.parse(
              await children(python, tool('step.py'), rehearse ? 'cpu' : 'cuda', precision, json),
            );
            const [us, them] = [ours, theirs].map(timeOf);
            // What tiny networks take says nothing.
            rows[key] = {
              versions: [ours.version, theirs.version],
              ...(!rehearse && { milliseconds: [us, them], times: us / them }),
            };
            keep({ rows });
          }
        const slow = Object.entries(rows).filter(([, { times = 0 }]) => times > allowed);
        must(
          slow.length === 0,
          slow
            .map(([key, { times }]) => `${key}: ${times.toFixed(2)} times PyTorch's step, ${allowed} allowed`)
            .join('; '),
        );
        return { rows };
      },
    },
    losses: {
      about: 'a step whose loss is read each time beside one whose losses stay on the card, equal bit for bit',
      async run(before, keep) {
        const { rows = {} } = before;
        const several = rehearse ? 4 : 64;
        for (const [name, network] of Object.entries(networks(rehearse)))
          for (const precision of precisions) {
            const key = `${name}, ${precision}`;
            if (rows[key]) continue;
            // As many steps of both.
            const json = JSON.stringify({ ...network, steps: Math.max(network.steps, 3 * several) });
            const of = async (kept) => JSON.parse(await node(tool('step.mjs'), backend, precision, json, `${kept}`));
            const [each, late] = [await of(1), await of(several)];
            const equal = JSON.stringify(each.result) === JSON.stringify(late.result);
            must(equal, `${key}: with ${several} losses kept, other bits than with one`);
            const times = [each, late].map(timeOf);
            rows[key] = { kept: [1, several], result: each.result, ...(!rehearse && { milliseconds: times }) };
            keep({ rows });
          }
        return { rows };
      },
    },
    gradients: {
      about: `first gradients within ${bound} of the processor's`,
      async run() {
        const worst = firstStep(backend);
        must(worst.error <= bound, `${worst.name} is off by ${worst.error} of its largest value, ${bound} allowed`);
        return { worst, bound };
      },
    },
    paper: {
      about: "one replicate of the paper's experiment, as far as the time allows",
      async run() {
        const spec = join(folder, 'paper.yaml');
        const base = join(root, rehearse ? 'experiments/smoke/tiny.yaml' : 'experiments/tinyimagenet/paper.yaml');
        const precision = rehearse ? 'float32' : 'tf32';
        writeFileSync(spec, `extends: ${base}\nname: gpu-session\nreplicates: 1\nprecision: ${precision}\n`);
        const store = join(folder, 'paper');
        const given = data === undefined ? [] : ['--data', data];
        try {
          await node(program, 'run', spec, '--backend', backend, '--store', store, '--checkpoint', '30', ...given);
          return { runs: writeManifests(store) };
        } catch (error) {
          if (error instanceof OutOfTime) writeManifests(store);
          throw error;
        }
      },
    },
  };

  /** Every run so far, as a file of results. */
  function writeManifests(store) {
    const manifests = manifestsOf(store);
    writeFileSync(join(folder, core.resultsFile), core.resultsText(manifests));
    return manifests.length;
  }
}
