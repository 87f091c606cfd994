import type { Config } from 'vega-lite';
import { scheme } from 'vega';

/** Colors of the page and its charts, by the name of the CSS variable that stands for them in the page. */
export const inks = {
  ink: { light: '#1c2128', dark: '#e8eaed' },
  muted: { light: '#5a6270', dark: '#a3abb8' },
  axis: { light: '#9aa1ab', dark: '#69717d' },
  grid: { light: '#e7e9ec', dark: '#2a2f37' },
  band: { light: '#eef0f3', dark: '#22272e' },
  paper: { light: '#fdfdfc', dark: '#15181c' },
  training: { light: '#c2571a', dark: '#f0a35e' },
  validation: { light: '#27509b', dark: '#8fb4f5' },
  good: { light: '#0b6e5b', dark: '#5fcfb2' },
  bad: { light: '#b3261e', dark: '#ff8f85' },
} as const;

export const color = Object.fromEntries(Object.entries(inks).map(([name, { light }]) => [name, light])) as {
  readonly [name in keyof typeof inks]: string;
};

type Mode = 'light' | 'dark';

/** Where on the plasma scale the first and the last of an ordered row are: ordered in lightness, 3:1 against the paper. */
const span = { light: [0.63, 0.02], dark: [0.88, 0.41] } as const;

const plasma = scheme('plasma') as unknown as (t: number) => string;

const hex = (rgb: string) =>
  `#${(rgb.match(/\d+/g) ?? []).map((channel) => Number(channel).toString(16).padStart(2, '0')).join('')}`;

/** An ordered palette that color-blind readers can order too. */
export function orderedColors(count: number, mode: Mode = 'light'): string[] {
  const [first, last] = span[mode];
  return Array.from({ length: count }, (_, index) =>
    hex(plasma(count === 1 ? last : first + ((last - first) * index) / (count - 1))),
  );
}

/** Names without an order, each at least 3:1 against the paper; shapes repeat them for color-blind readers. */
const names: readonly Readonly<Record<Mode, string>>[] = [
  { light: '#27509c', dark: '#8fb4f6' },
  { light: '#b8560f', dark: '#f0a35f' },
  { light: '#0b7a66', dark: '#5fcfb3' },
  { light: '#a3398b', dark: '#e79ad6' },
  { light: '#6e6a00', dark: '#cdc75a' },
  { light: '#b3261d', dark: '#ff8f86' },
  { light: '#23789f', dark: '#79c8ee' },
  { light: '#6a4fb3', dark: '#b9a6f2' },
  { light: '#7a4a1e', dark: '#d3a87f' },
  { light: '#565f6e', dark: '#aab3c0' },
];

export const namedColors = (count: number, mode: Mode = 'light'): string[] =>
  Array.from({ length: count }, (_, index) => (names[index % names.length] as (typeof names)[number])[mode]);

/** Lines and points of so many series, ordered where their values are numbers. */
export const paletteOf = (count: number, ordered: boolean): string[] => (ordered ? orderedColors(count) : namedColors(count)); // prettier-ignore

/** More levels than any figure tells apart by color. */
const mostOrdered = 24;

/** Each color of the light palette with the CSS variable that stands for it in the page, and its dark sibling. */
const variables = new Map<string, { readonly name: string; readonly dark: string }>([
  ...Object.entries(inks).map(([name, { light, dark }]) => [light, { name: `--${name}`, dark }] as const),
  ...names.map(({ light, dark }, index) => [light, { name: `--name-${index}`, dark }] as const),
  ...Array.from({ length: mostOrdered }, (_, each) => each + 1).flatMap(
    (count) =>
    orderedColors(count).map((light, index) => [light, { name: `--of-${count}-${index}`, dark: orderedColors(count, 'dark')[index] as string }] as const), // prettier-ignore
  ),
]);

/** What to write instead of a color of the light palette, so that it follows the page into the dark. */
export const variableOf = (light: string): string | undefined => {
  const found = variables.get(light);
  return found && `var(${found.name})`;
};

/** Declarations of the variables that a text uses, and of the page's own, in both modes. */
export function declarations(text: string): Readonly<Record<Mode, string>> {
  const own = new Set(Object.keys(inks).map((name) => `--${name}`));
  const used = [...variables].filter(([, { name }]) => own.has(name) || text.includes(`var(${name})`));
  return {
    light: used.map(([light, { name }]) => `${name}: ${light};`).join(' '),
    dark: used.map(([, { name, dark }]) => `${name}: ${dark};`).join(' '),
  };
}

/** The look that all charts share. */
export const chartConfig: Config = {
  font: 'system-ui, sans-serif',
  background: 'transparent',
  aria: false,
  mark: { aria: false },
  view: { stroke: null },
  axis: {
    aria: false,
    labelColor: color.muted,
    titleColor: color.muted,
    labelFontSize: 12,
    titleFontSize: 12,
    titleFontWeight: 500,
    titlePadding: 10,
    labelPadding: 6,
    // Without a canvas letters are counted as wider than they are: names of conditions must fit even so.
    labelLimit: 260,
    domainColor: color.axis,
    tickColor: color.axis,
    tickSize: 4,
    gridColor: color.grid,
  },
  axisY: { domain: false, ticks: false },
  axisX: { grid: false, labelAngle: 0 },
  legend: {
    aria: false,
    labelColor: color.ink,
    titleColor: color.muted,
    labelFontSize: 12,
    titleFontSize: 12,
    titleFontWeight: 500,
    orient: 'top',
    titleLimit: 400,
    columnPadding: 16,
    symbolSize: 70,
  },
  header: {
    labelColor: color.ink,
    labelFontSize: 12,
    labelFontWeight: 600,
    titleColor: color.muted,
    titleFontSize: 12,
    titleFontWeight: 500,
  },
  title: {
    aria: false,
    anchor: 'start',
    color: color.ink,
    fontSize: 14,
    fontWeight: 600,
    subtitleColor: color.muted,
    subtitleFontSize: 12,
    subtitlePadding: 4,
    offset: 12,
  },
};
