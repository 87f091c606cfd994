import { renderToString } from 'preact-render-to-string';
import type { Chart } from './charts/chart.js';
import { About, sizeWords } from './dataset/about.js';
import { Counts } from './dataset/counts.js';
import { countsChart } from './dataset/counts-chart.js';
import { Equals } from './dataset/duplicates.js';
import type { DataPageInput, SetProps, ShownSet } from './dataset/input.js';
import { Columns, mostTargetCharts, Targets } from './dataset/numbers.js';
import { Samples } from './dataset/samples.js';
import { Splits } from './dataset/splits.js';
import { targetChart } from './dataset/target-chart.js';
import { Unusual } from './dataset/unusual.js';
import { inOrder } from './dataset/words.js';
import { StillPage } from './parts/still-page.js';
import { renderChart, type RenderedChart } from './render/charts.js';
import { dataStyle, pageStyle } from './runtime/scripts.js';
import { themeStyle } from './runtime/theme-style.js';
import { count, list } from './text/format.js';

type ChartOf = (id: string) => RenderedChart | undefined;

/** One page about data sets: what they hold, what is unusual, and what an experiment draws from them. Without scripts. */
export async function renderData(input: DataPageInput): Promise<string> {
  const charts = new Map<string, RenderedChart>();
  for (const chart of chartsOf(input)) charts.set(chart.id, await renderChart(chart));
  const drawings = [...charts.values()].map(({ drawings: { wide, narrow } }) => wide.svg + narrow.svg).join('');
  const style = themeStyle(drawings) + (await pageStyle()) + (await dataStyle());
  return `<!doctype html>\n${renderToString(<DataPage input={input} style={style} chartOf={(id) => charts.get(id)} />)}\n`;
}

/** How ids and titles of a set begin: with its name, where there are several. */
const prefixOf = ({ sets }: DataPageInput, index: number): SetProps['prefix'] =>
  sets.length === 1 ? { id: '', title: '' } : { id: `set-${index + 1}-`, title: `${(sets[index] as ShownSet).name}: ` };

const countsId = ({ id }: SetProps['prefix']) => `${id}counts-chart`;
const targetId = ({ id }: SetProps['prefix'], index: number) => `${id}target-${index + 1}`;

function chartsOf(input: DataPageInput): Chart[] {
  return input.sets.flatMap(({ facts, overview }, index) => {
    const prefix = prefixOf(input, index);
    const targets = typeof facts.targets === 'string' ? [] : facts.targets.slice(0, mostTargetCharts);
    const parts = inOrder(overview.targets);
    const all = [countsChart(countsId(prefix), facts), ...targets.map((target, at) => targetChart(targetId(prefix, at), target, at, parts))]; // prettier-ignore
    return all.filter((chart) => chart !== null);
  });
}

interface PageProps {
  readonly input: DataPageInput;
  readonly style: string;
  readonly chartOf: ChartOf;
}

function DataPage({ input, style, chartOf }: PageProps) {
  const { sets } = input;
  const title = titleOf(input);
  const all = sets.map((set, index) => ({ set, prefix: prefixOf(input, index) }));
  return (
    <StillPage title={title} style={style} pictures>
      <Opening input={input} title={title} />
      <nav aria-label="Contents">
        {all.flatMap((props) => contentsOf(props).map(([id, text]) => <a href={`#${id}`}>{text}</a>))}
      </nav>
      {all.map((props) => (
        <OneSet {...props} chartOf={chartOf} />
      ))}
    </StillPage>
  );
}

/** The titles of the sets, each once. */
const titleOf = ({ sets }: DataPageInput): string => list([...new Set(sets.map(calledBy))]);

/** A set's title; of somebody's own data, the name that they gave (option `set`). */
function calledBy({ about, options }: ShownSet): string {
  const { set } = options as { readonly set?: unknown };
  return typeof set === 'string' ? set : about.title;
}

function Opening({ input, title }: { readonly input: DataPageInput; readonly title: string }) {
  const { experiment, sets } = input;
  const unusual = sets.reduce((sum, { overview }) => sum + overview.unusual.length, 0);
  const [first] = sets.map((_, index) => `#${prefixOf(input, index).id}unusual`);
  return (
    <header>
      <p class="kicker">
        {experiment
          ? `Data of experiment ${experiment.name}: ${experiment.title}`
          : `Data set ${(sets[0] as ShownSet).name}`}
      </p>
      <h1>{title}</h1>
      {sets.map((set) => (
        <p class="question">
          {sets.length > 1 ? `${set.name}: ` : ''}
          {sizeWords(set)}.
        </p>
      ))}
      {unusual > 0 ? (
        <p class="warning" role="note">
          <strong>{count(unusual, 'thing')} to know before trusting a number.</strong>{' '}
          <a href={first}>{unusual === 1 ? 'Which one' : 'Which ones'}</a>
        </p>
      ) : null}
    </header>
  );
}

/** The sections of a set, as the contents name them. */
function contentsOf({ set: { facts, overview, splits }, prefix }: SetProps): (readonly [id: string, title: string])[] {
  const sections = [
    ['about', 'What it is'],
    ['unusual', 'What is unusual'],
    ['counts', 'Counts'],
    ['examples', 'Examples'],
    ...(typeof facts.targets === 'string' ? [] : [['targets', 'What is to be predicted'] as const]),
    ['columns', { channel: 'Pixels', column: 'Columns', value: 'Values' }[overview.columns.of]],
    ['duplicates', 'Duplicates'],
    ...(splits.length > 0 ? [['splits', 'Splits'] as const] : []),
  ] as const;
  return sections.map(([id, title]) => [`${prefix.id}${id}`, `${prefix.title}${title}`] as const);
}

function OneSet({ chartOf, ...props }: SetProps & { readonly chartOf: ChartOf }) {
  const { targets } = props.set.facts;
  const drawn = typeof targets === 'string' ? [] : targets.slice(0, mostTargetCharts).map((_, at) => chartOf(targetId(props.prefix, at))); // prettier-ignore
  return (
    <>
      <About {...props} />
      <Unusual {...props} />
      <Counts {...props} chart={chartOf(countsId(props.prefix))} />
      <Samples {...props} />
      <Targets {...props} charts={drawn} />
      <Columns {...props} />
      <Equals {...props} />
      <Splits {...props} />
    </>
  );
}
