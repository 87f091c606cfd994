// Puts a live chart where a still one is. Without it, everything is still there to read.
/* global vega */
(() => {
  'use strict';
  const { tip, menu, keys } = window.seedbed;
  const { charts, datasets } = JSON.parse(document.getElementById('chart-data').textContent);
  const narrow = window.matchMedia('(max-width: 720px)');
  const live = new Map();

  const refuse = () => Promise.reject(new Error('a report loads nothing'));
  const loader = { load: refuse, sanitize: refuse, http: refuse, file: refuse, options: {} };

  const withData = (spec, hidden) => ({
    ...spec,
    data: (spec.data || []).map((entry) =>
      typeof entry.values === 'number'
        ? { ...entry, values: menu.kept(structuredClone(datasets[entry.values]), hidden) }
        : entry,
    ),
  });

  const showTip = (_handler, event, item) =>
    event ? tip.show(keys.entriesOf(item), event.clientX, event.clientY) : tip.hide();

  /** What a reader has chosen survives a new drawing. */
  function choicesOf(view) {
    const bound = new Set(['intervals', 'replicates', 'baseline', 'follow', 'by', 'chosen']);
    return view.getState({ signals: (name) => bound.has(name) || /^level\d+$/.test(name), data: () => false }).signals;
  }

  async function draw(figure, hidden) {
    const id = figure.dataset.chart;
    const layout = narrow.matches ? 'narrow' : 'wide';
    const host = figure.querySelector(`[data-layout="${layout}"]`);
    const controls = figure.querySelector('.controls');
    const before = live.get(id);
    const chosen = before ? choicesOf(before) : {};
    before?.finalize();
    controls.replaceChildren();
    const stage = document.createElement('div');
    const runtime = vega.parse(withData(charts[id][layout], hidden), undefined, { ast: true });
    const view = new vega.View(runtime, { expr: vega.expressionInterpreter, renderer: 'svg', hover: true, loader });
    live.set(id, view);
    await view.tooltip(showTip).initialize(stage, controls).runAsync();
    if (Object.keys(chosen).length > 0) await view.setState({ signals: chosen }).runAsync();
    host.replaceChildren(stage);
    const svg = stage.querySelector('svg');
    svg.setAttribute('viewBox', `0 0 ${svg.getAttribute('width')} ${svg.getAttribute('height')}`);
    keys.add(figure, stage, host, view);
    figure.dataset.live = layout;
  }

  const all = [...document.querySelectorAll('[data-chart]')].map((figure) => {
    const hidden = new Map();
    const chart = charts[figure.dataset.chart];
    const redraw = () => (drawn = drawn.then(() => draw(figure, hidden)));
    menu.add(figure, chart, datasets[chart.rows], hidden, redraw);
    return { figure, hidden };
  });

  async function drawAll() {
    for (const { figure, hidden } of all) await draw(figure, hidden);
    document.documentElement.dataset.charts = 'live';
  }

  let drawn = drawAll();
  narrow.addEventListener('change', () => (drawn = drawn.then(drawAll)));

  // The contents say where the reader is.
  const links = new Map([...document.querySelectorAll('nav a')].map((link) => [link.hash.slice(1), link]));
  const seen = new Set();
  const watch = new window.IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) seen[isIntersecting ? 'add' : 'delete'](target.id);
      const current = [...links.keys()].find((id) => seen.has(id));
      for (const [id, link] of links) {
        if (id === current) link.setAttribute('aria-current', 'true');
        else link.removeAttribute('aria-current');
      }
    },
    { rootMargin: '-80px 0px -50% 0px' },
  );
  for (const section of document.querySelectorAll('main > section')) watch.observe(section);

  // Print shows what is folded on a screen.
  const folded = 'details.evidence, details.numbers:not(.long)';
  window.addEventListener('beforeprint', () => {
    for (const each of document.querySelectorAll(folded)) each.open = true;
  });
})();
