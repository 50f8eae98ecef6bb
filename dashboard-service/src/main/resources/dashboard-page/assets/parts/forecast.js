// @ts-check
import { html, nothing } from 'lit';
import { getJson } from '../lib/api.js';
import { clock, duration, now, percent } from '../lib/format.js';
import { poll } from '../lib/poll.js';
import { FINAL } from '../lib/states.js';
import { figure } from './notes.js';

/** What the words of reasons mean, the most telling first. @type {Record<string, string>} */
const WORDS = {
  needs: 'needs not merged yet',
  path: 'a path held by another task',
  reserved: 'a path reserved for another task',
  cap: 'the limit of workers',
  slots: 'busy slots',
  worker: 'no worker with the skills',
  pressure: 'loaded machines',
  backpressure: 'merges that queue',
  preempting: 'a task being stopped',
  backoff: 'the pause before another try',
  paused: 'the plan being paused',
  person: 'a person',
  deadlock: 'tasks that wait for each other',
};

const ESTIMATES_EVERY = 30_000;

/** When the plan should be over, or why nobody knows. @param {any} forecast */
export function etaFigure(forecast) {
  if (!forecast || forecast.held === 'the plan is over') return nothing;
  if (!forecast.eta) return figure('Expected end', '–', forecast.held);
  const left = Math.max(0, (Date.parse(forecast.eta) - now()) / 1000);
  return figure('Expected end', left < 1 ? 'any moment' : `in ${duration(left)}`, `at ${clock(forecast.eta)}`);
}

/** What still lies on the critical path. @param {any} forecast */
export function pathFigure(forecast) {
  if (!forecast || forecast.open === 0) return nothing;
  const tasks = forecast.criticalPath.length;
  return figure('Critical path', duration(forecast.remainingPathSeconds), `${tasks} ${tasks === 1 ? 'task' : 'tasks'} left`);
}

/**
 * Asks now and then how far estimates were off, and once more when the plan is over.
 * @param {string} plan @param {() => string | undefined} state @param {(errors: any) => void} tell
 */
export function pollEstimates(plan, state, tell) {
  /** @type {string | undefined} */
  let asked;
  const wanted = () => Boolean(state()) && (state() !== asked || !FINAL.has(state() ?? ''));
  poll(ESTIMATES_EVERY, wanted, async () => {
    const before = state();
    tell(await getJson(`/api/v1/plans/${plan}/estimates`));
    asked = before;
  });
}

/** How far estimates were off, once tasks have merged. @param {any} errors */
export function estimatesNote(errors) {
  const parts = [offBy('authors', errors?.author), offBy('learned', errors?.learned)].filter(Boolean);
  return parts.length === 0 ? nothing : html`<span>estimates: ${parts.join(', ')}</span>`;
}

/** @param {string} whose @param {any} accuracy */
function offBy(whose, accuracy) {
  if (!accuracy?.tasks) return '';
  const bias = Math.round(100 * accuracy.bias);
  const side = bias === 0 ? '' : bias < 0 ? 'too low, ' : 'too high, ';
  const tasks = `${accuracy.tasks} ${accuracy.tasks === 1 ? 'task' : 'tasks'}`;
  return `${whose} off by ${percent(accuracy.meanError)} (${side}${tasks})`;
}

/** The shape of a plan, from the waves of its tasks. @param {Iterable<any>} tasks */
export function shapeOf(tasks) {
  /** @type {number[]} */
  const widths = [];
  let count = 0;
  for (const task of tasks) {
    widths[task.wave] = (widths[task.wave] ?? 0) + 1;
    count++;
  }
  const waves = widths.length;
  const kind = waves === count ? 'chain' : waves === 1 ? 'broad' : 'hybrid';
  return `${kind}: ${waves} ${waves === 1 ? 'wave' : 'waves'}, at most ${Math.max(0, ...widths)} wide`;
}

/** Where the plan's waiting time went, as bars that are a table too. @param {any} forecast */
export function waitingTime(forecast) {
  const parts = Object.entries(forecast?.waitedSeconds ?? {})
    .filter(([, seconds]) => seconds >= 1)
    .sort((a, b) => b[1] - a[1]);
  if (parts.length === 0) return nothing;
  const most = parts[0][1];
  return html`<details class="waited"><summary>Where waiting time went</summary>
    <table><caption class="sr">Seconds that tasks waited, added up by reason</caption>
      <thead class="sr"><tr><th scope="col">Waited for</th><th scope="col">Time</th><th scope="col">Share</th></tr></thead>
      <tbody>${parts.map(
        ([reason, seconds]) => html`<tr><th scope="row">${WORDS[reason] ?? reason}</th>
          <td class="num">${duration(seconds)}</td>
          <td class="bar"><svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
            <rect class="track" width="100" height="8"/><rect class="part" width=${(100 * seconds) / most} height="8"/></svg></td></tr>`,
      )}</tbody></table>
    <p class="muted">Summed over tasks: ten tasks that wait a minute make ten minutes.</p></details>`;
}
