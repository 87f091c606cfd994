// The page's own script: puts a live chart where a still one stands. Without it, everything is still there to read.
/* global vega */
(() => {
  'use strict';
  const { charts, datasets } = JSON.parse(document.getElementById('chart-data').textContent);
  const narrow = window.matchMedia('(max-width: 720px)');
  const live = new Map();

  const tip = document.createElement('div');
  tip.className = 'tip';
  tip.hidden = true;
  document.body.append(tip);

  const line = (name, value) => {
    const row = document.createElement('div');
    const term = document.createElement('span');
    term.textContent = name;
    const text = document.createElement('b');
    text.textContent = value;
    row.append(term, text);
    return row;
  };

  const showTip = (_handler, event, _item, value) => {
    const entries = value && typeof value === 'object' ? Object.entries(value) : [];
    tip.hidden = entries.length === 0;
    if (tip.hidden) return;
    const shown = entries.filter(([, text]) => text !== '' && text !== null && text !== 'null' && text !== 'NaN');
    tip.replaceChildren(...shown.map(([name, text]) => line(name, String(text))));
    const room = document.documentElement.clientWidth - tip.offsetWidth - 8;
    tip.style.left = `${Math.max(8, Math.min(event.clientX + 14, room))}px`;
    const below = event.clientY + 16;
    const above = event.clientY - tip.offsetHeight - 12;
    tip.style.top = `${below + tip.offsetHeight > window.innerHeight ? Math.max(8, above) : below}px`;
  };

  const refuse = () => Promise.reject(new Error('a report loads nothing'));
  const loader = { load: refuse, sanitize: refuse, http: refuse, file: refuse, options: {} };

  const withData = (spec) => ({
    ...spec,
    data: (spec.data || []).map((entry) =>
      typeof entry.values === 'number' ? { ...entry, values: structuredClone(datasets[entry.values]) } : entry,
    ),
  });

  async function draw(figure) {
    const id = figure.dataset.chart;
    const layout = narrow.matches ? 'narrow' : 'wide';
    const host = figure.querySelector(`[data-layout="${layout}"]`);
    const controls = figure.querySelector('.controls');
    live.get(id)?.finalize();
    controls.replaceChildren();
    const stage = document.createElement('div');
    const runtime = vega.parse(withData(charts[id][layout]), undefined, { ast: true });
    const view = new vega.View(runtime, { expr: vega.expressionInterpreter, renderer: 'svg', hover: true, loader });
    live.set(id, view);
    await view.tooltip(showTip).initialize(stage, controls).runAsync();
    host.replaceChildren(stage);
    const svg = stage.querySelector('svg');
    svg.setAttribute('viewBox', `0 0 ${svg.getAttribute('width')} ${svg.getAttribute('height')}`);
    figure.dataset.live = layout;
  }

  async function drawAll() {
    for (const figure of document.querySelectorAll('[data-chart]')) await draw(figure);
    document.documentElement.dataset.charts = 'live';
  }

  window.addEventListener('scroll', () => (tip.hidden = true), { passive: true });
  window.addEventListener('keydown', (event) => event.key === 'Escape' && (tip.hidden = true));
  let drawn = drawAll();
  narrow.addEventListener('change', () => (drawn = drawn.then(drawAll)));
})();
